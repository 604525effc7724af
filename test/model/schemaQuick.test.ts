import { expect, test } from 'vitest';
import { z } from 'zod';
import { projectSchema } from '../../shared/model/schema.ts';
import { quickReader, UNSOUND } from '../../shared/model/schemaQuick.ts';
import { seeded } from '../support/randomProject.ts';
import { realProjects, SHOP } from './projects.ts';

const read = quickReader(projectSchema);

test.each([...realProjects(), ['shop', JSON.stringify(SHOP)] as const])('%s: as zod reads it', (_, text) => {
  const value: unknown = JSON.parse(text);
  // As text, so that the order of keys counts.
  expect(JSON.stringify(read(value))).toBe(JSON.stringify(projectSchema.parse(value)));
  expect(JSON.stringify(value)).toBe(JSON.stringify(JSON.parse(text)));
});

test('fields come in the order of the schema, and nothing that was given is changed', () => {
  const reader = quickReader(
    z.strictObject({ a: z.number(), b: z.strictObject({ c: z.number(), d: z.int().optional() }) }),
  );
  const given = { b: { d: 2, c: 1 }, a: 0 };
  expect(JSON.stringify(reader(given))).toBe('{"a":0,"b":{"c":1,"d":2}}');
  expect(JSON.stringify(given)).toBe('{"b":{"d":2,"c":1},"a":0}');
});

const key = z.string().refine((value) => value !== 'odd');
test.each<readonly [string, z.ZodType, unknown]>([
  ['unknown field', z.strictObject({ a: z.number().optional() }), { b: 1 }],
  ['missing field', z.strictObject({ a: z.number() }), {}],
  ['field set to undefined', z.strictObject({ a: z.number().optional() }), { a: undefined }],
  ['instance of a class', z.strictObject({}), new Date(0)],
  ['inherited field', z.strictObject({ a: z.number() }), Object.create({ a: 1 })],
  ['record that lets unknown fields pass', z.object({ a: z.number() }), { a: 1, b: 2 }],
  ['dropped key', z.record(key, z.number()), JSON.parse('{"__proto__": 1}')],
  ['bad key', z.record(key, z.number()), { odd: 1 }],
  ['missing key', z.record(z.enum(['a', 'b']), z.number()), { a: 1 }],
  ['exactly one of two', z.xor([z.number(), z.number().min(1)]), 2],
  ['changed text', z.string().trim(), ' a '],
  ['changed type', z.coerce.number(), '1'],
  ['default', z.strictObject({ a: z.number().default(1) }), {}],
  ['exclusive bound', z.number().gt(1), 1],
  ['other format', z.email(), 'a@b'],
  ['small integer', z.int32(), 2 ** 40],
  ['not finite', z.number(), Infinity],
  ['not a number', z.number().min(0), NaN],
  ['fraction', z.int(), 0.5],
  ['code points', z.string().min(2), '😀'],
  ['list too long', z.array(z.number()).max(1), [1, 2]],
  ['hole in a list', z.array(z.number()), Array(1)],
])('%s: not vouched for, or as zod reads it', (_, schema, value) => {
  const quick = quickReader(schema)(value);
  const { success, data } = schema.safeParse(value);
  if (quick === UNSOUND) return;
  expect({ success, data }).toEqual({ success: true, data: quick });
});

test.each<readonly [string, z.ZodType, unknown]>([
  ['later form', z.union([z.strictObject({ a: z.number() }), z.strictObject({ b: z.number() })]), { b: 1 }],
  ['text of the most code points', z.string().max(2), '😀😀'],
  ['table', z.record(key, z.boolean()), { 2: true, b: false, 1: true }],
  ['any JSON', z.json(), { a: [{ b: null }] }],
  ['words', z.tuple([z.literal('a'), z.enum(['b', 'c'])]), ['a', 'c']],
])('%s: vouched for', (_, schema, value) => {
  expect(JSON.stringify(quickReader(schema)(value))).toBe(JSON.stringify(schema.parse(value)));
});

test('vouches for nothing that zod refuses, whatever is put into a project', () => {
  const next = seeded(8);
  const among = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const values = [
    null,
    true,
    -1,
    0,
    1.5,
    1e300,
    '',
    'a',
    ' a',
    'a/b',
    'x'.repeat(101),
    '\ud800',
    [],
    ['a'],
    {},
    { mean: 1 },
  ];
  const within = (value: unknown): object[] =>
    typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(within)] : [];
  let sound = 0;
  for (let round = 0; round < 2000; round++) {
    const value = structuredClone(SHOP);
    const place = among(within(value));
    const name = among([...Object.keys(place), 'note', 'share', 'x']);
    if (next() < 0.3) Reflect.deleteProperty(place, name);
    else Object.assign(place, { [name]: among(values) });
    const quick = read(value);
    const { success, data } = projectSchema.safeParse(value);
    expect(quick !== UNSOUND).toBe(success);
    if (!success) continue;
    sound++;
    expect(JSON.stringify(quick)).toBe(JSON.stringify(data));
  }
  expect(sound).toBeGreaterThan(100);
});
