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
export type OpenedSample = Answer<'openSample'>;
