/** The algebra of latencies against closed forms: rows, shared work, fan-outs, choices, limits and retries. */
import { describe, expect, test } from 'vitest';
import { constant, exponential, lawOf, uniform } from '../../shared/engine/distribution.ts';
import { atLeast, momentsOf, oneOf, percentilesOf, together } from '../../shared/engine/journeyTime.ts';
import { sharedResponse } from '../../shared/engine/sharedResponse.ts';
import { lawOfTime } from '../../shared/engine/sums.ts';
import {
  inRow,
  type Job,
  NOTHING,
  part,
  repeated,
  sharedJob,
  placeOf,
  type Time,
  wait,
  shared,
} from '../../shared/engine/time.ts';
import { placesOf, sumOf } from '../../shared/engine/unfold.ts';
import { Attempt, type RetryRule, triesOf, withRetries } from '../../shared/engine/retry.ts';

const alone = (): number => 1;
const [x, y, z] = [placeOf('deployable', 'x'), placeOf('deployable', 'y'), placeOf('link', 'z')];
const exp = (mean: number): Time => part(exponential(mean), x);
function retried(call: Time, rule: RetryRule) {
  const attempt = new Attempt(call, rule, alone);
  const tries = triesOf(attempt);
  return { ...tries, ...withRetries(attempt, tries) };
}
const figures = (t: Time): number[] => {
  const p = percentilesOf(lawOfTime(t, alone));
  return [p.mean, p.p50, p.p95, p.p99];
};
const fixedWays = (shares: readonly number[]): Time =>
  oneOf(
    shares.map((probability) => ({ probability, time: wait(5.3, x) })),
    alone,
  );
const miss = oneOf([{ probability: 0.15, time: exp(20) }], alone);

describe('mean, p50, p95, p99', () => {
  test.each<[string, Time, number[]]>([
    ['nothing', NOTHING, [0, 0, 0, 0]],
    [
      'three M/M/1 in a row (Burke, Reich)',
      inRow([exp(50), exp(200 / 3), exp(100 / 3)]),
      [150, 132.0881, 321.4862, 436.6309],
    ],
    ['a fixed 2.5, then three stages', inRow([wait(2.5, x), exp(4), exp(7), exp(15)]), [28.5, 24.64, 61.38, 85.64]],
    [
      'slowest of 8 x Exp(12)',
      together(
        Array.from({ length: 8 }, () => exp(12)),
        8,
        alone,
      ),
      [32.6143, 29.8676, 60.6341, 80.1626],
    ],
    [
      'slowest of Exp(5), Exp(9), Exp(20)',
      together([exp(5), exp(9), exp(20)], 3, alone),
      [23.348, 18.0316, 60.3862, 92.1742],
    ],
    ['two of three Exp(4)', together([exp(4), exp(4), exp(4)], 2, alone), [10 / 3, 2.77259, 7.99955, 11.32744]],
    ['a cache: Exp(1), and Exp(20) after 15 % of it', inRow([exp(1), miss]), [4, 0.88109, 23.00054, 55.18687]],
    ['never called', oneOf([{ probability: 0, time: exp(9) }], alone), [0, 0, 0, 0]],
    ['called for sure', oneOf([{ probability: 1, time: exp(10) }], alone), [10, 6.93147, 29.95732, 46.0517]],
    ['5.3 whichever way', inRow([fixedWays([0.3, 0.7]), exp(1)]), [6.3, 5.99315, 8.29573, 9.90517]],
    ['second of three constants', together([wait(3, x), wait(9, x), wait(5, x)], 2, alone), [5, 5, 5, 5]],
    ['five equal stages', repeated(exp(5), 5), [25, 23.3545, 45.7678, 58.0231]],
  ])('%s', (_, time, expected) => {
    expect(figures(time)).toEqual(expected.map((e) => expect.closeTo(e, e > 50 ? 1 : 2)));
  });

  // Erlang of so many stages (gamma percentiles, SciPy).
  test.each([
    [101, [100.666863, 118.079273, 125.838653]],
    [1000, [999.666686, 1052.577118, 1075.032832]],
    [10_000, [9999.666669, 10_165.051912, 10_234.104379]],
  ])('%i repeats of Exp(1): p50, p95, p99', (n, expected) => {
    const found = figures(repeated(exp(1), n)).slice(1);
    expect(found.map((v, i) => v / expected[i]!)).toEqual(found.map(() => expect.closeTo(1, 7)));
  });

  test.each([[[1 / 3, 1 / 3, 1 / 3]], [[0.1, 0.2, 0.7]], [[0.3, 0.7]]])(
    'the same constant by ways of %j stays a constant',
    (shares) => expect(sumOf(fixedWays(shares))).toMatchObject({ shift: expect.closeTo(5.3, 12), parts: [] }),
  );

  test('a repeat of 1.5 is one, and a second for half of the requests', () => {
    expect(figures(repeated(exp(10), 1.5))[0]).toBeCloseTo(15, 9);
  });
});

describe('Tail at Scale (Dean, Barroso 2013): a fan-out meets its slow leaf', () => {
  test.each([
    [100, 0.01, 0.633968],
    [2000, 0.0001, 0.181277],
  ])('%i leaves, each slow with %f', (leaves, slow, expected) => {
    expect(1 - atLeast(leaves, new Array<number>(leaves).fill(1 - slow))).toBeCloseTo(expected, 6);
  });

  test.each([
    [0, 1],
    [1, 1 - 0.2 * 0.3 * 0.4],
    [2, 0.8 * 0.7 * 0.4 + 0.8 * 0.3 * 0.6 + 0.2 * 0.7 * 0.6 + 0.8 * 0.7 * 0.6],
    [3, 0.8 * 0.7 * 0.6],
  ])('at least %i of three', (need, expected) => expect(atLeast(need, [0.8, 0.7, 0.6])).toBeCloseTo(expected, 12));
});

describe('limits and retries', () => {
  const rule = { timeoutMs: 200, retries: 2, pauses: [50, 50] };

  test('Exp(80), limit 200, two retries after 50: attempts, answered, mean and percentiles of the answered', () => {
    const { time, attempts } = retried(exp(80), rule);
    const p = percentilesOf(lawOfTime(time, alone));
    expect([attempts, 1 - time.answered, p.mean, p.p50, p.p90, p.p95, p.p99]).toEqual(
      [1.0888229, 5.530844e-4, 84.056232, 55.40754, 183.80957, 288.82228, 414.14891].map((e) => expect.closeTo(e, 4)),
    );
  });

  test.each([
    ['SRE arithmetic: fails .3, two retries', 0.3, 2, 1.39, 0.027],
    ['fails .05, three retries', 0.05, 3, 1.052625, 6.25e-6],
    ['nothing fails', 0, 3, 1, 0],
    ['all fails: every retry is made', 1, 3, 4, 1],
  ])('%s', (_, fails, retries, attempts, left) => {
    const call: Time = { ...exp(5), answered: 1 - fails };
    const found = retried(call, { timeoutMs: null, retries, pauses: [0, 0, 0] });
    expect([found.attempts, 1 - found.time.answered]).toEqual([attempts, left].map((e) => expect.closeTo(e, 9)));
  });

  test('a limit under the fixed part of the time answers nobody', () => {
    const call = inRow([wait(50, x), exp(1)]);
    const { time, attempts } = retried(call, { timeoutMs: 40, retries: 2, pauses: [0, 0] });
    expect([time.answered, attempts]).toEqual([0, 3]);
  });

  test('all attempts come back as errors: three of 10 ms, two pauses of 5 ms', () => {
    const call: Time = { ...wait(10, x), answered: 0 };
    const { time, failed, attempts } = retried(call, { timeoutMs: null, retries: 2, pauses: [5, 5] });
    expect([attempts, time.answered, lawOfTime(failed, alone).mean]).toEqual([3, 0, 40]);
  });

  test('a limit far out of reach cuts nobody, with and without errors', () => {
    const far = { timeoutMs: 1e9, retries: 2, pauses: [0, 0] };
    expect(figures(retried(exp(5), far).time)).toEqual(figures(exp(5)));
    const { time, attempts } = retried({ ...exp(5), answered: 0.7 }, far);
    // Exp(5), after one or two more of it by the chance of .3 each.
    const weights = [1, 0.3, 0.09].map((w) => w / 1.39);
    expect([attempts, 1 - time.answered, figures(time)[0]]).toEqual(
      [1.39, 0.027, 5 * (weights[0]! + 2 * weights[1]! + 3 * weights[2]!)].map((e) => expect.closeTo(e, 9)),
    );
  });

  test('a wider limit never answers fewer', () => {
    const answered = [10, 50, 100, 400, 1600].map(
      (timeoutMs) => retried(exp(80), { ...rule, timeoutMs }).time.answered,
    );
    expect(answered).toEqual([...answered].sort((a, b) => a - b));
  });
});

describe('one job at shared processors', () => {
  const job = (mean: number, variance: number, fixed = 0): Job => ({ mean, variance, fixed });

  test.each([
    ['exponential, half busy', job(10, 100), 2],
    ['constant', job(10, 0), 2],
    ['with a fixed part', job(10, 36, 4), 4],
    ['no load', job(10, 100), 1],
  ])('mean = work x stretch: %s', (_, j, stretch) =>
    expect(sharedResponse(j, stretch).mean + j.fixed).toBeCloseTo(j.mean * stretch, 9),
  );

  test('constant work, no load: exactly itself', () =>
    expect(sharedResponse(job(10, 0, 10), 1)).toMatchObject({ mean: 0, variance: 0 }));

  // Var T = (2 + r) / (2 - r) x m^2 / (1 - r)^2: Coffman, Muntz, Trotter 1970.
  test.each([0.2, 0.5, 0.8])('M/M/1 processor sharing at %f busy has the published variance', (r) => {
    expect(sharedResponse(job(10, 100), 1 / (1 - r)).variance).toBeCloseTo(
      ((2 + r) / (2 - r)) * (100 / (1 - r) ** 2),
      6,
    );
  });

  test.each([
    ['lognormal', lawOf({ p50: 3, p99: 10 })],
    ['two exponentials', lawOf({ mean: 5, cv: 2, shape: 'hyperexponential' })],
    ['Erlang of four', lawOf({ mean: 5, cv: 0.5, shape: 'erlang' })],
  ])('a single visit without load keeps its shape: %s', (_, law) => {
    const found = percentilesOf(sharedResponse(sharedJob(law, 0), 1));
    expect(found).toEqual(percentilesOf(law));
  });

  test.each([0.2, 0.5, 0.8])('a single visit at %f busy: the same variance, claimed and in the tail', (r) => {
    const law = sharedResponse(sharedJob(exponential(10), 0), 1 / (1 - r));
    const published = ((2 + r) / (2 - r)) * (100 / (1 - r) ** 2);
    const end = 400 / (1 - r);
    const found = momentsOf((t) => law.cdf(t), 10 * end);
    expect([found.mean * (1 - r), found.variance / published, law.variance / published]).toEqual(
      [10, 1, 1].map((e) => expect.closeTo(e, 1)),
    );
  });

  test('two visits of one request are one job, not two lucky draws', () => {
    const visit = shared(0, exponential(10), 0, 2, x);
    const whole = lawOfTime(inRow([visit, visit]), () => 2);
    expect([whole.mean, whole.variance > 2 * sharedResponse(job(10, 100), 2).variance]).toEqual([
      expect.closeTo(40, 9),
      true,
    ]);
  });
});

test('a row keeps the sum of its parts: means, variances, shares answered', () => {
  const row = inRow([
    exp(3),
    part(uniform(8), y),
    part(lawOf({ p50: 3, p99: 10 }), z),
    { ...wait(2, x), answered: 0.9 },
    part(constant(4), y),
  ]);
  const law = lawOfTime(row, alone);
  const known = lawOf({ p50: 3, p99: 10 });
  expect([law.mean, law.variance, row.answered, placesOf(row).find(({ id }) => id === 'x')?.ms]).toEqual(
    [13 + known.mean, 9 + 64 / 12 + known.variance, 0.9, 5].map((e) => expect.closeTo(e, 9)),
  );
});
