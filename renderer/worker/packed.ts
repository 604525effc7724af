// Answers on their way between two threads: one row of marks, one of numbers and every text once. Of what is as it was in the answer
// before nothing is written, and it comes out as the same object. The browser's own copy of thousands of small objects takes many
// times as long.

export interface Packed {
  /** It is told apart from the value before under this key. */
  readonly key: string;
  /** All values before are to be forgotten first. */
  readonly anew: boolean;
  readonly marks: Uint32Array<ArrayBuffer>;
  readonly numbers: Float64Array<ArrayBuffer>;
  readonly texts: readonly string[];
  /** Keys of records that are not those of the record before. */
  readonly shapes: readonly (readonly string[])[];
}

/** What comes next; a number stands in `numbers`. */
export const MARK = {
  before: 0,
  null: 1,
  false: 2,
  true: 3,
  undefined: 4,
  number: 5,
  /** The next mark says which. */
  text: 6,
  /** Its length; its parts. */
  list: 7,
  /** Which shape; its parts. */
  record: 8,
  /** A record or a list with the keys or the length of before. How many parts are new; of each, where it stands and what it is. */
  changed: 9,
  /** A long list that was written before; which. */
  again: 10,
} as const;

/** Shorter lists are written again where they stand twice: to look them up takes longer. */
export const LONG = 8;
/** Keys with a value before; beyond them the one that was used longest ago is forgotten. */
const MOST_KEPT = 8;

export type Plain = Record<string, unknown>;
export type List = readonly unknown[];

/** The value before of each key. Both ends keep the same ones, as they see the same keys in the same order. */
export class Kept {
  readonly #values = new Map<string, unknown>();

  get(key: string): unknown {
    return this.#values.get(key);
  }

  set(key: string, value: unknown): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size > MOST_KEPT) this.#values.delete(this.#values.keys().next().value!);
  }

  clear(): void {
    this.#values.clear();
  }
}
