// Opens the application's own store, and is the only file that knows better-sqlite3. Damaged stores are moved aside, never deleted.
import { copyFileSync, mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { codeOf, messageOf, ServiceError } from './errors.ts';
import type { Log } from './log.ts';

export type Database = BetterSqlite3.Database;

/** Step n (from 0) brings a store of user_version n to n + 1. Steps are only ever added. */
export type Migration = (db: Database) => void;

/** "Topo": tells our store from any other SQLite file. */
const applicationId = 0x546f706f;

export interface StoreDeps {
  log: Log;
  now: () => Date;
}

/**
 * Opens or creates the store at `file` and brings it up to date. A damaged one is moved with its -wal and -shm into a dated folder
 * beside it, and a new one is made. Throws ServiceError storeUnavailable for one of a newer Topolith, or of another program, or if
 * the folder cannot be written; the file is then left as it was.
 */
export function openStore(file: string, migrations: readonly Migration[], { log, now }: StoreDeps): Database {
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const keepAside = (reason: string) => {
      const folder = copyAside(file, now());
      log.error(`the store was damaged (${reason}) and is kept in ${folder}`);
    };
    return openChecked(file, migrations, keepAside) ?? openNew(file, migrations);
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    throw new ServiceError('storeUnavailable', `The store ${file} cannot be opened: ${messageOf(error)}`, error);
  }
}

/** The open store, or null if it was damaged and is now out of the way. */
function openChecked(
  file: string,
  migrations: readonly Migration[],
  keepAside: (reason: string) => void,
): Database | null {
  // SQLite takes an empty file for a new database; beside a log with content it is what is left of a lost one.
  if (sizeOf(file) === 0 && sizeOf(`${file}-wal`) > 0) {
    keepAside('empty file beside a log');
    removeStore(file);
    return null;
  }
  const db = new BetterSqlite3(file, { timeout: 5000 });
  try {
    refuseForeign(db, file, migrations.length);
    setPragmas(db);
    const check = db.pragma('quick_check(1)', { simple: true });
    if (check !== 'ok') throw Object.assign(new Error(String(check)), { code: 'SQLITE_CORRUPT' });
    migrate(db, migrations);
    return db;
  } catch (error) {
    const damaged = /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error));
    // Before closing, because a close that finds the log useless deletes it.
    if (damaged) keepAside(messageOf(error));
    db.close();
    if (!damaged) throw error;
    removeStore(file);
    return null;
  }
}

function openNew(file: string, migrations: readonly Migration[]): Database {
  const db = new BetterSqlite3(file, { timeout: 5000 });
  setPragmas(db);
  migrate(db, migrations);
  return db;
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Reads only, so that a file which is not ours to change stays byte for byte as it was. */
function refuseForeign(db: Database, file: string, known: number): void {
  const id = db.pragma('application_id', { simple: true });
  const tables = Number(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get());
  if (id !== applicationId && (id !== 0 || tables > 0)) {
    throw new ServiceError('storeUnavailable', `${file} belongs to another program and was left alone.`);
  }
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version > known) {
    throw new ServiceError(
      'storeUnavailable',
      `${file} was written by a newer Topolith (store ${version}, known ${known}).`,
    );
  }
}

/** Each setting is read back: SQLite answers an unknown or refused one with silence. */
function setPragmas(db: Database): void {
  const wanted: [name: string, value: string, readBack: unknown][] = [
    ['journal_mode', 'WAL', 'wal'],
    ['synchronous', 'FULL', 2],
    ['foreign_keys', 'ON', 1],
    ['trusted_schema', 'OFF', 0],
    ['cell_size_check', 'ON', 1],
    // On macOS a plain fsync does not reach the disk; elsewhere the setting has no effect.
    ['fullfsync', 'ON', 1],
  ];
  for (const [name, value, readBack] of wanted) {
    db.pragma(`${name} = ${value}`);
    const actual: unknown = db.pragma(name, { simple: true });
    if (actual !== readBack) throw new Error(`SQLite did not accept ${name} = ${value} (it says ${String(actual)})`);
  }
}

/** All steps and the new version in one immediate transaction, so that a second process waits and then finds nothing to do. */
function migrate(db: Database, migrations: readonly Migration[]): void {
  if (db.pragma('user_version', { simple: true }) === migrations.length) return;
  db.transaction(() => {
    const from = Number(db.pragma('user_version', { simple: true }));
    for (const step of migrations.slice(from)) step(db);
    db.pragma(`application_id = ${applicationId}`);
    db.pragma(`user_version = ${migrations.length}`);
  }).immediate();
}

/**
 * A check whether the file that is there now is still there later: SQLite goes on writing into one that was removed or replaced, and what
 * it says is saved would be gone with the process. Throws ServiceError storeUnavailable.
 */
export function staysInPlace(file: string): () => void {
  const identity = (): string | undefined => {
    const found = statSync(file, { bigint: true, throwIfNoEntry: false });
    return found && `${found.dev} ${found.ino}`;
  };
  const before = identity();
  return () => {
    if (identity() === before) return;
    throw new ServiceError(
      'storeUnavailable',
      `The store ${file} was moved or removed while Topolith ran. Export the design, then start Topolith again.`,
    );
  };
}

/** Runs what uses an open store; a fault of the disk or of the file becomes ServiceError storeUnavailable with the reason. */
export function explained<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const reason = reasons.find(([code]) => codeOf(error).startsWith(code))?.[1];
    if (reason === undefined) throw error;
    throw new ServiceError('storeUnavailable', `The store cannot be used: ${reason}.`, error);
  }
}

const reasons: readonly [code: string, reason: string][] = [
  ['SQLITE_FULL', 'the disk is full'],
  ['SQLITE_IOERR', 'the disk reports an error'],
  ['SQLITE_READONLY', 'the data folder may not be written'],
  ['SQLITE_CANTOPEN', 'the file of the store cannot be opened'],
  ['SQLITE_BUSY', 'another Topolith keeps the store busy'],
  ['SQLITE_CORRUPT', 'the store is damaged; start Topolith again'],
  ['SQLITE_NOTADB', 'the store is damaged; start Topolith again'],
];

/** A store, its log and its index belong together: any one of them alone has lost data or brings back old data. */
const storeFiles = (file: string): string[] =>
  ['', '-wal', '-shm'].map((suffix) => file + suffix).filter((name) => statSync(name, { throwIfNoEntry: false }));

function copyAside(file: string, at: Date): string {
  const folder = path.join(path.dirname(file), `damaged-${at.toISOString().replaceAll(/[:.]/g, '-')}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of storeFiles(file)) copyFileSync(name, path.join(folder, path.basename(name)));
  return folder;
}

/** Only after copyAside: what is removed here is kept there. */
function removeStore(file: string): void {
  for (const name of storeFiles(file)) rmSync(name);
}
