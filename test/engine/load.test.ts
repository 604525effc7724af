/** Traffic down the call tree, machines needed, and how each kind of station answers. */
import { describe, expect, test } from 'vitest';
import { analyse, type AnalyseOptions } from '../../shared/engine/analyse.ts';
import type { Deployable, Distribution, Project } from '../../shared/model/types.ts';
import { NO_QUEUE, ONE_BY_ONE, rounded, smallSystem } from './published.ts';

const answer = (project: Project, options: AnalyseOptions = {}) => analyse(project, options).variants['v']!;

describe('open networks', () => {
  test('Jain 1991, example 34.1: use .48 .42 .72, response 1.406214 s', () => {
    const project = smallSystem(
      {
        in: {
          host: NO_QUEUE,
          steps: [
            { to: 'cpu', repeat: 16 },
            { to: 'disk', repeat: 7 },
            { to: 'tape', repeat: 8 },
          ],
        },
        cpu: { demand: { mean: 10 } },
        disk: { demand: { mean: 20 } },
        tape: { demand: { mean: 30 } },
      },
      3,
    );
    const { journeys, deployables } = answer(project);
    const use = ['cpu', 'disk', 'tape'].map((id) => deployables[`h-${id}`]!.utilisation);
    expect(rounded([...use, journeys['j']!.latencyMs!.mean, journeys['j']!.capacityFactor!])).toEqual([
      0.48, 0.42, 0.72, 1406.21, 1.38889,
    ]);
  });

  test('tandem of three M/M/1 (Burke, Reich): mean, p50, p95, p99, p99.9 exact', () => {
    const part = (mean: number, steps: string[] = []) => ({ demand: { mean }, host: ONE_BY_ONE, steps });
    const { latencyMs } = answer(smallSystem({ a: part(20, ['b']), b: part(1000 / 45, ['c']), c: part(1000 / 60) }, 30))
      .journeys['j']!;
    expect(rounded([latencyMs!.mean, latencyMs!.p50, latencyMs!.p95, latencyMs!.p99, latencyMs!.p999])).toEqual([
      150, 132.088, 321.486, 436.631, 595.21,
    ]);
  });

  test('one process against three services: 24 ms against 20.293799 ms, three times the cores, 2.34 times the capacity', () => {
    const cost = { latency: { mean: 0.5 }, cpu: { from: 0.2, to: 0.2 } };
    const split = smallSystem(
      {
        m1: { demand: { mean: 4 }, steps: [{ to: 'm2', repeat: 2 }, 'm3'] },
        m2: { demand: { mean: 3 } },
        m3: { demand: { mean: 5 } },
      },
      25,
      { 'm1-m2': cost, 'm1-m3': cost },
      { assumptions: { latencyClasses: { inProcessMs: 0 } } },
    );
    const variant = split.variants[0]!;
    const whole: Project = {
      ...split,
      variants: [
        {
          ...variant,
          deployables: [variant.deployables[0]!],
          placements: variant.placements.map((p) => ({ ...p, deployable: 'h-m1' })),
        },
      ],
    };
    const found = [whole, split].map((p) => answer(p).journeys['j']!);
    expect(
      rounded(
        found.flatMap((j) => [j.latencyMs!.mean, j.capacityFactor! * 25, j.networkCalls]),
        8,
      ),
    ).toEqual([24, 66.666667, 0, 20.293799, 156.25, 3]);
  });
});

describe('single stations through a whole analysis: mean, wait, use, refused', () => {
  test.each([
    ['M/M/3', 40, { ...ONE_BY_ONE, cores: 3 }, { mean: 1000 / 30 }, [36.9492, 3.61582, 0.444444, 0]],
    [
      'three machines, each its own queue',
      40,
      { ...ONE_BY_ONE, replicas: { fixed: 3 } },
      { mean: 1000 / 30 },
      [60, 26.6667, 0.444444, 0],
    ],
    [
      'three machines, one queue',
      40,
      { ...ONE_BY_ONE, replicas: { fixed: 3 }, balancing: 'shared-queue' as const },
      { mean: 1000 / 30 },
      [36.9492, 3.61582, 0.444444, 0],
    ],
    ['M/M/3/7', 40, { ...ONE_BY_ONE, cores: 3, room: 4 }, { mean: 1000 / 30 }, [36.517, 3.18367, 0.442697, 0.00393132]],
    ['M/D/1 (Pollaczek, Khinchine)', 100, ONE_BY_ONE, { mean: 5, cv: 0 }, [7.5, 2.5, 0.5, 0]],
    ['M/G/1, cv 2', 100, ONE_BY_ONE, { mean: 5, cv: 2 }, [17.5, 12.5, 0.5, 0]],
    ['one shared core, any distribution', 100, {}, { mean: 5, cv: 2 }, [10, 5, 0.5, 0]],
    ['four shared cores', 400, { cores: 4 }, { mean: 5 }, [5.43478, 0.434783, 0.5, 0]],
    ['half a shared core, any distribution', 50, { cores: 0.5 }, { mean: 4, cv: 2 }, [13.3333, 5.33333, 0.4, 0]],
    ['half a core, one by one', 50, { ...ONE_BY_ONE, cores: 0.5 }, { mean: 4 }, [13.3333, 5.33333, 0.4, 0]],
    ['a delay never queues', 1e6, NO_QUEUE, { mean: 5 }, [5, 0, 0, 0]],
  ])('%s', (_, rate, host, demand, expected) => {
    const { journeys, deployables } = answer(smallSystem({ a: { demand, host } }, rate));
    const d = deployables['h-a']!;
    expect(rounded([journeys['j']!.latencyMs!.mean, d.waitMs!, d.utilisation, d.shedShare])).toEqual(expected);
  });
});

describe('part of a core, next to no load: p50 and p99, cores busy in a thousand', () => {
  const idle = (host: Partial<Deployable>, demand: Distribution, sent = 0) => {
    const project = smallSystem({ a: { demand, host, steps: ['b'] }, b: { host: NO_QUEUE } }, 0.001, {
      'a-b': { cpu: { from: sent, to: 0 } },
    });
    const { journeys, deployables } = answer(project);
    const { p50, p99 } = journeys['j']!.latencyMs!;
    return [p50, p99, deployables['h-a']!.coresBusy * 1e6];
  };
  const fixed = { mean: 4, shape: 'constant' as const };
  test.each([
    ['half a shared core, constant', idle({ cores: 0.5 }, fixed), [8, 8, 4]],
    ['half a shared core, exponential', idle({ cores: 0.5 }, { mean: 4 }), [5.545, 36.841, 4]],
    ['half a core one by one', idle({ ...ONE_BY_ONE, cores: 0.5 }, { mean: 4 }), [5.545, 36.841, 4]],
    ['half a core one by one, 2 ms of sending', idle({ ...ONE_BY_ONE, cores: 0.5 }, fixed, 2), [12, 12, 6]],
    ['one and a half, shared: one job has one core', idle({ cores: 1.5 }, { mean: 4 }), [2.773, 18.421, 4]],
    ['one and a half, one by one', idle({ ...ONE_BY_ONE, cores: 1.5 }, { mean: 4 }), [2.773, 18.421, 4]],
  ])('%s', (_, found, expected) => expect(found).toEqual(expected.map((e) => expect.closeTo(e, 2))));
});

describe('shared cores with room: refused, mean response of those let in, whatever the law of the work', () => {
  // Birth-death chain; constant and lognormal work simulated over 240,000 jobs, to 1 % and 2 %.
  const chain = [
    [1.5, 2, 3, 0.0851138, 1.461715],
    [1.2, 1, 7, 0.2067329, 5.424377],
  ] as const;
  const simulated: Readonly<Record<string, readonly (readonly number[])[]>> = {
    constant: [
      [0.08479, 1.46193],
      [0.20683, 5.42139],
    ],
    lognormal: [
      [0.08385, 1.45455],
      [0.20423, 5.40067],
    ],
  };
  const laws: readonly Distribution[] = [
    { mean: 1000 },
    { mean: 1000, shape: 'constant' },
    { mean: 1000, cv: 2, shape: 'lognormal' },
  ];
  test.each(chain.flatMap((row, i) => laws.map((law) => [row, law, i] as const)))('%j, %j', (row, demand, i) => {
    const [rate, cores, room, refused, mean] = row;
    const { journeys, deployables } = answer(smallSystem({ a: { demand, host: { cores, room } } }, rate));
    const [j, d] = [journeys['j']!, deployables['h-a']!];
    expect([j.state, j.shedShare, j.errorShare]).toEqual(['ok', expect.closeTo(refused, 6), expect.closeTo(0, 9)]);
    expect(j.latencyMs!.mean / 1000).toBeCloseTo(mean, 5);
    expect(d.jobs).toBeCloseTo(rate * (1 - refused) * mean, 5);
    expect(d.shedShare).toBeCloseTo(refused, 6);
    const seen = simulated[demand.shape ?? '']?.[i] ?? [refused, mean];
    expect([refused, mean].every((x, k) => Math.abs(x / seen[k]! - 1) < 0.02)).toBe(true);
  });
});

test('share that waits: Erlang C, none at a delay, of those let in where there is room', () => {
  const busy = (host: Partial<Deployable>, rate: number) =>
    answer(smallSystem({ a: { demand: { mean: 1000 }, host } }, rate)).deployables['h-a']!.waitingShare;
  expect([
    busy({ ...ONE_BY_ONE, cores: 6 }, 5),
    busy({ cores: 8 }, 5),
    busy(NO_QUEUE, 5),
    // States 0 to 3 with weights 1, 1, 1, 1: of the three that let in, two are busy.
    busy({ ...ONE_BY_ONE, room: 2 }, 1),
    busy({ cores: 1 }, 2),
  ]).toEqual([expect.closeTo(0.587516, 6), expect.closeTo(0.167267, 6), 0, expect.closeTo(2 / 3, 9), null]);
});

test.each([
  ['a visit keeps its percentiles on an idle core', { p50: 3, p99: 10 }, 3, 10],
  ['as do two exponentials', { mean: 5, cv: 2, shape: 'hyperexponential' as const }, 2.2575, 53.7297],
])('%s', (_, demand, p50, p99) => {
  const { latencyMs } = answer(smallSystem({ a: { demand } }, 0.001)).journeys['j']!;
  expect([latencyMs!.p50, latencyMs!.p99]).toEqual([p50, p99].map((e) => expect.closeTo(e, 3)));
});

test('parallel repeats of 1.5: one, and for half of the requests two together', () => {
  const group = { id: 'g', kind: 'parallel' as const };
  const parts = {
    a: { host: NO_QUEUE, steps: [{ to: 'b', repeat: 1.5, group }] },
    b: { demand: { mean: 60 }, host: NO_QUEUE },
  };
  expect(answer(smallSystem(parts, 1)).journeys['j']!.latencyMs!.mean).toBeCloseTo((60 + 90) / 2, 5);
});

describe('machines: fewest that keep use at or under the target, within bounds', () => {
  test.each([
    ['none needed: the least', 0, 2, 9, 2],
    ['exactly at the target', 120, 1, 9, 1],
    ['just above it', 121, 1, 9, 2],
    ['more than allowed', 1e5, 1, 9, 9],
  ])('%s', (_, rate, min, max, expected) => {
    const host = { replicas: { min, max, target: 0.6 } };
    expect(answer(smallSystem({ a: { demand: { mean: 5 }, host } }, rate)).deployables['h-a']!.replicas).toBe(expected);
  });
});

describe('limits', () => {
  test.each([
    ['no traffic', 0, 'ok', null],
    ['under the limit', 199, 'ok', 1.00503],
    ['at the limit', 200, 'saturated', 1],
    ['over it', 400, 'saturated', 0.5],
  ])('one core, 5 ms: %s', (_, rate, state, factor) => {
    const j = answer(smallSystem({ a: { demand: { mean: 5 } } }, rate)).journeys['j']!;
    expect([j.state, j.capacityFactor === null ? null : Number(j.capacityFactor.toPrecision(6))]).toEqual([
      state,
      factor,
    ]);
  });

  test.each([
    [99, 'ok', 1.0101],
    [100, 'saturated', 1],
  ])('a quota of 100 visits a second at %i', (rate, state, factor) => {
    const j = answer(
      smallSystem({ a: { demand: { mean: 5 }, host: { ...NO_QUEUE, quota: { perSecond: 100 } } } }, rate),
    ).journeys['j']!;
    expect([j.state, Number(j.capacityFactor!.toPrecision(5)), j.givesWayFirst]).toEqual([state, factor, 'h-a']);
  });
});

test('more load never lowers a percentile', () => {
  const hosts = [{}, ONE_BY_ONE, { cores: 3 }, { ...ONE_BY_ONE, cores: 3, room: 5 }, { threads: 4 }];
  for (const host of hosts) {
    const found = [1, 30, 90, 150].map(
      (rate) => answer(smallSystem({ a: { demand: { mean: 5 }, host } }, rate)).journeys['j']!.latencyMs!,
    );
    for (const of of ['mean', 'p50', 'p99'] as const)
      expect(found.map((l) => l[of])).toEqual(found.map((l) => l[of]).toSorted((a, b) => a - b));
  }
});
