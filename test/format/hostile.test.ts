import { expect, test } from 'vitest';
import { readProject, writeProject, type ReadCode } from '../../shared/format/projectFile.ts';
import { LIMITS } from '../../shared/model/limits.ts';
import { SHOP } from '../model/projects.ts';

const TEXT = writeProject(SHOP);
const swap = (from: string, to: string): string => {
  expect(TEXT).toContain(from);
  return TEXT.replace(from, () => to);
};

const cases: readonly (readonly [string, string, ReadCode, string])[] = [
  ['nothing', '', 'empty', 'The file is empty.'],
  ['white space', ' \n\t', 'empty', 'The file is empty.'],
  ['only a mark', '\ufeff', 'empty', 'The file is empty.'],
  ['words', 'hello', 'not-json', 'This is not JSON: expected a value at line 1, column 1.'],
  ['HTML', '<!doctype html>', 'not-json', 'This is not JSON: expected a value at line 1, column 1.'],
  ['binary', '\0\u0001PK', 'not-json', 'This is not JSON: expected a value at line 1, column 1.'],
  ['comment', '{\n  // no\n}', 'not-json', 'This is not JSON: expected a key in double quotes at line 2, column 3.'],
  ['trailing comma', '{"a": [1,]}', 'not-json', 'This is not JSON: expected a value at line 1, column 10.'],
  ['two values', '{} {}', 'not-json', 'This is not JSON: expected the end of the file at line 1, column 4.'],
  ['NaN', swap('"sizeGiB": 20', '"sizeGiB": NaN'), 'not-json', 'expected a value at line 40'],
  ['Infinity', '{"a": -Infinity}', 'not-json', 'expected a value at line 1, column 7'],
  ['raw line break in a text', '{"a": "x\ny"}', 'not-json', 'expected a closing double quote at line 1, column 9'],
  ['bad escape', '{"a": "\\q"}', 'not-json', 'expected an escape'],
  ['leading zero', '{"a": 01}', 'not-json', 'expected a comma or } at line 1, column 8'],
  [
    'cut number',
    '{"a": 1.',
    'truncated',
    'The file is cut off: it ends where a digit is expected, at line 1, column 9.',
  ],
  [
    'merge conflict',
    swap('"name": "Shop",', '<<<<<<< HEAD\n"name": "Shop",'),
    'not-json',
    'expected a key in double quotes',
  ],
  ['null', 'null', 'other-app', 'This is JSON, but not a Topolith project.'],
  ['a list', '[]', 'other-app', 'not a Topolith project'],
  ['another app', '{"format": "drawio", "formatVersion": 1}', 'other-app', 'not a Topolith project'],
  ['package.json', '{"name": "x", "version": "1.0.0"}', 'other-app', 'not a Topolith project'],
  [
    'newer',
    swap('"minReaderVersion": 1', '"minReaderVersion": 4').replace('"formatVersion": 1', '"formatVersion": 5'),
    'newer',
    'written by a newer Topolith (format 5); this one reads up to format 1',
  ],
  ['no version', swap('"formatVersion": 1,', ''), 'invalid', 'formatVersion is missing.'],
  ['odd version', swap('"formatVersion": 1', '"formatVersion": "1"'), 'invalid', 'formatVersion cannot be "1".'],
  ['dangling', swap('"from": "web"', '"from": "wab"'), 'invalid', 'links[0].from: there is no component "wab".'],
  ['duplicate', swap('"id": "mail"', '"id": "placed"'), 'invalid', 'components[5].id: "placed" is used twice (and '],
  [
    'out of range',
    swap('"share": 0.75', '"share": 1.5'),
    'invalid',
    'variants[1].placements[1].share: must be at most 1.',
  ],
  [
    'unknown field',
    swap('"engineers": 4', '"engineers": 4, "mood": 1'),
    'invalid',
    'teams[0].mood: unknown field "mood".',
  ],
  [
    '__proto__',
    swap('"engineers": 4', '"engineers": 4, "__proto__": {"x": 1}'),
    'invalid',
    'the key "__proto__" is not allowed, at line 9',
  ],
  ['hidden __proto__', swap('{"buy": 3}', '{"\\u005f_proto__": 3}'), 'invalid', 'the key "__proto__" is not allowed'],
  ['constructor', swap('{"buy": 3}', '{"constructor": 3}'), 'invalid', 'the key "constructor" is not allowed'],
  [
    'key twice',
    swap('"engineers": 4', '"engineers": 4, "engineers": 5'),
    'invalid',
    'the key "engineers" occurs twice in one object',
  ],
  [
    'key twice, spelt otherwise',
    '{"a": 1, "\\u0061": 2}',
    'invalid',
    'the key "a" occurs twice in one object, at line 1, column 10.',
  ],
  ['1e999', swap('"sizeGiB": 20', '"sizeGiB": 1e999'), 'invalid', 'the number 1e999 is too large'],
  ['half a pair', swap('"name": "Shop"', '"name": "Shop\\ud83d"'), 'invalid', 'a text holds half of a character pair'],
  ['depth', '['.repeat(1_000_000), 'invalid', 'brackets are nested more than 64 deep, at line 1, column 65.'],
  [
    'too many',
    swap('"journeys": [', `"journeys": [${'{},'.repeat(2000)}`),
    'invalid',
    'journeys: must have a count of at most 1000',
  ],
  ['too large', ' '.repeat(LIMITS.fileCharacters + 1), 'too-large', `at most ${LIMITS.fileCharacters} are read`],
  ['a huge list', `[${'0,'.repeat(1_000_000)}0]`, 'other-app', 'not a Topolith project'],
  [
    'control character in a name',
    swap('"name": "Shop"', '"name": "Shop\\u0007"'),
    'invalid',
    'name: must be one line without control characters.',
  ],
];

test.each(cases)('%s', (_, text, code, message) => {
  const { ok, ...failure } = readProject(text);
  expect({ ok, ...failure }).toEqual({
    ok: false,
    code,
    message: expect.stringContaining(message),
    problems: expect.arrayContaining([{ path: expect.any(String), message: expect.any(String) }]),
  });
  expect('message' in failure && failure.message).toMatch(/^[^\n]{5,300}\.$/);
});

test('cut off anywhere, a file is called cut off', () => {
  const whole = TEXT.trimEnd();
  const lengths = Array.from({ length: whole.length - 1 }, (_, index) => index + 1);
  const taken = lengths.filter((length) => {
    const result = readProject(whole.slice(0, length));
    return result.ok || result.code !== 'truncated';
  });
  expect(taken).toEqual([]);
});

test('nothing that was read has polluted the prototypes', () => {
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});
