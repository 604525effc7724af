/** Yes/no formulas over independent causes: evaluated for one fault, or their exact probability by a decision diagram. */

export type Formula =
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }
  | { readonly kind: 'up'; readonly cause: number }
  | { readonly kind: 'all'; readonly of: readonly Formula[] }
  | { readonly kind: 'any'; readonly of: readonly Formula[] }
  | { readonly kind: 'atLeast'; readonly need: number; readonly of: readonly Formula[] };

export const ALWAYS: Formula = { kind: 'always' };
export const NEVER: Formula = { kind: 'never' };
export const up = (cause: number): Formula => ({ kind: 'up', cause });

export function all(...of: readonly Formula[]): Formula {
  const real = [...new Set(of.filter((f) => f !== ALWAYS))];
  if (real.includes(NEVER)) return NEVER;
  return real.length === 0 ? ALWAYS : real.length === 1 ? real[0]! : { kind: 'all', of: real };
}

export function any(...of: readonly Formula[]): Formula {
  const real = [...new Set(of.filter((f) => f !== NEVER))];
  if (real.includes(ALWAYS)) return ALWAYS;
  return real.length === 0 ? NEVER : real.length === 1 ? real[0]! : { kind: 'any', of: real };
}

export const atLeast = (need: number, of: readonly Formula[]): Formula =>
  need >= of.length ? all(...of) : need <= 0 ? ALWAYS : need === 1 ? any(...of) : { kind: 'atLeast', need, of };

/** Causes that a formula depends on, as bits; formulas share their parts, so each is looked at once. */
class Supports {
  readonly #known = new Map<Formula, Uint32Array>();
  readonly #words: number;
  constructor(causes: number) {
    this.#words = Math.ceil(causes / 32);
  }

  of(f: Formula): Uint32Array {
    const known = this.#known.get(f);
    if (known) return known;
    const bits = new Uint32Array(this.#words);
    if (f.kind === 'up' && f.cause >> 5 < bits.length) bits[f.cause >> 5]! |= 1 << (f.cause & 31);
    else if (f.kind === 'all' || f.kind === 'any' || f.kind === 'atLeast')
      for (const g of f.of) {
        const part = this.of(g);
        for (let w = 0; w < bits.length; w++) bits[w]! |= part[w]!;
      }
    this.#known.set(f, bits);
    return bits;
  }
}

/** Truth of formulas while some causes are down. */
export interface Evaluator {
  readonly holds: (f: Formula) => boolean;
  /** Whether the truth of a formula can be another than with everything up. */
  readonly touches: (f: Formula) => boolean;
}

/**
 * Truth of formulas under one set of failed causes after another: evaluators(n)(down).holds(formula), causes below n. What does
 * not depend on a failed cause keeps its value of the day when everything is up.
 */
export function evaluators(causes: number): (down: ReadonlySet<number>) => Evaluator {
  const supports = new Supports(causes);
  const usual = new Map<Formula, boolean>();
  const touched = (f: Formula, down: ReadonlySet<number>): boolean => {
    const bits = supports.of(f);
    for (const n of down) if ((bits[n >> 5]! & (1 << (n & 31))) !== 0) return true;
    return false;
  };
  const holds = (f: Formula, down: ReadonlySet<number>, known: Map<Formula, boolean>): boolean => {
    if (f.kind === 'always') return true;
    if (f.kind === 'never') return false;
    if (f.kind === 'up') return !down.has(f.cause);
    const seen = known.get(f);
    if (seen !== undefined) return seen;
    if (known !== usual && !touched(f, down)) return holds(f, NOTHING_DOWN, usual);
    const value = (g: Formula): boolean => holds(g, down, known);
    const result =
      f.kind === 'all' ? f.of.every(value) : f.kind === 'any' ? f.of.some(value) : f.of.filter(value).length >= f.need;
    known.set(f, result);
    return result;
  };
  return (down) => {
    const known = down.size === 0 ? usual : new Map<Formula, boolean>();
    return { holds: (f) => holds(f, down, known), touches: (f) => touched(f, down) };
  };
}

const NOTHING_DOWN: ReadonlySet<number> = new Set();

/** One set of failed causes, asked once. */
export function evaluator(down: ReadonlySet<number>): (f: Formula) => boolean {
  return evaluators(Math.max(0, ...down) + 1)(down).holds;
}

/** Nodes that a diagram may grow to; beyond it the question is given up. */
const MOST_NODES = 200_000;

/**
 * Reduced ordered binary decision diagrams (Bryant 1986), variables in the order of their numbers. Node 0 is false, 1 true.
 * Probabilities are exact for independent causes, also where causes are shared between branches.
 */
export class Diagrams {
  readonly #cause: number[] = [Infinity, Infinity];
  readonly #high: number[] = [0, 1];
  readonly #low: number[] = [0, 1];
  readonly #unique = new Map<string, number>();
  readonly #memo = new Map<string, number>();
  readonly #built = new Map<Formula, number>();
  readonly #certain: ReadonlySet<number>;

  /** `certain`: causes that are always up; they take no place in a diagram. */
  constructor(certain: ReadonlySet<number> = new Set()) {
    this.#certain = certain;
  }

  /** The diagram of a formula; null when it grows past the bound. */
  build(f: Formula): number | null {
    try {
      return this.#build(f);
    } catch (error) {
      if (error === TOO_LARGE) return null;
      throw error;
    }
  }

  #build(f: Formula): number {
    const known = this.#built.get(f);
    if (known !== undefined) return known;
    let node: number;
    if (f.kind === 'always') node = 1;
    else if (f.kind === 'never') node = 0;
    else if (f.kind === 'up') node = this.#certain.has(f.cause) ? 1 : this.#node(f.cause, 1, 0);
    else if (f.kind === 'all') node = this.#parts(f.of).reduce((n, g) => this.#choose(g, n, 0), 1);
    else if (f.kind === 'any') node = this.#parts(f.of).reduce((n, g) => this.#choose(g, 1, n), 0);
    else {
      // Row k: "at least k of those seen so far"; each further part lifts it by one.
      let rows: number[] = [1, ...new Array<number>(f.need).fill(0)];
      for (const g of f.of) {
        const part = this.#build(g);
        rows = rows.map((n, k) => (k === 0 ? 1 : this.#choose(part, rows[k - 1]!, n)));
      }
      node = rows[f.need]!;
    }
    this.#built.set(f, node);
    return node;
  }

  /** Diagrams of the parts, those of the last causes first: joined from the bottom up, most of what stands is used again. */
  #parts(of: readonly Formula[]): readonly number[] {
    return of.map((g) => this.#build(g)).sort((a, b) => this.#cause[b]! - this.#cause[a]!);
  }

  #node(cause: number, high: number, low: number): number {
    if (high === low) return high;
    const key = `${cause},${high},${low}`;
    const known = this.#unique.get(key);
    if (known !== undefined) return known;
    if (this.#cause.length > MOST_NODES) throw TOO_LARGE;
    this.#cause.push(cause);
    this.#high.push(high);
    this.#low.push(low);
    this.#unique.set(key, this.#cause.length - 1);
    return this.#cause.length - 1;
  }

  /** If `a` then `b` else `c`. */
  #choose(a: number, b: number, c: number): number {
    if (a === 1) return b;
    if (a === 0) return c;
    if (b === c) return b;
    if (b === 1 && c === 0) return a;
    const key = `${a},${b},${c}`;
    const known = this.#memo.get(key);
    if (known !== undefined) return known;
    const cause = Math.min(this.#cause[a]!, this.#cause[b]!, this.#cause[c]!);
    const high = (n: number): number => (this.#cause[n] === cause ? this.#high[n]! : n);
    const low = (n: number): number => (this.#cause[n] === cause ? this.#low[n]! : n);
    const node = this.#node(cause, this.#choose(high(a), high(b), high(c)), this.#choose(low(a), low(b), low(c)));
    this.#memo.set(key, node);
    return node;
  }

  /** Probability that the diagram is true; `works[cause]` = probability that the cause is up. */
  probability(node: number, works: readonly number[]): number {
    const known = new Map<number, number>([
      [0, 0],
      [1, 1],
    ]);
    const value = (n: number): number => {
      const seen = known.get(n);
      if (seen !== undefined) return seen;
      const p = works[this.#cause[n]!]!;
      const result = p * value(this.#high[n]!) + (1 - p) * value(this.#low[n]!);
      known.set(n, result);
      return result;
    };
    return value(node);
  }

  /** Causes that the diagram depends on, in order. */
  causes(node: number): readonly number[] {
    const seen = new Set<number>();
    const found = new Set<number>();
    const visit = (n: number): void => {
      if (n < 2 || seen.has(n)) return;
      seen.add(n);
      found.add(this.#cause[n]!);
      visit(this.#high[n]!);
      visit(this.#low[n]!);
    };
    visit(node);
    return [...found].sort((a, b) => a - b);
  }

  /** Whether the diagram is true when only these causes are down. */
  holds(node: number, down: ReadonlySet<number>): boolean {
    let n = node;
    while (n > 1) n = down.has(this.#cause[n]!) ? this.#low[n]! : this.#high[n]!;
    return n === 1;
  }
}

const TOO_LARGE = new Error('decision diagram too large');
