// The envelope that every answer comes in, and the codes of what can go wrong: failure is data, since a thrown error loses its fields between processes.
import { z } from 'zod';

export const errorCodes = [
  /** The request does not fit its schema, or the call does not exist. */
  'badRequest',
  /** Browser mode: the page was not opened from the address that the host printed. */
  'unauthorised',
  /** This host cannot do it (the file dialogs in browser mode: the page uses a file input or a download). */
  'unsupported',
  /** No sample, project or revision of this id, or no file at this path. */
  'notFound',
  /** The path is not in the list of recent files, and a page may name no other path. */
  'notRecent',
  /** The operating system refused to read the file. */
  'notReadable',
  /** The operating system refused to write the file; what it held before is still there. */
  'notWritable',
  /** A folder, a pipe or a device. */
  'notRegularFile',
  /** Above the size limit of 32 MiB, measured before reading. */
  'tooBig',
  /** Not UTF-8 text. */
  'notText',
  /** Not the text of a sound project; the message names the place. Nothing was stored. */
  'invalid',
  /** The project was saved elsewhere since baseRevision: nothing was stored, and nothing overwritten. */
  'conflict',
  /** The project is in the trash: restore it first. */
  'inTrash',
  /** The application's own store cannot be used, or its disk is full or broken; files still open. */
  'storeUnavailable',
  /** The host is not reachable (made by the client of the page, never by a host). */
  'hostGone',
  /** A fault of Topolith itself; the host's log has the details. */
  'failed',
] as const;

export const failureSchema = z.strictObject({
  code: z.enum(errorCodes),
  /** One sentence for a person, without a stack trace. */
  message: z.string(),
});

export type ErrorCode = (typeof errorCodes)[number];
export type Failure = z.infer<typeof failureSchema>;
export type Envelope<T> = { ok: true; value: T } | { ok: false; error: Failure };

/** The envelope's schema around the schema of a value. */
export const envelopeSchema = <S extends z.ZodType>(value: S) =>
  z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), error: failureSchema }),
  ]);
