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
import type { CallName } from './names.ts';

/** Longest path that any supported system knows, with room to spare. */
const path = z.string().min(1).max(32_768);

const sampleId = z
  .string()
  .max(80)
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and dashes');

/** A project as text, still unread: the page parses it with shared/format. `name` is the file's name without its extension. */
const openedFile = z.strictObject({ name: z.string(), path, text: z.string() });

/** A shipped project has no path: it is saved as a new file. */
const openedSample = z.strictObject({ name: z.string(), path: z.null(), text: z.string() });

const projectId = sampleId;

/** Trimmed, then 1 to 200 characters (UTF-16 units), on one line. */
const projectTitle = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'no control characters');

/** Revisions of a project count from 1. */
const revision = z.int().min(1);

const time = z.iso.datetime();

/** The text of a project, as shared/format writes it. The host answers 'tooBig' above 32 MiB and 'invalid' for what readProject refuses. */
const text = z.string();

const oneProject = z.strictObject({ id: projectId });

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
      }),
    ),
  },
  createProject: {
    request: z.strictObject({ name: projectTitle, text }),
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
    }),
  },
  /** Answers after the commit. 'conflict' unless baseRevision is the newest. Removes the recovery copy. */
  saveProject: {
    request: z.strictObject({ id: projectId, baseRevision: revision, text }),
    answer: z.strictObject({ revision, savedAt: time }),
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
  trashProject: { request: oneProject, answer: z.strictObject({ trashedAt: time }) },
  restoreProject: { request: oneProject, answer: nothing },
  /** Removes for good what has been in the trash for that many days; 0 means all of it. */
  emptyTrash: {
    request: z.strictObject({ olderThanDays: z.int().min(0).max(36_500) }),
    answer: z.strictObject({ removed: z.int().nonnegative() }),
  },
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
export type RevisionEntry = Answer<'listRevisions'>[number];
export type OpenedSample = Answer<'openSample'>;
