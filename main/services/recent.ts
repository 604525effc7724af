// The list of recently opened files, in the application's store.
import type { RecentEntry } from '../../shared/contract/calls.ts';
import type { Database, Migration } from './sqlite.ts';

const shown = 20;

export const recentMigration: Migration = (db) => {
  db.exec('CREATE TABLE recent (path TEXT PRIMARY KEY, name TEXT NOT NULL, opened_at TEXT NOT NULL) STRICT');
};

export interface Recent {
  /** The latest first. */
  list(): RecentEntry[];
  has(path: string): boolean;
  add(path: string, name: string): void;
}

export function createRecent(db: Database, now: () => Date): Recent {
  const list = db.prepare<[], RecentEntry>(
    `SELECT path, name, opened_at AS openedAt FROM recent ORDER BY opened_at DESC, path LIMIT ${shown}`,
  );
  const has = db.prepare<[string], number>('SELECT 1 FROM recent WHERE path = ?').pluck();
  const add = db.prepare<[string, string, string]>(
    `INSERT INTO recent (path, name, opened_at) VALUES (?, ?, ?)
     ON CONFLICT (path) DO UPDATE SET name = excluded.name, opened_at = excluded.opened_at`,
  );
  // What the list no longer shows may no longer be opened by path either.
  const prune = db.prepare(
    `DELETE FROM recent WHERE path NOT IN (SELECT path FROM recent ORDER BY opened_at DESC, path LIMIT ${shown})`,
  );
  const addAndPrune = db.transaction((path: string, name: string) => {
    add.run(path, name, now().toISOString());
    prune.run();
  });
  return {
    list: () => list.all(),
    has: (path) => has.get(path) !== undefined,
    add: (path, name) => addAndPrune.immediate(path, name),
  };
}
