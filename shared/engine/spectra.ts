/**
 * Characteristic functions on a grid: kept for each law, multiplied for a sum, and read back as a law. They are worked out block by
 * block, and the same part stands in many sums.
 */
import { type Law, quantile } from './distribution.ts';
import { CELLS, multiply, transform } from './fourier.ts';
import { type Read, readCells, sample, type Cells } from './grid.ts';
import type { Wave } from './waves.ts';

/** Frequencies that are worked out at a time, and at most. */
const BLOCK = 36;
const MOST_FREQUENCIES = 28 * BLOCK;

/** What is left of a faded sum. */
const FADED = 1e-9;

/**
 * The characteristic function of the same sum, from those of the laws themselves: with several parts it fades long before the
 * last frequency of a grid, and all above is left out. Null where it does not.
 */
export function waveOfSum(
  parts: readonly { readonly law: Law; readonly times: number }[],
  step: number,
): Spectrum | null {
  const re = new Float64Array(MOST_FREQUENCIES).fill(1);
  const im = new Float64Array(MOST_FREQUENCIES);
  for (let from = 0; from < MOST_FREQUENCIES; from += BLOCK) {
    const end = from + BLOCK;
    for (const { law, times } of parts) {
      const { numbers, at } = blockOf(law, step, from);
      const whole = Math.floor(times + 1e-9);
      const rest = times - whole;
      for (let k = 0; k < BLOCK; k++) {
        const x = numbers[at + k]!;
        const y = numbers[at + BLOCK + k]!;
        if (whole > 0) multiply(re, im, from + k, x, y, whole);
        // A fractional count is a mean: one more with that probability.
        if (rest > 1e-9) multiply(re, im, from + k, 1 - rest + rest * x, rest * y, 1);
      }
    }
    if (re.subarray(end - 4, end).every((a, k) => Math.hypot(a, im[end - 4 + k]!) < FADED))
      return { re: re.slice(0, end), im: im.slice(0, end) };
  }
  return null;
}

/** The same with cell 0 at `start`, below which there is nothing. */
export function startingAt(start: number, step: number, { re, im }: Spectrum): Spectrum {
  const turned = { re: re.slice(), im: im.slice() };
  const turn = (2 * Math.PI * start) / (CELLS * step);
  for (let k = 1; k < re.length; k++) multiply(turned.re, turned.im, k, Math.cos(turn * k), Math.sin(turn * k), 1);
  return turned;
}

/** More frequencies than this are turned into cells before they are read. */
const FEW_FREQUENCIES = 4 * BLOCK;

/** A law over the width of a grid, read from its characteristic function. */
export function readWave(wave: Spectrum, step: number): Read {
  return wave.re.length > FEW_FREQUENCIES ? readCells(cellsOf(wave), step) : readSeries(wave, step);
}

/** The Fourier series of its cumulative probability; what is left of a faded sum is its error. */
function readSeries({ re, im }: Spectrum, step: number): Read {
  const width = CELLS * step;
  const sines = re.map((a, k) => (k === 0 ? 0 : a / (Math.PI * k)));
  const cosines = im.map((b, k) => (k === 0 ? 0 : b / (Math.PI * k)));
  const base = cosines.reduce((sum, b) => sum - b, 0);
  const cdf = (t: number): number => {
    if (t <= 0) return 0;
    if (t >= width) return 1;
    const angle = (2 * Math.PI * t) / width;
    const c = Math.cos(angle);
    const s = Math.sin(angle);
    let sum = t / width + base;
    let a = 1;
    let b = 0;
    for (let k = 1; k < sines.length; k++) {
      const next = a * c - b * s;
      b = a * s + b * c;
      a = next;
      sum += sines[k]! * b + cosines[k]! * a;
    }
    return sum < FADED ? 0 : sum > 1 - FADED ? 1 : sum;
  };
  return { cdf, quantile: (q) => quantile({ cdf, upper: width }, q) };
}

/** A characteristic function at the lowest frequencies. */
export interface Spectrum {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** BLOCK frequencies of a law: their real parts from `at` on, then their imaginary parts. */
interface Block {
  readonly numbers: Float64Array;
  readonly at: number;
}

/** What was worked out of a law, by step, one block after another: the same part stands in many sums. */
const spectra = new WeakMap<Law, { readonly step: number; readonly blocks: Block[] }[]>();

/** Steps that are kept of a law. */
const MOST_STEPS = 4;

/** The characteristic function of a law at BLOCK frequencies from `from` on; the same whichever were asked for before. */
function blockOf(law: Law, step: number, from: number): Block {
  let known = spectra.get(law);
  if (!known) spectra.set(law, (known = []));
  let at = known.find((one) => one.step === step);
  if (!at) {
    if (known.length >= MOST_STEPS) known.shift();
    known.push((at = { step, blocks: [] }));
  }
  return (at.blocks[from / BLOCK] ??= law.wave ? waveAt(law.wave, step, from) : sampledAt(law, step, from));
}

/** Blocks that share one array: many small ones cost more than what is in them. */
const SHARING = 64;
let shared = new Float64Array(SHARING * 2 * BLOCK);
let taken = 0;

function newBlock(re: Float64Array, im: Float64Array): Block {
  if (taken === shared.length) {
    shared = new Float64Array(SHARING * 2 * BLOCK);
    taken = 0;
  }
  const block = { numbers: shared, at: taken };
  shared.set(re, taken);
  shared.set(im, taken + BLOCK);
  taken += 2 * BLOCK;
  return block;
}

const room = { re: new Float64Array(BLOCK), im: new Float64Array(BLOCK) };

function waveAt(wave: Wave, step: number, from: number): Block {
  wave((2 * Math.PI) / (CELLS * step), from, room.re, room.im);
  return newBlock(room.re, room.im);
}

/** All of them at once: they cost the same. */
const sampled = new WeakMap<Law, { readonly step: number; readonly spectrum: Spectrum }>();

function sampledAt(law: Law, step: number, from: number): Block {
  let known = sampled.get(law);
  if (known?.step !== step) sampled.set(law, (known = { step, spectrum: spectrumOf(sample(law, step)) }));
  const { re, im } = known.spectrum;
  return newBlock(re.subarray(from, from + BLOCK), im.subarray(from, from + BLOCK));
}

function spectrumOf(cells: Cells): Spectrum {
  const re = cells.slice();
  const im = new Float64Array(CELLS);
  transform(re, im);
  return { re, im };
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
