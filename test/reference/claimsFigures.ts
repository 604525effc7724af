/** Claims read off the shape of what is expected: every figure under the key that it has in ours. */
import type { Json, JsonObject } from './cases.ts';
import { isObject, textOf } from './cases.ts';
import type { Claim, Ours } from './check.ts';
import { NO_RESULT } from './check.ts';

/** Keys that explain and claim nothing. */
export const PROSE = new Set(['note', 'alsoAccept', 'how', 'check', 'why', 'what']);
/** What tells the entries of a list apart, whatever their order. */
const NAMES = ['cause', 'id', 'target'];

export const claim = (path: string, expected: Json, ours: Ours, how: Claim['how'] = 'exact'): Claim => ({
  path,
  expected,
  ours,
  how,
});

/** A value the engine has no result for, as one row whatever its shape. */
export const without = (path: string, expected: Json): Claim => claim(path, expected, NO_RESULT);

/** Our value under the same key, or none. */
export function own(result: object | null | undefined, key: string): Ours {
  if (result === null || result === undefined) return result === null ? null : NO_RESULT;
  return Object.hasOwn(result, key) ? ((result as JsonObject)[key] ?? null) : NO_RESULT;
}

const isFigure = (expected: Json): boolean => !isObject(expected) || expected['value'] !== undefined;

/** One claim for each figure inside `expected`. */
export function figureClaims(path: string, expected: Json, ours: Ours): Claim[] {
  if (Array.isArray(expected) && expected.some(isObject)) return listClaims(path, expected as readonly Json[], ours);
  if (!isObject(expected) || isFigure(expected) || typeof ours !== 'object' || ours === null)
    return [claim(path, expected, ours)];
  return Object.entries(expected)
    .filter(([key]) => !PROSE.has(key))
    .flatMap(([key, value]) => figureClaims(`${path}.${key}`, value, own(ours, key)));
}

/** Entries that have a name are found by it and may be some of ours; others must be all of ours, in order. */
function listClaims(path: string, expected: readonly Json[], ours: Ours): Claim[] {
  if (!Array.isArray(ours)) return [claim(path, expected, ours)];
  const list = ours as readonly Json[];
  const name = NAMES.find((key) => expected.every((entry) => isObject(entry) && entry[key] !== undefined));
  if (name === undefined)
    return [
      claim(`${path}.length`, expected.length, list.length),
      ...expected.flatMap((entry, i) => figureClaims(`${path}.${i}`, entry, list[i] ?? null)),
    ];
  return expected.flatMap((entry) => {
    const wanted = (entry as JsonObject)[name]!;
    const found = list.find((candidate) => isObject(candidate) && candidate[name] === wanted);
    return figureClaims(`${path}.${textOf(wanted)}`, entry, found ?? null);
  });
}
