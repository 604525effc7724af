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
