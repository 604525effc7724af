/** Chances of decision diagrams, and what each cause weighs: one pass up for the chances, one pass down for all derivatives. */
import type { Nodes } from './tables.ts';

/** Chances that diagrams are false, for independent causes. */
export class Failing {
  readonly #nodes: Nodes;
  readonly #fails: readonly number[];
  #chances = new Float64Array(64);
  #known = 2;

  /** `fails`: chance that a cause is down, by level. */
  constructor(nodes: Nodes, fails: readonly number[]) {
    this.#nodes = nodes;
    this.#fails = fails;
    this.#chances[0] = 1;
  }

  of(root: number): number {
    this.#upTo(root);
    return this.#chances[root]!;
  }

  /** Children have smaller numbers: in their order each node finds its children done. */
  #upTo(root: number): void {
    if (root >= this.#chances.length) {
      const longer = new Float64Array(Math.max(2 * this.#chances.length, root + 1));
      longer.set(this.#chances);
      this.#chances = longer;
    }
    const { table } = this.#nodes;
    const chances = this.#chances;
    for (let n = this.#known; n <= root; n++) {
      const q = this.#fails[table[4 * n]!]!;
      chances[n] = (1 - q) * chances[table[4 * n + 1]!]! + q * chances[table[4 * n + 2]!]!;
    }
    this.#known = Math.max(this.#known, root + 1);
  }

  /**
   * By level, how much more often the diagram is false when that cause is down than when it is up (Birnbaum 1969); undefined
   * where the diagram does not ask for it.
   */
  birnbaum(root: number): readonly (number | undefined)[] {
    this.#upTo(root);
    const nodes = this.#nodes;
    const chances = this.#chances;
    const found: (number | undefined)[] = this.#fails.map(() => undefined);
    // Chance to come by a node on the way down.
    const reached = new Float64Array(Math.max(2, root + 1));
    reached[root] = 1;
    for (let n = root; n > 1; n--) {
      const r = reached[n]!;
      if (r === 0) continue;
      const [level, high, low] = [nodes.level(n), nodes.high(n), nodes.low(n)];
      const q = this.#fails[level]!;
      found[level] = (found[level] ?? 0) + r * (chances[low]! - chances[high]!);
      reached[high]! += r * (1 - q);
      reached[low]! += r * q;
    }
    return found;
  }
}
