/** Sums by convolution against closed forms of the same sums. */
import { describe, expect, test } from 'vitest';
import {
  constant,
  exponential,
  gamma,
  type Law,
  lognormal,
  quantile,
  sumOfExponentials,
  uniform,
} from '../../shared/engine/distribution.ts';
import { gammaP } from '../../shared/engine/specialFunctions.ts';
import { CELLS } from '../../shared/engine/fourier.ts';
import { cdfOf, convolve, cumulative, sample, tabled } from '../../shared/engine/grid.ts';

const QS = [0.1, 0.5, 0.9, 0.99, 0.999] as const;

/** Largest share by which a quantile of the sum misses the exact one. */
function worst(parts: readonly { law: Law; times: number }[], exact: (t: number) => number, upper: number): number {
  const step = upper / CELLS;
  const cdf = cdfOf(convolve(parts.map((p) => ({ cells: sample(p.law, step), times: p.times }))), step);
  return Math.max(...QS.map((q) => Math.abs(quantile({ cdf, upper }, q) / quantile({ cdf: exact, upper }, q) - 1)));
}

const tandem = sumOfExponentials([4, 7, 15])!;

describe('sums with a closed form', () => {
  test.each<[string, { law: Law; times: number }[], (t: number) => number, number, number]>([
    ['4 equal stages are Erlang', [{ law: exponential(5), times: 4 }], (t) => gammaP(4, t / 5), 160, 1e-4],
    ['40 stages', [{ law: exponential(5), times: 40 }], (t) => gammaP(40, t / 5), 700, 1e-4],
    [
      'gammas of one scale add',
      [
        { law: gamma(6, 12), times: 1 },
        { law: gamma(10, 20), times: 2 },
      ],
      (t) => gammaP(13, t / 2),
      120,
      1e-4,
    ],
    ['three unlike stages', [4, 7, 15].map((m) => ({ law: exponential(m), times: 1 })), tandem.cdf, 300, 1e-4],
    [
      'two clocks: a triangle',
      [{ law: uniform(10), times: 2 }],
      (t) => (t < 10 ? (t * t) / 200 : 1 - Math.max(0, 20 - t) ** 2 / 200),
      20.5,
      2e-3,
    ],
    [
      'a constant moves it',
      [
        { law: constant(32), times: 1 },
        { law: exponential(8), times: 1 },
      ],
      (t) => (t < 32 ? 0 : -Math.expm1(-(t - 32) / 8)),
      256,
      2e-3,
    ],
  ])('%s', (_, parts, exact, upper, tolerance) => expect(worst(parts, exact, upper)).toBeLessThan(tolerance));
});

describe('what must hold', () => {
  const law = lognormal(10, 200);
  const step = law.upper / CELLS;

  test('cells of any law sum to 1, from its density as from its cumulative', () => {
    for (const l of [law, { cdf: law.cdf }]) expect(cumulative(sample(l, step))[CELLS - 1]).toBeCloseTo(1, 6);
  });

  test('nothing added is a certain zero; one part alone is itself', () => {
    const cells = sample(law, step);
    expect([convolve([])[0], convolve([{ cells, times: 1 }]) === cells]).toEqual([1, true]);
  });

  test('order does not matter, and twice is two of the same', () => {
    const a = sample(exponential(3), 0.02);
    const b = sample(uniform(9), 0.02);
    const gap = (x: Float64Array, y: Float64Array): number =>
      x.reduce((m, v, i) => Math.max(m, Math.abs(v - y[i]!)), 0);
    expect([
      gap(
        convolve([
          { cells: a, times: 1 },
          { cells: b, times: 1 },
        ]),
        convolve([
          { cells: b, times: 1 },
          { cells: a, times: 1 },
        ]),
      ) < 1e-14,
      gap(
        convolve([{ cells: a, times: 2 }]),
        convolve([
          { cells: a, times: 1 },
          { cells: a, times: 1 },
        ]),
      ) < 1e-14,
    ]).toEqual([true, true]);
  });

  test('times above a cut are left out', () => {
    expect(cumulative(sample(exponential(10), 0.02, 10))[CELLS - 1]).toBeCloseTo(1 - Math.exp(-1), 12);
  });

  test('a table reads as the law it was made from', () => {
    for (const q of QS) expect(quantile(tabled(law), q) / quantile(law, q)).toBeCloseTo(1, 2);
  });
});

test('what lies at one time, off the middle of its cell, keeps its mean', () => {
  const at = 10.37;
  const cells = sample({ cdf: (t) => (t < at ? 0.4 : 1) }, 1);
  const mean = cells.reduce((sum, p, k) => sum + p * k, 0);
  expect(mean).toBeCloseTo(0.6 * at, 1);
});
