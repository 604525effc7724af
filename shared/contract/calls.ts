// The one table of calls between a page and its host: name, request schema, answer schema. Both hosts, the page and the tests read it.
//
// How a call travels
// - Desktop: the preload sets `window.topolith` (HostBridge in names.ts). `topolith.call(name, request)` resolves to an envelope.
// - Browser mode: `fetch('api/' + name, { method: 'POST', headers: { 'content-type': 'application/json', 'x-topolith': '1' },
//   body: JSON.stringify(request) })`. The body of the answer is the envelope, whatever the HTTP status says.
//   The page never sees a token: the host prints http://127.0.0.1:PORT/start/CODE; that address works once, sets an HttpOnly, SameSite=Strict
//   cookie and redirects to /. The header is for the host to know that the call is not a form of another site. A page without the
//   cookie gets the code 'unauthorised': tell the user to open the address that the terminal shows.
// Requests and answers are checked by the host. A page that checks answers too uses `envelopeSchema(calls[name].answer)`.
import { z } from 'zod';
import { actionIds } from './actions.ts';
import type { CallName } from './names.ts';

/** Longest path that any supported system knows, with room to spare. */
const path = z.string().min(1).max(32_768);

const sampleId = z
  .string()
  .max(80)
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and dashes');

/** A shipped project has no path: it is saved as a new file. */
const openedSample = z.strictObject({ name: z.string(), path: z.null(), text: z.string() });

const projectId = sampleId;

/** Trimmed, then 1 to 200 characters (UTF-16 units), on one line. */
const projectTitle = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u, 'one line without control characters');

/** Revisions of a project count from 1. */
const revision = z.int().min(1);

/** A project as text, still unread: the page parses it with shared/format. `name` is the file's name without its extension. */
const openedFile = z.strictObject({
  name: z.string(),
  path,
  text: z.string(),
  /** The project of the store that is linked to this file; `unchanged`: the file holds what Topolith last read or wrote there. */
  project: z.strictObject({ id: projectId, revision, unchanged: z.boolean() }).nullable(),
});

/** What became of a linked file when its project was saved. The save itself is in the store whatever stands here. */
const fileOutcome = z.strictObject({
  path,
  /**
   * 'changed': another program changed the file, so nothing was written: ask the user, then writeFile ("keep mine") or readFile ("take the
   * file's"). 'gone': it is no longer there; writeFile makes it anew. 'failed': the message says why; the file is as it was.
   */
  state: z.enum(['written', 'changed', 'gone', 'failed']),
  /** One sentence for a person, or null where there is nothing to add. */
  message: z.string().nullable(),
});

const time = z.iso.datetime();

/** The text of a project, as shared/format writes it. The host answers 'tooBig' above 32 MiB and 'invalid' for what readProject refuses. */
const text = z.string();

const oneProject = z.strictObject({ id: projectId });

export const exportKinds = ['png', 'svg', 'topolith', 'md', 'csv', 'html'] as const;
export type ExportKind = (typeof exportKinds)[number];

const nothing = z.strictObject({});

export const calls = {
  /** The shipped projects, in the order to show them. */
  listSamples: {
    request: nothing,
    answer: z.array(z.strictObject({ id: sampleId, name: z.string(), note: z.string() })),
  },
  openSample: { request: z.strictObject({ id: sampleId }), answer: openedSample },
  /** Shows the host's file dialog; null if the user closed it. Browser mode answers 'unsupported'. */
  openFile: { request: nothing, answer: openedFile.nullable() },
  /** The latest first. `openedAt` is an ISO 8601 time in UTC. */
  listRecent: {
    request: nothing,
    answer: z.array(z.strictObject({ path, name: z.string(), openedAt: z.iso.datetime() })),
  },
  /** Opens a file again; only paths that listRecent gives are accepted. */
  openRecent: { request: z.strictObject({ path }), answer: openedFile },
  /** The next file that the command line or the file manager asked for, or null. Ask at start and at each 'fileWaiting'. */
  startFile: { request: nothing, answer: openedFile.nullable() },
  /** The projects of the local store, those in the trash too; the latest changed first. Times are ISO 8601 in UTC, here and below. */
  listProjects: {
    request: nothing,
    answer: z.array(
      z.strictObject({
        id: projectId,
        name: z.string(),
        createdAt: time,
        updatedAt: time,
        /** null: not in the trash. */
        trashedAt: time.nullable(),
        /** The newest. */
        revision,
        /** Unsaved edits are waiting: openProject hands them out. */
        hasRecovery: z.boolean(),
        /** The file that each save is written to as well. */
        linkedPath: path.nullable(),
      }),
    ),
  },
  /** With a `path` the project is linked to that file; only paths that listRecent gives are accepted. */
  createProject: {
    request: z.strictObject({ name: projectTitle, text, path: path.optional() }),
    answer: z.strictObject({ id: projectId, revision, savedAt: time }),
  },
  /** The newest revision, and beside it the recovery copy: it may be based on an older one, and it is the user who decides. */
  openProject: {
    request: oneProject,
    answer: z.strictObject({
      id: projectId,
      name: z.string(),
      revision,
      text: z.string(),
      recovery: z.strictObject({ savedAt: time, baseRevision: revision, text: z.string() }).nullable(),
      /** The linked file as it is now; null if there is none. */
      file: z.strictObject({ path, state: z.enum(['unchanged', 'changed', 'gone']) }).nullable(),
    }),
  },
  /**
   * Answers after the commit. 'conflict' unless baseRevision is the newest. Removes the recovery copy. A linked file is written afterwards,
   * unless another program changed it; `file` is null without a link. With a `name` the project is called that from this revision on.
   */
  saveProject: {
    request: z.strictObject({ id: projectId, baseRevision: revision, text, name: projectTitle.optional() }),
    answer: z.strictObject({ revision, savedAt: time, file: fileOutcome.nullable() }),
  },
  renameProject: {
    request: z.strictObject({ id: projectId, name: projectTitle }),
    answer: z.strictObject({ name: z.string() }),
  },
  /** The newest first; `name` is what the project was called then, `bytes` the size of the text. */
  listRevisions: {
    request: oneProject,
    answer: z.array(
      z.strictObject({ number: revision, savedAt: time, name: z.string(), bytes: z.int().nonnegative() }),
    ),
  },
  openRevision: {
    request: z.strictObject({ id: projectId, number: revision }),
    answer: z.strictObject({ number: revision, savedAt: time, name: z.string(), text: z.string() }),
  },
  /** Keeps unsaved edits; the copy replaces the one before. Wait for the answer before a save, or the save's removal comes first. */
  keepRecovery: {
    request: z.strictObject({ id: projectId, baseRevision: revision, text }),
    answer: z.strictObject({ savedAt: time }),
  },
  dropRecovery: { request: oneProject, answer: nothing },
  /**
   * "Keep mine": what the file holds is kept first, as a revision of its own or, if it is no sound project, in a copy beside it
   * (NAME.topolith.bak; the message names it); then the newest revision is the newest again and goes into the file. What cannot be read (a
   * folder, a pipe, a file above the limit) is left alone: 'failed'. 'notFound' without a link.
   */
  writeFile: {
    request: oneProject,
    answer: z.strictObject({ revision, savedAt: time, file: fileOutcome }),
  },
  /** "Take the file's": the text of the linked file, for the page to save next; that save writes over what was read here, and nothing newer. */
  readFile: { request: oneProject, answer: z.strictObject({ text: z.string() }) },
  /** Shows a save dialog, writes the newest revision to the chosen file and links it; null if the user closed it. Browser mode: 'unsupported'. */
  linkFile: { request: oneProject, answer: z.strictObject({ path }).nullable() },
  /** The file stays; saves no longer go there. */
  unlinkFile: { request: oneProject, answer: nothing },
  trashProject: { request: oneProject, answer: z.strictObject({ trashedAt: time }) },
  restoreProject: { request: oneProject, answer: nothing },
  /** Removes for good what has been in the trash for that many days; 0 means all of it. */
  emptyTrash: {
    request: z.strictObject({ olderThanDays: z.int().min(0).max(36_500) }),
    answer: z.strictObject({ removed: z.int().nonnegative() }),
  },
  /** Shows a save dialog and writes the file whole or not at all; null if the user closed it. Browser mode: 'unsupported', the page offers a download. */
  exportFile: {
    request: z.strictObject({
      /** Suggested to the user, without the extension. */
      name: z.string().max(500),
      kind: z.enum(exportKinds),
      /** Text; base64 for 'png'. 'tooBig' above 64 MiB. */
      data: z.string(),
    }),
    answer: z.strictObject({ path }).nullable(),
  },
  /** What would be lost if the window closed now, so that the host can ask; null: nothing. `id` is null for a design that is not in the store. */
  setUnsaved: {
    request: z.strictObject({
      name: z.string().max(500).nullable(),
      id: projectId.nullable(),
      /** The project is in the store only because of these edits: who gives them up gives it up, so that it goes to the trash. */
      fresh: z.boolean(),
    }),
    answer: nothing,
  },
  /** The next action that a menu of the host asked for, or null. Ask at start and at each 'actionWaiting'. */
  nextAction: { request: nothing, answer: z.strictObject({ id: z.enum(actionIds) }).nullable() },
  about: {
    request: nothing,
    answer: z.strictObject({
      version: z.string(),
      host: z.enum(['desktop', 'browser']),
      electron: z.string().optional(),
    }),
  },
} as const satisfies Record<CallName, { request: z.ZodType; answer: z.ZodType }>;

export type Calls = typeof calls;
export type Request<N extends CallName> = z.infer<Calls[N]['request']>;
export type Answer<N extends CallName> = z.infer<Calls[N]['answer']>;
export type SampleEntry = Answer<'listSamples'>[number];
export type RecentEntry = Answer<'listRecent'>[number];
export type OpenedFile = Answer<'openRecent'>;
export type ProjectEntry = Answer<'listProjects'>[number];
export type OpenedProject = Answer<'openProject'>;
export type FileOutcome = z.infer<typeof fileOutcome>;
export type RevisionEntry = Answer<'listRevisions'>[number];
export type OpenedSample = Answer<'openSample'>;
