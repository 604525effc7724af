/** The law of a whole time: its parts added up. Times in ms. */
import { constant, gamma, type Law, lognormalUpper, quantile, sometimes, sumOfExponentials } from './distribution.ts';
import { CELLS } from './fourier.ts';
import { type Cells, convolve, type Read, readCells, sample } from './grid.ts';
import { sharedResponse, spreadBySharing } from './sharedResponse.ts';
import { readWave, waveOfSum } from './spectra.ts';
import { boundsOf, type HostedJob, type Part, type Time } from './time.ts';
import { addUp, movedOnly, sumOf } from './unfold.ts';

/** How a station stretches shared work: response = work x stretch; see sharingStretch. */
export type Stretch = (host: number) => number;

/** More equal parts in a row than this are one gamma with their mean and variance: the limit theorem is closer than the grid. */
const MOST_COPIES = 100;

/** Where a sum may be taken to end; `reach`: of the longest part beyond its mean. */
export const farthest = (mean: number, deviation: number, reach: number): number =>
  mean + Math.max(1.1 * reach, 14 * deviation);

/** At least the `upper` of lawOfTime, without making its laws. */
export function upperBound(t: Time, stretch: Stretch): number {
  return t.mean + (t.beyond ??= beyondMean(t, stretch));
}

function beyondMean(t: Time, stretch: Stretch): number {
  const inside = movedOnly(t);
  if (inside) return upperBound(inside, stretch) - inside.mean;
  const { parts, hosts, jobs } = addUp(t);
  let variance = 0;
  let reach = 0;
  for (const [law, times] of parts) {
    variance += law.variance * Math.ceil(times) + ((times % 1) * law.mean) ** 2;
    reach = Math.max(reach, law.upper - law.mean);
  }
  for (const host of hosts) {
    const job = jobs[host]!;
    const longer = stretch(host);
    const own = job.variance * longer * longer + spreadBySharing(job, longer);
    const mean = job.mean * longer - job.fixed;
    variance += own;
    reach = Math.max(reach, job.law ? boundsOf(job, longer).reach : lognormalUpper(mean, own) - mean);
  }
  return farthest(0, Math.sqrt(variance), reach);
}

/** The whole time as one law. Exact where a single part has a closed form; else by characteristic functions or convolution. */
export function lawOfTime(t: Time, stretch: Stretch): Law {
  const { shift, parts, jobs } = sumOf(t);
  if (jobs.length === 0) return shifted(lawOfSum(parts), shift);
  const stretches = jobs.map((job) => stretch(job.host));
  const known = latest.find((one) => isOf(one, parts, jobs, stretches));
  if (known) return shifted(known.law, shift + known.shift);
  // Pending jobs become parts.
  let fixed = 0;
  const all = [...parts];
  jobs.forEach((job, i) => {
    const law = sharedResponse(job, stretches[i]!);
    fixed += job.fixed;
    if (law.variance === 0) fixed += law.mean;
    else all.push({ law, times: 1 });
  });
  const law = lawOfParts(all);
  if (all.length > 1) keep({ parts, jobs, stretches, shift: fixed, law });
  return shifted(law, shift + fixed);
}

/** What a sum was made of, and its law without `shift`. */
interface Known {
  readonly parts: readonly Part[];
  readonly jobs: readonly HostedJob[];
  readonly stretches: readonly number[];
  readonly shift: number;
  readonly law: Law;
}

/** The latest sums: most of them are asked for again after an edit elsewhere. */
const latest: Known[] = [];
const LATEST_KEPT = 64;
let next = 0;

function keep(sum: Known): void {
  latest[next] = sum;
  next = (next + 1) % LATEST_KEPT;
}

const NO_JOBS: readonly HostedJob[] = [];
const NO_STRETCHES: readonly number[] = [];

function isOf(known: Known, parts: readonly Part[], jobs: readonly HostedJob[], stretches: readonly number[]): boolean {
  if (known.parts.length !== parts.length || known.jobs.length !== jobs.length) return false;
  for (let i = 0; i < jobs.length; i++) {
    const a = known.jobs[i]!;
    const b = jobs[i]!;
    if (known.stretches[i] !== stretches[i] || a.mean !== b.mean || a.variance !== b.variance) return false;
    if (a.fixed !== b.fixed || a.law !== b.law) return false;
  }
  return known.parts.every(({ law, times }, i) => law === parts[i]!.law && times === parts[i]!.times);
}

function lawOfSum(parts: readonly Part[]): Law {
  const known = latest.find((one) => isOf(one, parts, NO_JOBS, NO_STRETCHES));
  if (known) return known.law;
  const law = lawOfParts(parts);
  if (parts.length > 1) keep({ parts, jobs: NO_JOBS, stretches: NO_STRETCHES, shift: 0, law });
  return law;
}

function lawOfParts(parts: readonly Part[]): Law {
  if (parts.length === 0) return constant(0);
  const [first] = parts;
  return parts.length === 1 && first!.times === 1 ? first!.law : addedUp(parts);
}

function addedUp(given: readonly Part[]): Law {
  if (given.every((p) => p.law.exponential && p.times === 1)) {
    const law = sumOfExponentials(given.map((p) => p.law.mean));
    if (law) return law;
  }
  const parts = given.map((p) =>
    p.times > MOST_COPIES ? { law: gamma(p.law.mean * p.times, p.law.variance * p.times), times: 1 } : p,
  );
  let mean = 0;
  let variance = 0;
  let below = 0;
  for (const { law, times } of parts) {
    mean += law.mean * times;
    variance += law.variance * times;
    below += (law.below ?? law.variance + law.mean ** 2) * times;
  }
  const near = farthest(mean, Math.sqrt(variance), 0);
  let upper = near;
  for (const { law } of parts)
    if (farthest(mean, 0, (law.atMost ?? law.upper) - law.mean) > upper)
      upper = Math.max(upper, farthest(mean, 0, law.upper - law.mean));
  const end = upper > FAR * near ? near : upper;
  // Below it there is less than 1e-9: Chernoff's bound, with E T^2 where nothing better is known of a positive time.
  const start = Math.max(0, mean - SHORTEST * Math.sqrt(below));
  let known: Read | null = null;
  const read = (): Read => (known ??= readSum(parts, mean, start, end, end < upper));
  // Out there a sum is long because one of its parts is; most parts are never so long.
  const far = end === upper ? [] : parts.filter(({ law }) => law.upper > end - mean + law.mean);
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

/** Steps of grids are rounded up to a power of this, so that sums can share the transform of a part that stands in several. */
const STEP = 2 ** 0.25;

/** `cut`: there is more of the sum beyond the end, which characteristic functions would fold back onto it. */
function readSum(parts: readonly Part[], mean: number, start: number, end: number, cut: boolean): Read {
  const narrow = STEP ** Math.ceil(Math.log((end - start) / CELLS) / Math.log(STEP));
  const wave = cut ? null : waveOfSum(parts, narrow);
  if (wave) return readWave(wave, narrow, start, mean);
  // With room beyond the mean even where next to nothing varies: what goes over the edge comes back at zero.
  const step = Math.max(end / CELLS, mean / (CELLS - 4));
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
