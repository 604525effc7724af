/** The laws of times: what a request spends in parallel, sometimes, or in one of several ways. All times in ms. */
import { constant, type Law, quantile } from './distribution.ts';
import { tabled } from './grid.ts';
import { lawOfTime, type Stretch } from './sums.ts';
import { NOTHING, part, type Time } from './time.ts';

/** Where a law's own reach leaves too much out of a mean. */
export const FAR_OUT = 1.6;

/** Laws of laws answer exactly up to this depth, and from tables beyond. */
const MOST_DEPTH = 2;

export function composed(law: Law, of: readonly Law[]): Law {
  const depth = 1 + Math.max(0, ...of.map((l) => l.depth ?? 0));
  return depth > MOST_DEPTH ? tabled(law) : { ...law, cdf: (t) => law.cdf(t), upper: law.upper, depth };
}

/** A law of laws of which only the mean and the reach are known yet: the rest is worked out when it is asked for. */
export function composedLater(mean: number, upper: number, of: readonly Law[], make: () => Law): Law {
  let made: Law | undefined;
  const whole = (): Law => (made ??= composed(make(), of));
  const depth = 1 + Math.max(0, ...of.map((l) => l.depth ?? 0));
  return {
    mean,
    upper,
    depth: depth > MOST_DEPTH ? 0 : depth,
    get variance() {
      return whole().variance;
    },
    cdf: (t) => whole().cdf(t),
  };
}

/** Mean and variance of a positive law from its tail over [0, end], by Simpson's rule; `total` = its probability by then. */
export function momentsOf(cdf: (t: number) => number, end: number, total = 1): { mean: number; variance: number } {
  const { mean, second } = tailMoments((t) => total - cdf(t), end);
  return { mean, variance: Math.max(0, second - mean * mean) };
}

/**
 * Mean and variance of a law from a known one near it: only what lies between the two is summed up. A law that is all but
 * constant has a step that Simpson's rule would miss.
 */
function momentsBeside(known: Law, cdf: (t: number) => number, end: number): { mean: number; variance: number } {
  const more = tailMoments((t) => known.cdf(t) - cdf(t), end);
  const mean = known.mean + more.mean;
  return { mean, variance: Math.max(0, known.variance + known.mean ** 2 + more.second - mean * mean) };
}

/** Integrals of a tail and of 2 t times it. */
function tailMoments(tail: (t: number) => number, end: number): { mean: number; second: number } {
  const n = 2048;
  const h = end / n;
  let mean = 0;
  let second = 0;
  for (let i = 0; i <= n; i++) {
    const weighted = (i === 0 || i === n ? 1 : i % 2 === 1 ? 4 : 2) * tail(i * h);
    mean += weighted;
    second += weighted * 2 * i * h;
  }
  return { mean: (mean * h) / 3, second: (second * h) / 3 };
}

/**
 * Branches that start together; goes on when `need` of them have answered (all of them: fork-join). Branches are taken as
 * independent: exact for delays, conservative where they share queues (docs/formulas.md). A branch that does not answer is none of
 * those waited for; the time is that of groups that get their answers.
 */
export function together(branches: readonly Time[], need: number, stretch: Stretch): Time {
  if (branches.length === 0) return NOTHING;
  if (branches.length === 1) return branches[0]!;
  const answered = atLeast(
    need,
    branches.map((b) => b.answered),
  );
  const shares = {
    answered,
    shed: Math.max(0, ...branches.map((b) => b.shed)),
    stuck:
      1 -
      atLeast(
        need,
        branches.map((b) => 1 - b.stuck),
      ),
  };
  // Copies of one branch are asked once.
  const copies = new Map<Time, number>();
  for (const b of branches) if (b.answered > 0) copies.set(b, (copies.get(b) ?? 0) + 1);
  const kinds = Array.from(copies, ([time, times]) => ({ time, law: lawOfTime(time, stretch), times }));
  const count = kinds.reduce((sum, k) => sum + k.times, 0);
  if (count < need || answered <= 0) return { ...NOTHING, ...shares };
  const all = need >= branches.length;
  // All answer: what each is like when it answers. Some: whether it answers in time.
  const cdf = (t: number): number =>
    all
      ? kinds.reduce((p, { law, times }) => p * law.cdf(t) ** times, 1)
      : atLeast(
          need,
          kinds.flatMap(({ time, law, times }) => new Array<number>(times).fill(time.answered * law.cdf(t))),
        ) / answered;
  const upper = Math.max(...kinds.map(({ law }) => law.upper));
  const inOrder = kinds.flatMap(({ law, times }) => new Array<Law>(times).fill(law)).sort((a, b) => a.mean - b.mean);
  const kth = inOrder[need - 1]!;
  const sure = all || kinds.every(({ time }) => time.answered === 1);
  const fixed = sure && kinds.every(({ law }) => law.variance === 0);
  const beside = fixed ? kth : momentsBeside(kth, cdf, FAR_OUT * upper);
  // Where the known one is much longer than the whole, what is left of their difference may be below nothing.
  const { mean, variance } = beside.mean >= 0 ? beside : momentsOf(cdf, FAR_OUT * upper);
  const longest = kinds.reduce((a, b) => (b.law.mean > a.law.mean ? b : a));
  const law = fixed
    ? constant(mean)
    : composed(
        { mean, variance, upper, cdf },
        kinds.map((k) => k.law),
      );
  return { ...part(law, [{ time: longest.time, times: 1 }]), ...shares };
}

/**
 * Probability that at least `need` of independent events happen (Poisson binomial). Counts those that happen up to `need`, or those
 * that do not up to as many as may be missing, whichever are fewer; only positive terms are added, so nothing cancels.
 */
export function atLeast(need: number, p: readonly number[]): number {
  if (need >= p.length) return p.reduce((a, b) => a * b, 1);
  if (need <= 0) return 1;
  const missing = p.length - need;
  const happening = need <= missing;
  const last = Math.min(need, missing);
  const counts = new Float64Array(last + 1);
  counts[0] = 1;
  for (const x of p) {
    const one = happening ? x : 1 - x;
    // Who has enough stays there; who misses too many is gone.
    for (let k = last; k > 0; k--)
      counts[k] = counts[k]! * (happening && k === last ? 1 : 1 - one) + counts[k - 1]! * one;
    counts[0] *= 1 - one;
  }
  return happening ? counts[last]! : counts.reduce((a, b) => a + b, 0);
}

/**
 * One of several ways, each with its probability; what is left of 1 takes no time. Modes are kept apart. The time is that of requests
 * that are answered, so a way counts by how many of them are.
 */
export function oneOf(ways: readonly { readonly probability: number; readonly time: Time }[], stretch: Stretch): Time {
  const taken = ways.filter((w) => w.probability > 0);
  if (taken.length === 0) return NOTHING;
  if (taken.length === 1 && taken[0]!.probability >= 1) return taken[0]!.time;
  const rest = Math.max(0, 1 - taken.reduce((sum, w) => sum + w.probability, 0));
  const answered = rest + taken.reduce((sum, w) => sum + w.probability * w.time.answered, 0);
  const shares = {
    answered,
    shed: taken.reduce((sum, w) => sum + w.probability * w.time.shed, 0),
    stuck: taken.reduce((sum, w) => sum + w.probability * w.time.stuck, 0),
  };
  if (answered <= 0) return { ...NOTHING, ...shares };
  const parts = taken
    .filter((w) => w.time.answered > 0)
    .map(({ probability, time }) => ({
      time,
      law: lawOfTime(time, stretch),
      weight: answered === 1 ? probability : (probability * time.answered) / answered,
    }));
  const mean = parts.reduce((sum, p) => sum + p.weight * p.law.mean, 0);
  const second = parts.reduce((sum, p) => sum + p.weight * (p.law.variance + p.law.mean ** 2), 0);
  const variance = Math.max(0, second - mean * mean);
  const law: Law = {
    mean,
    variance,
    upper: Math.max(0, ...parts.map((p) => p.law.upper)),
    cdf: (t) => (t < 0 ? 0 : rest / answered + parts.reduce((sum, p) => sum + p.weight * p.law.cdf(t), 0)),
  };
  const whole =
    variance <= 1e-13 * mean * mean
      ? constant(mean)
      : composed(
          law,
          parts.map((p) => p.law),
        );
  return {
    ...part(
      whole,
      parts.map((p) => ({ time: p.time, times: p.weight })),
    ),
    ...shares,
  };
}

/** Percentiles of a law. */
export function percentilesOf(law: Law): {
  mean: number;
  p50: number;
  p90: number;
  p95: number;
  p99: number;
  p999: number;
} {
  // Equal ones may differ in their last digits, which must not make a higher one the smaller.
  let last = 0;
  const at = (q: number): number => (last = Math.max(last, quantile(law, q)));
  return { mean: law.mean, p50: at(0.5), p90: at(0.9), p95: at(0.95), p99: at(0.99), p999: at(0.999) };
}
