// Files written whole or not at all: the old content or the new, nothing in between, and no trace of what went wrong.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeWhole } from '../../main/services/writeWhole.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'topolith-whole-'));
  file = path.join(folder, 'a.svg');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const refused = (name: string) =>
  writeWhole(name, 'new').then(
    () => 'written',
    (error: unknown) => {
      const { code, message } = error as { code: string; message: string };
      return [code, message];
    },
  );

test('a new file, and one that is there keeps its permissions', async () => {
  expect(await writeWhole(file, 'first')).toBe(true);
  chmodSync(file, 0o606);
  expect(await writeWhole(file, Buffer.from('second'))).toBe(true);
  expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777, readdirSync(folder)]).toEqual([
    'second',
    0o606,
    ['a.svg'],
  ]);
});

test('the last word before the name changes can call it off', async () => {
  writeFileSync(file, 'old');
  const seen: string[] = [];
  const answer = await writeWhole(file, 'new', async () => {
    seen.push(readFileSync(file, 'utf8'));
    return false;
  });
  expect([answer, seen, readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual([false, ['old'], 'old', ['a.svg']]);
});

test('a link is followed; one to nothing, a folder, and a folder that is not there are refused and named', async () => {
  symlinkSync(file, path.join(folder, 'link'));
  writeFileSync(file, 'old');
  await writeWhole(path.join(folder, 'link'), 'new');
  expect(readFileSync(file, 'utf8')).toBe('new');
  rmSync(file);
  mkdirSync(path.join(folder, 'folder'));
  const at = (name: string) => path.join(folder, name);
  expect([await refused(at('link')), await refused(at('folder')), await refused(at('none/x'))]).toEqual([
    ['notWritable', `${at('link')} is a link to a file that is not there.`],
    ['notRegularFile', `${at('folder')} is not a regular file.`],
    ['notWritable', `${at('none/x')} cannot be written: its folder is not there.`],
  ]);
  expect([existsSync(file), readdirSync(folder).toSorted()]).toEqual([false, ['folder', 'link']]);
});

test.runIf(process.getuid?.() !== 0)('a write protection holds (root may write all)', async () => {
  writeFileSync(file, 'old', { mode: 0o400 });
  expect(await refused(file)).toEqual(['notWritable', `${file} cannot be written: the system does not allow it.`]);
  expect(readFileSync(file, 'utf8')).toBe('old');
});

test('what a writer left that died is cleared away, what a living one writes is not', async () => {
  const dead = path.join(folder, '.topolith-2147483646-ab.tmp');
  const ownOld = path.join(folder, `.topolith-${process.pid}-ab.tmp`);
  const living = path.join(folder, `.topolith-${process.ppid}-ab.tmp`);
  for (const name of [dead, ownOld, living]) writeFileSync(name, 'half');
  await Promise.all([writeWhole(file, 'a'), writeWhole(path.join(folder, 'b.svg'), 'b')]);
  expect(readdirSync(folder).toSorted()).toEqual([path.basename(living), 'a.svg', 'b.svg']);
});
