/** Reduced ordered binary decision diagrams (Bryant 1986) of formulas without "not". */
import type { Formula } from './logic.ts';
import { Memo, Nodes, TOO_LARGE } from './tables.ts';

const AND = 0;
const OR = 1;

/**
 * Diagrams over one order of causes, first at the top; causes that are not in it are always up. Node 0 is false, 1 true; from
 * any other one "high" is followed when the cause of its level is up, else "low".
 */
export class Diagrams {
  readonly nodes = new Nodes();
  readonly #levels = new Map<number, number>();
  readonly #built = new Map<Formula, number>();
  readonly #joined: Memo;

  /** `most`: see Memo. */
  constructor(order: readonly number[], most?: number) {
    this.#joined = new Memo(most);
    order.forEach((cause, level) => this.#levels.set(cause, level));
  }

  /**
   * The diagram of a formula; null when all of them together grow past MOST_NODES or take too much work, after
   * which these diagrams are full.
   */
  build(f: Formula): number | null {
    return within(() => this.#build(f));
  }

  #build(f: Formula): number {
    if (f.kind === 'always') return 1;
    if (f.kind === 'never') return 0;
    if (f.kind === 'up') {
      const level = this.#levels.get(f.cause);
      return level === undefined ? 1 : this.nodes.find(level, 1, 0);
    }
    const known = this.#built.get(f);
    if (known !== undefined) return known;
    const parts = f.of.map((g) => this.#build(g)).sort(this.#lastFirst);
    let node: number;
    if (f.kind === 'all') node = parts.reduce((n, part) => this.#join(AND, part, n), 1);
    else if (f.kind === 'any') node = parts.reduce((n, part) => this.#join(OR, part, n), 0);
    else {
      // Row k: "at least k of those seen so far"; each further part lifts it by one.
      let rows: number[] = [1, ...new Array<number>(f.need).fill(0)];
      for (const part of parts)
        rows = rows.map((n, k) => (k === 0 ? 1 : this.#join(OR, this.#join(AND, part, rows[k - 1]!), n)));
      node = rows[f.need]!;
    }
    this.#built.set(f, node);
    return node;
  }

  /** Joined from the bottom up, most of what stands is used again. */
  readonly #lastFirst = (a: number, b: number): number => this.nodes.level(b) - this.nodes.level(a);

  #join(op: number, x: number, y: number): number {
    if (x === y) return x;
    // The smaller and the larger: which is which follows no pattern, so a branch would be guessed wrong half the time.
    const less = (x - y) & ((x - y) >> 31);
    const a = y + less;
    const b = x - less;
    if (a < 2) return a === op ? a : b;
    const key = 2 * a + op;
    const known = this.#joined.get(key, b);
    if (known >= 0) return known;
    const { table } = this.nodes;
    const levelOfA = table[4 * a]!;
    const levelOfB = table[4 * b]!;
    const top = levelOfA < levelOfB ? levelOfA : levelOfB;
    const highOfA = levelOfA === top ? table[4 * a + 1]! : a;
    const lowOfA = levelOfA === top ? table[4 * a + 2]! : a;
    const highOfB = levelOfB === top ? table[4 * b + 1]! : b;
    const lowOfB = levelOfB === top ? table[4 * b + 2]! : b;
    const high = this.#join(op, highOfA, highOfB);
    const low = this.#join(op, lowOfA, lowOfB);
    // Mostly one says all that the other does, and is the answer.
    const node =
      high === highOfA && low === lowOfA
        ? a
        : high === highOfB && low === lowOfB
          ? b
          : high === low
            ? high
            : this.nodes.find(top, high, low);
    this.#joined.set(key, b, node);
    return node;
  }
}

/** Null when a table is full. */
export function within<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error === TOO_LARGE) return null;
    throw error;
  }
}

/**
 * The order in which diagrams of call trees stay small: callers before what they call, so that what is still open at any level is
 * only what the next few causes decide. Reverse postorder over the formulas.
 */
export function orderOf(formulas: readonly Formula[], fails: (cause: number) => boolean): number[] {
  const seen = new Set<Formula>();
  const found = new Set<number>();
  const visit = (f: Formula): void => {
    if (f.kind === 'up') {
      if (fails(f.cause)) found.add(f.cause);
      return;
    }
    if (f.kind === 'always' || f.kind === 'never' || seen.has(f)) return;
    seen.add(f);
    for (let i = f.of.length - 1; i >= 0; i--) visit(f.of[i]!);
  };
  for (const f of formulas) visit(f);
  return [...found].toReversed();
}
