/** Formulas worked out for many cases side by side, one case a bit: which causes are up in each is given, the rest is logic. */
import type { Formula } from './logic.ts';

const AND = 0;
const OR = 1;
const XOR = 2;

/**
 * Rows of bits, case c at bit c % 32 of word c / 32. Row 0 is false in every case and row 1 true, then comes one row for each
 * cause, in the order given, and one for each join of two rows. Causes that are not given are always up.
 */
export class Cases {
  readonly #causes: readonly number[];
  readonly #rowOf: ReadonlyMap<number, number>;
  readonly #known = new Map<Formula, number>();
  /** Of each join: what joins, and the two rows. */
  readonly #joins: number[] = [];
  #bits = new Int32Array(0);

  constructor(causes: readonly number[]) {
    this.#causes = causes;
    this.#rowOf = new Map(causes.map((cause, i) => [cause, FIRST + i]));
  }

  get rows(): number {
    return FIRST + this.#causes.length + this.#joins.length / 3;
  }

  /** The row that holds the truth of a formula. */
  row(f: Formula): number {
    if (f.kind === 'always') return 1;
    if (f.kind === 'never') return 0;
    if (f.kind === 'up') return this.#rowOf.get(f.cause) ?? 1;
    const known = this.#known.get(f);
    if (known !== undefined) return known;
    const parts = f.of.map((g) => this.row(g));
    const row =
      f.kind === 'all'
        ? parts.reduce((a, b) => this.#join(AND, a, b), 1)
        : f.kind === 'any'
          ? parts.reduce((a, b) => this.#join(OR, a, b), 0)
          : this.#atLeast(f.need, parts);
    this.#known.set(f, row);
    return row;
  }

  /** Counts in binary: adders take three rows of one digit to a sum and a carry; digits are compared from the lowest on. */
  #atLeast(need: number, parts: readonly number[]): number {
    let enough = 1;
    let rows = [...parts];
    for (let digit = 0; rows.length > 0; digit++) {
      const carried: number[] = [];
      let next = 0;
      while (rows.length - next > 1) {
        const [a, b, c = 0] = rows.slice(next, next + 3) as [number, number, number?];
        const odd = this.#join(XOR, a, b);
        carried.push(this.#join(OR, this.#join(AND, a, b), this.#join(AND, odd, c)));
        next = Math.min(next + 3, rows.length);
        rows.push(this.#join(XOR, odd, c));
      }
      enough = this.#join((need >> digit) & 1 ? AND : OR, rows[next]!, enough);
      rows = carried;
    }
    return enough;
  }

  #join(op: number, a: number, b: number): number {
    if (op === XOR) {
      if (a === b) return 0;
      if (Math.min(a, b) === 0) return Math.max(a, b);
    } else {
      if (a === b) return a;
      const constant = Math.min(a, b);
      if (constant < 2) return constant === op ? constant : Math.max(a, b);
    }
    this.#joins.push(op, a, b);
    return this.rows - 1;
  }

  /**
   * Works all rows out for `words` words of cases. `fill` writes those of the causes, one after another. The result, row r at word
   * r * words, stands until the next run.
   */
  run(words: number, fill: (causes: Int32Array) => void): Int32Array {
    const first = (FIRST + this.#causes.length) * words;
    if (this.#bits.length !== this.rows * words)
      this.#bits = new Int32Array(this.rows * words).fill(-1, words, 2 * words);
    const bits = this.#bits;
    fill(bits.subarray(FIRST * words, first));
    for (let i = 0, to = first; i < this.#joins.length; i += 3) {
      const op = this.#joins[i]!;
      const a = this.#joins[i + 1]! * words;
      const b = this.#joins[i + 2]! * words;
      if (op === AND) for (let w = 0; w < words; w++) bits[to++] = bits[a + w]! & bits[b + w]!;
      else if (op === OR) for (let w = 0; w < words; w++) bits[to++] = bits[a + w]! | bits[b + w]!;
      else for (let w = 0; w < words; w++) bits[to++] = bits[a + w]! ^ bits[b + w]!;
    }
    return bits;
  }

  /** See `run`: in case c all is up but the cause `down[c]`; null = all is up. */
  oneDown(words: number, down: readonly (number | null)[]): Int32Array {
    return this.run(words, (causes) => {
      causes.fill(-1);
      for (const [c, cause] of down.entries()) {
        const row = cause === null ? undefined : this.#rowOf.get(cause);
        if (row !== undefined) causes[(row - FIRST) * words + (c >> 5)]! &= ~(1 << (c & 31));
      }
    });
  }
}

/** Whether a row of a run is set in a case. */
export const isSet = (bits: Int32Array, words: number, row: number, c: number): boolean =>
  ((bits[row * words + (c >> 5)]! >>> (c & 31)) & 1) === 1;

const FIRST = 2;
