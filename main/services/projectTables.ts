// The tables of the project store: step 2 of the store, after the list of recent files.
import type { Migration } from './sqlite.ts';

export const projectMigration: Migration = (db) => {
  db.exec(`
    CREATE TABLE project (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      trashed_at TEXT,
      -- The exchange file that the project is linked to, and the hash of its content when it was last read or written.
      linked_path TEXT,
      linked_hash TEXT
    ) STRICT;
    CREATE TABLE revision (
      project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
      number INTEGER NOT NULL CHECK (number >= 1),
      saved_at TEXT NOT NULL,
      -- What the project was called at that time.
      name TEXT NOT NULL,
      text TEXT NOT NULL,
      PRIMARY KEY (project_id, number)
    ) STRICT;
    CREATE TABLE recovery (
      project_id TEXT PRIMARY KEY REFERENCES project (id) ON DELETE CASCADE,
      saved_at TEXT NOT NULL,
      base_revision INTEGER NOT NULL,
      text TEXT NOT NULL
    ) STRICT;
  `);
};
