// Writes a file whole or not at all: a neighbour is written, flushed, and then takes the name. A reader sees the old content or the new.
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, lstat, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf, ServiceError } from './errors.ts';

/**
 * Follows a link to the file it names, and keeps the file's permissions. `stillFits` is asked last, when only the new name is left to give;
 * a "no" leaves the file as it is, and the answer is then false. Throws ServiceError notWritable or notRegularFile; nothing was changed then.
 */
export async function writeWhole(
  file: string,
  content: string | Buffer,
  stillFits: () => Promise<boolean> = () => Promise.resolve(true),
): Promise<boolean> {
  const full = path.resolve(file);
  try {
    const target = await targetOf(full);
    const folder = path.dirname(target.path);
    await removeLeftOvers(folder);
    const neighbour = neighbourName();
    inProgress.add(neighbour);
    try {
      await writeFlushed(path.join(folder, neighbour), content, target.mode);
      if (!(await stillFits())) return false;
      await renameOver(path.join(folder, neighbour), target.path);
    } finally {
      await rm(path.join(folder, neighbour), { force: true });
      inProgress.delete(neighbour);
    }
    await flushFolder(folder);
    return true;
  } catch (error) {
    throw error instanceof ServiceError ? error : notWritable(full, error);
  }
}

interface Target {
  path: string;
  /** Of the file that is there; null for a new one. */
  mode: number | null;
}

async function targetOf(full: string): Promise<Target> {
  const real = await realpath(full).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
    return null;
  });
  if (real === null) {
    if (await lstat(full).catch(() => null)) {
      throw new ServiceError('notWritable', `${full} is a link to a file that is not there.`);
    }
    return { path: path.join(await realpath(path.dirname(full)), path.basename(full)), mode: null };
  }
  const found = await stat(real);
  if (!found.isFile()) throw new ServiceError('notRegularFile', `${full} is not a regular file.`);
  // A new name would get round a write protection, which somebody meant.
  await access(real, constants.W_OK);
  return { path: real, mode: found.mode & 0o777 };
}

/** Names of neighbours that this process is writing. */
const inProgress = new Set<string>();
const neighbourPattern = /^\.topolith-(\d+)-[0-9a-f]+\.tmp$/;
const neighbourName = (): string => `.topolith-${process.pid}-${randomUUID().replaceAll('-', '')}.tmp`;

/** What a process left that died while it wrote. A folder that may not be listed has no such files for us to see. */
async function removeLeftOvers(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  for (const name of names) {
    const pid = neighbourPattern.exec(name)?.[1];
    if (pid === undefined || inProgress.has(name) || (Number(pid) !== process.pid && isRunning(Number(pid)))) continue;
    await rm(path.join(folder, name), { force: true }).catch(() => {});
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

async function writeFlushed(file: string, content: string | Buffer, mode: number | null): Promise<void> {
  // "x": never through a link that somebody laid there.
  const handle = await open(file, 'wx', mode ?? 0o666);
  try {
    await handle.writeFile(content);
    // The mode at opening is cut by the process's mask.
    if (mode !== null) await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** On Windows a scanner may hold either file for a moment. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await rename(from, to);
    } catch (error) {
      const held = process.platform === 'win32' && /^(EPERM|EACCES|EBUSY)$/.test(codeOf(error));
      if (!held || tries === 5) throw error;
      await pause(50 * tries);
    }
  }
}

/** Makes the new name last through a power cut. Some systems do not open folders; the file itself is flushed already. */
async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, constants.O_RDONLY);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // See above.
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'the system does not allow it',
  EPERM: 'the system does not allow it',
  EROFS: 'the disk may only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOENT: 'its folder is not there',
  ENOTDIR: 'its folder is not there',
  ENAMETOOLONG: 'its name is too long',
  EIO: 'the disk reports an error',
};

function notWritable(full: string, error: unknown): ServiceError {
  const code = codeOf(error);
  return new ServiceError(
    'notWritable',
    `${full} cannot be written: ${reasons[code] ?? (code || 'unknown reason')}.`,
    error,
  );
}
