/** Special functions against printed tables, and laws against their own moments and percentiles. */
import { describe, expect, test } from 'vitest';
import {
  constant,
  exponential,
  gamma,
  type Law,
  lawOf,
  lognormal,
  quantile,
  sometimes,
  sumOfExponentials,
  uniform,
} from '../../shared/engine/distribution.ts';
import { Blend } from '../../shared/engine/blend.ts';
import { responseWithRoom } from '../../shared/engine/responses.ts';
import { gammaP, lnGamma, normalCdf } from '../../shared/engine/specialFunctions.ts';
import { TANDEM } from './published.ts';

/** Mean and variance from the tail of a law: integrals of P(T > t) and 2 t P(T > t). */
function moments(law: Law, end: number): [number, number] {
  const n = 200_000;
  let first = 0;
  let second = 0;
  for (let i = 0; i < n; i++) {
    const t = ((i + 0.5) * end) / n;
    const tail = 1 - law.cdf(t);
    first += (tail * end) / n;
    second += (2 * t * tail * end) / n;
  }
  return [first, second - first * first];
}

describe('special functions', () => {
  // Abramowitz and Stegun, tables 26.1, 26.7 and 6.1.
  test.each([
    [normalCdf(0), 0.5],
    [normalCdf(1), 0.841344746068543],
    [normalCdf(1.959963984540054), 0.975],
    [normalCdf(-2.326347874040841), 0.01],
    [normalCdf(-8), 6.22096057427178e-16],
    [gammaP(1, 1), 1 - Math.exp(-1)],
    [gammaP(2, 3), 1 - 4 * Math.exp(-3)],
    [gammaP(0.5, 0.5), 0.682689492137086],
    [gammaP(10, 10), 0.542070285528148],
    [gammaP(3, 0), 0],
    [lnGamma(0.5), Math.log(Math.sqrt(Math.PI))],
    [lnGamma(10), Math.log(362_880)],
  ])('%f is %f', (found, expected) => expect(Math.abs(found - expected)).toBeLessThan(1e-12 * Math.max(1, expected)));
});

describe('laws', () => {
  test.each<[string, Law, number]>([
    ['exponential', exponential(4), 200],
    ['uniform', uniform(6), 6],
    ['lognormal', lognormal(5, 20), 400],
    ['gamma', gamma(5, 50), 400],
    ['sometimes', sometimes(0.3, exponential(4)), 200],
    ['lognormal or gamma', new Blend(5, 20, 0.25, 20, null), 400],
    ['hyperexponential', lawOf({ mean: 5, cv: 2, shape: 'hyperexponential' }), 800],
    ['Erlang', lawOf({ mean: 5, cv: 0.5, shape: 'erlang' }), 100],
    ['M/M/2 with 6 places', responseWithRoom(3, 2, 6, 1.7).law, 200],
    ['M/M/2 with 100 places', responseWithRoom(1, 2, 100, 1.9).law, 400],
    ['sum of exponentials', sumOfExponentials([2, 5, 9])!, 400],
  ])('%s keeps the moments it claims', (_, law, end) => {
    const [mean, variance] = moments(law, end);
    expect([law.mean / mean, law.variance / variance]).toEqual([expect.closeTo(1, 4), expect.closeTo(1, 3)]);
  });

  test.each([
    ['median and p99 come back', lawOf({ p50: 3, p99: 10 }), [3, 10]],
    ['exponential by default', lawOf({ mean: 10 }), [6.931472, 46.051702]],
    ['a link is constant by default', lawOf({ mean: 10 }, 'constant'), [10, 10]],
    ['a cv of 0 is a constant', lawOf({ mean: 10, cv: 0 }), [10, 10]],
    ['two equal percentiles too', lawOf({ p50: 3, p99: 3 }), [3, 3]],
    ['no time at all', lawOf({ mean: 0, cv: 2 }), [0, 0]],
    ['a cache: 85 % Exp(1), 15 % Exp(1) + Exp(20)', cacheMixture(), [0.88109, 55.18687]],
  ])('p50 and p99: %s', (_, law, expected) =>
    expect([quantile(law, 0.5), quantile(law, 0.99)]).toEqual(expected.map((e) => expect.closeTo(e, 5))),
  );

  test('tandem of three M/M/1: p50, p90, p95, p99, p99.9 of Burke and Reich', () => {
    const law = sumOfExponentials(TANDEM.given)!;
    const found = [0.5, 0.9, 0.95, 0.99, 0.999].map((q) => quantile(law, q));
    expect(found).toEqual(TANDEM.expected.map((e) => expect.closeTo(e, 7)));
  });

  test('stages too alike for partial fractions are left to the grid', () => {
    expect([sumOfExponentials([5, 5]), sumOfExponentials([1, 1.00001, 1.00002])]).toEqual([null, null]);
  });

  test('a quantile is a time by which the share is done, whatever the law', () => {
    for (const law of [
      constant(4),
      exponential(2),
      gamma(3, 30),
      lognormal(3, 300),
      sometimes(0.1, constant(9)),
      uniform(3),
    ])
      for (const q of [0.001, 0.5, 0.9, 0.999]) expect(law.cdf(quantile(law, q))).toBeGreaterThanOrEqual(q - 1e-9);
  });
});

function cacheMixture(): Law {
  const miss = sumOfExponentials([1, 20])!;
  const hit = exponential(1);
  return { mean: 4, variance: 0, upper: miss.upper, cdf: (t) => 0.85 * hit.cdf(t) + 0.15 * miss.cdf(t) };
}

test.each([
  // Half, and 1 / (3 sqrt(2 pi k)) more: the first term of the expansion of P(k, k).
  [1e4, 0.5 + 1 / (3 * Math.sqrt(2 * Math.PI * 1e4))],
  [9e4, 0.5 + 1 / (3 * Math.sqrt(2 * Math.PI * 9e4))],
  [1e6, 0.5 + 1 / (3 * Math.sqrt(2 * Math.PI * 1e6))],
  [1e8, 0.5 + 1 / (3 * Math.sqrt(2 * Math.PI * 1e8))],
])('the incomplete gamma function of %f at itself', (k, expected) => {
  expect(gammaP(k, k)).toBeCloseTo(expected, 5);
});
