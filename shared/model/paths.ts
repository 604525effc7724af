/** Paths into a project: how problems name a place, and keys that no object of ours may have. */

/** Keys that would reach into an object's prototype; refused in files, ids and paths. */
export const UNSAFE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

export type JsonPath = readonly (string | number)[];

/** `['variants', 1, 'placements', 3]` becomes `variants[1].placements[3]`; odd keys are quoted: `nodes["a b"]`. */
export function jsonPath(parts: JsonPath): string {
  let path = '';
  for (const part of parts) {
    if (typeof part === 'number') path += `[${part}]`;
    else if (/^[A-Za-z_$][\w$]*$/.test(part)) path += path === '' ? part : `.${part}`;
    else path += `[${JSON.stringify(part)}]`;
  }
  return path;
}

export type JsonRecord = Readonly<Record<string, unknown>>;

/** An object that is not a list. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value under an own key, or undefined: never something inherited. */
export function ownValue(record: JsonRecord, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
