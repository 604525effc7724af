/** Yes/no formulas over independent causes, true or false for one set of failed causes; many sets: cases.ts; probability: diagram.ts. */

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

/** Truth of formulas while some causes are down; what was worked out once is kept. */
export function evaluator(down: ReadonlySet<number>): (f: Formula) => boolean {
  const known = new Map<Formula, boolean>();
  const holds = (f: Formula): boolean => {
    if (f.kind === 'always') return true;
    if (f.kind === 'never') return false;
    if (f.kind === 'up') return !down.has(f.cause);
    const seen = known.get(f);
    if (seen !== undefined) return seen;
    const result =
      f.kind === 'all' ? f.of.every(holds) : f.kind === 'any' ? f.of.some(holds) : f.of.filter(holds).length >= f.need;
    known.set(f, result);
    return result;
  };
  return holds;
}
