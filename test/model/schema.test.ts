import { expect, test } from 'vitest';
import { LIMITS } from '../../shared/model/limits.ts';
import { checkShape } from '../../shared/model/schema.ts';
import { SHOP, spoilt, type Loose } from './projects.ts';

test('a sound project passes and comes out equal', () => {
  expect(checkShape(SHOP)).toEqual({ project: SHOP, problems: [] });
});

const LONG = 'x'.repeat(101);
const cases: readonly (readonly [string, (project: Loose) => void, string])[] = [
  ['missing', (p) => delete (p as Partial<Loose>).name, 'name: is missing'],
  ['unknown', (p) => Object.assign(p.links[0]!, { latncy: 1 }), 'links[0].latncy: unknown field "latncy"'],
  ['not a list', (p) => Object.assign(p, { links: {} }), 'links: must be a list'],
  [
    'wrong kind',
    (p) => Object.assign(p.components[0]!, { kind: 'browser' }),
    'components[0].kind: must be one of "client", "external"',
  ],
  ['NaN', (p) => Object.assign(p.teams![0]!, { engineers: NaN }), 'teams[0].engineers: must be a finite number'],
  [
    'infinite',
    (p) => Object.assign(p.teams![0]!, { engineers: Infinity }),
    'teams[0].engineers: must be a finite number',
  ],
  ['too large', (p) => Object.assign(p.teams![0]!, { engineers: 1e6 }), 'teams[0].engineers: must be at most 100000'],
  [
    'negative time',
    (p) => (p.components[1]!.operations![0]!.demand = { mean: -1 } as never),
    'components[1].operations[0].demand.mean: must be at least 0',
  ],
  [
    'two forms',
    (p) => (p.components[1]!.operations![0]!.demand = { mean: 1, p50: 2 } as never),
    'components[1].operations[0].demand.p50: unknown field "p50"',
  ],
  [
    'p50 over p99',
    (p) => (p.components[1]!.operations![0]!.demand = { p50: 5, p99: 1 } as never),
    'components[1].operations[0].demand.p99: must not be below p50',
  ],
  [
    'demand a number',
    (p) => (p.components[1]!.operations![0]!.demand = 4 as never),
    'components[1].operations[0].demand: has none of the forms',
  ],
  [
    'rate and closed',
    (p) => (p.journeys[0]!.closed = { users: 1, thinkMs: 0 } as never),
    'journeys[0]: a journey has either',
  ],
  ['no rate', (p) => delete (p.journeys[0]! as { rate?: unknown }).rate, 'journeys[0]: a journey has either'],
  [
    'peak below average',
    (p) => (p.journeys[0]!.rate = { average: 2, peak: 1 } as never),
    'journeys[0].rate.peak: must not be below',
  ],
  [
    'min over max',
    (p) => (p.variants[0]!.deployables[0]!.replicas = { min: 3, max: 2 } as never),
    'variants[0].deployables[0].replicas.max: must not be below min',
  ],
  [
    'half a replica',
    (p) => (p.variants[0]!.deployables[0]!.replicas = { fixed: 1.5 } as never),
    'variants[0].deployables[0].replicas.fixed: must be a whole number',
  ],
  [
    'threads',
    (p) => (p.variants[0]!.deployables[0]!.threads = 'many' as never),
    'variants[0].deployables[0].threads: must be a whole number or "unbounded"',
  ],
  ['empty name', (p) => (p.teams![0]!.name = '  ' as never), 'teams[0].name: must not be empty'],
  ['id with slash', (p) => (p.teams![0]!.id = 'a/b' as never), 'teams[0].id: an id may not'],
  ['id reserved', (p) => (p.teams![0]!.id = '__proto__' as never), 'teams[0].id: is a reserved word'],
  ['id long', (p) => (p.teams![0]!.id = LONG as never), 'teams[0].id: must have a length of at most 100'],
  ['half a pair', (p) => (p.note = 'a\ud800' as never), 'note: holds half of a character pair'],
  ['bad key', (p) => (p.layout!.variants!['a/b'] = {} as never), 'layout.variants["a/b"]: a bad key'],
  ['another format', (p) => (p.format = 'other' as never), 'format: must be "topolith"'],
];

test.each(cases)('%s', (_, spoil, expected) => {
  const { project, problems } = checkShape(spoilt(spoil));
  expect(project).toBeNull();
  expect(problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([expect.stringContaining(expected)]);
});

test('an own __proto__ key never reaches the project', () => {
  const text = JSON.stringify(SHOP);
  expect(checkShape(JSON.parse(text.replace('"teams"', '"__proto__"'))).problems[0]!.message).toBe(
    'unknown field "__proto__"',
  );
  const { project } = checkShape(JSON.parse(text.replace('{"buy":3}', '{"__proto__":{"x":1}}')));
  expect(Object.keys(project!.scenarios![0]!.traffic as object)).toEqual([]);
});

test('a flood of problems is cut and counted', () => {
  const teams = Array.from({ length: LIMITS.problems + 50 }, () => ({ id: 'a', name: 'A', engineers: -1 }));
  const { problems } = checkShape({ ...SHOP, teams });
  expect(problems).toHaveLength(LIMITS.problems + 1);
  expect(problems.at(-1)!.message).toBe('and 50 more problems');
});

test('what is not a project at all', () => {
  for (const value of [null, undefined, 1, 'x', []]) expect(checkShape(value).problems).toHaveLength(1);
});
