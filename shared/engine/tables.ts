/** Flat tables behind decision diagrams: nodes that are alike are one, and results that were worked out before are kept. */

/** Nodes that one table may grow to; beyond it the question is given up. */
export const MOST_NODES = 200_000;

/** Thrown by a table that is full. */
export const TOO_LARGE = new Error('decision diagram too large');

const FIRST_SIZE = 1 << 11;
const NO_LEVEL = 0x7fffffff;

/**
 * Nodes by number: a level (smaller = nearer to the top) and two other nodes. 0 and 1 are the ends. Children have smaller numbers
 * than their parents, so a loop over the numbers is a pass from the bottom up.
 */
export class Nodes {
  /** Of node n: its level at 4 n, then "high", then "low". */
  table = new Int32Array(4 * FIRST_SIZE);
  count = 2;
  /** Numbers by content, open addressing; 0 = free. */
  #slots = new Int32Array(4 * FIRST_SIZE);

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
    const slots = this.#slots;
    const table = this.table;
    const mask = slots.length - 1;
    let slot = hash(high, low, level) & mask;
    for (let n = slots[slot]!; n !== 0; n = slots[slot]!) {
      const at = 4 * n;
      if (table[at + 1] === high && table[at + 2] === low && table[at] === level) return n;
      slot = (slot + 1) & mask;
    }
    if (this.count >= MOST_NODES) throw TOO_LARGE;
    const n = this.count++;
    const at = 4 * n;
    table[at] = level;
    table[at + 1] = high;
    table[at + 2] = low;
    slots[slot] = n;
    if (4 * this.count === table.length) this.#grow();
    return n;
  }

  #grow(): void {
    const table = new Int32Array(2 * this.table.length);
    table.set(this.table);
    this.table = table;
    const slots = new Int32Array(table.length);
    const mask = slots.length - 1;
    for (let n = 2; n < this.count; n++) {
      let slot = hash(table[4 * n + 1]!, table[4 * n + 2]!, table[4 * n]!) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = n;
    }
    this.#slots = slots;
  }
}

/** Results by two numbers; a slot keeps the last one that fell on it, so what is forgotten is worked out again. */
export class Memo {
  /** The two numbers and the result, in fours. */
  #slots = new Int32Array(4 * FIRST_SIZE);
  #kept = 0;

  /** -1 = not known. */
  get(a: number, b: number): number {
    const slots = this.#slots;
    const at = (hash(a, b, 0) * 4) & (slots.length - 4);
    return slots[at] === a && slots[at + 1] === b ? slots[at + 2]! : -1;
  }

  /** `a` is not 0. */
  set(a: number, b: number, result: number): void {
    // Larger tables start empty: what counted of the smaller one is soon found again. Small ones stay in the cache.
    if (++this.#kept > this.#slots.length && this.#kept < 4 * MOST_NODES)
      this.#slots = new Int32Array(16 * this.#slots.length);
    const slots = this.#slots;
    const at = (hash(a, b, 0) * 4) & (slots.length - 4);
    slots[at] = a;
    slots[at + 1] = b;
    slots[at + 2] = result;
  }
}

function hash(a: number, b: number, c: number): number {
  const h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  return h ^ (h >>> 15);
}
