/** Repair, stand-by, quorums of replicas; what each cause costs; cut sets where there are many; estimates where no diagram fits. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../../shared/engine/analyse.ts';
import { MOST_CUT_SETS, servedAlone } from '../../shared/engine/availability.ts';
import { coldPairDown, meanDown, tooFewUp } from '../../shared/engine/repair.ts';
import type { Deployable, Project } from '../../shared/model/types.ts';
import { seeded } from '../support/randomProject.ts';
import { NO_QUEUE, type SmallPart, smallSystem } from './published.ts';

const up = (value: number, more: Partial<Deployable> = {}): SmallPart => ({
  host: { ...NO_QUEUE, availability: { value }, ...more },
});
const standing = (project: Project) => analyse(project).variants['v']!.journeys['j']!;
const down = (host: Partial<Deployable>, more: Partial<Project> = {}): number =>
  1 - standing(smallSystem({ a: { host: { ...NO_QUEUE, ...host } } }, 1, {}, more)).availability.served;

/** Shares of time of a Markov chain with rates between numbered states, by elimination. */
function stationary(rates: readonly (readonly number[])[]): number[] {
  const n = rates.length;
  // Balance of each state but the last, and that all add up to one.
  const rows = Array.from({ length: n }, (_, to) =>
    to === n - 1
      ? [...new Array<number>(n).fill(1), 1]
      : [...rates.map((from, i) => (i === to ? -from.reduce((a, b) => a + b, 0) : from[to]!)), 0],
  );
  for (let i = 0; i < n; i++) {
    const best = rows.slice(i).reduce((b, row, k) => (Math.abs(row[i]!) > Math.abs(rows[b]![i]!) ? i + k : b), i);
    [rows[i], rows[best]] = [rows[best]!, rows[i]!];
    for (let k = 0; k < n; k++)
      if (k !== i) {
        const f = rows[k]![i]! / rows[i]![i]!;
        rows[k] = rows[k]!.map((x, c) => x - f * rows[i]![c]!);
      }
  }
  return rows.map((row, i) => row[n]! / row[i]!);
}

describe('repair: fails every 1000 h, mended in 4 h', () => {
  const availability = (crews?: number) => ({ mtbfHours: 1000, mttrMinutes: 240, ...(crews && { crews }) });
  const pair = (kind: 'hot' | 'cold', crews?: number): Partial<Deployable> => ({
    availability: availability(crews),
    standby: { kind, failoverSeconds: 0 },
  });
  const both = { fixed: 2 };
  test.each<[string, Partial<Deployable>, number]>([
    ['hot pair, one crew', pair('hot', 1), 3.174502e-5],
    ['hot pair, two crews', pair('hot', 2), 1.587276e-5],
    ['hot pair, a crew each where none is given', pair('hot'), 1.587276e-5],
    ['cold pair, one crew', pair('cold', 1), 1.5936e-5],
    ['cold pair, one crew where none is given', pair('cold'), 1.5936e-5],
    ['two replicas, one crew: as the hot pair', { availability: availability(1), replicas: both }, 3.174502e-5],
    ['two replicas, more crews than replicas', { availability: availability(5), replicas: both }, 1.587276e-5],
  ])('%s', (_, host, expected) => expect(down(host)).toBeCloseTo(expected, 11));

  test('five machines, two crews, three needed: the Markov chain of all 32 states', () => {
    const [fail, mend] = [0.1, 0.7];
    const bits = Array.from({ length: 32 }, (_, s) => [0, 1, 2, 3, 4].filter((i) => (s >> i) & 1));
    const rates = bits.map((out, from) =>
      bits.map((_, to) => {
        const changed = [0, 1, 2, 3, 4].filter((i) => ((from ^ to) >> i) & 1);
        if (changed.length !== 1) return 0;
        return out.includes(changed[0]!) ? (mend * Math.min(2, out.length)) / out.length : fail;
      }),
    );
    const share = stationary(rates);
    const machines = { count: 5, need: 3, fail, mend, crews: 2 };
    const expected = share.reduce((sum, p, s) => (bits[s]!.length > 2 ? sum + p : sum), 0);
    expect(tooFewUp(machines)).toBeCloseTo(expected, 12);
    expect(meanDown(machines)).toBeCloseTo(
      share.reduce((sum, p, s) => sum + (p * bits[s]!.length) / 5, 0),
      12,
    );
  });

  test('a cold pair with two crews: the Markov chain', () => {
    const [l, m] = [0.2, 0.9];
    const share = stationary([
      [0, l, 0],
      [m, 0, l],
      [0, 2 * m, 0],
    ]);
    expect(coldPairDown(l, m, 2)).toBeCloseTo(share[2]!, 12);
  });

  test('replicas that wait for one crew, in zones that fail too', () => {
    const zones = { assumptions: { zones: ['x', 'y'].map((id) => ({ id, availability: 0.999 })) } };
    const found = down({ availability: availability(1), replicas: both, zones: ['x', 'y'] }, zones);
    // Both machines, one machine and the other's zone, both zones.
    const machine = 3.968379e-3;
    expect(found).toBeCloseTo(3.174502e-5 + 2 * machine * 0.001 + 1e-6, 7);
  });
});

describe('a pair in zones that fail too', () => {
  const values = [0.99, 0.98];
  const zones = { assumptions: { zones: values.map((value, i) => ({ id: `z${i}`, availability: value })) } };
  const failing = 1 / 11;
  const pairOf = (kind: 'hot' | 'cold', crews?: number, failoverSeconds = 0) =>
    standing(
      smallSystem(
        {
          a: {
            host: {
              ...NO_QUEUE,
              zones: ['z0', 'z1'],
              availability: { mtbfHours: 100, mttrMinutes: 600, ...(crews && { crews }) },
              standby: { kind, failoverSeconds, coverage: 1 },
            },
          },
        },
        1,
        {},
        zones,
      ),
    );

  test('hot: all sixteen states of two zones and two machines', () => {
    let share = 0;
    for (let state = 0; state < 16; state++) {
      const is = [0, 1, 2, 3].map((bit) => ((state >> bit) & 1) === 1);
      const chances = [...values, 1 - failing, 1 - failing].map((works, i) => (is[i] ? works : 1 - works));
      if (!(is[0] && is[2]) && !(is[1] && is[3])) share += chances.reduce((a, b) => a * b);
    }
    const { availability: found, availabilityAccuracy } = pairOf('hot');
    expect([1 - found.served, availabilityAccuracy]).toEqual([expect.closeTo(share, 12), 'exact']);
    // Takes 36 s each 100 h.
    const served = (1 - share) * (1 - 0.0001 / (1 - failing ** 2));
    expect(pairOf('hot', 2, 36).availability.served).toBeCloseTo(served, 12);
  });

  test.each([
    ['hot', 1],
    ['cold', 1],
    ['cold', 2],
  ] as const)('%s with %i crews is rough, and no better than without zones that fail', (kind, crews) => {
    const { availability: found, availabilityAccuracy } = pairOf(kind, crews);
    const both = kind === 'cold' ? coldPairDown(0.01, 0.1, crews) : 0;
    expect(availabilityAccuracy).toBe('rough');
    expect(1 - found.served).toBeGreaterThan(both + 0.01 * 0.02);
  });
});

describe('replicas of a store that reads and writes by quorum', () => {
  const store = (quorum: number): Project =>
    smallSystem(
      {
        a: { ...up(1), steps: ['s'] },
        s: {
          ...up(0.9, { replicas: { fixed: 3 }, availability: { value: 0.9, of: 'replica' } }),
          component: { kind: 'document', facts: { writeQuorum: quorum } },
        },
      },
      1,
    );
  test.each([
    [1, 0.999],
    [2, 0.972],
    [3, 0.729],
  ])('%i of three', (quorum, expected) =>
    expect(standing(store(quorum)).availability.served).toBeCloseTo(expected, 12),
  );
});

test('180 of 200 copies: exact, with more cut sets than anyone could list', () => {
  const value = 0.9;
  const copies = 200;
  const need = 180;
  const found = standing(
    smallSystem(
      {
        a: { ...up(1), steps: ['s'] },
        s: {
          ...up(1, { replicas: { fixed: copies }, availability: { value, of: 'replica' } }),
          component: { kind: 'document', facts: { writeQuorum: need } },
        },
      },
      1,
    ),
  );
  // The binomial law, by logarithms of factorials.
  const log = Array.from({ length: copies }, (_, i) => Math.log(i + 1)).reduce<number[]>(
    (sums, l) => [...sums, sums.at(-1)! + l],
    [0],
  );
  const served = Array.from({ length: copies - need + 1 }, (_, down) =>
    Math.exp(
      log[copies]! - log[down]! - log[copies - down]! + (copies - down) * Math.log(value) + down * Math.log(1 - value),
    ),
  ).reduce((a, b) => a + b);
  expect([found.availability.served, found.availabilityAccuracy]).toEqual([expect.closeTo(served, 10), 'exact']);
  expect([found.cutSets.length, found.cutSetsComplete]).toEqual([MOST_CUT_SETS, false]);
  expect(new Set(found.cutSets.map((set) => set.length))).toEqual(new Set([copies - need + 1]));
  expect(new Set(found.cutSets.map((set) => set.join())).size).toBe(MOST_CUT_SETS);
});

test('300 parts, each in need of two of four: cut sets beyond number, and still an answer', () => {
  const next = seeded(4);
  const steps = Array.from({ length: 300 }, (_, i) => {
    const near = Array.from({ length: Math.min(8, 299 - i) }, (_each, k) => i + 1 + k);
    return Array.from({ length: 4 }, (_each, n) => ({
      to: near.splice(Math.floor(next() * near.length), 1)[0],
      group: { id: n < 2 ? 'a' : 'b', kind: 'alternative' as const },
    })).flatMap(({ to, group }) => (to === undefined ? [] : [{ to: `p${to}`, group }]));
  });
  const found = standing(
    smallSystem(Object.fromEntries(steps.map((to, i) => [`p${i}`, { ...up(0.99 + 1e-4 * (i % 97)), steps: to }])), 1),
  );
  expect([found.availabilityAccuracy, found.cutSets.length, found.cutSetsComplete]).toEqual([
    'exact',
    MOST_CUT_SETS,
    false,
  ]);
  // Alone it stops everything.
  expect(found.cutSets).toContainEqual(['h-p0']);
});

describe('one journey of a changed design, by itself', () => {
  const store = (host: Partial<Deployable>, quorum = 1): Project =>
    smallSystem(
      {
        a: { ...up(0.99), steps: ['s'] },
        s: { ...up(1, host), component: { kind: 'document', facts: { writeQuorum: quorum } } },
      },
      50,
    );
  test.each<[string, Project]>([
    ['no replica has an availability of its own', store({ availability: { value: 0.9 } })],
    ['each replica has one', store({ availability: { value: 0.9, of: 'replica' }, replicas: { fixed: 3 } })],
    ['a quorum', store({ availability: { value: 0.9, of: 'replica' }, replicas: { fixed: 3 } }, 2)],
    [
      'machines with a mean time between failures',
      store({ availability: { mtbfHours: 100, mttrMinutes: 600 }, replicas: { fixed: 2 } }),
    ],
  ])('%s: as in the whole', (_, project) => {
    const { served } = standing(project).availability;
    expect(servedAlone(project, project.variants[0]!, null, 'j')).toBe(served);
    expect(servedAlone(project, project.variants[0]!, null, 'other')).toBeNull();
  });
});

describe('what each cause costs', () => {
  const project = smallSystem(
    { a: { ...up(0.99), steps: ['b', { to: 'c', hard: false }] }, b: up(0.98), c: up(0.5) },
    1,
  );
  const journeys = [{ ...project.journeys[0]!, rate: { average: 2, peak: 10 }, valuePerRequest: 0.05 }];

  test('in series: what would be won by each, in minutes, requests at the average and money', () => {
    const { expectedLoss } = standing({ ...project, journeys });
    const month = 730 * 3600;
    const [b, a] = expectedLoss;
    expect(expectedLoss.map((l) => l.cause)).toEqual(['h-b', 'h-a']);
    expect(b).toEqual({
      cause: 'h-b',
      minutesPerMonth: expect.closeTo(0.02 * 0.99 * 43_800, 8),
      requestsPerMonth: expect.closeTo(0.02 * 0.99 * month * 2, 6),
      usdPerMonth: expect.closeTo(0.02 * 0.99 * month * 2 * 0.05, 6),
      birnbaum: expect.closeTo(0.99, 12),
      criticality: expect.closeTo((0.02 * 0.99) / 0.0298, 12),
      fussellVesely: expect.closeTo(0.02 / 0.0298, 12),
      riskAchievement: expect.closeTo(1 / 0.0298, 12),
      riskReduction: expect.closeTo(2.98, 12),
    });
    expect(a!.birnbaum).toBeCloseTo(0.98, 12);
  });

  test('the only cause: nothing is left without it, so there is no ratio', () => {
    const [only] = standing(smallSystem({ a: up(0.9) }, 1)).expectedLoss;
    expect([only!.riskReduction, only!.criticality, only!.usdPerMonth]).toEqual([null, 1, null]);
  });

  test('being down is not taking part: Fussell-Vesely by the states of all causes', () => {
    // Down by c alone, or by a and b together.
    const fails = [0.1, 0.2, 0.3];
    const found = standing(
      smallSystem(
        {
          top: {
            ...up(1),
            steps: [
              { to: 'a', group: { id: 'g', kind: 'alternative' } },
              { to: 'b', group: { id: 'g', kind: 'alternative' } },
              'c',
            ],
          },
          a: up(0.9),
          b: up(0.8),
          c: up(0.7),
        },
        1,
      ),
    );
    const whole = 1 - (1 - 0.02) * (1 - fails[2]!);
    const share = Object.fromEntries(found.expectedLoss.map((l) => [l.cause, l.fussellVesely]));
    expect(share).toEqual({
      'h-a': expect.closeTo(0.02 / whole, 12),
      'h-b': expect.closeTo(0.02 / whole, 12),
      'h-c': expect.closeTo(0.3 / whole, 12),
    });
  });
});

test('more cut sets than are listed: the likeliest of the fewest causes, and it says so', () => {
  // One of twelve in each of two groups of pairs: 12 x 12 sets of two.
  const names = (prefix: string): string[] => Array.from({ length: 12 }, (_, i) => `${prefix}${i}`);
  const chain = (ids: readonly string[]): Record<string, SmallPart> =>
    Object.fromEntries(ids.map((id, i) => [id, { ...up(1 - 0.001 * (i + 1)), steps: ids.slice(i + 1, i + 2) }]));
  const found = standing(
    smallSystem(
      {
        top: {
          ...up(1),
          steps: ['x0', 'y0'].map((to) => ({ to, group: { id: 'g', kind: 'alternative' as const } })),
        },
        ...chain(names('x')),
        ...chain(names('y')),
      },
      1,
    ),
  );
  expect([found.cutSets.length, found.cutSetsComplete]).toEqual([MOST_CUT_SETS, false]);
  expect(found.cutSets).toContainEqual(['h-x11', 'h-y11']);
  expect(found.cutSets).not.toContainEqual(['h-x0', 'h-y0']);
  expect(found.expectedLoss[0]!.fussellVesely).toBeNull();
});

test('journeys that do not fit together fit alone, and what comes after them has its own causes', () => {
  // Of a square of parts one in each row and each column: two squares of ten take more than 200,000 nodes.
  const range = Array.from({ length: 10 }, (_, i) => i);
  const square = (name: string): Record<string, SmallPart> => {
    const each = range.flatMap((r) => range.map((c) => [`r${r}`, `c${c}`, `${name}${r}x${c}`] as const));
    return {
      [name]: {
        ...up(1),
        steps: each
          .flatMap(([row, column, to]) =>
            [row, column].map((id) => ({ to, group: { id, kind: 'alternative' as const } })),
          )
          .toSorted((a, b) => (a.group.id < b.group.id ? -1 : 1)),
      },
      ...Object.fromEntries(each.map(([, , id]) => [id, up(0.5)])),
    };
  };
  const small = smallSystem({ ...square('x'), ...square('y'), z: up(0.9) }, 1);
  const journeys = ['x', 'y', 'z'].map((component) => ({ ...small.journeys[0]!, id: component, entry: { component } }));
  const found = analyse({ ...small, journeys }).variants['v']!.journeys;
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
  const exact = range
    .concat(10)
    .reduce((sum, j) => sum + (-1) ** j * choose(10, j) * 0.5 ** (10 * j) * (1 - 0.5 ** (10 - j)) ** 10, 0);
  for (const id of ['x', 'y'])
    expect([found[id]!.availability.served, found[id]!.availabilityAccuracy]).toEqual([
      expect.closeTo(exact, 10),
      'exact',
    ]);
  expect(found['z']!.availability.served).toBeCloseTo(0.9, 12);
});

test('too large for a diagram: an estimate with the interval that it lies in', () => {
  // Of a square of parts one in each row and each column: the diagram has to know which columns are done.
  const size = 19;
  const range = Array.from({ length: size }, (_, i) => i);
  const each = range.flatMap((r) => range.map((c) => [`r${r}`, `c${c}`, `p${r}x${c}`] as const));
  const value = 0.25;
  const project = smallSystem(
    {
      top: {
        ...up(1),
        steps: each
          .flatMap(([row, column, to]) => [
            { to, group: { id: row, kind: 'alternative' as const } },
            { to, group: { id: column, kind: 'alternative' as const } },
          ])
          .toSorted((a, b) => (a.group.id < b.group.id ? -1 : 1)),
      },
      ...Object.fromEntries(each.map(([, , id]) => [id, up(value)])),
    },
    1,
  );
  const q = 1 - value;
  const exact = range.concat(size).reduce((sum, j) => {
    const choose = range.slice(0, j).reduce((n, k) => (n * (size - k)) / (k + 1), 1);
    return sum + (-1) ** j * choose * q ** (size * j) * (1 - q ** (size - j)) ** size;
  }, 0);
  const { availability, availabilityAccuracy, availabilityInterval, cutSetsComplete } = standing(project);
  const { low, high } = availabilityInterval!;
  expect([availabilityAccuracy, cutSetsComplete, low < exact && exact < high, high - low < 0.002]).toEqual([
    'rough',
    false,
    true,
    true,
  ]);
  expect(availability.downtimeMinutesPerMonth).toBeCloseTo((1 - availability.served) * 43_800, 6);
}, 60_000);
