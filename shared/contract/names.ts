// The names that cross between a page and its host, apart from their schemas: the preload imports this file only, so that zod stays out of it.

/** Every call, in the order of the table in calls.ts (which is checked against this list by its type). */
export const callNames = [
  'listSamples',
  'openSample',
  'openFile',
  'listRecent',
  'openRecent',
  'startFile',
  'listProjects',
  'createProject',
  'openProject',
  'saveProject',
  'renameProject',
  'listRevisions',
  'openRevision',
  'keepRecovery',
  'dropRecovery',
  'writeFile',
  'readFile',
  'linkFile',
  'unlinkFile',
  'trashProject',
  'restoreProject',
  'emptyTrash',
  'exportFile',
  'setUnsaved',
  'nextAction',
  'about',
] as const;

export type CallName = (typeof callNames)[number];

/** What a host may tell the page unasked. An event carries no data: the page answers it with a call. Desktop only so far. */
export const eventNames = ['fileWaiting', 'actionWaiting'] as const;

export type EventName = (typeof eventNames)[number];

/** One Electron channel for each call or event, so that no channel takes a name as data. */
export const channelOf = (name: CallName | EventName): string => `topolith:${name}`;

/** What the preload puts on `window.topolith`. */
export interface HostBridge {
  /** Resolves to an envelope (see answers.ts) and rejects only if the host is gone or the name is not a call. */
  call(name: CallName, request: unknown): Promise<unknown>;
  /** Listens to a host's event and returns the function that stops listening. */
  on(name: EventName, listener: () => void): () => void;
}
