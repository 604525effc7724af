/** Formulas worked out for many cases side by side, one case a bit: which causes are up in each is given, the rest is AND and OR. */
import type { Formula } from './logic.ts';

const AND = 0;
const OR = 1;

/**
 * Rows of bits, `words` words each, case c at bit c % 32 of word c / 32. Row 0 is false in every case and row 1 true, then comes
 * one row for each cause, in the order given, and one for each join of two rows. Causes that are not given are always up.
 */
export class Cases {
  readonly words: number;
  readonly #causes: readonly number[];
  readonly #rowOf: ReadonlyMap<number, number>;
  readonly #known = new Map<Formula, number>();
  /** Of each join: what joins, and the two rows. */
  readonly #joins: number[] = [];
  #bits = new Int32Array(0);

  constructor(causes: readonly number[], words: number) {
    this.words = words;
    this.#causes = causes;
    this.#rowOf = new Map(causes.map((cause, i) => [cause, FIRST + i]));
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
    this.#joins.push(op, a, b);
    return this.#afterCauses + this.#joins.length / 3 - 1;
  }

  get #afterCauses(): number {
    return FIRST + this.#causes.length;
  }

  /**
   * Works all rows out. `fill` writes those of the causes, one after another. The result, row r at word r * words, stands until
   * the next run.
   */
  run(fill: (causes: Int32Array) => void): Int32Array {
    const { words } = this;
    const first = this.#afterCauses * words;
    const length = first + (this.#joins.length / 3) * words;
    if (this.#bits.length < length) this.#bits = new Int32Array(length).fill(-1, words, 2 * words);
    const bits = this.#bits;
    fill(bits.subarray(FIRST * words, first));
    for (let i = 0, to = first; i < this.#joins.length; i += 3) {
      const a = this.#joins[i + 1]! * words;
      const b = this.#joins[i + 2]! * words;
      if (this.#joins[i] === AND) for (let w = 0; w < words; w++) bits[to++] = bits[a + w]! & bits[b + w]!;
      else for (let w = 0; w < words; w++) bits[to++] = bits[a + w]! | bits[b + w]!;
    }
    return bits;
  }

  /** See `run`: in case c all is up but the cause `down[c]`, at most 32 cases for each word; null = all is up. */
  oneDown(down: readonly (number | null)[]): Int32Array {
    return this.run((causes) => {
      causes.fill(-1);
      for (const [c, cause] of down.entries()) {
        const row = cause === null ? undefined : this.#rowOf.get(cause);
        if (row !== undefined) causes[(row - FIRST) * this.words + (c >> 5)]! &= ~(1 << (c & 31));
      }
    });
  }

  /** Whether a row of a run is set in a case. */
  isSet(bits: Int32Array, row: number, c: number): boolean {
    return ((bits[row * this.words + (c >> 5)]! >>> (c & 31)) & 1) === 1;
  }
}

const FIRST = 2;
