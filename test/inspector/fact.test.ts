// Which edit changes a fact: the common value, the override of the variant, and what is left empty.
import { describe, expect, test } from 'vitest';
import { canDiffer, changeFact, differ, overrideProblems, same } from '../../renderer/inspector/fact.ts';
import { overrideOf, valueAt } from '../../shared/model/factPaths.ts';
import { changeKind } from '../../renderer/inspector/component/changeKind.ts';
import { turnLink } from '../../renderer/inspector/link/turnLink.ts';
import { tryCommand } from '../../shared/model/applyCommand.ts';
import type { Command } from '../../shared/model/commands.ts';
import type { Project } from '../../shared/model/types.ts';
import { sample } from './sample.ts';

const order = sample('order');
function after(project: Project, command: Command | null): Project {
  if (!command) return project;
  const result = tryCommand(project, command);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.project;
}

describe('a fact', () => {
  test('is set where it stands', () => {
    const next = after(order, changeFact(order, 'monolith', 'deployables/app/cores', 4));
    expect(valueAt(next, 'variants/monolith/deployables/app/cores')).toBe(4);
  });
  test('goes with the objects that it leaves empty, but a breaker stays', () => {
    const path = 'links/order-orders/policy/backoff/baseMs';
    const set = after(order, changeFact(order, 'monolith', path, 5));
    expect(valueAt(after(set, changeFact(set, 'monolith', path, null)), 'links/order-orders/policy')).toBeUndefined();
    const option = 'links/order-orders/policy/breaker/capacity';
    const breaker = after(order, changeFact(order, 'monolith', option, 5));
    expect(valueAt(after(breaker, changeFact(breaker, 'monolith', option, null)), 'links/order-orders/policy')).toEqual(
      { breaker: {} },
    );
    expect(changeFact(order, 'monolith', path, null)).toBeNull();
  });
  test('of a component that was only drawn writes its operation out', () => {
    const next = after(
      order,
      changeFact(order, 'monolith', 'components/order-placed/operations/default/errorRate', 0.1),
    );
    expect(valueAt(next, 'components/order-placed/operations')).toEqual([
      { id: 'default', name: 'default', errorRate: 0.1 },
    ]);
  });
});

describe('an override', () => {
  const path = 'links/order-payment/policy/timeoutMs';
  const own = after(order, differ(order, 'monolith', path, 100));
  test('lays over the fact, is changed by its field and goes when it is emptied', () => {
    expect(canDiffer(order, path)).toBe(true);
    expect(canDiffer(order, 'deployables/app/cores')).toBe(false);
    expect(overrideOf(own, 'monolith', path)?.value).toBe(100);
    const more = after(own, changeFact(own, 'monolith', path, 200));
    expect(overrideOf(more, 'monolith', path)?.value).toBe(200);
    expect(valueAt(more, path)).toBe(3000);
    expect(overrideOf(after(own, changeFact(own, 'monolith', path, null)), 'monolith', path)).toBeUndefined();
    expect(after(own, same(own, 'monolith', path))).toEqual(order);
  });
  test('of a whole is changed in its part', () => {
    const whole = after(order, differ(order, 'monolith', 'links/order-payment/policy', { timeoutMs: 5 }));
    const next = after(whole, changeFact(whole, 'monolith', path, 7));
    expect(overrideOf(next, 'monolith', path)).toEqual({ path: 'links/order-payment/policy', value: { timeoutMs: 7 } });
  });
  test('that does not fit is found before it is made', () => {
    expect(overrideProblems(order, 'monolith', differ(order, 'monolith', path, -1))).not.toEqual([]);
    expect(overrideProblems(order, 'monolith', differ(order, 'monolith', path, 1))).toEqual([]);
  });
});

describe('another kind', () => {
  const inventory = order.components.find(({ id }) => id === 'inventory')!;
  test('client runs nowhere, and a client that becomes a module runs somewhere again', () => {
    const client = after(order, changeKind(order, inventory, 'client'));
    expect(
      client.variants.flatMap(({ placements }) => placements).some(({ component }) => component === 'inventory'),
    ).toBe(false);
    const changed = client.components.find(({ id }) => id === 'inventory')!;
    const back = after(client, changeKind(client, changed, 'module'));
    for (const { placements } of back.variants)
      expect(placements.some(({ component }) => component === 'inventory')).toBe(true);
  });
  test('a store that is none any more has no owner', () => {
    const stock = order.components.find(({ id }) => id === 'stock')!;
    expect(valueAt(after(order, changeKind(order, stock, 'module')), 'components/stock/owner')).toBeUndefined();
  });
});

test('a link turned round leaves no step that calls over it', () => {
  const link = order.links.find(({ id }) => id === 'inventory-stock')!;
  const next = after(order, turnLink(order, link));
  expect(valueAt(next, 'links/inventory-stock/from')).toBe('stock');
  expect(valueAt(next, 'components/inventory/operations/reserve/steps')).toEqual([]);
});
