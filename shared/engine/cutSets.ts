/** Minimal cut sets out of a decision diagram, kept as a diagram of sets: millions of them take little room, and few are listed. */
import { Memo, Nodes } from './tables.ts';

/** Families of sets of levels. Node 0 = no set, 1 = the empty set alone; elsewhere "high" are sets with its level, "low" those without. */
export class CutSets {
  readonly nodes = new Nodes();
  readonly #of: Nodes;
  readonly #minimal: Memo;
  readonly #without: Memo;

  /** `most`: see Memo. */
  constructor(diagrams: Nodes, most?: number) {
    this.#of = diagrams;
    this.#minimal = new Memo(most);
    this.#without = new Memo(most);
  }

  /**
   * The minimal sets of levels that make the diagram false when all of them are down, of those with at most `size` levels (Rauzy
   * 1993). Throws TOO_LARGE.
   */
  minimal(diagram: number, size = Infinity): number {
    if (diagram === 0) return 1;
    if (diagram === 1 || size === 0) return 0;
    const limit = size < Infinity ? size : 0;
    const known = this.#minimal.get(diagram, limit);
    if (known >= 0) return known;
    const others = this.minimal(this.#of.high(diagram), size);
    const withIt = this.#freeOf(this.minimal(this.#of.low(diagram), size - 1), others);
    const found = this.#node(this.#of.level(diagram), withIt, others);
    this.#minimal.set(diagram, limit, found);
    return found;
  }

  /** The sets of `a` that contain none of `b`; neither has a set inside another. */
  #freeOf(a: number, b: number): number {
    if (a === 0 || b === 1 || a === b) return 0;
    if (a === 1 || b === 0) return a;
    const { nodes } = this;
    const top = nodes.level(a);
    if (top > nodes.level(b)) return this.#freeOf(a, nodes.low(b));
    const known = this.#without.get(a, b);
    if (known >= 0) return known;
    const same = top === nodes.level(b);
    const rest = same ? nodes.low(b) : b;
    const withIt = this.#freeOf(same ? this.#freeOf(nodes.high(a), nodes.high(b)) : nodes.high(a), rest);
    const found = this.#node(top, withIt, this.#freeOf(nodes.low(a), rest));
    this.#without.set(a, b, found);
    return found;
  }

  #node(level: number, withIt: number, others: number): number {
    return withIt === 0 ? others : this.nodes.find(level, withIt, others);
  }

  /** How many sets there are; rounded beyond 2^53. */
  count(family: number): number {
    const counts = new Float64Array(Math.max(2, family + 1));
    counts[1] = 1;
    for (let n = 2; n <= family; n++) counts[n] = counts[this.nodes.high(n)]! + counts[this.nodes.low(n)]!;
    return counts[family]!;
  }

  /**
   * At most `most` sets, of the fewest levels first, then the likeliest; fewer where they have so many levels that looking for them
   * would take too much room. `fails`: chance that a cause is down, by level.
   */
  list(family: number, most: number, fails: readonly number[]): number[][] {
    const { nodes } = this;
    const found: number[][] = [];
    // Likeliest set of so many levels at each node; none = 0.
    let smaller = new Float64Array(family + 2);
    smaller[1] = 1;
    const likeliest = [smaller];
    for (let size = 0; found.length < most && size * family <= MOST_CHANCES; size++) {
      if (size > 0) {
        const best = new Float64Array(family + 2);
        for (let n = 2; n <= family; n++)
          best[n] = Math.max(fails[nodes.level(n)]! * smaller[nodes.high(n)]!, best[nodes.low(n)]!);
        if (best.every((p) => p === 0)) break;
        likeliest.push(best);
        smaller = best;
      }
      found.push(...this.#likeliest(family, size, most - found.length, fails, likeliest));
    }
    return found;
  }

  /**
   * The likeliest sets of exactly `size` levels, likeliest first. The chance of the best way on is known at every node, so no way
   * is followed that does not lead to one of them.
   */
  #likeliest(
    family: number,
    size: number,
    most: number,
    fails: readonly number[],
    best: readonly Float64Array[],
  ): number[][] {
    const { nodes } = this;
    const found: number[][] = [];
    const open: Way[] = [];
    const add = (node: number, levels: readonly number[], chance: number): void => {
      const bound = chance * best[size - levels.length]![node]!;
      if (bound === 0) return;
      const place = open.findIndex((way) => way.bound < bound);
      open.splice(place < 0 ? open.length : place, 0, { node, levels, chance, bound });
      if (open.length > most - found.length) open.pop();
    };
    add(family, [], 1);
    for (let way = open.shift(); way; way = open.shift()) {
      const { node, levels, chance } = way;
      if (node === 1) {
        found.push([...levels]);
        continue;
      }
      const level = nodes.level(node);
      if (levels.length < size) add(nodes.high(node), [...levels, level], chance * fails[level]!);
      add(nodes.low(node), levels, chance);
    }
    return found;
  }
}

/** A node on the way to sets: the levels taken so far, their chance, and that of the likeliest set behind it. */
interface Way {
  readonly node: number;
  readonly levels: readonly number[];
  readonly chance: number;
  readonly bound: number;
}

/** Nodes times levels of a set, at most, that a list keeps chances of. */
const MOST_CHANCES = 4_000_000;
