/** The law of a whole time: its parts added up. Times in ms. */
import { constant, gamma, type Law, lognormalUpper, quantile, sometimes, sumOfExponentials } from './distribution.ts';
import { CELLS } from './fourier.ts';
import { type Cells, convolve, type Read, readCells, sample } from './grid.ts';
import { responseOf, spreadBySharing } from './sharedResponse.ts';
import { readWave, startingAt, waveOfSum } from './spectra.ts';
import { boundsOf, type Part, sumOf, type Time } from './time.ts';

/** How a station stretches shared work: response = work x stretch; see sharingStretch. */
export type Stretch = (host: number) => number;

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
