/**
 * Sums of independent times, by convolution on a grid. Entry k of a grid holds the probability of the cell around k x step,
 * from (k - 1/2) to (k + 1/2) steps; what lies beyond the last cell is missing from the sum.
 */
import { type Law } from './distribution.ts';
import { CELLS, multiply, transform } from './fourier.ts';

export type Cells = Float64Array;

/** Cells that are filled from the cumulative probability even where a density is known. */
const NEAR_ZERO = 64;

/** Probability of each cell, from a cumulative probability; times above `cut` are left out. */
export function sample(law: Pick<Law, 'cdf' | 'density'>, step: number, cut = Infinity): Cells {
  const cells = new Float64Array(CELLS);
  let below = 0;
  let left = 0;
  for (let k = 0; k < CELLS; k++) {
    const edge = (k + 0.5) * step;
    if (law.density && k >= NEAR_ZERO && edge < cut) {
      // Simpson's rule over the cell; near zero a density may be steep.
      const right = law.density(edge);
      const mass = (step / 6) * (left + 4 * law.density(edge - step / 2) + right);
      cells[k] = mass;
      left = right;
      below += mass;
      if (1 - below < 1e-13) break;
      continue;
    }
    if (law.density && k === NEAR_ZERO - 1) left = law.density(edge);
    const upTo = law.cdf(Math.min(edge, cut));
    const mass = upTo - below;
    const aside = mass > LUMP && edge < cut ? asideOf(law, edge, step, mass) : 0;
    cells[k]! += mass * (1 - Math.abs(aside));
    if (aside !== 0) cells[k + Math.sign(aside)]! += mass * Math.abs(aside);
    below = upTo;
    if (edge >= cut || below >= 1) break;
  }
  return cells;
}

/** A cell with more than this is looked into: so much at one time, beside the middle of its cell, would move percentiles. */
const LUMP = 0.05;
const LOOKS = 16;

/** How far the mean of the `mass` in the cell below `edge` is from its middle, in cells; a neighbour takes that share of it. */
function asideOf(law: Pick<Law, 'cdf'>, edge: number, step: number, mass: number): number {
  const upTo = law.cdf(edge);
  // The first cell begins in its middle.
  const first = edge < step ? LOOKS / 2 : 0;
  let above = (first > 0 ? upTo - law.cdf(0) : mass) / 2;
  for (let i = first + 1; i < LOOKS; i++) above += upTo - law.cdf(edge - step + (i * step) / LOOKS);
  return above / mass / LOOKS - (first > 0 ? 0 : 0.5);
}

/** The sum of independent times, each given as cells and how many independent copies of it there are (a whole number). */
export function convolve(parts: readonly { readonly cells: Cells; readonly times: number }[]): Cells {
  if (parts.length === 0) {
    const zero = new Float64Array(CELLS);
    zero[0] = 1;
    return zero;
  }
  if (parts.length === 1 && parts[0]!.times === 1) return parts[0]!.cells;
  const re = new Float64Array(CELLS).fill(1);
  const im = new Float64Array(CELLS);
  const x = new Float64Array(CELLS);
  const y = new Float64Array(CELLS);
  // Two real rows go through one complex transform: one as its real, one as its imaginary part.
  for (let i = 0; i < parts.length; i += 2) {
    const one = parts[i]!;
    const two = parts[i + 1];
    x.set(one.cells);
    if (two) y.set(two.cells);
    else y.fill(0);
    transform(x, y);
    for (let k = 0; k <= CELLS / 2; k++) {
      const mirror = (CELLS - k) & (CELLS - 1);
      multiply(re, im, k, (x[k]! + x[mirror]!) / 2, (y[k]! - y[mirror]!) / 2, one.times);
      if (two) multiply(re, im, k, (y[k]! + y[mirror]!) / 2, (x[mirror]! - x[k]!) / 2, two.times);
    }
  }
  // Of real rows: the upper half mirrors the lower.
  for (let k = 1; k < CELLS / 2; k++) {
    re[CELLS - k] = re[k]!;
    im[CELLS - k] = -im[k]!;
  }
  // Inverse: conjugate, transform, divide. The result is real.
  for (let k = 0; k < CELLS; k++) im[k] = -im[k]!;
  transform(re, im);
  for (let k = 0; k < CELLS; k++) re[k] = Math.max(0, re[k]! / CELLS);
  return re;
}

/** Cumulative probability at the upper edge of each cell. */
export function cumulative(cells: Cells): Float64Array {
  const sums = new Float64Array(CELLS);
  let sum = 0;
  for (let k = 0; k < CELLS; k++) sums[k] = sum += cells[k]!;
  return sums;
}

/** The same law read from a table of CELLS points: for laws built of so many others that asking them all costs too much. */
export function tabled(law: Law): Law {
  const step = law.upper / (CELLS - 1);
  let table: Float64Array | null = null;
  const fill = (): Float64Array => Float64Array.from({ length: CELLS }, (_, k) => law.cdf(k * step));
  return {
    mean: law.mean,
    variance: law.variance,
    upper: law.upper,
    cdf: (t) => {
      if (t < 0 || step === 0) return law.cdf(t);
      table ??= fill();
      const x = t / step;
      const k = Math.floor(x);
      if (k >= CELLS - 1) return table[CELLS - 1]!;
      return table[k]! + (table[k + 1]! - table[k]!) * (x - k);
    },
  };
}

/** A law read from cells. */
export interface Read {
  readonly cdf: (t: number) => number;
  /** Smallest time with at least this probability. */
  readonly quantile: (q: number) => number;
}

/** Inside a cell the cumulative probability is a cubic with the slopes at both edges, never falling (Fritsch, Carlson 1980). */
export function readCells(cells: Cells, step: number): Read {
  const sums = cumulative(cells);
  /** At the share u of cell k. */
  const inside = (k: number, u: number): number => {
    const high = sums[k]!;
    // The first cell starts at 0, not half a step before it.
    if (k === 0) return (high * (u - 0.5)) / 0.5;
    const low = sums[k - 1]!;
    const rise = cells[k]!;
    const from = Math.min((cells[k - 1]! * (k === 1 ? 2 : 1) + rise) / (k === 1 ? 3 : 2), 3 * rise);
    const to = Math.min((rise + (cells[k + 1] ?? 0)) / 2, 3 * rise);
    const v = 1 - u;
    return low * v * v * (1 + 2 * u) + high * u * u * (3 - 2 * u) + u * v * (from * v - to * u);
  };
  return {
    cdf: (t) => {
      if (t < 0) return 0;
      const x = t / step + 0.5;
      const k = Math.floor(x);
      return k >= CELLS ? sums[CELLS - 1]! : inside(k, x - k);
    },
    quantile: (q) => {
      if (q > sums[CELLS - 1]!) return (CELLS - 0.5) * step;
      let [first, last] = [0, CELLS - 1];
      while (first < last) {
        const middle = (first + last) >> 1;
        if (sums[middle]! >= q) last = middle;
        else first = middle + 1;
      }
      let [low, high] = [first === 0 ? 0.5 : 0, 1];
      while (high - low > 1e-13) {
        const middle = (low + high) / 2;
        if (inside(first, middle) >= q) high = middle;
        else low = middle;
      }
      return (first + high - 0.5) * step;
    },
  };
}

export const cdfOf = (cells: Cells, step: number): ((t: number) => number) => readCells(cells, step).cdf;
