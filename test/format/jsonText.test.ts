import { expect, test } from 'vitest';
import { findJsonFault } from '../../shared/format/jsonFault.ts';
import { parseJson } from '../../shared/format/jsonText.ts';
import { writeProject } from '../../shared/format/projectFile.ts';
import { SHOP } from '../model/projects.ts';
import { seeded } from '../support/randomProject.ts';

const deep = (levels: number): string => `${'{"a":['.repeat(levels / 2)}${']}'.repeat(levels / 2)}`;

/** Sound, although the quick look has to ask the scan about them. */
const doubtful: readonly (readonly [string, string])[] = [
  ['a text that begins with a colon', '{"a": ": x"}'],
  ['a quote before a colon inside a text', String.raw`{"a": "x\": y"}`],
  ['a word that is no key', '{"a": "constructor", "b": "a prototype"}'],
  ['escapes by number', String.raw`{"\u0061": "\ud83d\ude00"}`],
  ['more brackets than are parsed unseen', `[${'[],'.repeat(1_000_000)}0]`],
];
const plain: readonly (readonly [string, string])[] = [
  ['keys set apart', '{"a" \n: 1, "b"\t:{"a"\r\n: ":"}}'],
  ['whole pairs', '{"a": "😀", "é": "\u20ac"}'],
  ['as deep as is allowed', deep(64)],
  ['no record', 'null'],
  ['the smallest numbers', '[5e-324, 1e-999, -0]'],
];

test.each([...doubtful, ...plain])('%s: parsed', (_, text) => {
  expect(findJsonFault(text, 64)).toBeNull();
  expect(parseJson(text, 64)).toEqual({ ok: true, value: JSON.parse(text) });
});

test.each([
  ['a key twice', '{"a": 1, "a": 2}', 'the key "a" occurs twice in one object'],
  ['a key twice beside keys set apart', '{"a" : 1, "a" : 2, "b" : 3}', 'the key "a" occurs twice in one object'],
  ['a key twice beside a text with a colon', '{"a": 1, "a": ": x"}', 'the key "a" occurs twice in one object'],
  ['below zero and out of range', '{"a": [-1e999]}', 'the number -1e999 is too large'],
  ['too deep', deep(66), 'brackets are nested more than 64 deep'],
  ['half a pair as it is', '{"a": "\ud83d"}', 'a text holds half of a character pair'],
  ['half a pair, half escaped', '{"a": "\ud83d\\ude0"}', 'expected an escape such as \\n or \\u0041'],
  ['a key of its own kind', '{"__proto__": {}}', 'the key "__proto__" is not allowed'],
])('%s: refused', (_, text, message) => {
  expect(parseJson(text, 64)).toMatchObject({ ok: false, fault: { message } });
});

test('the quick look never differs from the scan, whatever is written into a file', () => {
  const next = seeded(5);
  const whole = writeProject(SHOP);
  const among = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const pieces = ['{', ']', ',', ':', '"', '\\', '\\u0041', '"a": 1, "a": 2', '": ', '1e999', '\ud83d', '\ufeff', '01'];
  for (let round = 0; round < 3000; round++) {
    const at = Math.floor(next() * whole.length);
    const text = whole.slice(0, at) + among(pieces) + whole.slice(at + Math.floor(next() * 8));
    const fault = findJsonFault(text, 64);
    expect(parseJson(text, 64)).toEqual(fault === null ? { ok: true, value: JSON.parse(text) } : { ok: false, fault });
  }
});
