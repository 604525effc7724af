/** Flat tables behind decision diagrams: nodes that are alike are one, and results that were worked out before are kept. */

/** Nodes that one table may grow to, and results that may be worked out; beyond it the question is given up. */
export const MOST_NODES = 200_000;
export const MOST_RESULTS = 5_000_000;

/** Thrown by a table that is full, and by a memo that was asked for too much. */
export const TOO_LARGE = new Error('decision diagram too large');

const FIRST_SIZE = 1 << 11;
const NO_LEVEL = 0x7fffffff;

/**
 * Nodes by number: a level (smaller = nearer to the top) and two other nodes. 0 and 1 are the ends. Children have smaller numbers
 * than their parents, so a loop over the numbers is a pass from the bottom up.
 */
export class Nodes {
  /** Of node n: its level at 4 n, then "high", then "low", then the next node in the same slot. */
  table = new Int32Array(4 * FIRST_SIZE);
  count = 2;
  /** By content: the last node that fell on a slot; 0 = none. */
  #slots = new Int32Array(FIRST_SIZE);

  constructor() {
    this.table[0] = this.table[4] = NO_LEVEL;
  }

  level(n: number): number {
    return this.table[4 * n]!;
  }

  high(n: number): number {
    return this.table[4 * n + 1]!;
  }

  low(n: number): number {
    return this.table[4 * n + 2]!;
  }

  /** The number of the node with this content. Throws TOO_LARGE. */
  find(level: number, high: number, low: number): number {
    const table = this.table;
    const slot = hash(high, low, level) & (this.#slots.length - 1);
    const last = this.#slots[slot]!;
    for (let n = last; n !== 0; n = table[4 * n + 3]!)
      if (table[4 * n + 1] === high && table[4 * n + 2] === low && table[4 * n] === level) return n;
    if (this.count >= MOST_NODES) throw TOO_LARGE;
    const n = this.count++;
    table[4 * n] = level;
    table[4 * n + 1] = high;
    table[4 * n + 2] = low;
    table[4 * n + 3] = last;
    this.#slots[slot] = n;
    if (4 * this.count === table.length) this.#grow();
    return n;
  }

  #grow(): void {
    const table = new Int32Array(2 * this.table.length);
    table.set(this.table);
    this.table = table;
    const slots = new Int32Array(table.length / 4);
    for (let n = 2; n < this.count; n++) {
      const slot = hash(table[4 * n + 1]!, table[4 * n + 2]!, table[4 * n]!) & (slots.length - 1);
      table[4 * n + 3] = slots[slot]!;
      slots[slot] = n;
    }
    this.#slots = slots;
  }
}

/** Results by two numbers; a slot keeps the last one that fell on it, so what is forgotten is worked out again. */
export class Memo {
  /** The two numbers and the result, in fours. */
  #slots = new Int32Array(4 * FIRST_SIZE);
  /** Results until the table is looked at again, and those beyond. */
  #left = 0;
  #more: number;

  /** `most`: results that it takes before it throws TOO_LARGE. */
  constructor(most = MOST_RESULTS) {
    this.#more = most;
    this.#ration();
  }

  #ration(): void {
    this.#left = Math.min(this.#slots.length, this.#more);
    this.#more -= this.#left;
  }

  /** -1 = not known. */
  get(a: number, b: number): number {
    const slots = this.#slots;
    const at = (hash(a, b, 0) * 4) & (slots.length - 4);
    return slots[at] === a && slots[at + 1] === b ? slots[at + 2]! : -1;
  }

  /** `a` is not 0. Throws TOO_LARGE. */
  set(a: number, b: number, result: number): void {
    if (--this.#left < 0) this.#grow();
    this.#put(a, b, result);
  }

  #put(a: number, b: number, result: number): void {
    const slots = this.#slots;
    const at = (hash(a, b, 0) * 4) & (slots.length - 4);
    slots[at] = a;
    slots[at + 1] = b;
    slots[at + 2] = result;
  }

  /** A small table stays in the cache of the processor, so it grows late and far. */
  #grow(): void {
    if (this.#more === 0) throw TOO_LARGE;
    const known = this.#slots;
    if (known.length < MOST_NODES) {
      this.#slots = new Int32Array(16 * known.length);
      for (let at = 0; at < known.length; at += 4)
        if (known[at] !== 0) this.#put(known[at]!, known[at + 1]!, known[at + 2]!);
    }
    this.#ration();
  }
}

function hash(a: number, b: number, c: number): number {
  const h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  return h ^ (h >>> 15);
}
