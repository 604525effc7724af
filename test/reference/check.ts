/** One expected value against ours: tolerances, lists, sets, ranges. */
import type { Json } from './cases.ts';
import { isList, isObject, textOf } from './cases.ts';

/** Ours has no place for the value. */
export const NO_RESULT = Symbol('no result');
export type Ours = Json | typeof NO_RESULT;

export interface Claim {
  readonly path: string;
  readonly expected: Json;
  readonly ours: Ours;
  readonly how: 'exact' | 'set' | 'setOfSets' | 'range' | 'includes' | 'quiet';
  /** Further values that are as good as the expected one. */
  readonly orElse?: readonly Json[];
  /** Relative tolerance that replaces a tighter one. */
  readonly looser?: number;
}

export interface Verdict {
  readonly good: boolean;
  /** Relative error of a number; null where the word has no meaning. */
  readonly error: number | null;
  /** The tolerance that was applied, as a relative error. */
  readonly allowed: number | null;
}

/** Slack for plain numbers. */
const PLAIN = 1e-9;
/** Twelve digits are printed, of the answers as of the inputs that led to them. */
const PRINTED = 5e-12;

const sorted = (value: Json): string => JSON.stringify(isList(value) ? value.map(textOf).toSorted() : value);
const sortedSets = (value: Json): string => JSON.stringify(isList(value) ? value.map(sorted).toSorted() : value);

export function valueOf(expected: Json): Json {
  return isObject(expected) && expected['value'] !== undefined ? expected['value'] : expected;
}

function near(value: number, ours: number, tolerance: number): Verdict {
  const off = Math.abs(ours - value);
  const scale = Math.abs(value) || 1;
  return { good: off <= tolerance, error: off / scale, allowed: tolerance / scale };
}

function toleranceOf(expected: Json, value: number, looser: number): number {
  if (!isObject(expected)) return PLAIN * Math.max(1, Math.abs(value));
  const rel = typeof expected['rel'] === 'number' ? expected['rel'] : 0;
  const abs = typeof expected['abs'] === 'number' ? expected['abs'] : 0;
  return Math.max(abs, Math.max(rel, looser, PRINTED) * Math.abs(value));
}

export function judge(claim: Claim): Verdict {
  const { expected, ours, how } = claim;
  const plain = (good: boolean): Verdict => ({ good, error: null, allowed: null });
  if (ours === NO_RESULT) return plain(false);
  if (claim.orElse?.some((value) => JSON.stringify(value) === JSON.stringify(ours)) === true) return plain(true);
  if (how === 'set') return plain(sorted(expected) === sorted(ours));
  if (how === 'setOfSets') return plain(sortedSets(expected) === sortedSets(ours));
  if (how === 'quiet') return plain(isList(ours) && ours.length === 0);
  if (how === 'includes') {
    const found = isList(ours) ? ours : [];
    return plain(isList(expected) && expected.every((id) => found.includes(id)));
  }
  if (how === 'range') {
    const [low, high] = isList(expected) ? expected.map(Number) : [];
    return plain(typeof ours === 'number' && ours >= (low ?? Infinity) && ours <= (high ?? -Infinity));
  }
  const value = valueOf(expected);
  if (typeof value === 'number') {
    if (typeof ours !== 'number') return plain(false);
    return near(value, ours, toleranceOf(expected, value, claim.looser ?? 0));
  }
  return plain(JSON.stringify(value) === JSON.stringify(ours));
}
