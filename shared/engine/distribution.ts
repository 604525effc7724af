/** Distributions of a time in ms: moments, cumulative probability, and how far the tail reaches. */
import type { Distribution } from '../model/types.ts';
import { gammaP, lnGamma, normalCdf } from './specialFunctions.ts';
import { mixed, NO_TIME, type Wave, waveOfExponential, waveOfGamma, waveOfLognormal } from './waves.ts';

/** One independent part of a latency. `cdf` is right-continuous; `upper` is a time that all but about 1e-7 stay below. */
export interface Law {
  readonly mean: number;
  readonly variance: number;
  readonly upper: number;
  /** Where given: `upper` is no more, and costs more to ask for. */
  readonly atMost?: number;
  readonly cdf: (t: number) => number;
  /** Smallest t with cdf(t) >= q > 0, where that is known without a search. */
  readonly quantile?: (q: number) => number;
  /** Smooth for t > 0 where given: cells are then filled by integrating it, which is cheaper than `cdf`. */
  readonly density?: (t: number) => number;
  /** Its characteristic function, where that is known: sums of many parts are quicker by it. */
  readonly wave?: Wave;
  /**
   * Where it is known that short times are no likelier than with a normal law of this variance: E exp(-xT) <= exp(-x mean + x^2
   * below / 2). Of infinitely divisible laws it is their own (1 - e^-y >= y - y^2 / 2 in the Levy-Khinchin formula).
   */
  readonly below?: number;
  /** How many laws of laws this one asks at each point; deep ones are kept as tables. */
  readonly depth?: number;
  /** Set where it is exponential: the exact station formulas ask for it. */
  readonly exponential?: true;
}

/** What a law leaves beyond its `upper`. */
export const TAIL = 1e-7;

export const constant = (value: number): Law => ({
  mean: value,
  variance: 0,
  upper: value,
  cdf: (t) => (t >= value ? 1 : 0),
});

export const exponential = (mean: number): Law => ({
  mean,
  variance: mean * mean,
  upper: -mean * Math.log(TAIL),
  cdf: (t) => (t > 0 ? -Math.expm1(-t / mean) : 0),
  wave: waveOfExponential(mean),
  below: mean * mean,
  exponential: true,
});

export const uniform = (width: number): Law => ({
  mean: width / 2,
  variance: (width * width) / 12,
  upper: width,
  cdf: (t) => Math.min(1, Math.max(0, t / width)),
});

/** The logarithm of a lognormal with this mean and variance: its mean and standard deviation. */
export function inLogarithms(mean: number, variance: number): { mu: number; s: number } {
  const s2 = Math.log(1 + variance / (mean * mean));
  return { mu: Math.log(mean) - s2 / 2, s: Math.sqrt(s2) };
}

/** `upper` of a lognormal. */
export function lognormalUpper(mean: number, variance: number): number {
  if (variance <= 0 || mean <= 0) return mean;
  const { mu, s } = inLogarithms(mean, variance);
  return Math.exp(mu + 5.2 * s);
}

/** By mean and variance; variance 0 gives a constant. */
export function lognormal(mean: number, variance: number): Law {
  if (variance <= 0 || mean <= 0) return constant(mean);
  const { mu, s } = inLogarithms(mean, variance);
  return {
    mean,
    variance,
    upper: Math.exp(mu + 5.2 * s),
    cdf: (t) => (t > 0 ? normalCdf((Math.log(t) - mu) / s) : 0),
    density: (t) => Math.exp(-(((Math.log(t) - mu) / s) ** 2) / 2) / (t * s * Math.sqrt(2 * Math.PI)),
    wave: waveOfLognormal(mu, s),
    // Infinitely divisible: Thorin 1977.
    below: variance,
  };
}

/** By mean and variance; variance 0 gives a constant. */
export function gamma(mean: number, variance: number): Law {
  if (variance <= 0 || mean <= 0) return constant(mean);
  const k = (mean * mean) / variance;
  const scale = variance / mean;
  let top: number | undefined;
  const cdf = (t: number): number => gammaP(k, t / scale);
  let upper: number | undefined;
  return {
    mean,
    variance,
    get upper() {
      return (upper ??= quantile({ cdf, upper: mean + 40 * Math.sqrt(variance) }, 1 - TAIL));
    },
    cdf,
    density: (t) => Math.exp((k - 1) * Math.log(t) - t / scale - (top ??= lnGamma(k) + k * Math.log(scale))),
    wave: waveOfGamma(k, scale),
    below: variance,
  };
}

/** A time that all but the tail stay below, not above `most`: near enough for the width of a grid. */
export function reach(law: Pick<Law, 'cdf'>, most: number, tail: number): number {
  let end = most;
  while (end > 1e-12 * most && law.cdf(end / 2) >= 1 - tail) end /= 2;
  return [0.625, 0.75, 0.875, 1].map((part) => part * end).find((t) => law.cdf(t) >= 1 - tail) ?? end;
}

/** Nothing with probability 1 - p, else `law`: a wait that only some suffer, a call that is only sometimes made. */
export function sometimes(p: number, law: Law): Law {
  const mean = p * law.mean;
  let upper: number | undefined;
  return {
    mean,
    variance: p * (law.variance + law.mean ** 2) - mean * mean,
    get upper() {
      return (upper ??= p > TAIL ? reach(law, law.upper, TAIL / p) : 0);
    },
    cdf: (t) => (t < 0 ? 0 : 1 - p + p * law.cdf(t)),
    ...(law.wave && { wave: mixed(p, law.wave, NO_TIME) }),
  };
}

/** The same shape, `factor` times as long. */
export function slowed(law: Law, factor: number): Law {
  if (factor === 1) return law;
  if (law.variance === 0) return constant(law.mean * factor);
  if (law.exponential) return exponential(law.mean * factor);
  return {
    mean: law.mean * factor,
    variance: law.variance * factor * factor,
    upper: law.upper * factor,
    cdf: (t) => law.cdf(t / factor),
    ...(law.wave && { wave: (range, re, im) => law.wave!({ ...range, step: range.step * factor }, re, im) }),
    ...(law.below !== undefined && { below: law.below * factor * factor }),
  };
}

/** The same, `ms` later. */
export function moved(law: Law, ms: number): Law {
  if (ms === 0) return law;
  return { mean: law.mean + ms, variance: law.variance, upper: law.upper + ms, cdf: (t) => law.cdf(t - ms) };
}

/** Two exponentials of the given mean and cv > 1, balanced means (each branch carries half of the work). */
function hyperexponential(mean: number, cv: number): Law {
  const c2 = cv * cv;
  const p = 0.5 * (1 + Math.sqrt((c2 - 1) / (c2 + 1)));
  const m1 = mean / (2 * p);
  const m2 = mean / (2 * (1 - p));
  return {
    mean,
    variance: c2 * mean * mean,
    upper: -Math.max(m1, m2) * Math.log(TAIL),
    cdf: (t) => (t > 0 ? 1 - p * Math.exp(-t / m1) - (1 - p) * Math.exp(-t / m2) : 0),
    wave: mixed(p, waveOfExponential(m1), waveOfExponential(m2)),
  };
}

const known = { exponential: new WeakMap<Distribution, Law>(), constant: new WeakMap<Distribution, Law>() };

/** What a project file says about a time; the same law for the same object, so that what is worked out of it can be kept. */
export function lawOf(d: Distribution, meanAlone: 'exponential' | 'constant' = 'exponential'): Law {
  let law = known[meanAlone].get(d);
  if (!law) known[meanAlone].set(d, (law = freshLaw(d, meanAlone)));
  return law;
}

/** Percentiles give a lognormal: sigma = ln(p99/p50) / z(0.99). */
function freshLaw(d: Distribution, meanAlone: 'exponential' | 'constant'): Law {
  if ('p50' in d) {
    if (d.p50 <= 0 || d.p99 <= d.p50) return constant(d.p50);
    const s = Math.log(d.p99 / d.p50) / 2.3263478740408408;
    const mean = d.p50 * Math.exp((s * s) / 2);
    return lognormal(mean, mean * mean * Math.expm1(s * s));
  }
  if (d.mean <= 0) return constant(0);
  const shape = d.shape ?? (d.cv === undefined ? meanAlone : 'lognormal');
  const cv =
    d.cv ?? (shape === 'constant' ? 0 : shape === 'erlang' ? Math.SQRT1_2 : shape === 'hyperexponential' ? 2 : 1);
  if (shape === 'constant' || cv === 0) return constant(d.mean);
  if (shape === 'exponential') return exponential(d.mean);
  if (shape === 'lognormal') return lognormal(d.mean, (cv * d.mean) ** 2);
  if (shape === 'hyperexponential' && cv > 1) return hyperexponential(d.mean, cv);
  // Erlang: a whole number of equal exponential stages; the nearest to the cv asked for.
  const stages = Math.max(1, Math.round(1 / (cv * cv)));
  return gamma(d.mean, (d.mean * d.mean) / stages);
}

/**
 * A sum of independent exponentials with means far enough apart for partial fractions to keep 1e-9 (hypoexponential law);
 * null when they are not. Exact for M/M/1 stations in a row (Burke 1956, Reich 1957).
 */
export function sumOfExponentials(means: readonly number[]): Law | null {
  if (means.length > 8) return null;
  const weights = means.map((m, i) => means.reduce((w, other, j) => (i === j ? w : (w * m) / (m - other)), 1));
  if (weights.some((w) => !(Math.abs(w) < 1e5))) return null;
  const mean = means.reduce((a, b) => a + b, 0);
  return {
    mean,
    variance: means.reduce((a, b) => a + b * b, 0),
    upper: mean - Math.max(...means) * Math.log(TAIL),
    cdf: (t) => (t > 0 ? 1 - means.reduce((sum, m, i) => sum + weights[i]! * Math.exp(-t / m), 0) : 0),
  };
}

/** Smallest t with cdf(t) >= q, to 1e-13 relative: false position with bisection in between. */
export function quantile(law: Pick<Law, 'cdf' | 'upper' | 'quantile'>, q: number): number {
  let below = law.cdf(0) - q;
  if (below >= 0) return 0;
  if (law.quantile) return law.quantile(q);
  let low = 0;
  let high = law.upper > 0 ? law.upper : 1;
  let above = law.cdf(high) - q;
  for (let i = 0; i < 60 && above < 0; i++) {
    [low, below] = [high, above];
    high *= 2;
    above = law.cdf(high) - q;
  }
  for (let i = 0; i < 200 && high - low > 1e-13 * high; i++) {
    // Near the root the line hits it from one side: a step beyond brings the other end along.
    const least = 0.4e-13 * high;
    const guess = i % 3 === 2 ? (low + high) / 2 : low + ((high - low) * below) / (below - above);
    const t = Math.min(Math.max(guess, low + least), high - least);
    const off = law.cdf(t) - q;
    if (off >= 0) [high, above, below] = [t, off, below / 2];
    else [low, below, above] = [t, off, above / 2];
  }
  return high;
}
