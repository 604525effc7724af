// The store on real files: settings that really hold, migrations, and damage that is moved aside and never deleted.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../main/services/log.ts';
import { type Migration, openStore } from '../../main/services/sqlite.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'topolith-store-'));
  file = path.join(folder, 'data', 'topolith.db');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const now = () => new Date('2026-01-02T03:04:05.678Z');
const first: Migration = (db) => db.exec('CREATE TABLE thing (name TEXT)');
const second: Migration = (db) => db.exec(`INSERT INTO thing VALUES ('from the second step')`);
const open = (migrations: Migration[] = [first]) => openStore(file, migrations, { log: silentLog, now });
const names = (migrations?: Migration[]) => {
  const db = open(migrations);
  const found = db.prepare('SELECT name FROM thing').pluck().all();
  db.close();
  return found;
};

/** A store with one row, written and closed. */
function writeRow(): void {
  const db = open();
  db.exec(`INSERT INTO thing VALUES ('kept')`);
  db.close();
}

test('a new store has the settings that it asked for, also after the first write', () => {
  const db = open();
  db.exec(`INSERT INTO thing VALUES ('x')`);
  const settings = ['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema', 'application_id', 'user_version'];
  expect(settings.map((name) => db.pragma(name, { simple: true }))).toEqual(['wal', 2, 1, 0, 0x546f706f, 1]);
  db.close();
  expect(readdirSync(path.dirname(file))).toEqual(['topolith.db']);
});

test('steps run once and in order', () => {
  expect(names([first])).toEqual([]);
  expect(names([first, second])).toEqual(['from the second step']);
  expect(names([first, second])).toEqual(['from the second step']);
});

test('a step that fails leaves the store as it was', () => {
  writeRow();
  const broken: Migration = (db) => {
    db.exec('DELETE FROM thing');
    throw new Error('no');
  };
  expect(() => open([first, broken])).toThrow('no');
  expect(names([first])).toEqual(['kept']);
});

test('what was committed survives a process that is killed right after', () => {
  open().close();
  const script = `
    const { openStore } = await import(${JSON.stringify(path.resolve('main/services/sqlite.ts'))});
    const log = { info() {}, warn() {}, error() {} };
    const db = openStore(${JSON.stringify(file)}, [() => {}], { log, now: () => new Date() });
    db.exec("INSERT INTO thing VALUES ('committed')");
    process.kill(process.pid, 'SIGKILL');`;
  const killed = spawnSync(process.execPath, ['--input-type=module', '-e', script]);
  expect([killed.signal, killed.stderr.toString()]).toEqual(['SIGKILL', '']);
  expect(names()).toEqual(['committed']);
});

describe('damage is moved aside with everything that belongs to it', () => {
  const asideFolder = () => path.join(path.dirname(file), 'damaged-2026-01-02T03-04-05-678Z');

  test.each<[string, () => void]>([
    ['a text file', () => writeFileSync(file, 'not a database at all, only some text\n'.repeat(50))],
    ['a store cut in half', () => writeFileSync(file, readFileSync(file).subarray(0, 5000))],
    ['an empty store beside a log', () => writeFileSync(file, '')],
  ])('%s', (_what, damage) => {
    writeRow();
    damage();
    writeFileSync(`${file}-wal`, 'what is left of the log');
    const damaged = readFileSync(file);
    expect(names()).toEqual([]);
    expect(readFileSync(path.join(asideFolder(), 'topolith.db'))).toEqual(damaged);
    expect(readFileSync(path.join(asideFolder(), 'topolith.db-wal'), 'utf8')).toBe('what is left of the log');
  });

  test('a whole store is not touched by that', () => {
    writeRow();
    expect(names()).toEqual(['kept']);
    expect(readdirSync(path.dirname(file))).toEqual(['topolith.db']);
  });
});

describe('a store that is not ours to change is refused and keeps its bytes', () => {
  test('of a newer Topolith', () => {
    open([first, second]).close();
    const bytes = readFileSync(file);
    expect(() => open([first])).toThrow(/newer Topolith/);
    expect(readFileSync(file)).toEqual(bytes);
  });

  test('of another program', () => {
    const db = open();
    db.pragma('application_id = 1');
    db.close();
    const bytes = readFileSync(file);
    expect(() => open()).toThrow(/another program/);
    expect(readFileSync(file)).toEqual(bytes);
  });

  test('a folder in its place', () => {
    mkdirSync(file, { recursive: true });
    expect(() => open()).toThrow(expect.objectContaining({ code: 'storeUnavailable' }));
  });
});
