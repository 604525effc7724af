/** Shares of time by trial, 32 trials to a word, where a decision diagram would grow too large. The seed is fixed. */
import type { Formula } from './logic.ts';

/** Words of 32 trials that are worked out side by side, and how many of those rounds. */
const WORDS = 256;
const ROUNDS = 128;
export const TRIALS = 32 * WORDS * ROUNDS;

const AND = 0;
const OR = 1;

/** Formulas as a list of joins of two rows of bits; rows 0 and 1 are all false and all true, then one for each cause. */
class Program {
  readonly op: number[] = [];
  readonly a: number[] = [];
  readonly b: number[] = [];
  readonly #first: number;
  readonly #rowOf: ReadonlyMap<number, number>;
  readonly #known = new Map<Formula, number>();

  constructor(causes: readonly number[]) {
    this.#rowOf = new Map(causes.map((cause, i) => [cause, 2 + i]));
    this.#first = 2 + causes.length;
  }

  get rows(): number {
    return this.#first + this.op.length;
  }

  /** The row that holds the truth of a formula. */
  row(f: Formula): number {
    if (f.kind === 'always') return 1;
    if (f.kind === 'never') return 0;
    if (f.kind === 'up') return this.#rowOf.get(f.cause) ?? 1;
    const known = this.#known.get(f);
    if (known !== undefined) return known;
    const parts = f.of.map((g) => this.row(g));
    let row: number;
    if (f.kind === 'all') row = parts.reduce((a, b) => this.#join(AND, a, b), 1);
    else if (f.kind === 'any') row = parts.reduce((a, b) => this.#join(OR, a, b), 0);
    else {
      // As in a diagram: entry k is "at least k of those seen so far".
      let counts = [1, ...new Array<number>(f.need).fill(0)];
      for (const part of parts)
        counts = counts.map((n, k) => (k === 0 ? 1 : this.#join(OR, this.#join(AND, part, counts[k - 1]!), n)));
      row = counts[f.need]!;
    }
    this.#known.set(f, row);
    return row;
  }

  #join(op: number, a: number, b: number): number {
    if (a === b) return a;
    const constant = Math.min(a, b);
    if (constant < 2) return constant === op ? constant : Math.max(a, b);
    this.op.push(op);
    this.a.push(a);
    this.b.push(b);
    return this.rows - 1;
  }

  run(bits: Int32Array): void {
    for (let i = 0; i < this.op.length; i++) {
      const a = this.a[i]! * WORDS;
      const b = this.b[i]! * WORDS;
      const to = (this.#first + i) * WORDS;
      if (this.op[i] === AND) for (let w = 0; w < WORDS; w++) bits[to + w] = bits[a + w]! & bits[b + w]!;
      else for (let w = 0; w < WORDS; w++) bits[to + w] = bits[a + w]! | bits[b + w]!;
    }
  }
}

/** Share of TRIALS in which each formula holds. `works`: chance that a cause is up, by its number; `causes`: those that are not always. */
export function sampledShares(
  formulas: readonly Formula[],
  causes: readonly number[],
  works: readonly number[],
): readonly number[] {
  const program = new Program(causes);
  const rows = formulas.map((f) => program.row(f));
  const bits = new Int32Array(program.rows * WORDS);
  bits.fill(-1, WORDS, 2 * WORDS);
  const trials = causes.map((cause, i) => trialsOf(works[cause]!, i));
  const held = rows.map(() => 0);
  for (let round = 0; round < ROUNDS; round++) {
    trials.forEach((each, i) => each(bits, (2 + i) * WORDS));
    program.run(bits);
    rows.forEach((row, i) => {
      for (let w = row * WORDS; w < (row + 1) * WORDS; w++) held[i]! += ones(bits[w]!);
    });
  }
  return held.map((n) => n / TRIALS);
}

/** Writes the next row of trials of one cause, each with a stream of its own. */
type Trials = (bits: Int32Array, at: number) => void;

const trialsOf = (works: number, stream: number): Trials =>
  works > RARELY ? rareFailures(works, seeded(stream)) : frequentFailures(works, seeded(stream));

/** Causes that are up more often than this are drawn by the time to their next failure. */
const RARELY = 0.9;

/** The number of trials until the next failure is geometric, so a cause that seldom fails costs little. */
function rareFailures(works: number, random: () => number): Trials {
  const scale = 1 / Math.log(works);
  const gap = (): number => Math.floor(Math.log(((random() >>> 0) + 1) / 4294967297) * scale);
  let next = gap();
  return (bits, at) => {
    bits.fill(-1, at, at + WORDS);
    while (next < 32 * WORDS) {
      bits[at + (next >> 5)]! &= ~(1 << (next & 31));
      next += 1 + gap();
    }
    next -= 32 * WORDS;
  };
}

/** A cause is up where a random number is below its chance: compared bit by bit, all 32 trials at once, until none is open. */
function frequentFailures(works: number, random: () => number): Trials {
  return (bits, at) => {
    for (let w = at; w < at + WORDS; w++) {
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
