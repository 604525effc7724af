/** Zones and regions lost in a scenario: what was bought for the whole runs on what is left. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../../shared/engine/analyse.ts';
import { goneWithPlaces, replicasLeft } from '../../shared/engine/places.ts';
import type { VariantAnalysis } from '../../shared/engine/types.ts';
import type { Deployable, Project, ScenarioFault } from '../../shared/model/types.ts';
import { smallSystem } from './published.ts';

const under = (project: Project, ...faults: ScenarioFault[]): VariantAnalysis =>
  analyse({ ...project, scenarios: [{ id: 's', name: 'S', faults }] }, { scenario: 's' }).variants['v']!;
const down = (target: string): ScenarioFault => ({ target, kind: 'down' });

const spread = { zones: ['a', 'b', 'c'], replicas: { min: 1, max: 100, target: 0.6 } } as const;
const assumptions = {
  region: 'home',
  zones: ['a', 'b', 'c'].map((id) => ({ id, availability: 0.99 })),
};
/** 350 ms of work a ms and core: at most 0.6 busy needs six replicas. */
const one = smallSystem(
  { x: { demand: { mean: 3.5 }, host: { ...spread, availability: { value: 1 } } } },
  1000,
  {},
  { assumptions },
);

describe('replicas left', () => {
  const of = (zones: readonly string[] | number | undefined, replicas: number, ...lost: string[]): number => {
    const d = { id: 'd', name: 'd', kind: 'process', ...(zones !== undefined && { zones }) } as Deployable;
    return replicasLeft(d, replicas, new Set(lost), 'home');
  };
  test.each([
    ['one in each zone in turn', of(['a', 'b', 'c'], 7, 'a'), 4],
    ['two of three zones', of(['a', 'b', 'c'], 7, 'a', 'b'), 2],
    ['fewer replicas than zones', of(['a', 'b'], 1, 'b'), 1],
    ['the only one stands there', of(['a', 'b'], 1, 'a'), 0],
    ['the region', of(['a', 'b'], 4, 'home'), 0],
    ['zones that are only counted', of(3, 6, 'a'), 6],
    ['a zone without a name', of(undefined, 6, 'a'), 6],
  ])('%s', (_, found, expected) => expect(found).toBe(expected));

  test('a stand-by takes over from the next zone', () => {
    const d: Deployable = { id: 'd', name: 'd', kind: 'data-server', zones: ['a', 'b'], standby: { kind: 'hot' } };
    expect([['a'], ['b'], ['a', 'b']].map((lost) => replicasLeft(d, 1, new Set(lost), undefined))).toEqual([1, 1, 0]);
  });

  test('another region', () => {
    const d: Deployable = { id: 'd', name: 'd', kind: 'process', region: 'away' };
    expect([replicasLeft(d, 2, new Set(['home']), 'home'), replicasLeft(d, 2, new Set(['away']), 'home')]).toEqual([
      2, 0,
    ]);
  });
});

test('deployables that stand nowhere any more', () => {
  const [variant] = smallSystem(
    { a: { host: { zones: ['z'] }, steps: ['b'] }, b: { host: { zones: ['z', 'y'] } } },
    1,
  ).variants;
  expect(goneWithPlaces(variant!, 'home', [down('z')])).toEqual([down('h-a')]);
  expect(goneWithPlaces(variant!, 'home', [down('home')])).toEqual([down('h-a'), down('h-b')]);
  expect(goneWithPlaces(variant!, 'home', [down('a')])).toEqual([]);
});

describe('a zone is lost', () => {
  test('machines are bought for all zones and run on two thirds of them', () => {
    const [whole, lost] = [under(one), under(one, down('b'))];
    expect([whole, lost].map((v) => v.deployables['h-x']!.replicas)).toEqual([6, 4]);
    expect(lost.deployables['h-x']!.utilisation).toBeCloseTo(3.5 / 4, 12);
    expect(lost.journeys['j']!.capacityFactor).toBeCloseTo(4 / 3.5, 9);
    expect(lost.cost).toEqual(whole.cost);
  });

  test('two lost zones are more than the rest can carry: saturated, not failed', () => {
    const { journeys } = under(one, down('a'), down('b'));
    expect([journeys['j']!.state, journeys['j']!.saturatedAt, journeys['j']!.latencyMs]).toEqual([
      'saturated',
      ['h-x'],
      null,
    ]);
  });

  test('availability is that of the zones that are left', () => {
    expect(under(one).journeys['j']!.availability.served).toBeCloseTo(1 - 0.01 ** 3, 12);
    expect(under(one, down('a')).journeys['j']!.availability.served).toBeCloseTo(1 - 0.01 ** 2, 12);
  });

  test('what stands only there is down, and so is who needs it; who does not is not', () => {
    const project = smallSystem(
      {
        in: { host: { zones: ['a', 'b'], replicas: { fixed: 2 } }, steps: ['db'] },
        db: { host: { zones: ['a'] } },
      },
      1,
    );
    expect(under(project, down('a')).journeys['j']!.state).toBe('failed');
    expect(under(project, down('b')).journeys['j']!.state).toBe('ok');
    expect(under(project, down('b')).deployables['h-in']!.replicas).toBe(1);
  });

  test('a copy in another deployable takes over', () => {
    const base = smallSystem({ in: { steps: ['db'] }, db: { demand: { mean: 10 }, host: { zones: ['a'] } } }, 30);
    const [v] = base.variants;
    const other: Deployable = { ...v!.deployables[1]!, id: 'h-other', zones: ['b'] };
    const project: Project = {
      ...base,
      variants: [
        {
          ...v!,
          deployables: [...v!.deployables, other],
          placements: [...v!.placements, { component: 'db', deployable: 'h-other' }],
        },
      ],
    };
    const lost = under(project, down('a'));
    expect(under(project).deployables['h-other']!.utilisation).toBeCloseTo(0.15, 12);
    expect(lost.deployables['h-other']!.utilisation).toBeCloseTo(0.3, 12);
    expect(lost.journeys['j']!.state).toBe('ok');
  });

  test('a region takes all that stands in it', () => {
    const { journeys } = under(one, down('home'));
    expect(journeys['j']!.state).toBe('failed');
  });

  test('a place can only be down; a place that is nowhere is said to be absent', () => {
    expect(under(one, { target: 'a', kind: 'slow', factor: 3 }).notes.join()).toMatch(
      /"a" is a place, which can only be down/,
    );
    expect(under(one, down('a')).notes).toEqual([]);
  });
});
