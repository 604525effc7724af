/** Shares of time by trial, 32 trials to a word, where a decision diagram would grow too large. The seed is fixed. */
import { Cases } from './cases.ts';
import type { Formula } from './logic.ts';

/** Words of 32 trials that are worked out side by side, and how many of those rounds there are at most. */
const WORDS = 256;
const ROUNDS = 128;
export const TRIALS = 32 * WORDS * ROUNDS;

/** Words that may be joined in all, where to draw one is as much work as to join so many. */
const MOST_WORK = 500_000_000;
const DRAW = 32;
/** Words of all rows that are held, at most: more would not stay in the cache of the processor. */
const MOST_WORDS = 1 << 19;

/**
 * Share of the trials in which each formula holds, and how many trials that were: TRIALS, fewer where that would be too much work.
 * `works`: chance that a cause is up, by its number; `causes`: those that are not always; `part`: of the work that may be done.
 */
export function sampledShares(
  formulas: readonly Formula[],
  causes: readonly number[],
  works: readonly number[],
  part = 1,
): { readonly shares: readonly number[]; readonly trials: number } {
  const cases = new Cases(causes);
  const rows = formulas.map((f) => cases.row(f));
  const words = Math.min(WORDS, 2 ** Math.max(0, Math.floor(Math.log2(MOST_WORDS / cases.rows))));
  const affordable = (part * MOST_WORK) / ((cases.rows + DRAW * causes.length) * words);
  const rounds = Math.max(1, Math.floor(Math.min((ROUNDS * WORDS) / words, affordable)));
  const trials = causes.map((cause, i) => trialsOf(works[cause]!, i));
  const held = rows.map(() => 0);
  for (let round = 0; round < rounds; round++) {
    const bits = cases.run(words, (drawn) =>
      trials.forEach((each, i) => each(drawn.subarray(i * words, (i + 1) * words))),
    );
    rows.forEach((row, i) => {
      for (let w = row * words; w < (row + 1) * words; w++) held[i]! += ones(bits[w]!);
    });
  }
  const made = 32 * words * rounds;
  return { shares: held.map((n) => n / made), trials: made };
}

/** Writes the next trials of one cause, each with a stream of its own. */
type Trials = (bits: Int32Array) => void;

const trialsOf = (works: number, stream: number): Trials =>
  works > RARELY ? rareFailures(works, seeded(stream)) : frequentFailures(works, seeded(stream));

/** Causes that are up more often than this are drawn by the time to their next failure. */
const RARELY = 0.9;

/** The number of trials until the next failure is geometric, so a cause that seldom fails costs little. */
function rareFailures(works: number, random: () => number): Trials {
  const scale = 1 / Math.log(works);
  const gap = (): number => Math.floor(Math.log(((random() >>> 0) + 1) / 4294967297) * scale);
  let next = gap();
  return (bits) => {
    bits.fill(-1);
    while (next < 32 * bits.length) {
      bits[next >> 5]! &= ~(1 << (next & 31));
      next += 1 + gap();
    }
    next -= 32 * bits.length;
  };
}

/** A cause is up where a random number is below its chance: compared bit by bit, all 32 trials at once, until none is open. */
function frequentFailures(works: number, random: () => number): Trials {
  return (bits) => {
    for (let w = 0; w < bits.length; w++) {
      let up = 0;
      let open = -1;
      for (let rest = works; open !== 0 && rest > 0;) {
        rest *= 2;
        const drawn = random();
        if (rest >= 1) {
          rest -= 1;
          up |= open & ~drawn;
          open &= drawn;
        } else open &= ~drawn;
      }
      bits[w] = up;
    }
  };
}

/** Whole numbers of 32 bits, with a sign (sfc32 of PractRand, C. Doty-Humphrey). */
function seeded(stream: number): () => number {
  const state = Int32Array.of(0x9e3779b9, 0x243f6a88, stream, 1);
  const next = (): number => {
    const b = state[1]!;
    const c = state[2]!;
    const t = (state[0]! + b + state[3]!++) | 0;
    state[0] = b ^ (b >>> 9);
    state[1] = (c + (c << 3)) | 0;
    state[2] = (((c << 21) | (c >>> 11)) + t) | 0;
    return t;
  };
  for (let i = 0; i < 15; i++) next();
  return next;
}

function ones(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Within which a share lies at 95 % confidence when `share` of `trials` held (Wilson 1927). */
export function wilson(share: number, trials: number): { readonly low: number; readonly high: number } {
  const z2 = 1.959963984540054 ** 2;
  const middle = (share + z2 / (2 * trials)) / (1 + z2 / trials);
  const half = Math.sqrt(z2 * ((share * (1 - share)) / trials + z2 / (4 * trials * trials))) / (1 + z2 / trials);
  return { low: share === 0 ? 0 : Math.max(0, middle - half), high: share === 1 ? 1 : Math.min(1, middle + half) };
}
