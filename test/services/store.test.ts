// The project store through its calls, on real files: round trip, conflict, recovery and trash.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../main/services/log.ts';
import { openStore } from '../../main/services/sqlite.ts';
import { textOf } from './projectSamples.ts';
import { opened, StoreHost } from './storeHost.ts';

let host: StoreHost;
const call = (name: string, request: unknown) => host.call(name, request);
const create = (name?: string) => host.create(name);
const tick = () => host.tick();

beforeEach(() => {
  host = new StoreHost();
});

afterEach(() => {
  host.end();
});

describe('saving', () => {
  test('round trip: each save is a revision, in order, and all is there after a restart', async () => {
    const at = [tick()];
    expect(await call('createProject', { name: '  Shop ', text: textOf('1') })).toEqual({
      id: 'p1',
      revision: 1,
      savedAt: at[0],
    });
    for (const base of [1, 2]) {
      at.push(tick());
      expect(await call('saveProject', { id: 'p1', baseRevision: base, text: textOf(`${base + 1}`) })).toEqual({
        revision: base + 1,
        savedAt: at[base],
        file: null,
      });
    }
    host.restart();
    expect(await call('openProject', { id: 'p1' })).toEqual(opened(3));
    const bytes = Buffer.byteLength(textOf('1'));
    expect(await call('listRevisions', { id: 'p1' })).toEqual(
      [3, 2, 1].map((number) => ({ number, savedAt: at[number - 1], name: 'Shop', bytes })),
    );
    expect(await call('openRevision', { id: 'p1', number: 2 })).toEqual({
      number: 2,
      savedAt: at[1],
      name: 'Shop',
      text: textOf('2'),
    });
    expect(await call('listProjects', {})).toEqual([
      {
        id: 'p1',
        name: 'Shop',
        createdAt: at[0],
        updatedAt: at[2],
        trashedAt: null,
        revision: 3,
        hasRecovery: false,
        linkedPath: null,
      },
    ]);
  });

  test('text comes back to the byte: other scripts, a byte order mark, line ends', async () => {
    const text = `\uFEFF${textOf('Bücher 本 𝄞')}\r\n`;
    await call('createProject', { name: 'Bücher 本', text });
    expect(await call('openProject', { id: 'p1' })).toMatchObject({ name: 'Bücher 本', text });
  });

  test('a save on an old revision is a conflict and overwrites nothing', async () => {
    await create();
    await call('saveProject', { id: 'p1', baseRevision: 1, text: textOf('2') });
    await call('keepRecovery', { id: 'p1', baseRevision: 2, text: textOf('edit') });
    for (const baseRevision of [1, 3]) {
      expect(await call('saveProject', { id: 'p1', baseRevision, text: textOf('mine') })).toBe('conflict');
    }
    const recovery = { savedAt: new Date(host.time).toISOString(), baseRevision: 2, text: textOf('edit') };
    expect(await call('openProject', { id: 'p1' })).toEqual(opened(2, '2', recovery));
  });

  test('two processes with one store see each other: the second save is told', async () => {
    await create();
    const other = host.start();
    expect(await other.dispatch('saveProject', { id: 'p1', baseRevision: 1, text: textOf('theirs') })).toMatchObject({
      ok: true,
    });
    expect(await call('saveProject', { id: 'p1', baseRevision: 1, text: textOf('mine') })).toBe('conflict');
    expect(await call('openProject', { id: 'p1' })).toEqual(opened(2, 'theirs'));
    other.close();
  });

  test('a new name moves the project up; earlier revisions keep theirs', async () => {
    await create();
    tick();
    await create('Bank');
    tick();
    expect(await call('renameProject', { id: 'p1', name: ' Store ' })).toEqual({ name: 'Store' });
    await call('saveProject', { id: 'p1', baseRevision: 1, text: textOf('2') });
    await call('saveProject', { id: 'p1', baseRevision: 2, text: textOf('3'), name: ' Kiosk ' });
    const names = (list: unknown) => (list as { name: string }[]).map(({ name }) => name);
    expect(names(await call('listProjects', {}))).toEqual(['Kiosk', 'Bank']);
    expect(names(await call('listRevisions', { id: 'p1' }))).toEqual(['Kiosk', 'Store', 'Shop']);
  });
});

describe('the recovery copy', () => {
  test('is handed out beside the saved text, replaced by the next, and removed by a save or on request', async () => {
    await create();
    for (const note of ['edit', 'later edit']) {
      const savedAt = tick();
      expect(await call('keepRecovery', { id: 'p1', baseRevision: 1, text: textOf(note) })).toEqual({ savedAt });
      host.restart();
      expect(await call('openProject', { id: 'p1' })).toEqual(
        opened(1, '1', { savedAt, baseRevision: 1, text: textOf(note) }),
      );
    }
    expect(await call('listProjects', {})).toMatchObject([{ hasRecovery: true }]);
    await call('saveProject', { id: 'p1', baseRevision: 1, text: textOf('2') });
    expect(await call('openProject', { id: 'p1' })).toEqual(opened(2));
    await call('keepRecovery', { id: 'p1', baseRevision: 2, text: textOf('edit') });
    expect([await call('dropRecovery', { id: 'p1' }), await call('dropRecovery', { id: 'p1' })]).toEqual([{}, {}]);
    expect(await call('openProject', { id: 'p1' })).toEqual(opened(2));
  });

  test('may be based on an older revision, not on one that does not exist', async () => {
    await create();
    await call('saveProject', { id: 'p1', baseRevision: 1, text: textOf('2') });
    expect(await call('keepRecovery', { id: 'p1', baseRevision: 3, text: textOf('edit') })).toBe('notFound');
    await call('keepRecovery', { id: 'p1', baseRevision: 1, text: textOf('edit') });
    expect(await call('openProject', { id: 'p1' })).toMatchObject({ revision: 2, recovery: { baseRevision: 1 } });
  });
});

describe('the trash', () => {
  test('keeps everything until it is restored; meanwhile no edit is lost and nothing is saved', async () => {
    await create();
    const trashedAt = tick();
    expect(await call('trashProject', { id: 'p1' })).toEqual({ trashedAt });
    tick();
    expect(await call('trashProject', { id: 'p1' })).toEqual({ trashedAt });
    expect([
      await call('openProject', { id: 'p1' }),
      await call('saveProject', { id: 'p1', baseRevision: 1, text: textOf('2') }),
      await call('renameProject', { id: 'p1', name: 'x' }),
    ]).toEqual(['inTrash', 'inTrash', 'inTrash']);
    expect(await call('openRevision', { id: 'p1', number: 1 })).toMatchObject({ text: textOf('1') });
    await call('keepRecovery', { id: 'p1', baseRevision: 1, text: textOf('edit') });
    expect(await call('listProjects', {})).toMatchObject([{ id: 'p1', trashedAt, hasRecovery: true }]);
    expect(await call('restoreProject', { id: 'p1' })).toEqual({});
    expect(await call('openProject', { id: 'p1' })).toMatchObject({ revision: 1, recovery: { text: textOf('edit') } });
  });

  test('is emptied by age, to the day, with revisions and copies, and touches nothing else', async () => {
    for (const name of ['old', 'young', 'kept']) await create(name);
    await call('keepRecovery', { id: 'p1', baseRevision: 1, text: textOf('edit') });
    await call('trashProject', { id: 'p1' });
    host.time += 24 * 60 * 60 * 1000;
    await call('trashProject', { id: 'p2' });
    expect(await call('emptyTrash', { olderThanDays: 2 })).toEqual({ removed: 0 });
    expect(await call('emptyTrash', { olderThanDays: 1 })).toEqual({ removed: 1 });
    expect(await call('listProjects', {})).toMatchObject([{ id: 'p2' }, { id: 'p3' }]);
    expect(await call('emptyTrash', { olderThanDays: 0 })).toEqual({ removed: 1 });
    host.services.close();
    const db = openStore(host.file, [() => {}, () => {}], { log: silentLog, now: () => new Date(host.time) });
    const left = ['project', 'revision', 'recovery'].map((table) =>
      db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
    );
    db.close();
    expect(left).toEqual([1, 1, 0]);
  });
});
