/** The head of a project file: whose it is, which version wrote it, and who may read it. */
import { isRecord, ownValue, type JsonRecord } from '../model/paths.ts';
import { FORMAT_VERSION } from '../model/schema.ts';

export { FORMAT_VERSION };

export type EnvelopeResult =
  | { readonly ok: true; readonly record: JsonRecord; readonly version: number }
  | {
      readonly ok: false;
      readonly code: 'other-app' | 'newer' | 'invalid';
      readonly path: string;
      readonly message: string;
    };

/**
 * Reads the head only. A file of a newer version may still be opened when it says so by `minReaderVersion`; its
 * unknown fields are then problems like any others, so that nothing in it can be lost without a word.
 * @param current the version of this program; tests pass others.
 */
export function readEnvelope(value: unknown, current: number = FORMAT_VERSION): EnvelopeResult {
  if (!isRecord(value) || ownValue(value, 'format') !== 'topolith') {
    return { ok: false, code: 'other-app', path: 'format', message: 'This is JSON, but not a Topolith project.' };
  }
  const version = ownValue(value, 'formatVersion');
  const reader = ownValue(value, 'minReaderVersion');
  if (!isVersion(version)) return badHead('formatVersion', version);
  if (!isVersion(reader)) return badHead('minReaderVersion', reader);
  if (reader > version) return badHead('minReaderVersion', reader);
  if (reader > current) {
    const message = `This project was written by a newer Topolith (format ${version}); this one reads up to format ${current}.`;
    return { ok: false, code: 'newer', path: 'minReaderVersion', message };
  }
  return { ok: true, record: value, version };
}

const isVersion = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 1;

function badHead(path: string, value: unknown): EnvelopeResult {
  const found = value === undefined ? 'is missing' : `cannot be ${JSON.stringify(value)}`;
  return { ok: false, code: 'invalid', path, message: `${path} ${found}.` };
}
