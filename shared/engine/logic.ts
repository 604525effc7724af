/** Yes/no formulas over independent causes: evaluated for one set of failed causes after another; their probability: diagram.ts. */

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

export const all = (...of: readonly Formula[]): Formula => joined('all', of, ALWAYS, NEVER);

export const any = (...of: readonly Formula[]): Formula => joined('any', of, NEVER, ALWAYS);

/** Without repeats and what changes nothing. */
function joined(kind: 'all' | 'any', of: readonly Formula[], empty: Formula, decisive: Formula): Formula {
  const real: Formula[] = [];
  for (const f of of) {
    if (f === decisive) return decisive;
    if (f !== empty && !real.includes(f)) real.push(f);
  }
  return real.length === 0 ? empty : real.length === 1 ? real[0]! : { kind, of: real };
}

/** `f`; where it has the same parts as `other`, that one, so that what is worked out of it is worked out once. */
export function orSame(f: Formula, other: Formula): Formula {
  const alike =
    'of' in f &&
    'of' in other &&
    f.kind === other.kind &&
    f.of.length === other.of.length &&
    (f.kind !== 'atLeast' || other.kind !== 'atLeast' || f.need === other.need) &&
    f.of.every((g, i) => g === other.of[i]);
  return alike ? other : f;
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
