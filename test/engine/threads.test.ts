/** Threads that requests hold while they wait for others, and what a pool of them lets through. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../../shared/engine/analyse.ts';
import { closedThroughput } from '../../shared/engine/queueing.ts';
import type { Distribution, Link, Step } from '../../shared/model/types.ts';
import { NO_QUEUE, smallSystem } from './published.ts';

const fixed = (mean: number): Distribution => ({ mean, shape: 'constant' });

/** A caller with four cores and 10 ms of work calls `b` (and `c`), which take as long as given. */
function caller(
  rate: number,
  threads: number,
  b: number,
  more: { step?: Partial<Step>; c?: number; link?: Partial<Link> } = {},
) {
  const steps = [{ to: 'b', ...more.step }, ...(more.c === undefined ? [] : [{ to: 'c', ...more.step }])];
  const project = smallSystem(
    {
      a: { demand: { mean: 10 }, host: { cores: 4, threads }, steps },
      b: { demand: fixed(b), host: NO_QUEUE },
      ...(more.c !== undefined && { c: { demand: fixed(more.c), host: NO_QUEUE } }),
    },
    rate,
    { 'a-b': more.link ?? {} },
  );
  const { journeys, deployables } = analyse(project).variants['v']!;
  return {
    held: deployables['h-a']!.threadsHeld,
    state: journeys['j']!.state,
    capacity: journeys['j']!.capacityFactor,
    mean: journeys['j']!.latencyMs?.mean,
  };
}

const parallel = { group: { id: 'g', kind: 'parallel' as const } };

describe('threads held = rate x time inside (Little)', () => {
  // At 1 a second on four cores the own work is 10 ms to 1e-6.
  test.each([
    ['own work alone', caller(1, 50, 0), 0.01],
    ['and one call', caller(1, 50, 90), 0.1],
    ['calls in a row add', caller(1, 50, 90, { c: 40 }), 0.14],
    ['calls together count as the longest', caller(1, 50, 90, { c: 40, step: parallel }), 0.1],
    ['three times in a row', caller(1, 50, 30, { step: { repeat: 3 } }), 0.1],
    ['one in ten', caller(1, 50, 900, { step: { probability: 0.1 } }), 0.1],
  ])('%s', (_, found, held) => expect(found.held).toBeCloseTo(held, 6));
});

describe('a call that is given up holds its thread until then', () => {
  const limit = (retries = 0): Partial<Link> => ({ policy: { timeoutMs: 50, retries, backoff: { baseMs: 0 } } });
  test.each([
    ['cut at 50 ms', caller(1, 50, 90, { link: limit() }), 0.06],
    ['tried twice', caller(1, 50, 90, { link: limit(1) }), 0.11],
    ['soft, tried twice', caller(1, 50, 90, { link: { ...limit(1), hard: false } }), 0.11],
    ['alone in a group', caller(1, 50, 90, { link: limit(), step: parallel }), 0.06],
  ])('%s', (_, found, held) => expect(found.held).toBeCloseTo(held, 6));

  test('a group holds for the mean of its time: two Exp(60) together, 90', () => {
    const project = smallSystem(
      {
        a: { demand: { mean: 10 }, host: { cores: 4, threads: 50 }, steps: [{ to: 'b', repeat: 2, ...parallel }] },
        b: { demand: { mean: 60 }, host: NO_QUEUE },
      },
      1,
    );
    expect(analyse(project).variants['v']!.deployables['h-a']!.threadsHeld).toBeCloseTo(0.1, 6);
  });
});

test('a quota of ten at once is a pool: 100 ms each, a hundred a second', () => {
  const host = { ...NO_QUEUE, quota: { concurrent: 10 } };
  const found = [50, 99, 100].map((rate) => {
    const { journeys } = analyse(smallSystem({ a: { demand: { mean: 100 }, host } }, rate)).variants['v']!;
    return [journeys['j']!.state, Number(journeys['j']!.capacityFactor!.toPrecision(6))];
  });
  expect(found).toEqual([
    ['ok', 2],
    ['ok', 1.0101],
    ['saturated', 1],
  ]);
});

describe('a pool is a closed loop between its cores and the calls it waits for', () => {
  test.each([5, 20, 200])('%i threads', (threads) => {
    expect(caller(100, threads, 90).capacity).toBeCloseTo(closedThroughput(threads, 90, 4, 10) / 0.1, 9);
  });

  test.each([
    ['fifty threads carry 100 a second of 100 ms', 100, 50, 90, 'ok'],
    ['ten do not', 100, 10, 90, 'saturated'],
    ['a callee that takes 5 s fills fifty', 100, 50, 5000, 'saturated'],
  ])('%s', (_, rate, threads, b, state) => expect(caller(rate, threads, b).state).toBe(state));

  test('fewer threads never make it faster', () => {
    const means = [1000, 40, 20, 14, 12].map((threads) => caller(100, threads, 90).mean!);
    expect(means).toEqual(means.toSorted((x, y) => x - y));
  });
});

/**
 * Requests at a pool whose threads work on cores of their own, call `b` with 10 ms of work (others call it too), and are away for a
 * while. Values of a Markov chain of requests waiting, at the cores, at `b` and away, and of others at `b`, all times exponential,
 * solved by matrix-analytic methods (logarithmic reduction; Latouche, Ramaswami 1993) with at most 80 others at `b`; the factor from
 * the chain with all threads taken.
 */
describe('threads before a part that queues itself', () => {
  function pool(threads: number, cores: number, servers: number, work: number, awayMs: number, rates: number[]) {
    const project = smallSystem(
      {
        a: { demand: { mean: work }, host: { cores, threads }, steps: ['b', ...(awayMs > 0 ? ['c'] : [])] },
        b: { demand: { mean: 10 }, host: { cores: servers } },
        ...(awayMs > 0 && { c: { demand: fixed(awayMs), host: NO_QUEUE } }),
      },
      rates[0]!,
    );
    const [journey] = project.journeys;
    const other = { ...journey!, id: 'k', name: 'k', entry: { component: 'b', operation: 'do' } };
    const { journeys, deployables } = analyse({
      ...project,
      journeys: rates[1] ? [journey!, { ...other, rate: { average: rates[1], peak: rates[1] } }] : [journey!],
    }).variants['v']!;
    const { latencyMs, capacityFactor, limits } = journeys['j']!;
    return { mean: latencyMs!.mean, held: deployables['h-a']!.threadsHeld, factor: capacityFactor!, limits };
  }

  test.each([
    // threads, cores, servers of b, work, away, rates; mean, held, factor; mean found over mean, at least and at most
    [1, 1, 1, 2, 0, [50], 27.5, 0.6, 5 / 3, 1.08, 1.1],
    [2, 1, 1, 10, 0, [50], 56, 1.39167, 4 / 3, 1.13, 1.15],
    [5, 1, 1, 100 / 17, 0, [85], 87.6753, 3.72771, 1.14087785, 1.04, 1.05],
    [5, 1, 1, 50 / 7, 20, [70], 83.4748, 3.81618, 1.20526316, 1.1, 1.12],
    [10, 2, 1, 100 / 9, 20, [90], 139.3335, 7.73051, 1.10223879, 1.01, 1.02],
    [2, 1, 1, 20, 20, [25, 25], 143.7844, 1.56251, 1.22040105, 1.22, 1.23],
    [2, 2, 2, 20, 0, [50, 50], 72.3716, 1.5747, 1.23909259, 1.15, 1.16],
    // Who waits behind a crowd of others waits longer than one exponential says.
    [5, 1, 1, 100 / 9, 0, [45, 45], 169.8734, 3.51676, 1.09677116, 0.81, 0.83],
  ])(
    '%i threads on %i cores, %i servers: %j',
    (threads, cores, servers, work, away, rates, mean, held, factor, ...band) => {
      const found = pool(threads, cores, servers, work, away, rates);
      expect(found.mean / mean).toBeGreaterThan(band[0]);
      expect(found.mean / mean).toBeLessThan(band[1]);
      expect(Math.abs(found.held / held - 1)).toBeLessThan(0.007);
      expect(found.factor).toBeCloseTo(factor, 6);
    },
  );

  test('a thread for everybody: all as without threads', () => {
    const [few, many] = [40, 400].map((threads) => pool(threads, 1, 1, 5, 20, [85, 5]));
    expect(few!.mean).toBeCloseTo(5 / 0.575 + 10 / 0.1 + 20, 1);
    expect(many!.mean).toBeCloseTo(5 / 0.575 + 10 / 0.1 + 20, 9);
  });

  test('threads that would not help if there were more are not what gives way first', () => {
    const [two, fifty] = [2, 50].map((threads) => pool(threads, 1, 1, 2, 0, [60]).limits[0]!);
    expect([two!.id, two!.by, fifty!.id, fifty!.by]).toEqual(['h-a', 'threads', 'h-b', 'cores']);
    expect(fifty!.factor).toBeCloseTo(100 / 60, 9);
  });

  test('calls side by side keep a thread for the time of the group', () => {
    const group = { id: 'g', kind: 'parallel' as const };
    const parts = {
      a: {
        demand: { mean: 2 },
        host: { threads: 4 },
        steps: [
          { to: 'b', group },
          { to: 'c', group },
        ],
      },
      b: { demand: { mean: 10 } },
      c: { demand: { mean: 0.01 } },
    };
    const alone = { ...parts, a: { ...parts.a, steps: ['b'] } };
    const [both, one] = [parts, alone].map((p) => analyse(smallSystem(p, 60)).variants['v']!.journeys['j']!);
    expect(both!.latencyMs!.mean / one!.latencyMs!.mean).toBeCloseTo(1, 2);
  });

  test('threads that serve are kept from the queue while they wait: as many on as many cores', () => {
    const waits = (discipline: 'fifo' | 'sharing') =>
      analyse(
        smallSystem(
          {
            a: { demand: { mean: 10 }, host: { cores: 2, threads: 2, discipline }, steps: ['b'] },
            b: { demand: { mean: 30 }, host: NO_QUEUE },
          },
          30,
        ),
      ).variants['v']!.journeys['j']!;
    // With two users on two processors nobody queues inside: M/G/2 of 40 ms as M/M/2.
    const mean = 40 / (1 - 0.6 ** 2);
    expect([waits('fifo').latencyMs!.mean, waits('sharing').latencyMs!.mean]).toEqual([
      expect.closeTo(mean, 1),
      expect.closeTo(mean, 1),
    ]);
  });

  test('replicas that are chosen by chance have threads of their own: two M/M/1', () => {
    const host = { cores: 2, threads: 1, replicas: { fixed: 2 } };
    const project = smallSystem(
      { a: { demand: { mean: 10 }, host, steps: ['b'] }, b: { demand: { mean: 10 }, host: NO_QUEUE } },
      60,
    );
    const { latencyMs, capacityFactor } = analyse(project).variants['v']!.journeys['j']!;
    expect(latencyMs!.mean).toBeCloseTo(20 / (1 - 0.6), 2);
    expect(capacityFactor).toBeCloseTo(100 / 60, 9);
  });
});
