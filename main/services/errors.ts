// A failure that a person can be told about: services throw it, dispatch turns it into an envelope.
import type { ErrorCode } from '../../shared/contract/answers.ts';

export class ServiceError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ServiceError';
    this.code = code;
  }
}

/** The `code` of a Node or SQLite error, or an empty string. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
}

/** What an unknown thrown value says, for the log. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
