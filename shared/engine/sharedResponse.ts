/** How long work takes on processors that all jobs share. Times in ms. */
import { blend, constant, type Law, lognormal, lognormalOrGamma, slowed } from './distribution.ts';
import { type Job } from './time.ts';

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
export function spreadBySharing({ mean: m, variance }: Job, stretch: number): number {
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

export function responseOf(job: Job, stretch: number): Law {
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
