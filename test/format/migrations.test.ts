import { expect, test } from 'vitest';
import { FORMAT_VERSION, readEnvelope } from '../../shared/format/envelope.ts';
import { checkedMigrations, migrate, MIGRATIONS, type Migration } from '../../shared/format/migrations.ts';

const FAKE: readonly Migration[] = checkedMigrations([
  { to: 2, name: 'boxes are called parts', migrate: ({ boxes, ...file }) => ({ ...file, parts: boxes }) },
  { to: 3, name: 'parts get a count', migrate: (file) => ({ ...file, count: (file['parts'] as unknown[]).length }) },
]);
const OLD = { format: 'topolith', formatVersion: 1, minReaderVersion: 1, boxes: ['a', 'b'] };

test('the list leads from version 1 to the version of this program', () => {
  expect(MIGRATIONS.length + 1).toBe(FORMAT_VERSION);
});

test('all steps that are due run in order; the original stays as it was', () => {
  const before = structuredClone(OLD);
  expect(migrate(OLD, 1, FAKE)).toEqual({
    ok: true,
    record: { format: 'topolith', formatVersion: 3, minReaderVersion: 3, parts: ['a', 'b'], count: 2 },
    applied: [2, 3],
  });
  expect(OLD).toEqual(before);
});

test('a file half way runs the rest, one of this version none', () => {
  const half = { formatVersion: 2, minReaderVersion: 1, parts: ['a'] };
  expect(migrate(half, 2, FAKE)).toMatchObject({ record: { count: 1, formatVersion: 3 }, applied: [3] });
  const current = { formatVersion: 3, minReaderVersion: 2 };
  expect(migrate(current, 3, FAKE)).toEqual({ ok: true, record: current, applied: [] });
});

test('a newer file passes with the versions of this program', () => {
  expect(migrate({ formatVersion: 9, minReaderVersion: 1 }, 9, FAKE)).toEqual({
    ok: true,
    record: { formatVersion: 3, minReaderVersion: 3 },
    applied: [],
  });
});

test('a step that fails stops the reading and is named', () => {
  expect(migrate({ formatVersion: 2 }, 2, FAKE)).toEqual({
    ok: false,
    failedAt: 3,
    message: expect.stringMatching(/^The step to format 3 \(parts get a count\) failed: /),
  });
  const junk = [{ to: 2, name: 'junk', migrate: () => [] as never }];
  expect(migrate(OLD, 1, junk)).toMatchObject({ ok: false, failedAt: 2 });
});

test('numbers with a gap are refused when the list is made', () => {
  expect(() => checkedMigrations([FAKE[1]!])).toThrow('migration 3 stands where 2 belongs');
  expect(() => checkedMigrations([FAKE[0]!, FAKE[0]!])).toThrow(RangeError);
});

test('the head says who may read', () => {
  expect(readEnvelope({ ...OLD, formatVersion: 5, minReaderVersion: 4 }, 3)).toMatchObject({
    ok: false,
    code: 'newer',
  });
  expect(readEnvelope({ ...OLD, formatVersion: 5, minReaderVersion: 3 }, 3)).toMatchObject({ ok: true, version: 5 });
  expect(readEnvelope({ ...OLD, formatVersion: 1, minReaderVersion: 2 }, 3)).toMatchObject({
    ok: false,
    code: 'invalid',
  });
});
