/** The laws of times: what a request spends in a row, in parallel, or sometimes. All times in ms. */
import {
  blend,
  constant,
  gamma,
  type Law,
  lognormal,
  lognormalOrGamma,
  lognormalUpper,
  quantile,
  slowed,
  sometimes,
  sumOfExponentials,
} from './distribution.ts';
import {
  CELLS,
  type Cells,
  convolve,
  type Read,
  readCells,
  readWave,
  sample,
  startingAt,
  tabled,
  waveOfSum,
} from './grid.ts';
import { boundsOf, type Job, NOTHING, type Part, part, sumOf, type Time } from './time.ts';

/** How a station stretches shared work: response = work x stretch; see sharingStretch. */
export type Stretch = (host: number) => number;

/**
 * The response of one job at a shared station beyond the job's fixed part: mean exact; variance and shape approximate.
 * With r = 1 - 1/stretch, var = Var(S)/(1-r)^2 + 2 r m^2/(1-r)^3 - 2 r m^2/(1-r)^4 (1 - E exp(-(1-r) S/m)): the conditional
 * variance of M/M/1 processor sharing (Coffman, Muntz, Trotter 1970), used with the stretch of c cores.
 */
export function sharedResponse(job: Job, stretch: number): Law {
  if (job.mean === 0 || (stretch === 1 && job.variance === 0)) return constant(job.mean - job.fixed);
  const m = job.mean;
  const spread = spreadBySharing(job, stretch);
  const variance = job.variance * stretch * stretch + spread;
  const mean = m * stretch - job.fixed;
  if (variance <= 0) return constant(mean);
  // Without load the shape is that of the work, with it that of sharing (lognormal): as much of each as their spread says.
  const sharing = spread / variance;
  if (job.law && mean > 0) {
    const work = slowed(job.law, mean / job.law.mean);
    const rest = (variance - (1 - sharing) * work.variance) / Math.max(sharing, 1e-12);
    if (sharing < 1e-9 || rest > 0) {
      const shape = blend(sharing, lognormal(mean, Math.max(rest, 0)), work, { variance });
      return shape.variance === variance ? shape : { ...shape, variance };
    }
  }
  return lognormalOrGamma(job.variance > m * m ? 1 : sharing, mean, variance);
}

/** The variance that sharing adds. */
function spreadBySharing({ mean: m, variance }: Job, stretch: number): number {
  const r = 1 - 1 / stretch;
  const q = 1 - r;
  // E exp(-(1-r) S/m) of a gamma with the job's mean and variance.
  const c2 = variance / (m * m);
  const e = c2 > 0 ? (1 + q * c2) ** (-1 / c2) : Math.exp(-q);
  return Math.max(0, (2 * r * m * m) / q ** 3 - ((2 * r * m * m) / q ** 4) * (1 - e));
}

interface Response {
  readonly job: Job;
  readonly stretch: number;
  readonly law: Law;
}

/**
 * Responses by the mean of their job: the same job is met in several sums, and again after an edit elsewhere. What was not asked
 * for while `RESPONSES_KEPT` new ones came is forgotten.
 */
let young = new Map<number, Response[]>();
let old = new Map<number, Response[]>();
let kept = 0;
const RESPONSES_KEPT = 2000;

function responseOf(job: Job, stretch: number): Law {
  const isIt = (one: Response): boolean =>
    one.stretch === stretch &&
    one.job.variance === job.variance &&
    one.job.fixed === job.fixed &&
    one.job.law === job.law;
  const alike = young.get(job.mean);
  const known = alike?.find(isIt);
  if (known) return known.law;
  if (++kept > RESPONSES_KEPT) {
    [old, young, kept] = [young, new Map(), 1];
  }
  const response = old.get(job.mean)?.find(isIt) ?? { job, stretch, law: sharedResponse(job, stretch) };
  const list = young.get(job.mean);
  if (list) list.push(response);
  else young.set(job.mean, [response]);
  return response.law;
}

/** Turns pending jobs into parts. */
function close(t: Time, stretch: Stretch): { shift: number; parts: readonly Part[] } {
  const sum = sumOf(t);
  let { shift } = sum;
  const parts = [...sum.parts];
  for (const job of sum.jobs) {
    const law = responseOf(job, stretch(job.host));
    shift += job.fixed;
    if (law.variance === 0) shift += law.mean;
    else parts.push({ law, times: 1 });
  }
  return { shift, parts };
}

/** More equal parts in a row than this are one gamma with their mean and variance: the limit theorem is closer than the grid. */
const MOST_COPIES = 100;

/** Where a sum may be taken to end; `reach`: of the longest part beyond its mean. */
export const farthest = (mean: number, deviation: number, reach: number): number =>
  mean + Math.max(1.1 * reach, 14 * deviation);

/** At least the `upper` of lawOfTime, without making its laws. */
export function upperBound(t: Time, stretch: Stretch): number {
  const { parts, jobs } = sumOf(t);
  let variance = 0;
  let reach = 0;
  for (const { law, times } of parts) {
    variance += law.variance * Math.ceil(times) + ((times % 1) * law.mean) ** 2;
    reach = Math.max(reach, law.upper - law.mean);
  }
  for (const job of jobs) {
    const longer = stretch(job.host);
    const own = job.variance * longer * longer + spreadBySharing(job, longer);
    const mean = job.mean * longer - job.fixed;
    variance += own;
    reach = Math.max(reach, job.law ? boundsOf(job, longer).reach : lognormalUpper(mean, own) - mean);
  }
  return farthest(t.mean, Math.sqrt(variance), reach);
}

/** The whole time as one law. Exact where a single part has a closed form; else by convolution, grid of CELLS cells. */
export function lawOfTime(t: Time, stretch: Stretch): Law {
  const { parts, shift } = close(t, stretch);
  return shifted(lawOfSum(parts), shift);
}

/** The latest sums: most of them are asked for again after an edit elsewhere. */
const latest: { readonly parts: readonly Part[]; readonly law: Law }[] = [];
const LATEST_KEPT = 64;
let next = 0;

function lawOfSum(parts: readonly Part[]): Law {
  if (parts.length === 0) return constant(0);
  if (parts.length === 1 && parts[0]!.times === 1) return parts[0]!.law;
  const same = (known: readonly Part[]): boolean =>
    known.length === parts.length &&
    known.every(({ law, times }, i) => law === parts[i]!.law && times === parts[i]!.times);
  const known = latest.find((one) => same(one.parts));
  if (known) return known.law;
  const law = addedUp(parts);
  latest[next] = { parts, law };
  next = (next + 1) % LATEST_KEPT;
  return law;
}

function addedUp(given: readonly Part[]): Law {
  if (given.every((p) => p.law.exponential && p.times === 1)) {
    const law = sumOfExponentials(given.map((p) => p.law.mean));
    if (law) return law;
  }
  const parts = given.map((p) =>
    p.times > MOST_COPIES ? { law: gamma(p.law.mean * p.times, p.law.variance * p.times), times: 1 } : p,
  );
  const mean = parts.reduce((sum, p) => sum + p.law.mean * p.times, 0);
  const variance = parts.reduce((sum, p) => sum + p.law.variance * p.times, 0);
  const reach = parts.reduce((most, p) => Math.max(most, p.law.upper - p.law.mean), 0);
  const upper = farthest(mean, Math.sqrt(variance), reach);
  const near = farthest(mean, Math.sqrt(variance), 0);
  const end = upper > FAR * near ? near : upper;
  let known: Read | null = null;
  // Below it there is less than 1e-9: Chernoff's bound, with E T^2 where nothing better is known of a positive time.
  const below = parts.reduce((sum, { law, times }) => sum + (law.below ?? law.variance + law.mean ** 2) * times, 0);
  const start = Math.max(0, mean - SHORTEST * Math.sqrt(below));
  const read = (): Read => (known ??= readSum(parts, start, end, end < upper));
  // Out there a sum is long because one of its parts is; most parts are never so long.
  const far = parts.filter(({ law }) => law.upper > end - mean + law.mean);
  const oneIsLong = (x: number): number =>
    1 - far.reduce((sum, { law, times }) => sum + times * (1 - law.cdf(x - mean + law.mean)), 0);
  const cdf = (x: number): number =>
    x < 0 ? 0 : x < end || end === upper ? read().cdf(x) : Math.max(read().cdf(end), oneIsLong(x));
  return {
    mean,
    variance,
    upper,
    cdf,
    quantile: (q) => (end === upper || read().cdf(end) > q ? read().quantile(q) : quantile({ cdf, upper }, q)),
  };
}

/** exp(-x^2 / 2) = 1e-9. */
const SHORTEST = Math.sqrt(-2 * Math.log(1e-9));

/** A tail that reaches so many times farther than 14 standard deviations is left out of the grid, which it would make coarse. */
const FAR = 4;

/** Steps of grids are rounded up to a power of this, so that sums can share what is worked out of a part that stands in several. */
const STEP = 2 ** 0.25;

/** `cut`: there is more of the sum beyond the end, which characteristic functions would fold back onto it. */
function readSum(parts: readonly Part[], start: number, end: number, cut: boolean): Read {
  const narrow = STEP ** Math.ceil(Math.log((end - start) / CELLS) / Math.log(STEP));
  const wave = cut ? null : waveOfSum(parts, narrow);
  if (wave) {
    const read = readWave(startingAt(start, narrow, wave), narrow);
    return { cdf: (t) => read.cdf(t - start), quantile: (q) => start + read.quantile(q) };
  }
  const step = end / CELLS;
  const isShort = ({ law, times }: Part): boolean => law.upper * Math.sqrt(times) < SHORT * step;
  const long = parts.filter((p) => !isShort(p));
  if (long.length > 0 && long.length < parts.length) return twoScales(parts.filter(isShort), long);
  const whole: { cells: Cells; times: number }[] = [];
  for (const p of parts) {
    const times = Math.floor(p.times + 1e-9);
    if (times > 0) whole.push({ cells: sample(p.law, step), times });
    const rest = p.times - times;
    // A fractional count is a mean: one more with that probability.
    if (rest > 1e-9) whole.push({ cells: sample(sometimes(rest, p.law), step), times: 1 });
  }
  return readCells(convolve(whole), step);
}

/** Parts whose whole law lies within so many cells of a grid are lost on it. */
const SHORT = 16;

/**
 * A sum of short parts and of long ones that may be nothing at all (a rare wait): exact where the long ones are nothing, else
 * the short ones count by their mean.
 */
function twoScales(short: readonly Part[], long: readonly Part[]): Read {
  const small = lawOfSum(short);
  const large = lawOfSum(long);
  const none = long.reduce((p, { law, times }) => p * law.cdf(0) ** times, 1);
  const cdf = (x: number): number =>
    none * small.cdf(x) + (x < small.mean ? 0 : Math.max(0, large.cdf(x - small.mean) - none));
  const upper = small.upper + large.upper;
  return { cdf, quantile: (q) => quantile({ cdf, upper }, q) };
}

export function shifted(law: Law, shift: number): Law {
  if (shift === 0) return law;
  if (law.variance === 0) return constant(law.mean + shift);
  return {
    mean: law.mean + shift,
    variance: law.variance,
    upper: law.upper + shift,
    depth: law.depth ?? 0,
    cdf: (t) => (t < shift ? 0 : law.cdf(t - shift)),
    ...(law.quantile && { quantile: (q) => law.quantile!(q) + shift }),
  };
}

/** Where a law's own reach leaves too much out of a mean. */
export const FAR_OUT = 1.6;

/** Laws of laws answer exactly up to this depth, and from tables beyond. */
const MOST_DEPTH = 2;

export function composed(law: Law, of: readonly Law[]): Law {
  const depth = 1 + Math.max(0, ...of.map((l) => l.depth ?? 0));
  return depth > MOST_DEPTH ? tabled(law) : { ...law, depth };
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

/** Probability that at least `need` of independent events happen (Poisson binomial). */
export function atLeast(need: number, p: readonly number[]): number {
  if (need >= p.length) return p.reduce((a, b) => a * b, 1);
  let counts = [1];
  for (const x of p) {
    const next = new Array<number>(counts.length + 1).fill(0);
    counts.forEach((c, i) => {
      next[i]! += c * (1 - x);
      next[i + 1]! += c * x;
    });
    counts = next;
  }
  return counts.slice(need).reduce((a, b) => a + b, 0);
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
