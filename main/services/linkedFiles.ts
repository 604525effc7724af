// Exchange files that projects are linked to: each save goes there too, whole or not at all, and never over somebody else's change.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Answer, FileOutcome, OpenedFile } from '../../shared/contract/calls.ts';
import { codeOf, messageOf, ServiceError } from './errors.ts';
import { decodeText, hashOf, type ProjectFile, readBytes, readProjectFile } from './files.ts';
import type { Log } from './log.ts';
import type { Link, Projects } from './projects.ts';
import { checkProjectText } from './projectText.ts';
import { createTurns } from './turns.ts';
import { writeWhole } from './writeWhole.ts';

export interface LinkedFiles {
  /** The project that an opened file belongs to. */
  projectOf(file: ProjectFile): OpenedFile['project'];
  open(id: string): Promise<Answer<'openProject'>>;
  /** Never fails once the store has the save: what goes wrong with the file is part of the answer. */
  save(id: string, baseRevision: number, text: string, name?: string): Promise<Answer<'saveProject'>>;
  writeFile(id: string): Promise<Answer<'writeFile'>>;
  readFile(id: string): Promise<Answer<'readFile'>>;
  /** Writes the newest revision to the file, whatever it held: the user chose it in a dialog. */
  link(id: string, file: string): Promise<{ path: string }>;
  unlink(id: string): Promise<Answer<'unlinkFile'>>;
}

/** What stands at a path. */
type Seen = { is: 'there'; hash: string; bytes: Buffer } | { is: 'gone' } | { is: 'unreadable'; reason: string };

export function createLinkedFiles(store: <T>(work: (projects: Projects) => T) => T, log: Log): LinkedFiles {
  /** Hashes that the user took from a file and that the next save may write over: kept here only, so that after a crash the question comes again. */
  const taken = new Map<string, string>();
  const inTurn = createTurns();

  /** Ours is what Topolith last read or wrote there. The text of a revision counts too: a crash may come between the file and the note of its hash. */
  const isOurs = (id: string, link: Link, newestText: string, hash: string): boolean =>
    hash === link.hash || hash === taken.get(id) || hash === hashOf(newestText);

  const linkOf = (id: string): Link => {
    const link = store((all) => all.link(id));
    if (!link) throw new ServiceError('notFound', 'This project is not linked to a file.');
    return link;
  };

  /** The file is written; a store that cannot note it now costs nothing, see isOurs. */
  const noteWritten = (id: string, file: string, text: string): void => {
    taken.delete(id);
    try {
      store((all) => all.setLink(id, { path: file, hash: hashOf(text) }));
    } catch (error) {
      log.error('the hash of a linked file was not kept', error);
    }
  };

  /** Puts a text in the place of what was seen there, unless that changes meanwhile. */
  async function replace(id: string, file: string, text: string, seen: Seen): Promise<FileOutcome> {
    const asSeen = async () => {
      const now = await look(file);
      return now.is === seen.is && (now.is !== 'there' || (seen.is === 'there' && now.hash === seen.hash));
    };
    try {
      if (!(await writeWhole(file, text, asSeen))) return { path: file, state: 'changed', message: null };
    } catch (error) {
      if (!(error instanceof ServiceError)) log.error('a linked file was not written', error);
      return { path: file, state: 'failed', message: messageOf(error) };
    }
    noteWritten(id, file, text);
    return { path: file, state: 'written', message: null };
  }

  async function writeSaved(id: string, link: Link, text: string, textBefore: string): Promise<FileOutcome> {
    const seen = await look(link.path);
    if (seen.is === 'gone') return { path: link.path, state: 'gone', message: null };
    if (seen.is === 'unreadable') return { path: link.path, state: 'failed', message: seen.reason };
    if (isOurs(id, link, textBefore, seen.hash)) return replace(id, link.path, text, seen);
    return { path: link.path, state: 'changed', message: null };
  }

  return {
    projectOf(file) {
      const found = store((all) => all.linkedTo(file.path));
      if (!found) return null;
      const { id, revision, hash } = found;
      const { text } = store((all) => all.newest(id));
      return { id, revision, unchanged: file.hash === hash || file.hash === hashOf(text) };
    },
    async open(id) {
      const project = store((all) => all.open(id));
      const link = store((all) => all.link(id));
      // Whoever opens it starts afresh, and has not got what was taken.
      taken.delete(id);
      if (!link) return { ...project, file: null };
      const seen = await look(link.path);
      const same = seen.is === 'there' && isOurs(id, link, project.text, seen.hash);
      const state = seen.is === 'gone' ? 'gone' : same ? 'unchanged' : 'changed';
      return { ...project, file: { path: link.path, state } };
    },
    async save(id, baseRevision, text, name) {
      const saved = store((all) => all.save(id, baseRevision, text, name));
      const file = await inTurn(id, async () => {
        const link = store((all) => all.link(id));
        if (!link) return null;
        const before = store((all) => all.openRevision(id, baseRevision));
        return writeSaved(id, link, text, before.text);
      }).catch((error: unknown) => {
        log.error('a linked file was not looked at', error);
        return null;
      });
      return { ...saved, file };
    },
    writeFile: (id) =>
      inTurn(id, async () => {
        const link = linkOf(id);
        const { number: revision, savedAt, text } = store((all) => all.newest(id));
        const seen = await look(link.path);
        const saved = { revision, savedAt };
        // What cannot be read cannot be kept: a folder, a pipe, a file above the limit.
        if (seen.is === 'unreadable') {
          return { ...saved, file: { path: link.path, state: 'failed', message: `${seen.reason} It was left alone.` } };
        }
        if (seen.is === 'gone' || isOurs(id, link, text, seen.hash)) {
          return { ...saved, file: await replace(id, link.path, text, seen) };
        }
        const theirs = soundText(link.path, seen.bytes);
        if (theirs !== null) {
          const kept = store((all) => all.keepBoth(id, theirs));
          const file = await replace(id, link.path, text, seen);
          return { ...kept, file: withNote(file, `What the file held is kept as revision ${kept.revision - 1}.`) };
        }
        try {
          const copy = await keepBeside(link.path, seen.bytes);
          const file = await replace(id, link.path, text, seen);
          return { ...saved, file: withNote(file, `What the file held is kept as ${path.basename(copy)}.`) };
        } catch (error) {
          const message = `${link.path} cannot be kept beside itself (${codeOf(error) || 'unknown reason'}), so it was left alone.`;
          return { ...saved, file: { path: link.path, state: 'failed', message } };
        }
      }),
    readFile: (id) =>
      inTurn(id, async () => {
        const { text, hash } = await readProjectFile(linkOf(id).path);
        checkProjectText(text);
        taken.set(id, hash);
        return { text };
      }),
    link: (id, file) =>
      inTurn(id, async () => {
        const { text } = store((all) => all.newest(id));
        await writeWhole(file, text);
        taken.delete(id);
        store((all) => all.setLink(id, { path: file, hash: hashOf(text) }));
        return { path: file };
      }),
    unlink: (id) =>
      inTurn(id, async () => {
        taken.delete(id);
        store((all) => all.setLink(id, null));
        return {};
      }),
  };
}

async function look(file: string): Promise<Seen> {
  try {
    const bytes = await readBytes(file);
    return { is: 'there', hash: hashOf(bytes), bytes };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return error.code === 'notFound' ? { is: 'gone' } : { is: 'unreadable', reason: error.message };
  }
}

/** The text if it is that of a sound project, else null. */
function soundText(file: string, bytes: Buffer): string | null {
  try {
    const text = decodeText(file, bytes);
    checkProjectText(text);
    return text;
  } catch (error) {
    if (error instanceof ServiceError) return null;
    throw error;
  }
}

const withNote = (file: FileOutcome, message: string): FileOutcome =>
  file.state === 'written' ? { ...file, message } : file;

/** Keeps what a file held beside it, under a name that nothing has yet. */
async function keepBeside(file: string, bytes: Buffer): Promise<string> {
  for (let number = 1; ; number++) {
    const copy = `${file}${number === 1 ? '' : `.${number}`}.bak`;
    try {
      await writeFile(copy, bytes, { flag: 'wx', flush: true });
      return copy;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST' || number === 100) throw error;
    }
  }
}
