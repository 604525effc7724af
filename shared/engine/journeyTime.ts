/**
 * The algebra of latencies: what a request spends in a row, in parallel, sometimes, or with retries.
 * A `Time` keeps work at shared processors apart until it is closed, because all visits of one request to one station are
 * one job (docs/formulas.md, "Shared processors").
 */
import {
  blend,
  constant,
  gamma,
  type Law,
  lognormal,
  quantile,
  slowed,
  sometimes,
  sumOfExponentials,
} from './distribution.ts';
import { CELLS, type Cells, cdfOf, convolve, convolveMany, sample, tabled } from './grid.ts';

/** Work of one request at one shared station, all visits together, ms. */
export interface Job {
  readonly mean: number;
  readonly variance: number;
  /** The part of the mean that never varies. */
  readonly fixed: number;
  /** Of a single visit: what varies of it. */
  readonly law?: Law;
}

/** An independent part of a latency, and how many independent copies of it follow one another. */
export interface Part {
  readonly law: Law;
  readonly times: number;
}

export interface Time {
  /** Constant ms. */
  readonly shift: number;
  readonly parts: readonly Part[];
  readonly jobs: ReadonlyMap<number, Job>;
  /** Share of requests that are answered (not cut, refused or in error). */
  readonly answered: number;
  /** Share of requests refused by full stations. */
  readonly shed: number;
  /** Mean ms by place: a host index, or a link index offset by the caller. Sums to the mean. */
  readonly places: ReadonlyMap<string, number>;
}

/** One visit: what it varies by, and `added` ms of constant work beside it. */
export const sharedJob = (demand: Law, added: number): Job =>
  demand.variance === 0
    ? { mean: demand.mean + added, variance: 0, fixed: demand.mean + added }
    : { mean: demand.mean + added, variance: demand.variance, fixed: added, law: demand };

export const NOTHING: Time = {
  shift: 0,
  parts: [],
  jobs: new Map(),
  answered: 1,
  shed: 0,
  places: new Map(),
};

export const wait = (ms: number, place: string): Time =>
  ms === 0 ? NOTHING : { ...NOTHING, shift: ms, places: new Map([[place, ms]]) };

export function part(law: Law, place: string, times = 1): Time {
  if (law.variance === 0) return wait(law.mean * times, place);
  return { ...NOTHING, parts: [{ law, times }], places: new Map([[place, law.mean * times]]) };
}

/** One after another, independent. */
export function inRow(row: readonly Time[]): Time {
  const times = row.filter((t) => t !== NOTHING);
  if (times.length === 1) return times[0]!;
  const parts = new Map<Law, Part>();
  const jobs = new Map<number, Job>();
  const places = new Map<string, number>();
  let shift = 0;
  let answered = 1;
  let shed = 0;
  for (const t of times) {
    shift += t.shift;
    shed += answered * t.shed;
    answered *= t.answered;
    for (const p of t.parts) {
      const same = parts.get(p.law);
      parts.set(p.law, same ? { law: p.law, times: same.times + p.times } : p);
    }
    for (const [host, job] of t.jobs) {
      const old = jobs.get(host);
      jobs.set(
        host,
        old ? { mean: old.mean + job.mean, variance: old.variance + job.variance, fixed: old.fixed + job.fixed } : job,
      );
    }
    for (const [place, ms] of t.places) places.set(place, (places.get(place) ?? 0) + ms);
  }
  return { shift, parts: [...parts.values()], jobs, answered, shed, places };
}

/** The same thing `count` times in a row, each time anew. */
export function repeated(t: Time, count: number): Time {
  if (count === 1) return t;
  return {
    shift: t.shift * count,
    parts: t.parts.map((p) => ({ law: p.law, times: p.times * count })),
    jobs: new Map(
      Array.from(
        t.jobs,
        ([h, j]) => [h, { mean: j.mean * count, variance: j.variance * count, fixed: j.fixed * count }] as const,
      ),
    ),
    answered: t.answered ** count,
    shed: t.answered === 1 ? t.shed * count : (t.shed * (1 - t.answered ** count)) / (1 - t.answered),
    places: new Map(Array.from(t.places, ([p, ms]) => [p, ms * count] as const)),
  };
}

/** How a station stretches shared work: response = work x stretch; see sharingStretch. */
export type Stretch = (host: number) => number;

/**
 * The response of one job at a shared station beyond the job's fixed part: mean exact; variance and shape approximate.
 * With r = 1 - 1/stretch, var = Var(S)/(1-r)^2 + 2 r m^2/(1-r)^3 - 2 r m^2/(1-r)^4 (1 - E exp(-(1-r) S/m)): the conditional
 * variance of M/M/1 processor sharing (Coffman, Muntz, Trotter 1970), used with the stretch of c cores.
 */
export function sharedResponse(job: Job, stretch: number): Law {
  if (job.mean === 0 || (stretch === 1 && job.variance === 0)) return constant(job.mean - job.fixed);
  const r = 1 - 1 / stretch;
  const m = job.mean;
  // E exp(-(1-r) S/m) of a gamma with the job's mean and variance.
  const c2 = job.variance / (m * m);
  const e = c2 > 0 ? (1 + (1 - r) * c2) ** (-1 / c2) : Math.exp(-(1 - r));
  const q = 1 - r;
  const spread = (2 * r * m * m) / q ** 3 - ((2 * r * m * m) / q ** 4) * (1 - e);
  const own = job.variance / (q * q);
  const variance = own + Math.max(0, spread);
  const mean = m * stretch - job.fixed;
  if (variance <= 0) return constant(mean);
  // Without load the shape is that of the work, with it that of sharing (lognormal): as much of each as their spread says.
  const sharing = Math.max(0, spread) / variance;
  if (job.law && mean > 0) {
    const work = slowed(job.law, mean / job.law.mean);
    const rest = (variance - (1 - sharing) * work.variance) / Math.max(sharing, 1e-12);
    if (sharing < 1e-9 || rest > 0) {
      const shape = blend(sharing, lognormal(mean, Math.max(rest, 0)), work, { variance });
      return shape.variance === variance ? shape : { ...shape, variance };
    }
  }
  const wide = lognormal(mean, variance);
  // Of two laws with the same moments the lognormal reaches further.
  return blend(job.variance > m * m ? 1 : sharing, wide, gamma(mean, variance), { upper: wide.upper });
}

interface Response {
  readonly job: Job;
  readonly stretch: number;
  readonly law: Law;
}

/** Responses by the mean of their job: the same job is met in every call above it, and again after an edit elsewhere. */
const responses = new Map<number, Response[]>();
const RESPONSES_KEPT = 20_000;
let kept = 0;

function responseOf(job: Job, stretch: number): Law {
  const alike = responses.get(job.mean);
  const known = alike?.find(
    (one) =>
      one.stretch === stretch &&
      one.job.variance === job.variance &&
      one.job.fixed === job.fixed &&
      one.job.law === job.law,
  );
  if (known) return known.law;
  if (++kept > RESPONSES_KEPT) {
    responses.clear();
    kept = 1;
  }
  const law = sharedResponse(job, stretch);
  const list = responses.get(job.mean);
  if (list) list.push({ job, stretch, law });
  else responses.set(job.mean, [{ job, stretch, law }]);
  return law;
}

/** Turns pending jobs into parts. */
function close(t: Time, stretch: Stretch): { shift: number; parts: readonly Part[] } {
  let shift = t.shift;
  const parts = [...t.parts];
  for (const [host, job] of t.jobs) {
    const law = responseOf(job, stretch(host));
    shift += job.fixed;
    if (law.variance === 0) shift += law.mean;
    else parts.push({ law, times: 1 });
  }
  return { shift, parts };
}

/** More equal parts in a row than this are one gamma with their mean and variance: the limit theorem is closer than the grid. */
const MOST_COPIES = 100;

/** From here on characteristic functions are quicker than grids. */
const MANY = 10;

/** The whole time as one law. Exact where a single part has a closed form; else by convolution, grid of CELLS cells. */
export function lawOfTime(t: Time, stretch: Stretch): Law {
  const closed = close(t, stretch);
  const { shift } = closed;
  let { parts } = closed;
  if (parts.length === 0) return constant(shift);
  if (parts.length === 1 && parts[0]!.times === 1) return shifted(parts[0]!.law, shift);
  if (parts.every((p) => p.law.exponential && p.times === 1)) {
    const law = sumOfExponentials(parts.map((p) => p.law.mean));
    if (law) return shifted(law, shift);
  }
  parts = parts.map((p) =>
    p.times > MOST_COPIES ? { law: gamma(p.law.mean * p.times, p.law.variance * p.times), times: 1 } : p,
  );
  const mean = parts.reduce((sum, p) => sum + p.law.mean * p.times, 0);
  const variance = parts.reduce((sum, p) => sum + p.law.variance * p.times, 0);
  const reach = Math.max(...parts.map((p) => p.law.upper - p.law.mean));
  const upper = mean + Math.max(1.1 * reach, 14 * Math.sqrt(variance));
  const step = upper / CELLS;
  let cdf: ((x: number) => number) | null = null;
  const evaluate = (): ((x: number) => number) => {
    if (parts.length > MANY) {
      // On a power of two, so that sums share what is worked out of a part that stands in several.
      const common = 2 ** Math.ceil(Math.log2(step));
      const many = convolveMany(parts, common);
      if (many) return cdfOf(many, common);
    }
    const whole: { cells: Cells; times: number }[] = [];
    for (const p of parts) {
      const times = Math.floor(p.times + 1e-9);
      if (times > 0) whole.push({ cells: sample(p.law, step), times });
      const rest = p.times - times;
      // A fractional count is a mean: one more with that probability.
      if (rest > 1e-9) whole.push({ cells: sample(sometimes(rest, p.law), step), times: 1 });
    }
    return cdfOf(convolve(whole), step);
  };
  return {
    mean: mean + shift,
    variance,
    upper: upper + shift,
    cdf: (x) => (x < shift ? 0 : (cdf ??= evaluate())(x - shift)),
  };
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

/** Scales the parts' shares so that they sum to `mean`. */
export function scaled(places: ReadonlyMap<string, number>, mean: number): ReadonlyMap<string, number> {
  const sum = Array.from(places.values()).reduce((a, b) => a + b, 0);
  return sum > 0 ? new Map(Array.from(places, ([p, ms]) => [p, (ms * mean) / sum] as const)) : places;
}

/** Mean and variance of a positive law from its tail over [0, end], by Simpson's rule; `total` = its probability by then. */
export function momentsOf(cdf: (t: number) => number, end: number, total = 1): { mean: number; variance: number } {
  const n = 2048;
  const h = end / n;
  let first = 0;
  let second = 0;
  for (let i = 0; i <= n; i++) {
    const weight = i === 0 || i === n ? 1 : i % 2 === 1 ? 4 : 2;
    const tail = total - cdf(i * h);
    first += weight * tail;
    second += weight * tail * 2 * i * h;
  }
  const mean = (first * h) / 3;
  return { mean, variance: Math.max(0, (second * h) / 3 - mean * mean) };
}

/**
 * Branches that start together; goes on when `need` of them have answered (all of them: fork-join). Branches are taken as
 * independent: exact for delays, conservative where they share queues (docs/formulas.md).
 */
export function together(branches: readonly Time[], need: number, stretch: Stretch): Time {
  if (branches.length === 0) return NOTHING;
  if (branches.length === 1) return branches[0]!;
  const laws = branches.map((b) => lawOfTime(b, stretch));
  const upper = Math.max(...laws.map((l) => l.upper));
  const cdf = (t: number): number =>
    atLeast(
      need,
      laws.map((l) => l.cdf(t)),
    );
  const fixed = laws.every((l) => l.variance === 0);
  const kth = laws.map((l) => l.mean).sort((a, b) => a - b)[need - 1]!;
  const { mean, variance } = fixed ? { mean: kth, variance: 0 } : momentsOf(cdf, FAR_OUT * upper);
  let longest = 0;
  laws.forEach((l, i) => {
    if (l.mean > laws[longest]!.mean) longest = i;
  });
  return {
    shift: fixed ? mean : 0,
    parts: fixed ? [] : [{ law: composed({ mean, variance, upper, cdf }, laws), times: 1 }],
    jobs: new Map(),
    answered: atLeast(
      need,
      branches.map((b) => b.answered),
    ),
    shed: Math.max(0, ...branches.map((b) => b.shed)),
    places: scaled(branches[longest]!.places, mean),
  };
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

/** One of several ways, each with its probability; what is left of 1 takes no time. Modes are kept apart. */
export function oneOf(ways: readonly { readonly probability: number; readonly time: Time }[], stretch: Stretch): Time {
  const taken = ways.filter((w) => w.probability > 0);
  if (taken.length === 0) return NOTHING;
  if (taken.length === 1 && taken[0]!.probability >= 1) return taken[0]!.time;
  const laws = taken.map((w) => lawOfTime(w.time, stretch));
  const rest = Math.max(0, 1 - taken.reduce((sum, w) => sum + w.probability, 0));
  const mean = taken.reduce((sum, w, i) => sum + w.probability * laws[i]!.mean, 0);
  const second = taken.reduce((sum, w, i) => sum + w.probability * (laws[i]!.variance + laws[i]!.mean ** 2), 0);
  const law: Law = {
    mean,
    variance: Math.max(0, second - mean * mean),
    upper: Math.max(...laws.map((l) => l.upper)),
    cdf: (t) => (t < 0 ? 0 : rest + taken.reduce((sum, w, i) => sum + w.probability * laws[i]!.cdf(t), 0)),
  };
  const places = new Map<string, number>();
  for (const w of taken)
    for (const [place, ms] of w.time.places) places.set(place, (places.get(place) ?? 0) + w.probability * ms);
  const constantWays = law.variance <= 1e-13 * mean * mean;
  return {
    shift: constantWays ? mean : 0,
    parts: constantWays ? [] : [{ law: composed(law, laws), times: 1 }],
    jobs: new Map(),
    answered: rest + taken.reduce((sum, w) => sum + w.probability * w.time.answered, 0),
    shed: taken.reduce((sum, w) => sum + w.probability * w.time.shed, 0),
    places: scaled(places, mean),
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
  const at = (q: number): number => quantile(law, q);
  return { mean: law.mean, p50: at(0.5), p90: at(0.9), p95: at(0.95), p99: at(0.99), p999: at(0.999) };
}
