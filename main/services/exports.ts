// Writes what the page made to a file that the user names: checks the data, suggests a harmless name, keeps the extension.
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { ExportKind } from '../../shared/contract/calls.ts';
import { ServiceError } from './errors.ts';
import { writeWhole } from './writeWhole.ts';

/** What a save dialog starts with. */
export interface Suggestion {
  /** With its extension, without a folder. */
  fileName: string;
  extension: ExportKind;
}

/** Shows the host's save dialog; null if it was closed. */
export type ChooseTarget = (suggestion: Suggestion) => Promise<string | null>;

export const maxExportBytes = 64 * 1024 * 1024;

/** Throws ServiceError tooBig, or invalid for a picture that is none. */
export function exportedBytes(kind: ExportKind, data: string): Buffer {
  const bytes = Buffer.from(data, kind === 'png' ? 'base64' : 'utf8');
  if (bytes.length > maxExportBytes) {
    throw new ServiceError('tooBig', `The export is larger than ${maxExportBytes / 1024 / 1024} MiB.`);
  }
  if (kind === 'png' && !bytes.subarray(0, pngStart.length).equals(pngStart)) {
    throw new ServiceError('invalid', 'The picture is not a PNG.');
  }
  return bytes;
}

const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Letters, digits and a few signs of a name; never a folder, a hidden file or a device of Windows. */
export function suggestedName(name: string, extension: string): string {
  const plain = name
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{M}\p{N} _().,+-]+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .replace(/^[ .-]+/, '');
  const short = Array.from(plain)
    .slice(0, 80)
    .join('')
    .replace(/[ .]+$/, '');
  const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(short);
  return `${short === '' || device ? 'Topolith' : short}.${extension}`;
}

/** The chosen file, with the extension where the user typed none; null if the dialog was closed. Throws notWritable if that file is there already. */
export async function chosenFile(choose: ChooseTarget, name: string, extension: ExportKind): Promise<string | null> {
  const chosen = await choose({ fileName: suggestedName(name, extension), extension });
  if (chosen === null) return null;
  const full = path.resolve(chosen);
  // "Shop v1.2" has none yet.
  if (/\.[a-z]\w{0,9}$/i.test(full)) return full;
  const extended = `${full}.${extension}`;
  // The dialog asked about the name that was typed, and not about this one.
  if (await stat(extended).catch(() => null)) {
    throw new ServiceError('notWritable', `${extended} is there already; choose it in the dialog to replace it.`);
  }
  return extended;
}

export async function exportFile(
  choose: ChooseTarget,
  name: string,
  kind: ExportKind,
  data: string,
): Promise<{ path: string } | null> {
  const bytes = exportedBytes(kind, data);
  const file = await chosenFile(choose, name, kind);
  if (file === null) return null;
  await writeWhole(file, bytes);
  return { path: file };
}
