// The local projects: each save appends a revision, unsaved edits have one recovery copy, and what is deleted waits in the trash.
import type { Answer, ProjectEntry } from '../../shared/contract/calls.ts';
import { ServiceError } from './errors.ts';
import { checkProjectText } from './projectText.ts';
import type { Database } from './sqlite.ts';

export interface ProjectDeps {
  now: () => Date;
  /** A new id at each call, never one that was used before. */
  newId: () => string;
}

/** The exchange file of a project, and the hash of what Topolith last read or wrote there. */
export interface Link {
  path: string;
  hash: string;
}

/** Every function that writes returns after the commit; with synchronous=FULL that is after the disk has it. */
export interface Projects {
  /** All, those in the trash too; the latest changed first. */
  list(): Answer<'listProjects'>;
  /** Throws invalid or tooBig. */
  create(name: string, text: string, link: Link | null): Answer<'createProject'>;
  /** The newest revision, with the recovery copy if there is one. Throws notFound or inTrash. */
  open(id: string): Opened;
  /** Appends a revision and removes the recovery copy. Throws notFound, inTrash, conflict, invalid or tooBig. */
  save(id: string, baseRevision: number, text: string, name?: string): Saved;
  /** Appends a text that came from elsewhere, and after it the newest one again, which so stays the newest. Throws as `save` does. */
  keepBoth(id: string, theirs: string): Saved;
  /** The newest revision. Throws notFound or inTrash. */
  newest(id: string): Answer<'openRevision'>;
  /** Throws notFound or inTrash. */
  nameOf(id: string): string;
  /** Throws notFound. */
  link(id: string): Link | null;
  /** A file belongs to one project: another one that was linked to it is so no longer. Throws notFound. */
  setLink(id: string, link: Link | null): void;
  /** The project that is linked to the file and not in the trash. */
  linkedTo(path: string): { id: string; revision: number; hash: string } | null;
  /** The newest first. Throws notFound. */
  revisions(id: string): Answer<'listRevisions'>;
  /** Throws notFound. */
  openRevision(id: string, number: number): Answer<'openRevision'>;
  /** Replaces the recovery copy, also of a project in the trash: refusing would lose edits. Throws notFound, invalid or tooBig. */
  keepRecovery(id: string, baseRevision: number, text: string): Answer<'keepRecovery'>;
  /** Throws notFound; that there is no copy is no fault. */
  dropRecovery(id: string): Answer<'dropRecovery'>;
  /** Keeps the first time if the project is in the trash already. Throws notFound. */
  trash(id: string): Answer<'trashProject'>;
  /** Throws notFound. */
  restore(id: string): Answer<'restoreProject'>;
  /** Removes for good what has been in the trash for that many days; 0 removes all of it. */
  emptyTrash(olderThanDays: number): Answer<'emptyTrash'>;
  /** Earlier revisions keep the name they had. Throws notFound or inTrash. */
  rename(id: string, name: string): Answer<'renameProject'>;
}

interface Head {
  name: string;
  trashedAt: string | null;
  revision: number;
}

type Opened = Omit<Answer<'openProject'>, 'file'>;
type Saved = Omit<Answer<'saveProject'>, 'file'>;

const dayMs = 24 * 60 * 60 * 1000;

export function createProjects(db: Database, { now, newId }: ProjectDeps): Projects {
  const list = db.prepare<[], Omit<ProjectEntry, 'hasRecovery'> & { hasRecovery: 0 | 1 }>(
    `SELECT id, name, created_at AS createdAt, updated_at AS updatedAt, trashed_at AS trashedAt,
       (SELECT max(number) FROM revision WHERE project_id = id) AS revision,
       EXISTS (SELECT 1 FROM recovery WHERE project_id = id) AS hasRecovery,
       linked_path AS linkedPath
     FROM project ORDER BY updated_at DESC, id`,
  );
  const head = db.prepare<[string], Head>(
    `SELECT name, trashed_at AS trashedAt, (SELECT max(number) FROM revision WHERE project_id = id) AS revision
     FROM project WHERE id = ?`,
  );
  const addProject = db.prepare<[string, string, string, string]>(
    'INSERT INTO project (id, name, created_at, updated_at) VALUES (?, ?, ?, ?)',
  );
  const addRevision = db.prepare<[string, number, string, string, string]>(
    'INSERT INTO revision (project_id, number, saved_at, name, text) VALUES (?, ?, ?, ?, ?)',
  );
  const touch = db.prepare<[string, string]>('UPDATE project SET updated_at = ? WHERE id = ?');
  const revisions = db.prepare<[string], Answer<'listRevisions'>[number]>(
    `SELECT number, saved_at AS savedAt, name, octet_length(text) AS bytes
     FROM revision WHERE project_id = ? ORDER BY number DESC`,
  );
  const revision = db.prepare<[string, number], Answer<'openRevision'>>(
    'SELECT number, saved_at AS savedAt, name, text FROM revision WHERE project_id = ? AND number = ?',
  );
  const recovery = db.prepare<[string], NonNullable<Opened['recovery']>>(
    'SELECT saved_at AS savedAt, base_revision AS baseRevision, text FROM recovery WHERE project_id = ?',
  );
  const setRecovery = db.prepare<[string, string, number, string]>(
    'INSERT OR REPLACE INTO recovery (project_id, saved_at, base_revision, text) VALUES (?, ?, ?, ?)',
  );
  const removeRecovery = db.prepare<[string]>('DELETE FROM recovery WHERE project_id = ?');
  const setTrashed = db.prepare<[string, string]>('UPDATE project SET trashed_at = ? WHERE id = ?');
  const setRestored = db.prepare<[string]>('UPDATE project SET trashed_at = NULL WHERE id = ?');
  // Revisions and recovery copies go with their project (ON DELETE CASCADE).
  const removeTrashed = db.prepare<[string]>('DELETE FROM project WHERE trashed_at <= ?');
  const getLink = db.prepare<[string], { path: string | null; hash: string | null }>(
    'SELECT linked_path AS path, linked_hash AS hash FROM project WHERE id = ?',
  );
  const putLink = db.prepare<[string | null, string | null, string]>(
    'UPDATE project SET linked_path = ?, linked_hash = ? WHERE id = ?',
  );
  const releaseFile = db.prepare<[string, string]>(
    'UPDATE project SET linked_path = NULL, linked_hash = NULL WHERE linked_path = ? AND id <> ?',
  );
  const linkedTo = db.prepare<[string], { id: string; revision: number; hash: string }>(
    `SELECT id, (SELECT max(number) FROM revision WHERE project_id = id) AS revision, linked_hash AS hash
     FROM project WHERE linked_path = ? AND trashed_at IS NULL`,
  );
  const setName = db.prepare<[string, string, string]>('UPDATE project SET name = ?, updated_at = ? WHERE id = ?');

  const known = (id: string): Head => {
    const found = head.get(id);
    if (!found) throw new ServiceError('notFound', 'There is no such project; it may have been removed for good.');
    return found;
  };
  const inUse = (id: string): Head => {
    const found = known(id);
    if (found.trashedAt !== null)
      throw new ServiceError('inTrash', `"${found.name}" is in the trash; restore it first.`);
    return found;
  };
  const knownRevision = (id: string, number: number): Answer<'openRevision'> => {
    const found = revision.get(id, number);
    if (!found) throw new ServiceError('notFound', `"${known(id).name}" has no revision ${number}.`);
    return found;
  };
  const newest = (id: string): Answer<'openRevision'> => knownRevision(id, inUse(id).revision);
  const time = (): string => now().toISOString();
  const append = (id: string, number: number, name: string, text: string): Saved => {
    const savedAt = time();
    addRevision.run(id, number, savedAt, name, text);
    touch.run(savedAt, id);
    return { revision: number, savedAt };
  };
  const linkFile = (id: string, link: Link | null): void => {
    if (link) releaseFile.run(link.path, id);
    putLink.run(link?.path ?? null, link?.hash ?? null, id);
  };
  /** Immediate, so that what is read before a write cannot change in between, even by another process. */
  const atOnce = <T>(work: () => T): T => db.transaction(work).immediate();
  /** Reads that belong together see one state of the store. */
  const together = <T>(work: () => T): T => db.transaction(work).deferred();

  return {
    list: () => list.all().map((entry) => ({ ...entry, hasRecovery: entry.hasRecovery === 1 })),
    create(name, text, link) {
      checkProjectText(text);
      return atOnce(() => {
        const id = newId();
        const at = time();
        addProject.run(id, name, at, at);
        linkFile(id, link);
        return { id, ...append(id, 1, name, text) };
      });
    },
    open: (id) =>
      together(() => {
        const { number, text } = newest(id);
        return { id, name: inUse(id).name, revision: number, text, recovery: recovery.get(id) ?? null };
      }),
    save(id, baseRevision, text, newName) {
      checkProjectText(text);
      return atOnce(() => {
        const { name, revision: newest } = inUse(id);
        if (baseRevision !== newest) {
          throw new ServiceError(
            'conflict',
            `"${name}" is at revision ${newest} and not ${baseRevision}: it was saved elsewhere meanwhile. Nothing was overwritten.`,
          );
        }
        removeRecovery.run(id);
        if (newName !== undefined) setName.run(newName, time(), id);
        return append(id, newest + 1, newName ?? name, text);
      });
    },
    keepBoth(id, theirs) {
      checkProjectText(theirs);
      return atOnce(() => {
        const mine = newest(id);
        const { name } = inUse(id);
        append(id, mine.number + 1, name, theirs);
        return append(id, mine.number + 2, name, mine.text);
      });
    },
    newest: (id) => together(() => newest(id)),
    nameOf: (id) => inUse(id).name,
    link(id) {
      known(id);
      const { path, hash } = getLink.get(id) ?? { path: null, hash: null };
      return path === null || hash === null ? null : { path, hash };
    },
    setLink: (id, link) =>
      atOnce(() => {
        known(id);
        linkFile(id, link);
      }),
    linkedTo: (path) => linkedTo.get(path) ?? null,
    revisions: (id) =>
      together(() => {
        known(id);
        return revisions.all(id);
      }),
    openRevision: (id, number) => together(() => knownRevision(id, number)),
    keepRecovery(id, baseRevision, text) {
      checkProjectText(text);
      return atOnce(() => {
        const { name, revision: newest } = known(id);
        if (baseRevision > newest) throw new ServiceError('notFound', `"${name}" has no revision ${baseRevision}.`);
        const at = time();
        setRecovery.run(id, at, baseRevision, text);
        return { savedAt: at };
      });
    },
    dropRecovery: (id) =>
      atOnce(() => {
        known(id);
        removeRecovery.run(id);
        return {};
      }),
    trash: (id) =>
      atOnce(() => {
        const trashedAt = known(id).trashedAt ?? time();
        setTrashed.run(trashedAt, id);
        return { trashedAt };
      }),
    restore: (id) =>
      atOnce(() => {
        known(id);
        setRestored.run(id);
        return {};
      }),
    emptyTrash: (olderThanDays) =>
      atOnce(() => {
        const until = new Date(now().getTime() - olderThanDays * dayMs).toISOString();
        return { removed: removeTrashed.run(until).changes };
      }),
    rename: (id, name) =>
      atOnce(() => {
        inUse(id);
        setName.run(name, time(), id);
        return { name };
      }),
  };
}
