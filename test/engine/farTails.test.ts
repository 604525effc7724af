/** Sums in which something rare reaches far: the common case must not be lost on a grid that is made for the rare one. */
import { describe, expect, test } from 'vitest';
import { exponential, gamma, type Law, lognormal, quantile, sometimes } from '../../shared/engine/distribution.ts';
import { percentilesOf, together } from '../../shared/engine/journeyTime.ts';
import { sharedResponse } from '../../shared/engine/sharedResponse.ts';
import { lawOfTime } from '../../shared/engine/sums.ts';
import { inRow, part, placeOf, sharedJob } from '../../shared/engine/time.ts';

const alone = (): number => 1;
const x = placeOf('deployable', 'x');
const sum = (...laws: Law[]): Law => lawOfTime(inRow(laws.map((law) => part(law, x))), alone);

/** P(sum of n exponential stages of mean m > t). */
function erlangTail(n: number, m: number, t: number): number {
  let term = 1;
  let total = 0;
  for (let k = 0; k < n; k++) {
    if (k > 0) term *= t / m / k;
    total += term;
  }
  return total * Math.exp(-t / m);
}

/** The smallest t at which a falling tail is at most `left`. */
function rootOf(tail: (t: number) => number, left: number, high: number): number {
  let low = 0;
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (tail(middle) > left) low = middle;
    else high = middle;
  }
  return high;
}

describe('work of every request and a wait of one in ten thousand', () => {
  // Nine stages of 0.3 ms, and 2 s on average for the unlucky ones: of those the stages are next to nothing.
  const [n, m, p, long] = [9, 0.3, 1e-4, 2000];
  const law = sum(gamma(n * m, n * m * m), sometimes(p, exponential(long)));
  /** With the wait: the sum of an Erlang and an exponential, whose tail is known. */
  const withWait = (t: number): number => {
    const g = (1 - m / long) ** -n;
    return erlangTail(n, m, t) + g * Math.exp(-t / long) * (1 - erlangTail(n, 1 / (1 / m - 1 / long), t));
  };
  const tail = (t: number): number => (1 - p) * erlangTail(n, m, t) + p * withWait(t);

  test.each([
    ['p50', 0.5],
    ['p90', 0.9],
    ['p95', 0.95],
    ['p99', 0.99],
    ['p999', 0.999],
  ] as const)('%s is that of the stages', (key, q) => {
    const exact = rootOf(tail, 1 - q, 1e5);
    expect(Math.abs(percentilesOf(law)[key] / exact - 1)).toBeLessThan(1e-3);
  });

  test('beyond them it is the wait', () => {
    expect(law.cdf(1000)).toBeCloseTo(1 - tail(1000), 6);
    expect(law.mean).toBeCloseTo(n * m + p * long, 12);
  });
});

test('a law of which next to nothing reaches far is as narrow as the rest', () => {
  expect(sometimes(1e-9, exponential(1e6)).upper).toBe(0);
  expect(sometimes(0.5, exponential(1)).upper).toBeLessThanOrEqual(exponential(1).upper);
  const rare = sharedResponse(sharedJob(exponential(10), 0), 1 + 1e-12);
  expect(rare.upper).toBeLessThan(exponential(10).upper * 1.15);
});

test('of branches that hardly vary, all together are never faster than one', () => {
  const one = part(lognormal(5, 1e-8), x);
  const { mean } = lawOfTime(together([one, one], 2, alone), alone);
  expect(mean).toBeGreaterThanOrEqual(5);
  expect(mean).toBeLessThan(5.001);
});

test('copies of what hardly varies are as long as all of them', () => {
  const one: Law = { mean: 8, variance: 5e-11, upper: 8, cdf: (t) => (t >= 8 ? 1 : 0) };
  const law = sum(one, one);
  for (const q of [0.001, 0.5, 0.999]) expect(quantile(law, q)).toBeCloseTo(16, 1);
});
