// Puts the services together for one host: what differs between hosts comes in, the handlers of all calls come out.
import path from 'node:path';
import type { ActionId } from '../../shared/contract/actions.ts';
import type { OpenedFile } from '../../shared/contract/calls.ts';
import { createDispatch, type Dispatch, type Handlers } from './dispatch.ts';
import { messageOf, ServiceError } from './errors.ts';
import { chosenFile, type ChooseTarget, exportFile } from './exports.ts';
import { hashOf, readBytes, readProjectFile } from './files.ts';
import { createLinkedFiles } from './linkedFiles.ts';
import type { Log } from './log.ts';
import { createProjects, type Projects } from './projects.ts';
import { projectMigration } from './projectTables.ts';
import { createRecent, recentMigration, type Recent } from './recent.ts';
import { createSamples } from './samples.ts';
import { type Database, explained, openStore, staysInPlace } from './sqlite.ts';
import { version } from './version.ts';
import { createWaiting, type Waiting } from './waiting.ts';

export interface ServiceDeps {
  host: 'desktop' | 'browser';
  electron?: string;
  dataFolder: string;
  samplesFolder: string;
  /** Files that the command line, the file manager or a second start asked for. */
  startFiles: Waiting<string>;
  /** What the host's menus asked for. A host without menus leaves it out. */
  actions?: Waiting<ActionId>;
  /** Shows the host's file dialog; null if it was closed. A host without one leaves it out. */
  chooseFile?: () => Promise<string | null>;
  /** The same for a file to write. */
  chooseTarget?: ChooseTarget;
  /** Hears what would be lost if the window closed now. A host whose page asks by itself leaves it out. */
  onUnsaved?: (unsaved: Unsaved | null) => void;
  log: Log;
  now: () => Date;
  /** Makes ids of projects; never the same twice. */
  newId: () => string;
}

/** A design with unsaved changes; without an id it is not in the store. */
export interface Unsaved {
  name: string;
  id: string | null;
  /** The project is in the store only because of these changes. */
  fresh: boolean;
}

export interface Services {
  dispatch: Dispatch;
  /** Closes the store, which also folds its log into the file. */
  close(): void;
}

/** Migrations of the store, in order. */
const migrations = [recentMigration, projectMigration];

export function createServices(deps: ServiceDeps): Services {
  const { log, chooseFile, chooseTarget, startFiles, actions = createWaiting() } = deps;
  const store = openOrExplain(deps);
  const samples = createSamples(deps.samplesFolder);
  const projects = <T>(use: (projects: Projects) => T): T => explained(() => use(store.projects()));
  const recent = <T>(use: (recent: Recent) => T): T => explained(() => use(store.recent()));
  const linked = createLinkedFiles(projects, log);
  /** Hashes of the files that the page was given: what it links is what it has seen, whatever the file became since. */
  const given = new Map<string, string>();

  const open = async (path: string): Promise<OpenedFile> => {
    const file = await readProjectFile(path);
    given.set(file.path, file.hash);
    // A file that opens must not fail because the store cannot be used.
    const orLog = <T>(work: () => T): T | null => {
      try {
        return work();
      } catch (error) {
        log.error('the store does not know about an opened file', error);
        return null;
      }
    };
    orLog(() => recent((list) => list.add(file.path, file.name)));
    return { name: file.name, path: file.path, text: file.text, project: orLog(() => linked.projectOf(file)) };
  };

  const mustBeRecent = (file: string): void => {
    if (!recent((list) => list.has(file)))
      throw new ServiceError('notRecent', 'This file is not in the list of recent files.');
  };

  const dialog = (): ChooseTarget => {
    if (!chooseTarget) throw new ServiceError('unsupported', 'In browser mode the page offers a download.');
    return chooseTarget;
  };

  const handlers: Handlers = {
    listSamples: () => samples.list(),
    openSample: ({ id }) => samples.open(id),
    openFile: async () => {
      if (!chooseFile) throw new ServiceError('unsupported', 'In browser mode a file is chosen in the page.');
      const file = await chooseFile();
      return file === null ? null : open(file);
    },
    listRecent: () => recent((list) => list.list()),
    openRecent: ({ path: file }) => {
      mustBeRecent(file);
      return open(file);
    },
    startFile: async () => {
      const file = startFiles.next();
      return file === undefined ? null : open(file);
    },
    listProjects: () => projects((all) => all.list()),
    createProject: async ({ name, text, path: file }) => {
      if (file === undefined) return projects((all) => all.create(name, text, null));
      mustBeRecent(file);
      const hash = given.get(file) ?? hashOf(await readBytes(file));
      return projects((all) => all.create(name, text, { path: file, hash }));
    },
    openProject: ({ id }) => linked.open(id),
    saveProject: ({ id, baseRevision, text, name }) => linked.save(id, baseRevision, text, name),
    renameProject: ({ id, name }) => projects((all) => all.rename(id, name)),
    listRevisions: ({ id }) => projects((all) => all.revisions(id)),
    openRevision: ({ id, number }) => projects((all) => all.openRevision(id, number)),
    keepRecovery: ({ id, baseRevision, text }) => projects((all) => all.keepRecovery(id, baseRevision, text)),
    dropRecovery: ({ id }) => projects((all) => all.dropRecovery(id)),
    writeFile: ({ id }) => linked.writeFile(id),
    readFile: ({ id }) => linked.readFile(id),
    linkFile: async ({ id }) => {
      const file = await chosenFile(
        dialog(),
        projects((all) => all.nameOf(id)),
        'topolith',
      );
      return file === null ? null : linked.link(id, file);
    },
    unlinkFile: ({ id }) => linked.unlink(id),
    trashProject: ({ id }) => projects((all) => all.trash(id)),
    restoreProject: ({ id }) => projects((all) => all.restore(id)),
    emptyTrash: ({ olderThanDays }) => projects((all) => all.emptyTrash(olderThanDays)),
    exportFile: ({ name, kind, data }) => exportFile(dialog(), name, kind, data),
    setUnsaved: ({ name, id, fresh }) => {
      deps.onUnsaved?.(name === null ? null : { name, id, fresh });
      return {};
    },
    nextAction: () => {
      const id = actions.next();
      return id === undefined ? null : { id };
    },
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
  const file = path.join(dataFolder, 'topolith.db');
  let db: Database;
  let inPlace: () => void;
  try {
    db = openStore(file, migrations, { log, now });
    inPlace = staysInPlace(file);
  } catch (error) {
    log.error('the store is not available', error);
    const fail = () => {
      throw error;
    };
    return { recent: fail, projects: fail, close: () => {} };
  }
  // Statistics that the planner goes by: of all tables now, at the close of what this run has used. The store works without them.
  const optimise = (scope: string) => {
    try {
      db.pragma(`optimize${scope}`);
    } catch (error) {
      log.warn(`the store was not optimised: ${messageOf(error)}`);
    }
  };
  optimise(' = 0x10002');
  const recent = createRecent(db, now);
  const projects = createProjects(db, { now, newId });
  return {
    recent() {
      inPlace();
      return recent;
    },
    projects() {
      inPlace();
      return projects;
    },
    close: () => {
      if (!db.open) return;
      optimise('');
      db.close();
    },
  };
}
