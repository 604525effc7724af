/** Both ends of the way from the engine to the window: values come out as they went in, and what did not change as the same object. */
import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Packer } from '../../renderer/worker/packer.ts';
import { Unpacker } from '../../renderer/worker/unpacker.ts';

const { value } = fc.letrec<{ value: unknown; list: unknown; record: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'large', withCrossShrink: true },
    fc.constantFrom(null, true, false, undefined, 0, -0, 1, NaN, Infinity, 0.1, 'a', 'b', ''),
    tie('list'),
    tie('record'),
  ),
  list: fc.oneof(
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.constantFrom<unknown>(1, 2, [1], [2]), { minLength: 7, maxLength: 9 }),
  ),
  record: fc.oneof(
    fc.dictionary(fc.constantFrom('a', 'b', 'c', '1', '__proto__', 'constructor'), tie('value'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
    // More keys than a small object has.
    fc
      .tuple(fc.integer({ min: 18, max: 24 }), tie('value'), fc.nat(17))
      .map(([keys, odd, at]) =>
        Object.fromEntries(Array.from({ length: keys }, (_, i) => [`k${i}`, i === at ? odd : [i % 2]])),
      ),
  ),
}));

type Parts = Readonly<Record<string, unknown>>;
const isParts = (of: unknown): of is Parts => typeof of === 'object' && of !== null;

/** A value and those after it, of which each has another part somewhere or none. */
const values = fc
  .tuple(value, fc.array(fc.record({ way: fc.array(fc.nat(30), { maxLength: 3 }), part: value }), { maxLength: 6 }))
  .map(([first, edits]) =>
    edits.reduce(
      (all, { way, part }) => [...all, way.length > 0 ? edited(all.at(-1), way, part) : all.at(-1)],
      [first],
    ),
  );

/** The value with the part at the end of the way, or on it where there are no more parts, replaced. */
function edited(of: unknown, [turn, ...way]: readonly number[], part: unknown): unknown {
  if (!isParts(of) || turn === undefined) return part;
  const keys = Object.keys(of);
  const key = keys[turn % (keys.length + 1)] ?? 'a';
  if (Array.isArray(of)) return [...of.slice(0, turn), edited(of[turn], way, part), ...of.slice(turn + 1)];
  const entries = keys.map((k) => [k, k === key ? edited(of[k], way, part) : of[k]]);
  return Object.fromEntries(keys.includes(key) ? entries : [...entries, [key, part]]);
}

interface Ends {
  readonly packer: Packer;
  readonly pass: (of: unknown, key?: string) => unknown;
}

/** What goes in and what comes out is frozen, so that neither end can have changed it. */
function ends(): Ends {
  const packer = new Packer();
  const unpacker = new Unpacker();
  return { packer, pass: (of, key = '') => frozen(unpacker.unpack(structuredClone(packer.pack(key, frozen(of))))) };
}

function frozen<T>(of: T): T {
  if (typeof of !== 'object' || of === null || Object.isFrozen(of)) return of;
  Object.freeze(of);
  Object.values(of).forEach(frozen);
  return of;
}

/** Equal, with the keys in the same order too. */
const same = (a: unknown, b: unknown): boolean => isDeepStrictEqual(a, b) && orderOf(a) === orderOf(b);
const orderOf = (of: unknown): string =>
  isParts(of)
    ? `{${Object.entries(of)
        .map(([key, part]) => key + orderOf(part))
        .join()}}`
    : '';

/** Whether every part that went in twice alike, at one place, came out as one object. */
function steady(before: unknown, after: unknown, outBefore: unknown, outAfter: unknown): boolean {
  if (same(before, after)) return Object.is(outBefore, outAfter);
  if (![before, after, outBefore, outAfter].every(isParts) || Array.isArray(before) !== Array.isArray(after))
    return true;
  const [a, b, c, d] = [before, after, outBefore, outAfter] as [Parts, Parts, Parts, Parts];
  return Object.keys(a).every((key) => !Object.hasOwn(b, key) || steady(a[key], b[key], c[key], d[key]));
}

describe('values on their way', () => {
  test('arrive as they were sent, and what did not change as the same object', () => {
    fc.assert(
      fc.property(values, (all) => {
        const { pass } = ends();
        const out = all.map((of) => pass(of));
        all.forEach((of, i) => expect(same(out[i], of)).toBe(true));
        all.slice(1).forEach((of, i) => expect(steady(all[i], of, out[i], out[i + 1])).toBe(true));
      }),
      { numRuns: 1000, seed: 1 },
    );
  });

  test('arrive whatever the keys are, also those that are no longer kept, and after a new start', () => {
    const step = fc.record({ key: fc.integer({ min: 0, max: 11 }), value, forget: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const { packer, pass } = ends();
        for (const { key, value: of, forget } of steps) {
          if (forget && key > 8) packer.forget();
          expect(same(pass(of, String(key)), of)).toBe(true);
        }
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  test('a long list that stands in one value twice comes out once', () => {
    const pool = fc.array(fc.array(fc.constantFrom(1, 2), { minLength: 6, maxLength: 12 }), {
      minLength: 2,
      maxLength: 3,
    });
    const uses = fc.array(fc.array(fc.nat(2), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(pool, uses, (lists, all) => {
        const { pass } = ends();
        for (const use of all) {
          const of = use.map((i) => ({ list: lists[i % lists.length]! }));
          expect(same(pass(of), of)).toBe(true);
        }
      }),
      { numRuns: 500, seed: 3 },
    );
    const { pass } = ends();
    for (const first of [0, 1, 1]) {
      const list = [first, 1, 2, 3, 4, 5, 6, 7, 8];
      const [a, b] = pass([list, list]) as [unknown, unknown];
      expect(a).toBe(b);
    }
  });

  test('a value as before takes one mark, and one with a new number little more', () => {
    const packer = new Packer();
    const parts = (load: number): unknown =>
      Object.fromEntries(
        Array.from({ length: 300 }, (_, i) => [`part ${i}`, { name: `Part ${i}`, load: i === 7 ? load : i }]),
      );
    expect(packer.pack('', parts(7))).toMatchObject({ anew: true, shapes: [{ length: 300 }, ['name', 'load']] });
    expect(packer.pack('', parts(7))).toMatchObject({ anew: false, marks: { length: 1 }, shapes: [] });
    const { marks, numbers, texts, shapes } = packer.pack('', parts(8));
    expect([marks.length, numbers.length, texts.length, shapes.length]).toEqual([7, 1, 0, 0]);
  });
});
