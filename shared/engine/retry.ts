/** Calls that are given up after a limit and tried again. Times in ms. */
import { constant, type Law } from './distribution.ts';
import { CELLS } from './fourier.ts';
import { cdfOf, convolve, sample } from './grid.ts';
import { composed, composedLater, FAR_OUT, momentsOf } from './journeyTime.ts';
import { farthest, lawOfTime, shifted, type Stretch, upperBound } from './sums.ts';
import { firstPlace, inRow, NOTHING, part, partLater, type Time, wait } from './time.ts';

export interface RetryRule {
  readonly timeoutMs: number | null;
  readonly retries: number;
  /** Pause before retry 1, 2, ..., ms. */
  readonly pauses: readonly number[];
  /** Retries over calls, at most; absent = as many as fail. */
  readonly budget?: number | undefined;
  /** The callee stops working on a call that was given up. */
  readonly cancels?: boolean | undefined;
}

/** One attempt that is let through, and how it ends. */
export class Attempt {
  readonly call: Time;
  readonly rule: RetryRule;
  /** Of those that come back, however late. */
  readonly #law: Law | null;
  readonly #limit: number;
  /** Share of those that come back in time. */
  readonly inTime: number;
  /** Share that is cut at the limit, and that comes back in time with an error. */
  readonly cut: number;
  readonly errors: number;
  #early: Law | undefined;
  #whole: Law | undefined;
  readonly #stretch: Stretch;

  constructor(call: Time, rule: RetryRule, stretch: Stretch) {
    this.#stretch = stretch;
    this.call = call;
    this.rule = rule;
    // A limit far out in the tail cuts nothing that counts: such a call keeps its parts.
    this.#law = neverCut(call, rule, stretch) ? null : lawOfTime(call, stretch);
    const inTime = this.#law?.cdf(rule.timeoutMs!) ?? 1;
    const far = inTime >= 1 - FEWEST_CUT;
    this.#limit = far ? Infinity : rule.timeoutMs!;
    this.inTime = far ? 1 : inTime;
    const back = 1 - call.stuck;
    this.cut = rule.timeoutMs === null ? 0 : call.stuck + back * (1 - this.inTime);
    this.errors = Math.max(0, this.inTime * (back - call.answered));
  }

  /** The law of the whole call, cut or not. */
  get law(): Law {
    return this.#law ?? (this.#whole ??= lawOfTime(this.call, this.#stretch));
  }

  /** What comes back in time. */
  get early(): Law {
    return (this.#early ??= this.inTime >= 1 ? this.law : this.#cutOff());
  }

  #cutOff(): Law {
    const { law, inTime } = this;
    const limit = this.#limit;
    const end = Math.min(limit, FAR_OUT * law.upper);
    const moments = inTime <= LEAST ? constant(end) : momentsOf((t) => law.cdf(t) / inTime, end, law.cdf(end) / inTime);
    return {
      ...moments,
      upper: Math.min(law.upper, limit),
      cdf: (t) => Math.min(1, law.cdf(Math.min(t, limit)) / Math.max(inTime, LEAST)),
    };
  }

  /** Share that fails. */
  get failing(): number {
    return this.cut + this.errors;
  }

  get cutMs(): number {
    return this.cut > LEAST ? this.cut * this.rule.timeoutMs! : 0;
  }

  /** Mean ms until it is answered. */
  get answeredMs(): number {
    return this.inTime >= 1 ? this.call.mean : this.early.mean;
  }

  /** Mean ms until it fails. */
  get failedMs(): number {
    return this.failing > LEAST ? (this.cutMs + this.errors * this.answeredMs) / this.failing : 0;
  }

  /** Mean ms that it keeps a place; Infinity where some never come back. */
  get busyMs(): number {
    const stays = this.rule.timeoutMs === null && this.call.stuck > 0;
    return stays ? Infinity : this.cutMs + (1 - this.call.stuck) * this.inTime * this.answeredMs;
  }

  /** Share of its work that a call gets done when it is stopped at the limit: the share of its time that it is there. */
  get ran(): number {
    if (!this.rule.cancels || this.#limit === Infinity || this.call.stuck > 0 || this.law.mean === 0) return 1;
    return Math.min(1, this.busyMs / this.law.mean);
  }
}

/** How often a call is tried. */
export interface Tries {
  /** Share of attempts that a breaker and a bulkhead let through. */
  readonly passes: number;
  /** Mean attempts a call. */
  readonly attempts: number;
  /** Calls a call that reach the callee; one that is cancelled counts by the part of its time that it ran. */
  readonly carried: number;
  /** Chance that an attempt fails and is followed by another. */
  readonly again: number;
  /** Share of failed attempts that may be tried again. */
  readonly share: number;
  /** Shares of calls that are answered in the end, and that never end. */
  readonly answered: number;
  readonly stuck: number;
}

/** Attempts are independent of each other. */
export function triesOf(attempt: Attempt, passes = 1): Tries {
  const { call, rule } = attempt;
  const success = passes * attempt.inTime * call.answered;
  const stuck = rule.timeoutMs === null ? passes * call.stuck : 0;
  const failure = Math.max(0, 1 - success - stuck);
  const share = failure <= LEAST ? 1 : allowed(failure, rule);
  const again = failure <= LEAST ? 0 : failure * share;
  const attempts = sumOfPowers(again, rule.retries);
  return {
    passes,
    attempts,
    carried: attempts * passes * attempt.ran,
    again,
    share,
    answered: Math.min(1, success * attempts),
    stuck: stuck * attempts,
  };
}

export interface Retried {
  /** Of answered calls. */
  readonly time: Time;
  /** Of calls that end without an answer, until the last attempt is given up. */
  readonly failed: Time;
}

/**
 * The time of a call that is given up after a limit and tried again: that of answered calls only; the rest lowers `answered`.
 * A failed attempt takes the whole limit, the call's own time when it answered with an error, and no time when it is not let through.
 */
export function withRetries(attempt: Attempt, tries: Tries): Retried {
  const { call, rule, cut, errors } = attempt;
  const { passes, attempts, again } = tries;
  const failure = passes * (cut + errors) + 1 - passes;
  if (failure <= LEAST || (rule.retries === 0 && cut <= 0 && passes >= 1)) return { time: call, failed: call };

  const { early } = attempt;
  // Failed attempts: not let through, cut at the limit, or back with an error.
  const failed = failedLaw(early, (1 - passes) / failure, (passes * cut) / failure, rule.timeoutMs ?? Infinity);
  const place = firstPlace(call) ?? [];
  const end = untilGivenUp(again, tries.share, rule);
  const givenUp = inRow([part(failed, place, end.tries), wait(end.paused, place)]);
  const { answered, stuck } = tries;
  if (answered <= LEAST) return { time: { ...NOTHING, answered: 0, stuck }, failed: givenUp };

  const fixed = failed.variance === 0;
  /** Each number of failures before the answer: how likely it is, and the pauses in it. */
  const ways: { readonly failures: number; readonly weight: number; readonly pause: number }[] = [];
  let pause = 0;
  for (let k = 0; k <= rule.retries; k++) {
    if (k > 0) pause += rule.pauses[k - 1] ?? 0;
    const weight = again ** k / attempts;
    if (weight < 1e-15) break;
    ways.push({ failures: k, weight, pause });
  }
  const mean = ways.reduce((sum, w) => sum + w.weight * (w.pause + w.failures * failed.mean + early.mean), 0);
  const upper = Math.max(...ways.map((w) => w.pause + w.failures * failed.upper + early.upper));
  const shares = {
    answered,
    // Refused by full stations, at the last attempt.
    shed: passes * call.shed * again ** rule.retries,
    stuck,
  };
  const booked = [{ time: call, times: 1 }];
  if (ways.length === 1)
    return { failed: givenUp, time: { ...part(composed(early, [attempt.law]), booked), ...shares } };
  const law = composedLater(mean, upper, [attempt.law], () => {
    const laws = ways.map((w) =>
      fixed || w.failures === 0
        ? shifted(early, w.pause + w.failures * failed.mean)
        : shifted(afterFailures(early, failed, w.failures), w.pause),
    );
    const cdf = (t: number): number => laws.reduce((sum, l, i) => sum + ways[i]!.weight * l.cdf(t), 0);
    return { mean, variance: momentsOf(cdf, FAR_OUT * upper).variance, upper, cdf };
  });
  return { failed: givenUp, time: { ...partLater(law, booked), ...shares } };
}

/** A limit that cuts a smaller share of the calls cuts none. */
const FEWEST_CUT = 1e-8;

/** So many times as far from the mean as all but 1e-7 stay, there are fewer of them than that. */
export const FAR_BEYOND = 1.5;

/** Whether the limit is that far out whatever the law is; most often told from sums alone. */
function neverCut(call: Time, { timeoutMs }: RetryRule, stretch: Stretch): boolean {
  if (staysBelow(call, timeoutMs)) return true;
  return timeoutMs! > call.mean + FAR_BEYOND * (upperBound(call, stretch) - call.mean);
}

/** The same, from what is known of a time without adding it up. */
export const staysBelow = ({ mean, spread, reach }: Time, limit: number | null): boolean =>
  limit === null || limit > mean + FAR_BEYOND * farthest(0, spread, reach);

/** Fewer answers than this are none. */
const LEAST = 1e-12;

/** 1 + x + x^2 + ... up to the power n. */
function sumOfPowers(x: number, n: number): number {
  let sum = 1;
  let power = 1;
  for (let k = 1; k <= n; k++) sum += power *= x;
  return sum;
}

/** Share of failed attempts that may be tried again, so that retries stay within the budget. */
function allowed(failure: number, { retries, budget }: RetryRule): number {
  if (budget === undefined || sumOfPowers(failure, retries) <= 1 + budget) return 1;
  let low = 0;
  let high = 1;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (sumOfPowers(failure * middle, retries) > 1 + budget) high = middle;
    else low = middle;
  }
  return low;
}

/** Mean attempts and pauses of a call that fails in the end. */
function untilGivenUp(again: number, share: number, rule: RetryRule): { tries: number; paused: number } {
  let weight = 1;
  let total = 0;
  let tries = 0;
  let pause = 0;
  let paused = 0;
  for (let n = 1; n <= rule.retries + 1; n++) {
    const ending = weight * (n > rule.retries ? 1 : 1 - share);
    total += ending;
    tries += ending * n;
    paused += ending * pause;
    pause += rule.pauses[n - 1] ?? 0;
    weight *= again;
  }
  return { tries: tries / total, paused: paused / total };
}

/** One failed attempt: refused at once, cut, or as long as an answer. */
function failedLaw(early: Law, refused: number, late: number, cutAt: number): Law {
  if (refused >= 1 - LEAST) return constant(0);
  if (late >= 1 - LEAST) return constant(cutAt);
  const errors = Math.max(0, 1 - refused - late);
  const cutMs = late > 0 ? late * cutAt : 0;
  const mean = errors * early.mean + cutMs;
  return {
    mean,
    variance: Math.max(0, errors * (early.variance + early.mean ** 2) + cutMs * (late > 0 ? cutAt : 0) - mean ** 2),
    upper: Math.max(early.upper, late > 0 ? cutAt : 0),
    cdf: (t) => (t < 0 ? 0 : refused + errors * early.cdf(t) + (late > 0 && t >= cutAt ? late : 0)),
  };
}

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
