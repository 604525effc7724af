import { expect, test } from 'vitest';
import { effectiveProject, InvalidOverride, UnknownId } from '../../shared/model/effective.ts';
import { checkShape } from '../../shared/model/schema.ts';
import type { Override, Project } from '../../shared/model/types.ts';
import { realProjects, SHOP } from './projects.ts';

const withOverrides = (...overrides: Override[]): Project => ({
  ...SHOP,
  variants: [{ ...SHOP.variants[0]!, overrides }, SHOP.variants[1]!],
});
const linkOf = (project: Project, id: string) => project.links.find((link) => link.id === id);

test('overrides of the variant come first, then those of the scenario; the original stays as it was', () => {
  const before = JSON.stringify(SHOP);
  const { project, variant, scenario, notes } = effectiveProject(SHOP, 'micro', 'slow');
  expect(linkOf(project, 'orders-payment')).toMatchObject({ latency: { mean: 2 }, policy: { timeoutMs: 1000 } });
  expect(linkOf(project, 'orders-payment')!.policy).not.toHaveProperty('breaker');
  expect(linkOf(project, 'orders-placed')!.delivery).toEqual({ outbox: { pollMs: 500 } });
  expect(variant.deployables.find(({ id }) => id === 'billing')!.cores).toBe(4);
  expect(variant).not.toHaveProperty('overrides');
  expect(project.variants).toContain(variant);
  expect(scenario!.id).toBe('slow');
  expect(notes).toEqual([]);
  expect(JSON.stringify(SHOP)).toBe(before);
  expect(project.components).toBe(SHOP.components);
});

test('without overrides nothing is copied but the list of variants', () => {
  const { project, variant, scenario, notes } = effectiveProject(SHOP, 'mono', null);
  expect({ ...project, variants: SHOP.variants }).toEqual(SHOP);
  expect(variant).toEqual(SHOP.variants[0]);
  expect([scenario, notes]).toEqual([null, []]);
});

test('a scenario for other variants changes nothing and says so', () => {
  const { scenario, notes } = effectiveProject(SHOP, 'mono', 'slow');
  expect(scenario).toBeNull();
  expect(notes).toEqual(['The scenario "Payment slow" leaves the variant "Monolith" out.']);
});

test('lists are reached by id or by number, and the default operation is there to be refined', () => {
  const { project, notes } = effectiveProject(
    withOverrides(
      { path: 'components/orders/operations/place/steps/0/repeat', value: 2 },
      { path: 'components/orders/operations/1/demand', value: { mean: 9 } },
      { path: 'components/mail/operations/default/demand/mean', value: 3 },
      { path: 'assumptions/latencyClasses/sameZoneMs', value: 1 },
      { path: 'journeys/buy/rate', value: { average: 1, peak: 1 } },
    ),
    'mono',
    null,
  );
  const [, orders, , , , mail] = project.components;
  expect(orders!.operations![0]!.steps![0]!.repeat).toBe(2);
  expect(orders!.operations![1]!.demand).toEqual({ mean: 9 });
  expect(mail!.operations).toEqual([{ id: 'default', name: 'default', demand: { mean: 3 } }]);
  expect(project.assumptions!.latencyClasses).toEqual({ sameZoneMs: 1 });
  expect(project.journeys[0]!.rate!.peak).toBe(1);
  expect(notes).toEqual([]);
});

test.each([
  'components/placed/name',
  'links/orders-placed/hard',
  'links/placed-mail/hard',
  'components/none/name',
  'deployables/kafka/cores',
  'components/orders/operations/none/errorRate',
  'components/orders/operations/place/steps/7/repeat',
  'teams/core/name',
])('%s is left out with a note', (path) => {
  const { project, notes } = effectiveProject(withOverrides({ path, value: 1 }), 'mono', null);
  expect(project.components).toEqual(SHOP.components);
  expect(notes).toEqual([expect.stringContaining(`The override ${path} was left out`)]);
});

test('removing what is not there is a note, too', () => {
  expect(
    effectiveProject(withOverrides({ path: 'links/web-orders/policy/breaker', value: null }), 'mono', null).notes,
  ).toHaveLength(1);
});

test.each([
  [{ path: 'links/web-orders/hard', value: 'yes' }, 'links/web-orders/hard', 'must be true or false'],
  [{ path: 'components/orders/operations/place/demand/mean', value: -1 }, 'demand.mean', 'must be at least 0'],
  [{ path: 'links/web-orders/speed', value: 1 }, 'speed', 'unknown field'],
  [{ path: 'links/web-orders/from', value: null }, 'from', 'is missing'],
  [{ path: 'links/web-orders/id', value: 'x' }, 'id', 'cannot change'],
  [{ path: 'links/web-orders/__proto__/x', value: 1 }, '__proto__', 'reserved word'],
  [{ path: 'links/web-orders/to', value: 'nowhere' }, 'links[0].to', 'there is no component'],
  [
    { path: 'components/payment/operations/pay/steps', value: [{ link: 'orders-db' }] },
    'steps[0].link',
    'does not leave',
  ],
] as const)('%o is refused by name', (override, place, words) => {
  const attempt = () => effectiveProject(withOverrides(override), 'mono', null);
  expect(attempt).toThrow(InvalidOverride);
  expect(attempt).toThrow(override.path);
  expect(attempt).toThrow(place);
  expect(attempt).toThrow(words);
});

test('ids that are not there', () => {
  expect(() => effectiveProject(SHOP, 'x', null)).toThrow(UnknownId);
  expect(() => effectiveProject(SHOP, 'mono', 'x')).toThrow(UnknownId);
});

test.each(realProjects())('%s: every variant under every scenario', (_, text) => {
  const project = checkShape(JSON.parse(text)).project!;
  const notes = project.variants.flatMap(({ id }) =>
    [null, ...(project.scenarios ?? [])].flatMap(
      (scenario) => effectiveProject(project, id, scenario?.id ?? null).notes,
    ),
  );
  for (const note of notes) expect(note).toMatch(/is not part of the variant|leaves the variant|nothing at this path/);
});
