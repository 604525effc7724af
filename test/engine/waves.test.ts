/** Characteristic functions against closed forms and fine sums, and sums of many parts by them. */
import { describe, expect, test } from 'vitest';
import {
  exponential,
  gamma,
  type Law,
  lognormal,
  quantile,
  slowed,
  sometimes,
} from '../../shared/engine/distribution.ts';
import { Blend } from '../../shared/engine/blend.ts';
import { gammaP } from '../../shared/engine/specialFunctions.ts';
import { CELLS, multiply } from '../../shared/engine/fourier.ts';
import { cdfOf, convolve, sample } from '../../shared/engine/grid.ts';
import { readWave, waveOfSum } from '../../shared/engine/spectra.ts';
import { addLognormal, waveOfLognormal } from '../../shared/engine/waves.ts';

const COUNT = 64;

/** E exp(-iwT) of a lognormal by brute force over the normal law inside it. */
function slowly(mu: number, s: number, w: number): readonly [number, number] {
  const h = 1 / 4000;
  let [re, im] = [0, 0];
  for (let z = -9; z <= 9; z += h) {
    const p = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * h;
    const t = Math.exp(mu + s * z);
    re += p * Math.cos(w * t);
    im -= p * Math.sin(w * t);
  }
  return [re, im];
}

test.each([0.02, 0.1, 0.4, 0.83, 1.2])('lognormal, sigma %d', (s) => {
  const [re, im] = [new Float64Array(COUNT), new Float64Array(COUNT)];
  for (const [step, from] of [
    [0.02, 0],
    [0.1, 0],
    [0.1, 64],
  ] as const) {
    waveOfLognormal(-0.3, s)({ step, from, count: COUNT, rest: 0 }, re, im);
    for (const k of [0, 1, 5, 20, 63]) {
      const [a, b] = slowly(-0.3, s, (from + k) * step);
      expect(Math.hypot(re[k]! - a, im[k]! - b)).toBeLessThan(1e-9);
    }
  }
});

/** Where what else is in a sum fades, errors fade with it, and a small share of a law may be less exact. */
test.each([
  [0.1, 1],
  [0.4, 0.3],
  [0.4, 1],
  [0.83, 0.1],
  [0.83, 1],
  [1, 0.5],
  [1.2, 1],
])('a lognormal among others, sigma %d, w up to %d', (s, last) => {
  const rest = 18;
  const count = 31;
  for (const share of [1, 1e-3]) {
    const [re, im] = [new Float64Array(count), new Float64Array(count)];
    addLognormal(share, 0, s, { step: last / count, from: 0, count, rest }, re, im);
    for (const k of [1, 3, 8, 15, 22, 30]) {
      const [a, b] = slowly(0, s, (k * last) / count);
      const fade = Math.exp(-rest * (k / count) ** 2);
      expect(Math.hypot(re[k]! - share * a, im[k]! - share * b) * fade).toBeLessThan(1e-9);
    }
  }
});

/** The wave of a law against the sum over its cells. */
test.each<[string, Law]>([
  ['exponential', exponential(3)],
  ['gamma', gamma(3, 4)],
  ['slower', slowed(gamma(3, 4), 2)],
  ['sometimes', sometimes(0.3, exponential(5))],
  ['lognormal or gamma', new Blend(3, 4, 0.4, 4, null)],
  ['lognormal or exponential', new Blend(3, 8, 0.4, 7, exponential(3))],
])('%s', (_, law) => {
  const step = 0.02;
  const cells = sample(law, step);
  const [re, im] = [new Float64Array(COUNT), new Float64Array(COUNT)];
  law.wave!({ step: 0.05, from: 0, count: COUNT, rest: 0 }, re, im);
  for (const k of [0, 1, 8, 40]) {
    let [a, b] = [0, 0];
    cells.forEach((mass, n) => {
      a += mass * Math.cos(0.05 * k * n * step);
      b -= mass * Math.sin(0.05 * k * n * step);
    });
    expect(Math.hypot(re[k]! - a, im[k]! - b)).toBeLessThan(5e-5);
  }
});

describe('many parts', () => {
  const QS = [0.1, 0.5, 0.9, 0.99, 0.999] as const;

  test('16 gammas of one scale add to a gamma', () => {
    const shapes = Array.from({ length: 16 }, (_, i) => 1 + i / 4);
    const parts = shapes.map((k) => ({ law: gamma(2 * k, 4 * k), times: 1 }));
    const shape = shapes.reduce((a, b) => a + b, 0);
    const upper = 2 * shape + 14 * 2 * Math.sqrt(shape);
    const cdf = readWave(waveOfSum(parts, upper / CELLS)!, upper / CELLS).cdf;
    for (const q of QS)
      expect(quantile({ cdf, upper }, q)).toBeCloseTo(quantile({ cdf: (t) => gammaP(shape, t / 2), upper }, q), 4);
  });

  test('the grid says the same, also with repeats, fractions and a law that has no wave', () => {
    const { wave: _, ...bare } = lognormal(4, 9);
    const parts = [
      ...Array.from({ length: 12 }, (__, i) => ({ law: lognormal(2 + i / 5, 3 + i), times: 1 })),
      { law: exponential(1.5), times: 3 },
      { law: bare, times: 1 },
    ];
    const upper = 260;
    const step = upper / CELLS;
    const quick = readWave(waveOfSum([...parts, { law: exponential(2), times: 1.5 }], step)!, step).cdf;
    const cells = [...parts, { law: exponential(2), times: 1 }, { law: sometimes(0.5, exponential(2)), times: 1 }];
    const slow = cdfOf(convolve(cells.map(({ law, times }) => ({ cells: sample(law, step), times }))), step);
    for (const q of QS) {
      const right = quantile({ cdf: slow, upper }, q);
      expect(Math.abs(quantile({ cdf: quick, upper }, q) / right - 1)).toBeLessThan(2e-4);
    }
  });

  test('a sum is the product of what its parts are alone', () => {
    const laws = Array.from(
      { length: 60 },
      (__, i) =>
        new Blend(
          1 + (i % 7),
          (1 + (i % 7)) ** 2 * (0.2 + (i % 5) / 4),
          0.02 * (i % 9),
          2 + i,
          i % 2 ? null : exponential(1),
        ),
    );
    const step = 0.2;
    const sum = waveOfSum(
      laws.map((law) => ({ law, times: 1 })),
      step,
    )!;
    const count = sum.re.length;
    const range = { step: (2 * Math.PI) / (CELLS * step), from: 0, count, rest: 0 };
    const [a, b] = [new Float64Array(count).fill(1), new Float64Array(count)];
    const [x, y] = [new Float64Array(count), new Float64Array(count)];
    for (const law of laws) {
      law.wave(range, x, y);
      for (let k = 0; k < count; k++) multiply(a, b, k, x[k]!, y[k]!, 1);
    }
    for (let k = 0; k < count; k++) expect(Math.hypot(sum.re[k]! - a[k]!, sum.im[k]! - b[k]!)).toBeLessThan(1e-9);
  });

  test('what does not fade is left to the grid', () => {
    expect(waveOfSum([{ law: sometimes(0.1, exponential(2)), times: 1 }], 0.01)).toBeNull();
  });
});
