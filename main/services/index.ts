// Puts the services together for one host: what differs between hosts comes in, the handlers of all calls come out.
import path from 'node:path';
import { ServiceError } from './errors.ts';
import { createDispatch, type Dispatch, type Handlers } from './dispatch.ts';
import { readProjectFile } from './files.ts';
import type { Log } from './log.ts';
import { createProjects, type Projects } from './projects.ts';
import { projectMigration } from './projectTables.ts';
import { createRecent, recentMigration, type Recent } from './recent.ts';
import { createSamples } from './samples.ts';
import { type Database, explained, openStore } from './sqlite.ts';
import type { StartFiles } from './startFiles.ts';
import { version } from './version.ts';

export interface ServiceDeps {
  host: 'desktop' | 'browser';
  electron?: string;
  dataFolder: string;
  samplesFolder: string;
  startFiles: StartFiles;
  /** Shows the host's file dialog; null if it was closed. A host without one leaves it out. */
  chooseFile?: () => Promise<string | null>;
  log: Log;
  now: () => Date;
  /** Makes ids of projects; never the same twice. */
  newId: () => string;
}

export interface Services {
  dispatch: Dispatch;
  /** Closes the store, which also folds its log into the file. */
  close(): void;
}

/** Migrations of the store, in order. */
const migrations = [recentMigration, projectMigration];

export function createServices(deps: ServiceDeps): Services {
  const { log, chooseFile, startFiles } = deps;
  const store = openOrExplain(deps);
  const samples = createSamples(deps.samplesFolder);

  const open = async (file: string) => {
    const opened = await readProjectFile(file);
    // A file that opens must not fail because the list of recent files cannot be kept.
    try {
      store.recent().add(opened.path, opened.name);
    } catch (error) {
      log.error('the list of recent files was not updated', error);
    }
    return opened;
  };

  const projects = <T>(use: (projects: Projects) => T): T => explained(() => use(store.projects()));

  const handlers: Handlers = {
    listSamples: () => samples.list(),
    openSample: ({ id }) => samples.open(id),
    openFile: async () => {
      if (!chooseFile) throw new ServiceError('unsupported', 'In browser mode a file is chosen in the page.');
      const file = await chooseFile();
      return file === null ? null : open(file);
    },
    listRecent: () => store.recent().list(),
    openRecent: ({ path: file }) => {
      if (!store.recent().has(file))
        throw new ServiceError('notRecent', 'This file is not in the list of recent files.');
      return open(file);
    },
    startFile: async () => {
      const file = startFiles.next();
      return file === undefined ? null : open(file);
    },
    listProjects: () => projects((all) => all.list()),
    createProject: ({ name, text }) => projects((all) => all.create(name, text)),
    openProject: ({ id }) => projects((all) => all.open(id)),
    saveProject: ({ id, baseRevision, text }) => projects((all) => all.save(id, baseRevision, text)),
    renameProject: ({ id, name }) => projects((all) => all.rename(id, name)),
    listRevisions: ({ id }) => projects((all) => all.revisions(id)),
    openRevision: ({ id, number }) => projects((all) => all.openRevision(id, number)),
    keepRecovery: ({ id, baseRevision, text }) => projects((all) => all.keepRecovery(id, baseRevision, text)),
    dropRecovery: ({ id }) => projects((all) => all.dropRecovery(id)),
    trashProject: ({ id }) => projects((all) => all.trash(id)),
    restoreProject: ({ id }) => projects((all) => all.restore(id)),
    emptyTrash: ({ olderThanDays }) => projects((all) => all.emptyTrash(olderThanDays)),
    about: () => ({ version, host: deps.host, ...(deps.electron === undefined ? {} : { electron: deps.electron }) }),
  };
  return { dispatch: createDispatch(handlers, log), close: store.close };
}

interface Store {
  recent: () => Recent;
  projects: () => Projects;
  close: () => void;
}

/** A store that cannot be used costs what is kept in it, not the application: each use of it then fails with the reason. */
function openOrExplain({ dataFolder, log, now, newId }: ServiceDeps): Store {
  let db: Database;
  try {
    db = openStore(path.join(dataFolder, 'topolith.db'), migrations, { log, now });
  } catch (error) {
    log.error('the store is not available', error);
    const fail = () => {
      throw error;
    };
    return { recent: fail, projects: fail, close: () => {} };
  }
  const recent = createRecent(db, now);
  const projects = createProjects(db, { now, newId });
  return {
    recent: () => recent,
    projects: () => projects,
    close: () => {
      if (!db.open) return;
      db.pragma('optimize');
      db.close();
    },
  };
}
