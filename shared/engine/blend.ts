/** Times that are sometimes of one shape and sometimes of another. All times in ms. */
import { gamma, inLogarithms, type Law, lognormal, lognormalUpper, reach, slowed, TAIL } from './distribution.ts';
import { addLognormal, type Range, writeGamma } from './waves.ts';

interface Parts {
  readonly one: Law;
  readonly other: Law;
}

/**
 * A lognormal of variance `wide` with probability `share`, else `work` stretched to the same mean: without it a gamma of the whole's
 * variance. There are thousands of them in one design, and of most only the characteristic function is asked for: the laws
 * themselves are made when they are.
 */
export class Blend implements Law {
  readonly mean: number;
  readonly variance: number;
  readonly share: number;
  readonly wide: number;
  readonly work: Law | null;
  #parts: Parts | undefined;
  #upper: number | undefined;

  /** `work` has a characteristic function. */
  constructor(mean: number, variance: number, share: number, wide: number, work: Law | null) {
    this.mean = mean;
    this.variance = variance;
    this.share = share;
    this.wide = wide;
    this.work = work;
  }

  #made(): Parts {
    const { mean, variance, wide, work } = this;
    return (this.#parts ??= {
      one: lognormal(mean, wide),
      other: work ? slowed(work, mean / work.mean) : gamma(mean, variance),
    });
  }

  /** Of two laws with the same moments the lognormal reaches further. */
  get atMost(): number {
    const { mean, wide, work } = this;
    const long = lognormalUpper(mean, wide);
    return work ? Math.max(long, (work.upper * mean) / work.mean) : long;
  }

  /** How far a law reaches that has next to no share is of no account: it would make every grid coarse. */
  get upper(): number {
    return (this.#upper ??= this.work ? reach(this, this.atMost, TAIL) : this.atMost);
  }

  get below(): number | undefined {
    const { mean, variance, wide, work } = this;
    return work ? work.below && Math.max(wide, work.below * (mean / work.mean) ** 2) : variance;
  }

  cdf(t: number): number {
    const { one, other } = this.#made();
    return this.share * one.cdf(t) + (1 - this.share) * other.cdf(t);
  }

  get density(): ((t: number) => number) | undefined {
    const { share } = this;
    const { one, other } = this.#made();
    return one.density && other.density && ((t) => share * one.density!(t) + (1 - share) * other.density!(t));
  }

  wave(range: Range, re: Float64Array, im: Float64Array): void {
    const { mean, variance, share, wide, work } = this;
    if (work) work.wave!({ ...range, step: (range.step * mean) / work.mean }, re, im);
    else writeGamma((mean * mean) / variance, variance / mean, range, re, im);
    for (let k = 0; k < range.count; k++) {
      re[k]! *= 1 - share;
      im[k]! *= 1 - share;
    }
    const { mu, s } = inLogarithms(mean, wide);
    addLognormal(share, mu, s, range, re, im);
  }
}
