// Projects linked to files, on a real disk: what a save writes, how a change from outside is noticed, and that neither side is ever lost.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { maxFileBytes } from '../../main/services/files.ts';
import { textOf } from './projectSamples.ts';
import { StoreHost } from './storeHost.ts';

let host: StoreHost;
let folder: string;
let file: string;
const call = (name: string, request: unknown) => host.call(name, request);
const read = () => readFileSync(file, 'utf8');

beforeEach(() => {
  host = new StoreHost();
  folder = mkdtempSync(path.join(tmpdir(), 'topolith-linked-'));
  file = path.join(folder, 'Shop.topolith');
  writeFileSync(file, textOf('1'));
});

afterEach(() => {
  host.end();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens the file as the command line does. */
function openFile(): Promise<unknown> {
  host.startFiles.push(file);
  return call('startFile', {});
}

/** Opens the file and makes a linked project of it. */
async function link(): Promise<void> {
  await openFile();
  expect(await call('createProject', { name: 'Shop', text: textOf('1'), path: file })).toMatchObject({ id: 'p1' });
}

const save = (baseRevision: number, note: string) =>
  call('saveProject', { id: 'p1', baseRevision, text: textOf(note) });

const notes = async () => {
  const list = (await call('listRevisions', { id: 'p1' })) as { number: number }[];
  const texts: string[] = [];
  for (const { number } of list) {
    const { text } = (await call('openRevision', { id: 'p1', number })) as { text: string };
    texts.push((JSON.parse(text) as { note: string }).note);
  }
  return texts;
};

describe('a link', () => {
  test('is made from an opened file, and shows in the list, in the project, and at the next opening of the file', async () => {
    expect(await openFile()).toEqual({ name: 'Shop', path: file, text: textOf('1'), project: null });
    await link();
    expect(await call('listProjects', {})).toMatchObject([{ id: 'p1', linkedPath: file }]);
    expect(await call('openProject', { id: 'p1' })).toMatchObject({ file: { path: file, state: 'unchanged' } });
    const project = { id: 'p1', revision: 1, unchanged: true };
    expect(await call('openRecent', { path: file })).toMatchObject({ project });
    writeFileSync(file, textOf('theirs'));
    expect(await call('openRecent', { path: file })).toMatchObject({ project: { ...project, unchanged: false } });
    await call('trashProject', { id: 'p1' });
    expect(await call('openRecent', { path: file })).toMatchObject({ project: null });
  });

  test('goes only to files that the host opened', async () => {
    const request = { name: 'Shop', text: textOf('1') };
    expect(await call('createProject', { ...request, path: file })).toBe('notRecent');
    expect(await call('createProject', { ...request, path: '/etc/passwd' })).toBe('notRecent');
    expect(await call('listProjects', {})).toEqual([]);
  });

  test('knows what the page was given: a change between opening and linking is noticed', async () => {
    await openFile();
    writeFileSync(file, textOf('theirs'));
    await call('createProject', { name: 'Shop', text: textOf('1'), path: file });
    expect(await save(1, '2')).toMatchObject({ revision: 2, file: { state: 'changed' } });
    expect(read()).toBe(textOf('theirs'));
  });

  test('takes the file from another project, and can be taken off', async () => {
    await link();
    await call('createProject', { name: 'Second', text: textOf('1'), path: file });
    const links = async () =>
      ((await call('listProjects', {})) as { id: string; linkedPath: string | null }[])
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ linkedPath }) => linkedPath);
    expect(await links()).toEqual([null, file]);
    expect(await call('unlinkFile', { id: 'p2' })).toEqual({});
    expect(await links()).toEqual([null, null]);
    expect(await save(1, '2')).toMatchObject({ file: null });
    expect(read()).toBe(textOf('1'));
  });

  test('goes to the file that the save dialog names, with its extension; a closed dialog links nothing', async () => {
    await call('createProject', { name: '../Shop: two', text: textOf('1') });
    expect(await call('linkFile', { id: 'p1' })).toBe(null);
    host.target = path.join(folder, 'New');
    expect(await call('linkFile', { id: 'p1' })).toEqual({ path: `${host.target}.topolith` });
    expect(host.suggested).toEqual(['Shop two.topolith', 'Shop two.topolith']);
    expect(readFileSync(`${host.target}.topolith`, 'utf8')).toBe(textOf('1'));
    host.target = file;
    expect(await call('linkFile', { id: 'p1' })).toEqual({ path: file });
    expect(await save(1, '2')).toMatchObject({ file: { path: file, state: 'written', message: null } });
    expect(await call('linkFile', { id: 'p9' })).toBe('notFound');
    host.target = path.join(folder, 'missing', 'x.topolith');
    expect(await call('linkFile', { id: 'p1' })).toBe('notWritable');
    expect(await call('listProjects', {})).toMatchObject([{ linkedPath: file }]);
  });
});

describe('a save', () => {
  test('goes into the file too, through links and with its permissions, and leaves nothing else there', async () => {
    const real = path.join(folder, 'real.topolith');
    writeFileSync(real, textOf('1'));
    chmodSync(real, 0o640);
    rmSync(file);
    symlinkSync(real, file);
    await link();
    expect(await save(1, '2')).toMatchObject({ file: { path: file, state: 'written', message: null } });
    expect(await save(2, '3')).toMatchObject({ file: { state: 'written' } });
    expect([read(), lstatSync(file).isSymbolicLink(), statSync(real).mode & 0o777]).toEqual([textOf('3'), true, 0o640]);
    expect(readdirSync(folder).toSorted()).toEqual(['Shop.topolith', 'real.topolith']);
    host.restart();
    expect(await call('openProject', { id: 'p1' })).toMatchObject({ revision: 3, file: { state: 'unchanged' } });
  });

  test('does not go over a change from outside, is in the store all the same, and says so each time', async () => {
    await link();
    writeFileSync(file, textOf('theirs'));
    expect(await call('openProject', { id: 'p1' })).toMatchObject({ file: { state: 'changed' } });
    expect(await save(1, '2')).toMatchObject({ revision: 2, file: { path: file, state: 'changed', message: null } });
    expect(await save(2, '3')).toMatchObject({ revision: 3, file: { state: 'changed' } });
    expect(read()).toBe(textOf('theirs'));
  });

  test('tells that the file is gone, and why it cannot be written', async () => {
    await link();
    rmSync(file);
    expect(await save(1, '2')).toMatchObject({ revision: 2, file: { state: 'gone' } });
    expect(await call('openProject', { id: 'p1' })).toMatchObject({ file: { state: 'gone' } });
    mkdirSync(file);
    expect(await save(2, '3')).toMatchObject({
      revision: 3,
      file: { state: 'failed', message: `${file} is not a regular file.` },
    });
    expect(await call('openProject', { id: 'p1' })).toMatchObject({ revision: 3, file: { state: 'changed' } });
  });

  test('that died between the file and the note of it is known again', async () => {
    await link();
    writeFileSync(file, textOf('theirs'));
    await save(1, '2');
    // The note is still of revision 1, and the file holds revision 2.
    writeFileSync(file, textOf('2'));
    expect(await call('openProject', { id: 'p1' })).toMatchObject({ file: { state: 'unchanged' } });
    expect(await save(2, '3')).toMatchObject({ file: { state: 'written' } });
  });

  test('waits its turn: two at once end with the newest in the file', async () => {
    await link();
    const answers = await Promise.all([save(1, '2'), save(2, '3'), save(3, '4')]);
    expect(answers).toMatchObject([1, 2, 3].map((base) => ({ revision: base + 1, file: { state: 'written' } })));
    expect(read()).toBe(textOf('4'));
  });
});

describe('keep mine', () => {
  test('keeps the other side as a revision, and mine is the newest, in the store and in the file', async () => {
    await link();
    writeFileSync(file, textOf('theirs'));
    await save(1, 'mine');
    const savedAt = host.tick();
    expect(await call('writeFile', { id: 'p1' })).toEqual({
      revision: 4,
      savedAt,
      file: { path: file, state: 'written', message: 'What the file held is kept as revision 3.' },
    });
    expect([read(), await notes()]).toEqual([textOf('mine'), ['mine', 'theirs', 'mine', '1']]);
    expect(await save(4, '5')).toMatchObject({ file: { state: 'written' } });
  });

  test('copies what is no sound project beside the file, never over an older copy', async () => {
    await link();
    for (const [content, copy] of [
      ['not a project', 'Shop.topolith.bak'],
      ['{', 'Shop.topolith.2.bak'],
    ] as const) {
      writeFileSync(file, content);
      expect(await call('writeFile', { id: 'p1' })).toMatchObject({
        revision: 1,
        file: { state: 'written', message: `What the file held is kept as ${copy}.` },
      });
      expect([read(), readFileSync(path.join(folder, copy), 'utf8')]).toEqual([textOf('1'), content]);
    }
  });

  test('makes a file that is gone anew, and leaves alone what cannot be kept', async () => {
    await link();
    rmSync(file);
    expect(await call('writeFile', { id: 'p1' })).toMatchObject({ revision: 1, file: { state: 'written' } });
    expect(read()).toBe(textOf('1'));
    // A pipe without a writer must not be waited for, and what is too large is not copied either.
    for (const make of [
      () => mkdirSync(file),
      () => execFileSync('mkfifo', [file]),
      () => (writeFileSync(file, ''), truncateSync(file, maxFileBytes + 1)),
    ]) {
      rmSync(file, { recursive: true });
      make();
      expect(await call('writeFile', { id: 'p1' })).toMatchObject({
        revision: 1,
        file: { state: 'failed', message: expect.stringMatching(/\. It was left alone\.$/) },
      });
      expect(readdirSync(folder)).toEqual(['Shop.topolith']);
    }
  });

  test('needs a link, and a project that is not in the trash', async () => {
    await host.create();
    const both = async () => [await call('writeFile', { id: 'p1' }), await call('readFile', { id: 'p1' })];
    expect(await both()).toEqual(['notFound', 'notFound']);
    await call('trashProject', { id: 'p1' });
    expect(await call('linkFile', { id: 'p1' })).toBe('inTrash');
  });
});

describe("take the file's", () => {
  test('gives its text, and the next save may write over just that', async () => {
    await link();
    writeFileSync(file, textOf('theirs'));
    expect(await call('readFile', { id: 'p1' })).toEqual({ text: textOf('theirs') });
    expect(await save(1, 'theirs, edited')).toMatchObject({ file: { state: 'written' } });
    expect(read()).toBe(textOf('theirs, edited'));
    writeFileSync(file, textOf('once'));
    await call('readFile', { id: 'p1' });
    writeFileSync(file, textOf('twice'));
    expect(await save(2, 'once, edited')).toMatchObject({ file: { state: 'changed' } });
    expect(read()).toBe(textOf('twice'));
  });

  test('is asked again after a restart or a new opening, as the page has lost what it took', async () => {
    await link();
    writeFileSync(file, textOf('theirs'));
    for (const forget of [() => host.restart(), () => {}]) {
      await call('readFile', { id: 'p1' });
      forget();
      expect(await call('openProject', { id: 'p1' })).toMatchObject({ file: { state: 'changed' } });
    }
    expect(await save(1, '2')).toMatchObject({ file: { state: 'changed' } });
    expect(read()).toBe(textOf('theirs'));
  });

  test('refuses what is no sound project', async () => {
    await link();
    for (const [content, code] of [
      ['{}', 'invalid'],
      ['\0', 'invalid'],
      [Buffer.from([0xff]), 'notText'],
    ] as const) {
      writeFileSync(file, content);
      expect(await call('readFile', { id: 'p1' })).toBe(code);
      expect(await call('openProject', { id: 'p1' })).toMatchObject({ file: { state: 'changed' } });
    }
    rmSync(file);
    expect(await call('readFile', { id: 'p1' })).toBe('notFound');
  });
});
