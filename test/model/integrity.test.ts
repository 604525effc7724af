import { expect, test } from 'vitest';
import { checkIntegrity } from '../../shared/model/integrity.ts';
import { checkShape } from '../../shared/model/schema.ts';
import type { Project } from '../../shared/model/types.ts';
import { realProjects, SHOP, spoilt, type Loose } from './projects.ts';

const problemsAfter = (spoil: (project: Loose) => void): string[] => {
  const value = spoilt(spoil);
  expect(checkShape(value).problems).toEqual([]);
  return checkIntegrity(value as Project).map(({ path, message }) => `${path}: ${message}`);
};

test('a sound project has no problems', () => {
  expect(checkIntegrity(SHOP)).toEqual([]);
});

test.each(realProjects())('%s has no problems', (_, text) => {
  const { project, problems } = checkShape(JSON.parse(text));
  expect(problems).toEqual([]);
  expect(checkIntegrity(project!)).toEqual([]);
});

const put = (place: object | undefined, values: object): void => void Object.assign(place!, values);
const steps = (p: Loose, list: readonly object[]): void => put(p.components[1]!.operations![0], { steps: list });
const group = (kind: string, more: object = {}) => ({ link: 'orders-db', group: { id: 'g', kind, ...more } });
const STEPS = 'components[1].operations[0].steps';

const cases: readonly (readonly [string, (project: Loose) => void, readonly string[]])[] = [
  ['id twice', (p) => p.teams!.push({ id: 'core', name: 'X', engineers: 1 }), ['teams[1].id: "core" is used twice']],
  [
    'link id of a component',
    (p) => p.links.push({ id: 'db', from: 'web', to: 'orders', interaction: 'sync' } as never),
    ['links[5].id: "db" is already the id of a component'],
  ],
  [
    'deployable id of a link',
    (p) => p.variants[0]!.deployables.push({ id: 'web-orders', name: 'X', kind: 'process' } as never),
    ['variants[0].deployables[2].id: "web-orders" is already the id of a link'],
  ],
  ['team', (p) => put(p.components[1], { team: 'x' }), ['components[1].team: there is no team "x"']],
  ['owner', (p) => put(p.components[3], { owner: 'x' }), ['components[3].owner: there is no component "x"']],
  [
    'owner of no store',
    (p) => put(p.components[1], { owner: 'db' }),
    ['components[1].owner: only a store has an owner'],
  ],
  [
    'link ends',
    (p) => put(p.links[0], { from: 'x', to: 'y' }),
    ['links[0].from: there is no component "x"', 'links[0].to: there is no component "y"'],
  ],
  [
    'quorum above the copies',
    (p) => put(p.components[3], { facts: { replication: 3, readQuorum: 2, writeQuorum: 4 } }),
    ['components[3].facts.writeQuorum: there are only 3 copies'],
  ],
  ['step link', (p) => steps(p, [{ link: 'x' }]), [`${STEPS}[0].link: there is no link "x"`]],
  [
    'step of another',
    (p) => steps(p, [{ link: 'web-orders' }]),
    [`${STEPS}[0].link: the link "web-orders" does not leave "orders"`],
  ],
  [
    'step operation',
    (p) => steps(p, [{ link: 'orders-payment', operation: 'x' }]),
    [`${STEPS}[0].operation: "payment" has no operation "x"`],
  ],
  [
    'journey entry',
    (p) => put(p.journeys[0], { entry: { component: 'x' } }),
    ['journeys[0].entry.component: there is no component "x"'],
  ],
  [
    'measure end',
    (p) => put(p.measures![0], { to: { component: 'mail', operation: 'x' } }),
    ['measures[0].to.operation: "mail" has no operation "x"'],
  ],
  [
    'placement',
    (p) => put(p.variants[0]!.placements[0], { deployable: 'x' }),
    ['variants[0].placements[0].deployable: there is no deployable "x"'],
  ],
  [
    'placed nowhere',
    (p) => p.variants[0]!.placements.splice(0, 1),
    ['variants[0].placements: "orders" is placed nowhere and not listed as absent'],
  ],
  [
    'shares',
    (p) => put(p.variants[1]!.placements[1], { share: 0.5 }),
    ['variants[1].placements[1].share: the shares of "payment" add up to 0.75, not 1'],
  ],
  [
    'some shares',
    (p) => delete (p.variants[1]!.placements[1]! as { share?: unknown }).share,
    ['variants[1].placements[1]: "payment" gives a share in some places only'],
  ],
  [
    'absent',
    (p) => put(p.variants[0], { absent: { components: ['placed', 'x'], links: ['y'] } }),
    [
      'variants[0].absent.components[1]: there is no component "x"',
      'variants[0].absent.links[0]: there is no link "y"',
    ],
  ],
  [
    'scenario variant',
    (p) => put(p.scenarios![0], { variants: ['x'] }),
    ['scenarios[0].variants[0]: there is no variant "x"'],
  ],
  ['traffic', (p) => put(p.scenarios![0], { traffic: { x: 2 } }), ['scenarios[0].traffic.x: there is no journey "x"']],
  [
    'day',
    (p) => put(p.scenarios![0], { day: [20, 4.5].map((hours) => ({ hours, factor: 1 })) }),
    ['scenarios[0].day: the hours add up to 24.5, more than a day'],
  ],
  [
    'day of 24 hours',
    (p) => put(p.scenarios![0], { day: Array.from({ length: 10 }, () => ({ hours: 2.4, factor: 1 })) }),
    [],
  ],
  [
    'fault',
    (p) => put(p.scenarios![0], { faults: [{ target: 'x', kind: 'down' }] }),
    ['scenarios[0].faults[0].target: there is no component, deployable, link, zone or region "x"'],
  ],
  [
    'overrides',
    (p) =>
      put(p.variants[0], {
        overrides: ['teams/core/name', 'links/x/hard', 'links/web-orders', 'deployables/kafka/cores'].map((path) => ({
          path,
          value: 1,
        })),
      }),
    [
      'variants[0].overrides[0].path: starts with "teams", not with one of components, links, journeys, deployables, assumptions',
      'variants[0].overrides[1].path: there is no "x" in links',
      'variants[0].overrides[2].path: names no field; write collection/id/field',
      'variants[0].overrides[3].path: there is no "kafka" in deployables',
    ],
  ],
  [
    'layout',
    (p) => put(p.layout, { variants: { mono: { nodes: { kafka: { x: 0, y: 0 } } }, z: {} } }),
    [
      'layout.variants.mono.nodes.kafka: there is no component or deployable "kafka" in this variant',
      'layout.variants.z: there is no variant "z"',
    ],
  ],
  [
    'co-changes',
    (p) => put(p.assumptions!.delivery!.coChanges![0], { components: ['x'] }),
    ['assumptions.delivery.coChanges[0].components[0]: there is no component "x"'],
  ],
  [
    'quorum without need',
    (p) => steps(p, [group('quorum')]),
    [`${STEPS}[0].group: a quorum says how many answers it needs`],
  ],
  [
    'quorum too large',
    (p) => steps(p, [group('quorum', { need: 2 })]),
    [`${STEPS}[0].group.need: needs 2 answers of 1 branches`],
  ],
  [
    'need elsewhere',
    (p) => steps(p, [group('parallel', { need: 1 })]),
    [`${STEPS}[0].group.need: only a quorum needs a number`],
  ],
  [
    'group torn',
    (p) => steps(p, [group('parallel'), { link: 'orders-db' }, group('parallel')]),
    [`${STEPS}[2].group: the steps of group "g" do not stand in a row`],
  ],
  [
    'branch torn',
    (p) => steps(p, [group('parallel', { branch: 'b' }), group('parallel'), group('parallel', { branch: 'b' })]),
    [`${STEPS}[2].group.branch: the steps of branch "b" do not stand in a row`],
  ],
  [
    'two kinds',
    (p) => steps(p, [group('parallel'), group('choice')]),
    [`${STEPS}[1].group.kind: group "g" is of two kinds`],
  ],
  [
    'choice over 1',
    (p) =>
      steps(
        p,
        [group('choice'), group('choice')].map((step) => ({ ...step, probability: 0.6 })),
      ),
    [`${STEPS}[0].group: the probabilities of a choice add up to 1.2, more than 1`],
  ],
];

test.each(cases)('%s', (_, spoil, expected) => {
  expect(problemsAfter(spoil)).toEqual(expected);
});

test('two components may call each other by different operations', () => {
  const back = { id: 'back', from: 'payment', to: 'orders', interaction: 'sync' };
  expect(
    problemsAfter((p) => {
      p.links.push(back as never);
      put(p.components[2]!.operations![0], { steps: [{ link: 'back', operation: 'view' }] });
    }),
  ).toEqual([]);
});
