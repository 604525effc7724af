// Keeps the open design in the store: a recovery copy within a second of an edit, a revision at each save.
// All calls about the open design go one after the other, so that a copy never overtakes a save.
import { create } from 'zustand';
import type { Failure } from '../../shared/contract/answers.ts';
import type { FileOutcome } from '../../shared/contract/calls.ts';
import { recoverAfterMs, recoverWithinMs } from '../../shared/contract/recovery.ts';
import { writeProject } from '../../shared/format/projectFile.ts';
import { diff } from '../../shared/model/diff.ts';
import type { Project } from '../../shared/model/types.ts';
import { call, isDesktop } from '../api/client.ts';
import { now } from './store.ts';

/** The file that each save is written to as well. */
export interface LinkedFile {
  readonly path: string;
  readonly state: FileOutcome['state'] | 'unchanged';
  readonly message: string | null;
}

export interface Persist {
  /** In the store; null for a sample or a file that nothing was changed in yet. */
  readonly id: string | null;
  /** The one that the edits are based on. */
  readonly revision: number;
  /** What the store calls the project. */
  readonly name: string;
  /** The design as it was saved last, or opened. */
  readonly saved: Project | null;
  readonly savedAt: string | null;
  readonly state: 'saved' | 'unsaved' | 'saving' | 'failed';
  /** Why the last save or copy failed; empty when it did not. */
  readonly message: string;
  /** When the recovery copy was written; null when there is none. */
  readonly kept: string | null;
  /** It became a project by an edit, and nobody has saved it. */
  readonly quiet: boolean;
  readonly file: LinkedFile | null;
}

const CLOSED: Persist = {
  id: null,
  revision: 0,
  name: '',
  saved: null,
  savedAt: null,
  state: 'saved',
  message: '',
  kept: null,
  quiet: false,
  file: null,
};

export const usePersist = create<Persist>(() => CLOSED);
const get = usePersist.getState;
const put = (part: Partial<Persist>): void => usePersist.setState(part);

/** A title that the store takes: one line, 1 to 200 characters. */
export const titleOf = (name: string): string =>
  name
    .slice(0, 200)
    // Half a pair may be left by the cut.
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, ' ')
    .trim() || 'Untitled';

let timer: ReturnType<typeof setTimeout> | undefined;
let waitingSince: number | null = null;
let last: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work);
  // A fault of one must not stop the others.
  last = next.catch(() => undefined);
  return next;
}

/** A design was opened: `saved` is how it stands in the store or in its file. */
export function startKeeping(saved: Project, part: Partial<Persist> = {}): void {
  stopTimer();
  put({ ...CLOSED, saved, name: titleOf(saved.name), ...part });
}

export function stopKeeping(): void {
  stopTimer();
  put(CLOSED);
}

const differs = (): boolean => {
  const { saved } = get();
  const { project } = now();
  return saved !== null && project !== null && saved !== project && diff(saved, project).length > 0;
};

function tell(part: Partial<Persist> = {}): void {
  put(part);
  if (!differs()) put({ state: 'saved', message: '' });
  else put({ state: get().message === '' ? 'unsaved' : 'failed' });
}

/** An edit was made: its copy is kept soon. */
export function keepForRecovery(): void {
  if (get().state !== 'saving') tell();
  if (get().id === null && differs()) void inTurn(ensureStored);
  keepSoon();
}

function keepSoon(): void {
  const time = performance.now();
  waitingSince ??= time;
  clearTimeout(timer);
  timer = setTimeout(
    () => void keepNow(),
    Math.max(0, Math.min(recoverAfterMs, waitingSince + recoverWithinMs - time)),
  );
}

function stopTimer(): void {
  clearTimeout(timer);
  timer = undefined;
  waitingSince = null;
}

/** Writes the recovery copy without waiting, if an edit waits for it. */
export async function keepNow(): Promise<void> {
  if (waitingSince === null) return;
  stopTimer();
  await inTurn(keep);
}

async function keep(): Promise<void> {
  const { project } = now();
  if (!project) return;
  if (!differs()) {
    await dropCopy();
    return;
  }
  if (!(await ensureStored())) return tryAgain();
  const { id, revision } = get();
  if (id === null) return;
  const answer = await call('keepRecovery', { id, baseRevision: revision, text: writeProject(project) });
  if (answer.ok) tell({ kept: answer.value.savedAt, message: '' });
  else failed(answer.error, tryAgain);
}

function tryAgain(): void {
  waitingSince ??= performance.now();
  clearTimeout(timer);
  timer = setTimeout(() => void keepNow(), recoverWithinMs);
}

function failed(error: Failure, then: () => void = () => undefined): void {
  // Removed for good in another window: the next copy or save makes it a project anew, without the link that went with it.
  tell({ message: error.message, ...(error.code === 'notFound' ? { id: null, kept: null, file: null } : {}) });
  then();
}

async function dropCopy(): Promise<void> {
  const { id, kept } = get();
  if (id === null || kept === null) return;
  const answer = await call('dropRecovery', { id });
  if (answer.ok) put({ kept: null });
}

/** Makes the design as it was opened a project of the store, if it is none yet. */
async function ensureStored(): Promise<boolean> {
  const { id, saved, file } = get();
  if (id !== null) return true;
  if (!saved) return false;
  const name = titleOf(saved.name);
  const answer = await call('createProject', { name, text: writeProject(saved), ...(file ? { path: file.path } : {}) });
  if (answer.ok) put({ ...answer.value, name, quiet: true });
  else failed(answer.error);
  return answer.ok;
}

/** Saves the open design as a revision. What went wrong, or null. */
export function saveRevision(): Promise<Failure | null> {
  stopTimer();
  put({ state: 'saving', message: '' });
  return inTurn(async () => {
    const failure = await storeRevision();
    if (failure) failed(failure);
    else tell();
    // What was edited meanwhile, or could not be saved, still needs its copy.
    if (differs()) keepSoon();
    return failure;
  });
}

async function storeRevision(): Promise<Failure | null> {
  if (!(await ensureStored())) return { code: 'failed', message: get().message };
  const { id, name, revision, file } = get();
  const { project } = now();
  if (id === null || !project) return null;
  put({ quiet: false });
  // A file that was not written last time is tried again by a save, even of an unchanged design.
  if (!differs()) {
    if (file?.state === 'failed' || file?.state === 'gone') await writeFileOf(id);
    await dropCopy();
    return null;
  }
  const title = titleOf(project.name);
  const text = writeProject(project);
  const request = { id, baseRevision: revision, text, ...(title === name ? {} : { name: title }) };
  let answer = await call('saveProject', request);
  // Moved to the trash in another window: who saves it wants to keep it.
  if (!answer.ok && answer.error.code === 'inTrash' && (await call('restoreProject', { id })).ok)
    answer = await call('saveProject', request);
  if (!answer.ok) return answer.error;
  put({ ...answer.value, name: title, saved: project, kept: null });
  return null;
}

/** Somebody else saved: the next save goes on top of that. */
export function rebase(saved: Project, revision: number): void {
  tell({ saved, revision, message: '' });
}

async function writeFileOf(id: string): Promise<Failure | null> {
  const answer = await call('writeFile', { id });
  if (!answer.ok) return answer.error;
  put(answer.value);
  return null;
}

/** The newest revision goes into the linked file, whatever stands there; the store keeps that as a revision. */
export const writeLinkedFile = (): Promise<Failure | null> =>
  inTurn(async () => {
    const { id } = get();
    const failure = id === null ? null : await writeFileOf(id);
    if (failure) tell({ message: failure.message });
    return failure;
  });

/**
 * The user wants none of it: the copy goes, and a project that an edit made goes to the trash. A design that stays on the screen after all,
 * as the other one did not open, becomes a project anew.
 */
export async function forgetEdits(): Promise<void> {
  stopTimer();
  await inTurn(async () => {
    await dropCopy();
    const { id, quiet, file } = get();
    if (id === null || !quiet || file) return;
    const answer = await call('trashProject', { id });
    if (answer.ok) put({ id: null, kept: null, quiet: false });
  });
}

/** Waits until nothing is under way. */
export async function keptAndDone(): Promise<void> {
  await keepNow();
  await last;
}

/** What the host and the browser need to know before the window closes. */
export function watchClosing(): void {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void keepNow();
  });
  if (isDesktop()) usePersist.subscribe(tellHost());
  else
    addEventListener('beforeunload', (event) => {
      if (get().state === 'saved') return;
      void keepNow();
      event.preventDefault();
    });
}

function tellHost(): (state: Persist) => void {
  let told = '';
  return ({ id, state, quiet, file }) => {
    const name = state === 'saved' ? null : (now().project?.name ?? '').slice(0, 500);
    const request = { name, id: name === null ? null : id, fresh: quiet && !file };
    if (JSON.stringify(request) === told) return;
    told = JSON.stringify(request);
    void call('setUnsaved', request);
  };
}
