/** Characteristic functions on a grid: of laws, multiplied for a sum, and read back as a law. */
import type { Law } from './distribution.ts';
import { CELLS, multiply, transform } from './fourier.ts';
import { type Read, readCells, sample, type Cells } from './grid.ts';
import { MOST_FREQUENCIES } from './waves.ts';

/** A characteristic function at the lowest frequencies. */
export interface Spectrum {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

interface Repeated {
  readonly law: Law;
  readonly times: number;
}

/** What is left of a faded sum, which must be so at some frequencies in a row. */
const FADED = 1e-9;
const IN_A_ROW = 4;

/** Frequencies that are worked out at a time: at first at most, and then at least. */
const MOST_AT_FIRST = 144;
const MORE = 8;

/** Frequencies beyond the one at which a sum is expected to be faded. */
const SPARE = IN_A_ROW + 2;

const room = (): Spectrum => ({ re: new Float64Array(MOST_FREQUENCIES), im: new Float64Array(MOST_FREQUENCIES) });
const product = room();
const factor = room();

/**
 * The characteristic function of a sum, from those of the laws themselves: with several parts it fades long before the last
 * frequency of a grid, and all above is left out. Null where it does not.
 */
export function waveOfSum(parts: readonly Repeated[], step: number): Spectrum | null {
  const turn = (2 * Math.PI) / (CELLS * step);
  const variance = parts.reduce((sum, { law, times }) => sum + law.variance * times, 0);
  // Before a product is begun: to sample a law that is itself a sum is to work out that one's here.
  const spectra = parts.map(({ law }) => (law.wave ? null : sampledAt(law, step)));
  const { re, im } = product;
  let end = Math.min(MOST_AT_FIRST, Math.ceil(fadedFrom(parts, variance, MOST_AT_FIRST * turn) / turn) + SPARE);
  for (let from = 0; from < MOST_FREQUENCIES;) {
    const range = { step: turn, from, count: end - from, rest: 0 };
    const fall = end < MOST_AT_FIRST ? -Math.log(FADED) : 0;
    re.fill(1, from, end);
    im.fill(0, from, end);
    for (const [i, { law, times }] of parts.entries()) {
      // What has so much of the variance does about so much of the fading.
      range.rest = fall * (1 - law.variance / variance);
      if (law.wave) law.wave(range, factor.re, factor.im);
      else {
        factor.re.set(spectra[i]!.re.subarray(from, end));
        factor.im.set(spectra[i]!.im.subarray(from, end));
      }
      multiplyBy(times, from, end);
    }
    let faded = 0;
    while (faded < IN_A_ROW && Math.hypot(re[end - 1 - faded]!, im[end - 1 - faded]!) < FADED) faded++;
    if (faded === IN_A_ROW) return { re: re.slice(0, end), im: im.slice(0, end) };
    from = end;
    end = Math.min(MOST_FREQUENCIES, end + Math.max(MORE, end >> 2));
  }
  return null;
}

/** Where the sum would be faded if each part were a gamma of its mean and variance; at most `most`. Newton's steps over log w. */
function fadedFrom(parts: readonly Repeated[], variance: number, most: number): number {
  let w = Math.sqrt((-2 * Math.log(FADED)) / variance);
  for (let i = 0; i < 3 && w < most; i++) {
    let fall = Math.log(FADED);
    let slope = 0;
    for (const { law, times } of parts) {
      const shape = (times * law.mean * law.mean) / law.variance;
      const x = (w * law.variance) / law.mean;
      const square = x * x;
      fall += (shape / 2) * Math.log(1 + square);
      slope += (shape * square) / (1 + square);
    }
    w *= Math.exp(-fall / slope);
  }
  return Math.min(w, most);
}

/** Multiplies the product by the factor. A fractional count is a mean: one more with that probability. */
function multiplyBy(times: number, from: number, end: number): void {
  const { re, im } = product;
  const whole = Math.floor(times + 1e-9);
  const rest = times - whole;
  for (let k = from; k < end; k++) {
    const x = factor.re[k - from]!;
    const y = factor.im[k - from]!;
    if (whole > 0) multiply(re, im, k, x, y, whole);
    if (rest > 1e-9) multiply(re, im, k, 1 - rest + rest * x, rest * y, 1);
  }
}

/** More frequencies than this are turned into cells before they are read. */
const FEW_FREQUENCIES = 144;

/**
 * A law over the width of a grid, read from its characteristic function; below `start` there is nothing. `near`: a time from which
 * percentiles are looked for.
 */
export function readWave(wave: Spectrum, step: number, start = 0, near = start): Read {
  const turned = startingAt(start, step, wave);
  const read =
    wave.re.length > FEW_FREQUENCIES ? readCells(cellsOf(turned), step) : readSeries(turned, step, near - start);
  return { cdf: (t) => read.cdf(t - start), quantile: (q) => start + read.quantile(q) };
}

/** The same with cell 0 at `start`. */
function startingAt(start: number, step: number, { re, im }: Spectrum): Spectrum {
  const turn = (2 * Math.PI * start) / (CELLS * step);
  const c = Math.cos(turn);
  const s = Math.sin(turn);
  let a = 1;
  let b = 0;
  for (let k = 0; k < re.length; k++) {
    const x = re[k]! * a - im[k]! * b;
    im[k] = re[k]! * b + im[k]! * a;
    re[k] = x;
    const next = a * c - b * s;
    b = a * s + b * c;
    a = next;
  }
  return { re, im };
}

/** The Fourier series of its cumulative probability; what is left of a faded sum is its error. */
function readSeries({ re: sines, im: cosines }: Spectrum, step: number, near: number): Read {
  const width = CELLS * step;
  let base = 0;
  for (let k = 1; k < sines.length; k++) {
    sines[k]! /= Math.PI * k;
    cosines[k]! /= Math.PI * k;
    base -= cosines[k]!;
  }
  const at = { cdf: 0, density: 0 };
  const read = (t: number): typeof at => {
    const angle = (2 * Math.PI * t) / width;
    const c = Math.cos(angle);
    const s = Math.sin(angle);
    let sum = t / width + base;
    let slope = 0;
    let a = 1;
    let b = 0;
    for (let k = 1; k < sines.length; k++) {
      const next = a * c - b * s;
      b = a * s + b * c;
      a = next;
      sum += sines[k]! * b + cosines[k]! * a;
      slope += k * (sines[k]! * a - cosines[k]! * b);
    }
    at.cdf = sum < FADED ? 0 : sum > 1 - FADED ? 1 : sum;
    at.density = (1 + 2 * Math.PI * slope) / width;
    return at;
  };
  return {
    cdf: (t) => (t <= 0 ? 0 : t >= width ? 1 : read(t).cdf),
    // Newton's steps over the logarithm of the tail, which is nearly straight; halves where they lead out.
    quantile: (q) => {
      let [low, high] = [0, width];
      let t = near > 0 && near < width ? near : width / 2;
      for (let i = 0; i < 200; i++) {
        const { cdf, density } = read(t);
        if (cdf >= q) high = t;
        else low = t;
        const next = t + (Math.log((1 - cdf) / (1 - q)) * (1 - cdf)) / density;
        const inside = next > low && next < high;
        if (Math.abs(next - t) < 1e-13 * width || high - low < 1e-13 * width) return inside ? next : high;
        t = inside ? next : (low + high) / 2;
      }
      return high;
    },
  };
}

/** Of laws without a closed form: all frequencies at once, they cost the same. */
const sampled = new WeakMap<Law, { readonly step: number; readonly spectrum: Spectrum }>();

function sampledAt(law: Law, step: number): Spectrum {
  let known = sampled.get(law);
  if (known?.step !== step) sampled.set(law, (known = { step, spectrum: spectrumOf(sample(law, step)) }));
  return known.spectrum;
}

function spectrumOf(cells: Cells): Spectrum {
  const re = cells.slice();
  const im = new Float64Array(CELLS);
  transform(re, im);
  return { re: re.slice(0, MOST_FREQUENCIES), im: im.slice(0, MOST_FREQUENCIES) };
}

/** The probability of each cell from the lowest frequencies of a law; all others are nothing. */
function cellsOf({ re: low, im: lowIm }: Spectrum): Cells {
  const re = new Float64Array(CELLS);
  const im = new Float64Array(CELLS);
  re[0] = 1 / CELLS;
  for (let k = 1; k < low.length; k++) {
    // A cell holds the mean of the density over it.
    const half = (Math.PI * k) / CELLS;
    const share = Math.sin(half) / half / CELLS;
    re[k] = re[CELLS - k] = low[k]! * share;
    // The way back is the way there with the sign of the imaginary part turned.
    im[k] = -lowIm[k]! * share;
    im[CELLS - k] = -im[k]!;
  }
  transform(re, im);
  for (let k = 0; k < CELLS; k++) re[k] = Math.max(0, re[k]!);
  return re;
}
