/** How long work takes on processors that all jobs share. Times in ms. */
import { Blend } from './blend.ts';
import { constant, type Law, slowed } from './distribution.ts';
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
    const factor = mean / job.law.mean;
    const work = job.law.variance * factor * factor;
    const rest = (variance - (1 - sharing) * work) / Math.max(sharing, 1e-12);
    if (sharing <= 0) return work === variance ? slowed(job.law, factor) : { ...slowed(job.law, factor), variance };
    if (sharing < 1e-9 || rest > 0) return new Blend(mean, variance, sharing, Math.max(rest, 0), job.law);
  }
  if (mean <= 0) return constant(mean);
  return new Blend(mean, variance, job.variance > m * m ? 1 : sharing, variance, null);
}

/** The variance that sharing adds. */
export function spreadBySharing({ mean: m, variance }: Pick<Job, 'mean' | 'variance'>, stretch: number): number {
  const r = 1 - 1 / stretch;
  const q = 1 - r;
  // E exp(-(1-r) S/m) of a gamma with the job's mean and variance.
  const c2 = variance / (m * m);
  const e = c2 > 0 ? (1 + q * c2) ** (-1 / c2) : Math.exp(-q);
  return Math.max(0, (2 * r * m * m) / q ** 3 - ((2 * r * m * m) / q ** 4) * (1 - e));
}
