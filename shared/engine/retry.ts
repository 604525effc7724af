/** Calls that are given up after a limit and tried again. Times in ms. */
import { constant, type Law } from './distribution.ts';
import { CELLS, cdfOf, convolve, sample } from './grid.ts';
import {
  composed,
  FAR_OUT,
  inRow,
  lawOfTime,
  momentsOf,
  NOTHING,
  part,
  scaled,
  shifted,
  type Stretch,
  type Time,
  wait,
} from './journeyTime.ts';

export interface RetryRule {
  readonly timeoutMs: number | null;
  readonly retries: number;
  /** Pause before retry 1, 2, ..., ms. */
  readonly pauses: readonly number[];
}

export interface Retried {
  /** Of answered calls. */
  readonly time: Time;
  /** Of calls that end without an answer, until the last attempt is given up. */
  readonly failed: Time;
  readonly attempts: number;
}

/**
 * A call that is given up after a limit and tried again. The time is that of answered calls only; the rest lowers `answered`.
 * Attempts are independent; a failed attempt takes the whole limit, or the call's own time when it answered with an error.
 */
export function withRetries(call: Time, rule: RetryRule, stretch: Stretch): Retried {
  const law = lawOfTime(call, stretch);
  // A limit far out in the tail cuts nothing that counts: such a call keeps its parts.
  const limit = rule.timeoutMs === null || rule.timeoutMs > NEVER_CUT * law.upper ? Infinity : rule.timeoutMs;
  const inTime = limit === Infinity ? 1 : law.cdf(limit);
  const success = inTime * call.answered;
  const failure = 1 - success;
  if (failure <= LEAST || (rule.retries === 0 && inTime >= 1)) return { time: call, failed: call, attempts: 1 };
  // 1 + f + f^2 + ... up to the last retry.
  const attempts = Array.from({ length: rule.retries + 1 }, (_, k) => failure ** k).reduce((a, b) => a + b, 0);
  // What is answered in time; and failed attempts: a share is cut at the limit, the rest came back as errors.
  const end = Math.min(limit, FAR_OUT * law.upper);
  const early: Law = {
    ...(inTime <= LEAST
      ? constant(end)
      : inTime >= 1
        ? law
        : momentsOf((t) => law.cdf(t) / inTime, end, law.cdf(end) / inTime)),
    upper: Math.min(law.upper, limit),
    cdf: (t) => Math.min(1, law.cdf(Math.min(t, limit)) / Math.max(inTime, LEAST)),
  };
  const cut = Math.min(1, (1 - inTime) / failure);
  const onlyCuts = cut >= 1 - 1e-12;
  const failedMean = (1 - cut) * early.mean + (cut > 0 ? cut * limit : 0);
  const failed: Law = onlyCuts
    ? constant(limit)
    : {
        mean: failedMean,
        variance: (1 - cut) * (early.variance + early.mean ** 2) + (cut > 0 ? cut * limit ** 2 : 0) - failedMean ** 2,
        upper: early.upper,
        cdf: (t) => (1 - cut) * early.cdf(t) + (t >= limit ? cut : 0),
      };
  const pauses = rule.pauses.slice(0, rule.retries).reduce((a, b) => a + b, 0);
  const place = call.places.keys().next().value ?? '';
  const givenUp = inRow([part(failed, place, rule.retries + 1), wait(pauses, place)]);
  if (success <= LEAST) return { time: { ...NOTHING, answered: 0 }, failed: givenUp, attempts };

  const answered = 1 - failure ** (rule.retries + 1);
  const laws: Law[] = [];
  const weights: number[] = [];
  let pause = 0;
  let mean = 0;
  for (let k = 0; k <= rule.retries; k++) {
    if (k > 0) pause += rule.pauses[k - 1] ?? 0;
    const weight = (success * failure ** k) / answered;
    if (weight < 1e-15) break;
    laws.push(
      shifted(k === 0 || onlyCuts ? early : afterFailures(early, failed, k), pause + (onlyCuts ? k * limit : 0)),
    );
    weights.push(weight);
    mean += weight * (pause + k * failed.mean + early.mean);
  }
  const upper = Math.max(...laws.map((l) => l.upper));
  const cdf = (t: number): number => laws.reduce((sum, l, i) => sum + weights[i]! * l.cdf(t), 0);
  const { variance } = momentsOf(cdf, FAR_OUT * upper);
  return {
    attempts,
    failed: givenUp,
    time: {
      shift: 0,
      parts: [{ law: composed({ mean, variance, upper, cdf }, [law]), times: 1 }],
      jobs: new Map(),
      answered,
      shed: call.shed * (rule.retries === 0 ? 1 : failure ** rule.retries),
      places: scaled(call.places, mean),
    },
  };
}

/** Limits beyond this many reaches of a law (all but 1e-7 of it) are never met. */
const NEVER_CUT = 2;

/** Fewer answers than this are none. */
const LEAST = 1e-12;

function afterFailures(early: Law, failed: Law, times: number): Law {
  const upper = early.upper + times * failed.upper;
  const step = upper / CELLS;
  const cdf = cdfOf(
    convolve([
      { cells: sample(early, step), times: 1 },
      { cells: sample(failed, step), times },
    ]),
    step,
  );
  return { mean: early.mean + times * failed.mean, variance: 1, upper, cdf };
}
