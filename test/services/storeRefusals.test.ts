// What the project store refuses: bad text, bad names, junk for each call, unknown ids, a newer store; and that nothing changes by it.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../main/services/log.ts';
import { createProjects } from '../../main/services/projects.ts';
import { explained, openStore } from '../../main/services/sqlite.ts';
import type { ZodType } from 'zod';
import { calls } from '../../shared/contract/calls.ts';
import { textOf } from './projectSamples.ts';
import { opened, StoreHost } from './storeHost.ts';

let host: StoreHost;
const call = (name: string, request: unknown) => host.call(name, request);
const create = (name?: string) => host.create(name);

beforeEach(() => {
  host = new StoreHost();
});

afterEach(() => {
  host.end();
});

describe('what is refused stores nothing', () => {
  test.each([
    ['', 'invalid'],
    ['not JSON', 'invalid'],
    ['{}', 'invalid'],
    [textOf('x').slice(0, -1), 'invalid'],
    [JSON.stringify({ ...(JSON.parse(textOf('x')) as object), latncy: 1 }), 'invalid'],
    [textOf('x') + ' '.repeat(32 * 1024 * 1024), 'tooBig'],
    // Few enough characters, but too many bytes.
    [textOf('本'.repeat(11 * 1024 * 1024)), 'tooBig'],
  ])('bad text, case %#', async (text, code) => {
    await create();
    expect([
      await call('createProject', { name: 'x', text }),
      await call('saveProject', { id: 'p1', baseRevision: 1, text }),
      await call('keepRecovery', { id: 'p1', baseRevision: 1, text }),
    ]).toEqual([code, code, code]);
    expect(await call('listProjects', {})).toMatchObject([{ id: 'p1', revision: 1, hasRecovery: false }]);
  });

  test('exactly 32 MiB is stored', async () => {
    const text = textOf('x');
    const full = text + ' '.repeat(32 * 1024 * 1024 - Buffer.byteLength(text));
    expect(await call('createProject', { name: 'x', text: full })).toMatchObject({ revision: 1 });
    expect(await call('openProject', { id: 'p1' })).toMatchObject({ text: full });
  });

  test.each(['', '   ', 'x'.repeat(201), 'a\nb', 'a\u2028b', 'a\0b', '\ud800', 7, null])(
    'the name %j',
    async (name) => {
      await create();
      expect(await call('createProject', { name, text: textOf('1') })).toBe('badRequest');
      expect(await call('renameProject', { id: 'p1', name })).toBe('badRequest');
    },
  );

  test('projects and revisions that do not exist', async () => {
    const text = textOf('1');
    const missing = await Promise.all([
      call('openProject', { id: 'p9' }),
      call('saveProject', { id: 'p9', baseRevision: 1, text }),
      call('renameProject', { id: 'p9', name: 'x' }),
      call('listRevisions', { id: 'p9' }),
      call('openRevision', { id: 'p9', number: 1 }),
      call('keepRecovery', { id: 'p9', baseRevision: 1, text }),
      call('dropRecovery', { id: 'p9' }),
      call('trashProject', { id: 'p9' }),
      call('restoreProject', { id: 'p9' }),
    ]);
    expect(missing).toEqual(missing.map(() => 'notFound'));
    await create();
    expect(await call('openRevision', { id: 'p1', number: 2 })).toBe('notFound');
  });

  const names = Object.keys(calls);
  const project = names.slice(names.indexOf('listProjects'), names.indexOf('emptyTrash') + 1);
  test.each(project)('junk for %s', async (name) => {
    await create();
    const good = { id: 'p1', name: 'x', text: textOf('2'), baseRevision: 1, number: 1, olderThanDays: 0 };
    const asked = Object.keys(calls[name as 'saveProject'].request.shape);
    const wanted = asked.filter((key): key is keyof typeof good => key in good);
    const fitting = Object.fromEntries(wanted.map((key) => [key, good[key]]));
    const junk: unknown[] = [undefined, null, 0, 'x', [], [fitting], { ...fitting, extra: 1 }];
    for (const key of wanted) {
      const { [key]: _left, ...without } = fitting;
      const optional = (calls[name as 'saveProject'].request.shape as Record<string, ZodType>)[key]?.safeParse(
        undefined,
      );
      if (!optional?.success) junk.push(without);
      const free = key === 'name' || key === 'text';
      const values = [null, {}, [], true, -1, 0.5, NaN, Infinity, 2 ** 53, ...(free ? [] : ['', '../x', 'A', '1; --'])];
      for (const value of values) junk.push({ ...fitting, [key]: value });
    }
    if (asked.includes('path'))
      for (const path of [null, '', 7, [], 'x'.repeat(32_769)]) junk.push({ ...fitting, path });
    for (const request of junk) expect([request, await call(name, request)]).toEqual([request, 'badRequest']);
    expect(await call('openProject', { id: 'p1' })).toEqual(opened(1));
  });
});

describe('stores of other versions', () => {
  const options = { log: silentLog, now: () => new Date(host.time) };
  beforeEach(() => {
    host.services.close();
    rmSync(host.file);
  });

  test('one of version 1 is brought up to date and keeps its recent files', async () => {
    // Spelled out as version 1 wrote it, so that a change of our own step cannot go unseen.
    const db = openStore(
      host.file,
      [
        (old) =>
          old.exec(`CREATE TABLE recent (path TEXT PRIMARY KEY, name TEXT NOT NULL, opened_at TEXT NOT NULL) STRICT;
            INSERT INTO recent VALUES ('/a/Shop.topolith', 'Shop', '2025-12-31T00:00:00.000Z');`),
      ],
      options,
    );
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    db.close();
    host.services = host.start();
    expect(await call('listRecent', {})).toEqual([
      { path: '/a/Shop.topolith', name: 'Shop', openedAt: '2025-12-31T00:00:00.000Z' },
    ]);
    expect([await call('listProjects', {}), await create()]).toMatchObject([[], { id: 'p1', revision: 1 }]);
    host.services.close();
    const after = openStore(host.file, [() => {}, () => {}], options);
    expect(['user_version', 'foreign_key_check'].map((name) => after.pragma(name))).toEqual([
      [{ user_version: 2 }],
      [],
    ]);
    after.close();
  });

  test('one of a newer Topolith is refused and keeps its bytes', async () => {
    openStore(host.file, [() => {}, () => {}, (db) => db.exec('CREATE TABLE later (x)')], options).close();
    const bytes = readFileSync(host.file);
    host.services = host.start();
    expect([await call('listProjects', {}), await create(), await call('listRecent', {})]).toEqual(
      Array(3).fill('storeUnavailable'),
    );
    host.services.close();
    expect(readFileSync(host.file)).toEqual(bytes);
  });

  test('a full disk and a store that another process holds are named, and change nothing', async () => {
    host.services = host.start();
    await create();
    host.services.close();
    const db = openStore(host.file, [() => {}, () => {}], options);
    const pages = Number(db.pragma('page_count', { simple: true }));
    db.pragma(`max_page_count = ${pages}`);
    const projects = createProjects(db, { now: options.now, newId: () => 'p2' });
    expect(() => explained(() => projects.save('p1', 1, textOf('2')))).toThrow(
      expect.objectContaining({ code: 'storeUnavailable', message: 'The store cannot be used: the disk is full.' }),
    );
    expect(projects.open('p1')).toMatchObject({ revision: 1, text: textOf('1') });
    db.pragma('busy_timeout = 0');
    const holder = openStore(host.file, [() => {}, () => {}], options);
    holder.exec('BEGIN IMMEDIATE');
    expect(() => explained(() => projects.trash('p1'))).toThrow(/another Topolith keeps the store busy/);
    holder.exec('ROLLBACK');
    holder.close();
    db.close();
  });
});

test.each([
  ['removed', () => rmSync(host.folder, { recursive: true })],
  ['moved', () => renameSync(host.folder, `${host.folder}-moved`)],
  [
    'replaced',
    () => {
      rmSync(host.file);
      writeFileSync(host.file, '');
    },
  ],
])('nothing is said to be saved in a store that was %s meanwhile', async (_, lose) => {
  await create();
  lose();
  const answer = await host.services.dispatch('saveProject', { id: 'p1', baseRevision: 1, text: textOf('2') });
  expect(answer).toMatchObject({
    ok: false,
    error: { code: 'storeUnavailable', message: expect.stringContaining('was moved or removed while Topolith ran') },
  });
  expect(await call('keepRecovery', { id: 'p1', baseRevision: 1, text: textOf('2') })).toBe('storeUnavailable');
  rmSync(`${host.folder}-moved`, { recursive: true, force: true });
});
