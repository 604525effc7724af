import { describe, expect, test } from 'vitest';
import { applyCommand, tryCommand } from '../../shared/model/applyCommand.ts';
import { commandName, CommandError, type Command } from '../../shared/model/commands.ts';
import { checkIntegrity } from '../../shared/model/integrity.ts';
import { checkShape } from '../../shared/model/schema.ts';
import type { Component, Project } from '../../shared/model/types.ts';
import { SHOP } from './projects.ts';

const run = (command: Command, project: Project = SHOP): Project => {
  const before = JSON.stringify(project);
  const next = applyCommand(project, command);
  expect(JSON.stringify(project)).toBe(before);
  expect([...checkShape(next).problems, ...checkIntegrity(next)]).toEqual([]);
  return next;
};
const [MONO, MICRO] = [0, 1] as const;

describe('removing takes along what refers to the part', () => {
  test('a component', () => {
    const next = run({ type: 'remove', kind: 'component', id: 'payment' });
    expect(next.links.map(({ id }) => id)).toEqual(['web-orders', 'orders-db', 'orders-placed', 'placed-mail']);
    expect(next.components[1]!.operations![0]!.steps).toEqual([{ link: 'orders-db' }, { link: 'orders-placed' }]);
    expect(next.variants[MICRO]!.placements.map(({ component }) => component)).toEqual([
      'orders',
      'db',
      'placed',
      'mail',
    ]);
    expect(next.variants[MICRO]!.overrides).toEqual([]);
    expect(next.scenarios![1]!.faults).toEqual([{ target: 'a', kind: 'down' }]);
    expect(next.scenarios![1]!.overrides!.map(({ path }) => path)).toEqual([
      'links/orders-placed/delivery/outbox/pollMs',
      'deployables/billing/cores',
    ]);
    expect(next.assumptions!.delivery!.coChanges).toEqual([{ components: ['orders'], perMonth: 2 }]);
    expect(next.components[2]).toBe(SHOP.components[3]);
  });
  test('a component that journeys enter and a store belongs to', () => {
    const next = run({ type: 'remove', kind: 'component', id: 'orders' });
    expect(next.journeys.map(({ id }) => id)).toEqual(['buy']);
    expect(next.measures).toEqual([]);
    expect(next.components.find(({ id }) => id === 'db')).not.toHaveProperty('owner');
    expect(next.layout!.variants!['mono']!.nodes).toEqual({ app: expect.anything() });
  });
  test('the last step stays an empty list, not "every link"', () => {
    const one = run({ type: 'set', path: 'components/orders/operations/place/steps', value: [{ link: 'orders-db' }] });
    expect(run({ type: 'remove', kind: 'link', id: 'orders-db' }, one).components[1]!.operations![0]!.steps).toEqual(
      [],
    );
  });
  test('a quorum shrinks with its branches', () => {
    const group = { id: 'g', kind: 'quorum', need: 2 };
    const steps = ['orders-db', 'orders-payment'].map((link) => ({ link, group }));
    const quorum = run({ type: 'set', path: 'components/orders/operations/place/steps', value: steps });
    const next = run({ type: 'remove', kind: 'link', id: 'orders-db' }, quorum);
    expect(next.components[1]!.operations![0]!.steps![0]!.group!.need).toBe(1);
  });
  test('journey, team, variant', () => {
    expect(run({ type: 'remove', kind: 'journey', id: 'buy' }).scenarios![0]!.traffic).toEqual({});
    expect(run({ type: 'remove', kind: 'team', id: 'core' }).components[1]).not.toHaveProperty('team');
    const next = run({ type: 'remove', kind: 'variant', id: 'micro' });
    expect(next.scenarios![1]).toMatchObject({ variants: [], faults: [{ target: 'payment' }] });
  });
  test('an operation, by path', () => {
    const next = run({ type: 'set', path: 'components/payment/operations/pay', value: null });
    expect(next.components[2]).not.toHaveProperty('operations');
    expect(next.components[1]!.operations![0]!.steps).toEqual([{ link: 'orders-db' }, { link: 'orders-placed' }]);
  });
  test('a deployable: its components move, or are absent', () => {
    const moved = run({ type: 'removeDeployable', variant: 'micro', id: 'billing', moveTo: 'orders-svc' });
    expect(moved.variants[MICRO]!.placements.filter(({ component }) => component === 'payment')).toEqual([
      { component: 'payment', deployable: 'spare' },
      { component: 'payment', deployable: 'orders-svc' },
    ]);
    const absent = run({ type: 'removeDeployable', variant: 'mono', id: 'app' });
    expect(absent.variants[MONO]!.absent!.components).toEqual(['placed', 'orders', 'payment', 'mail']);
    expect(absent.layout!.variants!['mono']!.nodes).toEqual({ orders: { x: 10, y: 20 } });
  });
});

describe('adding', () => {
  const stock: Component = { id: 'stock', kind: 'module', name: 'Stock' };
  test('a component finds a place in every variant', () => {
    const next = run({ type: 'add', kind: 'component', record: stock });
    expect(next.variants[MONO]!.placements.at(-1)).toEqual({ component: 'stock', deployable: 'app' });
    expect(next.variants[MICRO]!.deployables.at(-1)).toEqual({
      id: 'stock-host',
      name: 'Stock',
      kind: 'process',
      platform: 'aws.ec2.c6i.large',
      cores: 2,
    });
  });
  test('or the one it is given, or none', () => {
    const next = run({ type: 'add', kind: 'component', record: stock, hosts: { mono: null, micro: 'orders-svc' } });
    expect(next.variants[MONO]!.absent!.components).toEqual(['placed', 'stock']);
    expect(next.variants[MICRO]!.deployables).toBe(SHOP.variants[MICRO]!.deployables);
  });
  test('every other record', () => {
    run({ type: 'add', kind: 'team', record: { id: 't', name: 'T', engineers: 1 } });
    run({ type: 'add', kind: 'link', record: { id: 'l', from: 'web', to: 'db', interaction: 'data' } });
    run({ type: 'addDeployable', variant: 'mono', record: { id: 'd', name: 'D', kind: 'process' } });
    const bare = { ...SHOP };
    delete (bare as { scenarios?: unknown }).scenarios;
    expect(run({ type: 'add', kind: 'scenario', record: { id: 's', name: 'S' } }, bare).scenarios).toHaveLength(1);
  });
});

test('the re-cut keeps the place in the list and ends absence', () => {
  const next = run({ type: 'move', variant: 'micro', components: ['payment', 'mail'], deployable: 'orders-svc' });
  expect(next.variants[MICRO]!.placements).toEqual([
    { component: 'orders', deployable: 'orders-svc' },
    { component: 'payment', deployable: 'orders-svc' },
    { component: 'db', deployable: 'pg' },
    { component: 'placed', deployable: 'kafka' },
    { component: 'mail', deployable: 'orders-svc' },
  ]);
  expect(next.variants[MONO]).toBe(SHOP.variants[MONO]);
  const back = run({ type: 'move', variant: 'mono', components: ['placed'], deployable: 'app' });
  expect(back.variants[MONO]).not.toHaveProperty('absent');
  const away = run({ type: 'place', variant: 'mono', component: 'mail', places: [] });
  expect(away.variants[MONO]!.absent!.components).toEqual(['placed', 'mail']);
});

test('links of a variant, copies of a variant, boxes, several at once', () => {
  const cut = run({ type: 'absentLink', variant: 'micro', link: 'orders-payment', absent: true });
  expect(cut.variants[MICRO]!.absent).toEqual({ links: ['orders-payment'] });
  expect(run({ type: 'absentLink', variant: 'micro', link: 'orders-payment', absent: false }, cut)).toEqual(SHOP);

  const twin = run({ type: 'duplicateVariant', id: 'mono', newId: 'mono-2', name: 'Monolith 2' });
  expect(twin.variants.map(({ id }) => id)).toEqual(['mono', 'mono-2', 'micro']);
  expect(twin.layout!.variants!['mono-2']).toEqual(SHOP.layout!.variants!['mono']);

  const drag = run({
    type: 'arrange',
    variant: 'mono',
    nodes: { orders: { x: 1, y: 2 }, mail: { x: 3, y: 4 }, app: null },
  });
  expect(drag.layout!.variants!['mono']!.nodes).toEqual({ orders: { x: 1, y: 2 }, mail: { x: 3, y: 4 } });

  const both = run({
    type: 'batch',
    name: 'Paste',
    commands: [
      { type: 'rename', kind: 'component', id: 'mail', name: 'Post' },
      { type: 'update', kind: 'team', record: { id: 'core', name: 'Core', engineers: 5 } },
    ],
  });
  expect([both.components[5]!.name, both.teams![0]!.engineers]).toEqual(['Post', 5]);
});

test('names for the undo menu', () => {
  const names: readonly (readonly [Command, string])[] = [
    [
      { type: 'move', variant: 'micro', components: ['payment'], deployable: 'billing' },
      'Move Payment to Billing service',
    ],
    [
      { type: 'move', variant: 'micro', components: ['payment', 'mail'], deployable: 'billing' },
      'Move 2 components to Billing service',
    ],
    [{ type: 'remove', kind: 'link', id: 'orders-db' }, 'Remove link Orders to Orders database'],
    [{ type: 'rename', kind: 'variant', id: 'mono', name: 'One' }, 'Rename Monolith to One'],
    [{ type: 'set', path: 'components/db/facts/sizeGiB', value: 3 }, 'Change size of Orders database'],
    [{ type: 'set', path: 'assumptions/region', value: 'x' }, 'Change region'],
    [{ type: 'set', path: 'name', value: 'x', label: 'Rename the project' }, 'Rename the project'],
    [{ type: 'arrange', variant: 'mono', nodes: { app: null } }, 'Arrange App'],
    [{ type: 'arrange', variant: 'mono', nodes: { app: null, orders: null } }, 'Arrange 2 boxes'],
    [{ type: 'removeDeployable', variant: 'micro', id: 'kafka' }, 'Remove Kafka'],
  ];
  expect(names.map(([command]) => commandName(SHOP, command))).toEqual(names.map(([, name]) => name));
});

test('what is not there, is taken, or would break the project', () => {
  const wrong: readonly Command[] = [
    { type: 'remove', kind: 'team', id: 'x' },
    { type: 'add', kind: 'team', record: { id: 'core', name: 'X', engineers: 1 } },
    { type: 'set', path: 'components/x/name', value: 'y' },
    { type: 'set', path: '__proto__/x', value: 'y' },
    { type: 'move', variant: 'x', components: [], deployable: 'app' },
    { type: 'duplicateVariant', id: 'mono', newId: 'micro', name: 'X' },
    { type: 'junk' } as never,
  ];
  for (const command of wrong) {
    expect(() => applyCommand(SHOP, command)).toThrow(CommandError);
    expect(tryCommand(SHOP, command)).toMatchObject({ ok: false });
  }
  expect(tryCommand(SHOP, { type: 'set', path: 'links/web-orders/to', value: 'x' })).toEqual({
    ok: false,
    problems: [{ path: 'links[0].to', message: 'there is no component "x"' }],
  });
  expect(tryCommand(SHOP, { type: 'rename', kind: 'team', id: 'core', name: 'Heart' })).toMatchObject({ ok: true });
});
