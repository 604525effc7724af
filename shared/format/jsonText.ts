/** JSON text to a value: parsed first, and looked over sign by sign only when a quick look cannot vouch for the text. */
import { UNSAFE_KEYS, type JsonRecord } from '../model/paths.ts';
import { HALF_PAIR } from '../model/schemaParts.ts';
import { findJsonFault, type JsonFault } from './jsonFault.ts';

export type JsonResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: JsonFault };

/** The value of the text, or the first of its faults, see `findJsonFault`. Brackets may be nested `depth` deep. */
export function parseJson(text: string, depth: number): JsonResult {
  const value = parsed(text);
  if (value !== undefined && countKeys(value, depth) === keysWritten(text)) return { ok: true, value };
  const fault = findJsonFault(text, depth);
  return fault === null ? { ok: true, value: value ?? JSON.parse(text) } : { ok: false, fault };
}

/** A key, or the end of a text, that is not allowed as a key. An escape may spell one as well, or half a pair. */
const UNSAFE = new RegExp(`(?:${[...UNSAFE_KEYS].join('|')})"`);
/** A pair or a half, found far sooner than HALF_PAIR finds that it is none. */
const SURROGATE = /[\ud800-\udfff]/;
/** While a bracket is open the parser keeps some 60 bytes for it: as many brackets as this do no harm, however deep. */
const BRACKETS = 1_000_000;

/** The value, or undefined when the text is no JSON or has to be looked over first. */
function parsed(text: string): unknown {
  if (
    text.includes('\\u') ||
    UNSAFE.test(text) ||
    (SURROGATE.test(text) && HALF_PAIR.test(text)) ||
    hasManyBrackets(text)
  )
    return;
  try {
    return JSON.parse(text);
  } catch {
    return;
  }
}

/** Whether so many brackets open that they could be nested too deep for the parser; those inside texts count as well. */
function hasManyBrackets(text: string): boolean {
  if (text.length <= BRACKETS) return false;
  let count = 0;
  for (const sign of '[{') {
    for (let at = text.indexOf(sign); at >= 0 && count <= BRACKETS; at = text.indexOf(sign, at + 1)) count++;
  }
  return count > BRACKETS;
}

/** Keys in a value; NaN when it is nested deeper than `depth` or holds a number beyond the range of doubles. */
function countKeys(value: unknown, depth: number): number {
  if (typeof value === 'number') return Number.isFinite(value) ? 0 : NaN;
  if (typeof value !== 'object' || value === null) return 0;
  if (depth === 0) return NaN;
  let count = 0;
  if (Array.isArray(value)) for (const item of value) count += countKeys(item, depth - 1);
  else for (const key in value) count += 1 + countKeys((value as JsonRecord)[key], depth - 1);
  return count;
}

const [QUOTE, BLANK] = [0x22, 0x20];

/** Colons behind a double quote: one for each key, so more than the value has when a key occurs twice, and seldom one inside a text. */
function keysWritten(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
    let before = at - 1;
    while (text.charCodeAt(before) <= BLANK) before--;
    if (text.charCodeAt(before) === QUOTE) count++;
  }
  return count;
}
