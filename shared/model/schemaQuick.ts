/** A quick reader made of a schema: it can only tell that a value is sound, and leaves it to zod to find what is wrong. */
import type { z } from 'zod';
import { isRecord, type JsonRecord } from './paths.ts';

/** Stands for a value that is not sound, or that the quick reader cannot vouch for. */
export const UNSOUND = Symbol('unsound');

type Schema = z.core.$ZodType;
type Check = z.core.$ZodCheck<unknown>;
type CheckDef = z.core.$ZodChecks['_zod']['def'] | z.core.$ZodCustomDef;
type Reader = (value: unknown) => unknown;
type Test = (value: unknown) => unknown;

/** The kinds of schema that are read here. */
type Def =
  | z.core.$ZodStringDef
  | z.core.$ZodNumberDef
  | z.core.$ZodBooleanDef
  | z.core.$ZodEnumDef
  | z.core.$ZodLiteralDef<z.core.util.Literal>
  | z.core.$ZodOptionalDef
  | z.core.$ZodUnionDef
  | z.core.$ZodArrayDef
  | z.core.$ZodRecordDef
  | z.core.$ZodObjectDef;

/**
 * Reads a value as `schema.parse` does, or gives back UNSOUND. zod makes a record of findings for every field, there or
 * not, and that takes most of its time; here nothing is noted, and what has its fields in the order of the schema is
 * given back as it is, not copied. Nothing is compiled to code, which the window's content security policy would refuse.
 */
export function quickReader<T>(schema: z.ZodType<T>): (value: unknown) => T | typeof UNSOUND {
  return readerOf(schema) as (value: unknown) => T | typeof UNSOUND;
}

/** What zod keeps for libraries that read its schemas. */
const inside = <T>({ _zod }: { readonly _zod: T }): T => _zod;

function readerOf(schema: Schema): Reader {
  const zod = inside(schema);
  const def = zod.def as Def;
  if (def.type === 'string') return leaf(schema, (value) => typeof value === 'string');
  if (def.type === 'number') return leaf(schema, Number.isFinite);
  if (def.type === 'boolean') return leaf(schema, (value) => typeof value === 'boolean');
  if (def.type === 'enum' || def.type === 'literal') return leaf(schema, (value) => zod.values!.has(value as string));
  if (def.type === 'optional') return checked(schema, readerOf(def.innerType));
  if (def.type === 'array') return checked(schema, listReader(readerOf(def.element)));
  if (def.type === 'union' && def.inclusive !== false) return checked(schema, unionReader(def.options.map(readerOf)));
  if (def.type === 'record' && inside(def.keyType).values === undefined)
    return checked(schema, tableReader(readerOf(def.keyType), readerOf(def.valueType)));
  if (def.type === 'object' && def.catchall !== undefined && inside(def.catchall).def.type === 'never')
    return checked(schema, recordReader(def.shape));
  return byZod(schema);
}

function byZod(schema: Schema): Reader {
  const zod = inside(schema);
  return (value) => {
    const { issues, value: result } = zod.run({ value, issues: [] }, { async: false }) as z.core.ParsePayload;
    return issues.length === 0 ? result : UNSOUND;
  };
}

function leaf(schema: Schema, isOfKind: Test): Reader {
  const isSound = all([isOfKind, ...testsOf(schema)]);
  return (value) => (isSound(value) ? value : UNSOUND);
}

function checked(schema: Schema, read: Reader): Reader {
  const tests = testsOf(schema);
  if (tests.length === 0) return read;
  const isSound = all([(value) => value !== UNSOUND, ...tests]);
  return (value) => {
    const result = read(value);
    return isSound(result) ? result : UNSOUND;
  };
}

function all(tests: readonly Test[]): Test {
  return (value) => {
    for (const test of tests) if (!test(value)) return false;
    return true;
  };
}

/** The checks of a schema. One with a format of its own (`z.int()`) is its own first check. */
function testsOf(schema: Schema): readonly Test[] {
  const { traits, def } = inside(schema);
  const own = traits.has('$ZodCheck') ? [schema as Schema & Check] : [];
  return [...own, ...(def.checks ?? [])].map((check) => testOf(check as Check));
}

/** A check, by zod's own function or, for the commonest, without the payload that one takes. */
function testOf(check: Check): Test {
  const zod = inside(check);
  const def = zod.def as CheckDef;
  const byItself: Test = (value) => {
    const payload: z.core.ParsePayload = { value, issues: [] };
    void zod.check(payload);
    return payload.issues.length === 0 && payload.value === value;
  };
  if (def.check === 'custom') return def.fn;
  if (def.check === 'string_format' && def.format === 'regex') return (value) => def.pattern!.test(value as string);
  if (def.check === 'number_format' && def.format === 'safeint') return Number.isSafeInteger;
  if (def.check === 'greater_than' && def.inclusive) return (value) => (value as number) >= (def.value as number);
  if (def.check === 'less_than' && def.inclusive) return (value) => (value as number) <= (def.value as number);
  // zod counts code points; a text has at least half as many as it has UTF-16 units.
  if (def.check === 'min_length') return (value) => (value as string).length >= 2 * def.minimum || byItself(value);
  if (def.check === 'max_length') return (value) => (value as string).length <= def.maximum || byItself(value);
  return byItself;
}

/** zod makes such a record of an instance of a class, too. */
const isPlain = (value: unknown): value is JsonRecord =>
  isRecord(value) && Object.getPrototypeOf(value) === Object.prototype;

/** Unknown fields and fields set to undefined are left to zod. */
function recordReader(shape: z.core.$ZodShape): Reader {
  const keys = Object.keys(shape);
  const readers = Object.values(shape).map(readerOf);
  const optional = Object.values(shape)
    .map(inside)
    .map(({ optin, optout }) => optin === 'optional' && optout === 'optional');
  const needed = optional.filter((may) => !may).length;
  return (value) => {
    if (!isPlain(value)) return UNSOUND;
    let result: Record<string, unknown> = value;
    let ordered = true;
    let missing = needed;
    let at = -1;
    for (const key in value) {
      // Mostly the next field or one soon after it.
      do at++;
      while (at < keys.length && keys[at] !== key);
      if (at === keys.length) {
        ordered = false;
        at = keys.indexOf(key);
        if (at < 0) return UNSOUND;
      }
      const field = value[key];
      const sound = field === undefined ? UNSOUND : readers[at]!(field);
      if (sound === UNSOUND) return UNSOUND;
      if (sound !== field) {
        if (result === value) result = { ...value };
        result[key] = sound;
      }
      if (!optional[at]) missing--;
    }
    if (missing > 0) return UNSOUND;
    return ordered ? result : inOrder(result, keys);
  };
}

function inOrder(value: JsonRecord, keys: readonly string[]): JsonRecord {
  const result: Record<string, unknown> = {};
  for (const key of keys) {
    const field = value[key];
    if (field !== undefined) result[key] = field;
  }
  return result;
}

function listReader(read: Reader): Reader {
  return (value) => {
    if (!Array.isArray(value)) return UNSOUND;
    let result: unknown[] = value;
    for (let index = 0; index < value.length; index++) {
      const item: unknown = value[index];
      const sound = read(item);
      if (sound === UNSOUND) return UNSOUND;
      if (sound === item) continue;
      if (result === value) result = value.slice();
      result[index] = sound;
    }
    return result;
  };
}

function unionReader(options: readonly Reader[]): Reader {
  return (value) => {
    for (const read of options) {
      const sound = read(value);
      if (sound !== UNSOUND) return sound;
    }
    return UNSOUND;
  };
}

function tableReader(readKey: Reader, read: Reader): Reader {
  return (value) => {
    if (!isPlain(value)) return UNSOUND;
    const result: Record<string, unknown> = {};
    for (const key of Reflect.ownKeys(value)) {
      // zod drops such a key without a word.
      if (typeof key !== 'string' || key === '__proto__' || readKey(key) !== key) return UNSOUND;
      const sound = read(value[key]);
      if (sound === UNSOUND) return UNSOUND;
      result[key] = sound;
    }
    return result;
  };
}
