// Reads a project file, with every refusal named. It only reads: nothing here ever changes a file.
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { codeOf, ServiceError } from './errors.ts';

export const fileExtension = '.topolith';
export const maxFileBytes = 32 * 1024 * 1024;

/** `/a/Shop.topolith` -> `Shop`. */
export const projectName = (file: string): string => {
  const base = path.basename(file);
  return base.toLowerCase().endsWith(fileExtension) ? base.slice(0, -fileExtension.length) : base;
};

/** Tells one content from another: SHA-256, in hexadecimal. */
export const hashOf = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

export interface ProjectFile {
  /** The file's name without its extension. */
  name: string;
  /** Absolute. */
  path: string;
  text: string;
  /** Of the bytes, and so of a byte order mark too. */
  hash: string;
}

/**
 * Reads one file: regular, at most 32 MiB, valid UTF-8 (a byte order mark is dropped).
 * Throws ServiceError notFound, notReadable, notRegularFile, tooBig or notText.
 */
export async function readProjectFile(file: string): Promise<ProjectFile> {
  const full = path.resolve(file);
  const bytes = await readBytes(full);
  return { name: projectName(full), path: full, text: decodeText(full, bytes), hash: hashOf(bytes) };
}

/** As readProjectFile, whatever the bytes mean. */
export async function readBytes(full: string): Promise<Buffer> {
  const handle = await openForReading(full);
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new ServiceError('notRegularFile', `${full} is not a regular file.`);
    if (stat.size > maxFileBytes) throw tooBig(full);
    return await readBounded(handle, full, stat.size);
  } finally {
    await handle.close();
  }
}

async function openForReading(full: string): Promise<FileHandle> {
  try {
    // Non-blocking, because opening a pipe that nobody writes to would wait for ever.
    return await open(full, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ERR_INVALID_ARG_VALUE') {
      throw new ServiceError('notFound', `There is no file ${full}.`, error);
    }
    if (code === 'EISDIR' || code === 'ENXIO')
      throw new ServiceError('notRegularFile', `${full} is not a regular file.`, error);
    throw new ServiceError('notReadable', `${full} cannot be read (${code || 'unknown reason'}).`, error);
  }
}

/** Reads no more than the limit even if the file grows meanwhile. */
async function readBounded(handle: FileHandle, full: string, expected: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let total = 0;
  for (;;) {
    const part = Buffer.allocUnsafe(Math.max(64 * 1024, expected - total + 1));
    const { bytesRead } = await handle.read(part, 0, part.length, null);
    if (bytesRead === 0) return Buffer.concat(parts, total);
    total += bytesRead;
    if (total > maxFileBytes) throw tooBig(full);
    parts.push(part.subarray(0, bytesRead));
  }
}

const tooBig = (full: string) =>
  new ServiceError('tooBig', `${full} is larger than ${maxFileBytes / 1024 / 1024} MiB, the most that Topolith opens.`);

export function decodeText(full: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new ServiceError('notText', `${full} is not UTF-8 text, so it is not a Topolith file.`, error);
  }
}
