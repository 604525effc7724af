// The gate before the project store: only the text of a sound project of at most 32 MiB gets in.
import { readProject } from '../../shared/format/projectFile.ts';
import { ServiceError } from './errors.ts';
import { maxFileBytes } from './files.ts';

/** Throws ServiceError tooBig (measured as UTF-8, before reading) or invalid (the message names the place). */
export function checkProjectText(text: string): void {
  if (Buffer.byteLength(text) > maxFileBytes) {
    throw new ServiceError(
      'tooBig',
      `The project is larger than ${maxFileBytes / 1024 / 1024} MiB, the most that Topolith keeps.`,
    );
  }
  const read = readProject(text);
  if (!read.ok) throw new ServiceError('invalid', read.message);
}
