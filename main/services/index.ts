// Puts the services together for one host: what differs between hosts comes in, the handlers of all calls come out.
import path from 'node:path';
import { ServiceError } from './errors.ts';
import { createDispatch, type Dispatch, type Handlers } from './dispatch.ts';
import { readProjectFile } from './files.ts';
import type { Log } from './log.ts';
import { createRecent, recentMigration, type Recent } from './recent.ts';
import { createSamples } from './samples.ts';
import { type Database, openStore } from './sqlite.ts';
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
}

export interface Services {
  dispatch: Dispatch;
  /** Closes the store, which also folds its log into the file. */
  close(): void;
}

/** Migrations of the store, in order. */
const migrations = [recentMigration];

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
    about: () => ({ version, host: deps.host, ...(deps.electron === undefined ? {} : { electron: deps.electron }) }),
  };
  return { dispatch: createDispatch(handlers, log), close: store.close };
}

/** A store that cannot be used costs the list of recent files, not the application: each use of it then fails with the reason. */
function openOrExplain({ dataFolder, log, now }: ServiceDeps): { recent: () => Recent; close: () => void } {
  let db: Database;
  try {
    db = openStore(path.join(dataFolder, 'topolith.db'), migrations, { log, now });
  } catch (error) {
    log.error('the store is not available', error);
    return {
      recent: () => {
        throw error;
      },
      close: () => {},
    };
  }
  const recent = createRecent(db, now);
  return {
    recent: () => recent,
    close: () => {
      if (!db.open) return;
      db.pragma('optimize');
      db.close();
    },
  };
}
