// Opening a design: a project of the store, a sample, or a file from the host's dialog, the list of recent files, a file input or a drop.
import type { Failure } from '../../shared/contract/answers.ts';
import type { OpenedFile, OpenedProject } from '../../shared/contract/calls.ts';
import { readProject, writeProject } from '../../shared/format/projectFile.ts';
import { newProject as emptyProject } from '../../shared/model/newProject.ts';
import type { Project } from '../../shared/model/types.ts';
import { call, isDesktop } from '../api/client.ts';
import { ask, askName } from '../projects/ask.ts';
import { differences } from '../projects/differences.ts';
import { mayLeave } from '../projects/leave.ts';
import { fileChanged } from '../projects/save.ts';
import { moment } from '../projects/when.ts';
import { replaceDesign } from './edit.ts';
import { titleOf, usePersist } from './persist.ts';
import { recall, remember } from './remember.ts';
import { showDesign, showStart } from './show.ts';
import { now, set, type Dialog } from './store.ts';

const STARTED = 'started';

const refuse = (file: string, failure: Failure): void =>
  set({ opening: null, refusal: { file, message: failure.message, problems: [] } });

/** The project in a text, or null and the card that says why not. */
function readOrRefuse(file: string, text: string): Project | null {
  const read = readProject(text);
  if (read.ok) return read.project;
  set({ opening: null, refusal: { file, message: read.message, problems: read.problems } });
  return null;
}

interface Opened {
  readonly name: string;
  readonly path: string | null;
  readonly text: string;
}

/** Shows a text as the open design. It becomes a project of the store at its first edit, linked to its path if it has one. */
export async function openText({ name, path, text }: Opened): Promise<void> {
  const project = readOrRefuse(name, text);
  if (!project) return;
  if (await mayLeave())
    showDesign(project, { file: path === null ? null : { path, state: 'unchanged', message: null } });
  set({ opening: null });
}

const openFile = (file: OpenedFile): Promise<void> =>
  file.project === null ? openText(file) : openStored(file.project.id, file.name);

/** Opens a project of the store, with the questions that wait there, and shows `dialog` after them. */
export async function openStored(id: string, name: string, dialog: Dialog | null = null): Promise<void> {
  if (!(await mayLeave())) return;
  set({ opening: name, refusal: null });
  const answer = await call('openProject', { id });
  if (!answer.ok) return refuse(name, answer.error);
  const stored = answer.value;
  const read = readOrRefuse(name, stored.text);
  if (!read) return;
  // Renamed on the start screen: the store's name holds.
  const project = titleOf(read.name) === stored.name ? read : { ...read, name: stored.name };
  showDesign(project, {
    id,
    name: stored.name,
    revision: stored.revision,
    kept: stored.recovery?.savedAt ?? null,
    file: stored.file && { ...stored.file, message: null },
  });
  if (stored.file?.state === 'changed') await fileChanged();
  if (stored.recovery) await offerRecovery(stored.recovery, name);
  if (now().screen === 'design') set({ dialog });
}

async function offerRecovery(copy: NonNullable<OpenedProject['recovery']>, name: string): Promise<void> {
  const { project, history } = now();
  const recovered = readOrRefuse(`The unsaved edits of ${name}`, copy.text);
  if (!recovered || !project) return;
  const { revision, id } = usePersist.getState();
  const facts = differences(project, recovered);
  if (facts.length === 0) return;
  const choice = await ask({
    title: `There are unsaved edits from ${moment(copy.savedAt, new Date())}`,
    lines: [
      copy.baseRevision === revision
        ? 'They were kept, but not saved. Restored, they are one step that can be undone.'
        : `They started from revision ${copy.baseRevision}; the newest is ${revision}. Restored, they stand in place of the newest, as one step that can be undone.`,
    ],
    facts,
    choices: [
      { id: 'discard', label: 'Discard' },
      { id: 'restore', label: 'Restore them', main: true },
    ],
    cancel: 'Decide later',
  });
  if (now().history !== history || id === null) return;
  if (choice === 'restore') replaceDesign(recovered, 'Restore unsaved edits');
  else if (choice === 'discard') await call('dropRecovery', { id });
  // An edit would replace the copy, so a design with an open question is not left on the screen.
  else showStart();
}

export async function openSample(id: string, name: string): Promise<void> {
  set({ opening: name, refusal: null });
  const answer = await call('openSample', { id });
  if (answer.ok) await openText(answer.value);
  else refuse(name, answer.error);
}

export async function openRecent(path: string, name: string): Promise<void> {
  set({ opening: name, refusal: null });
  const answer = await call('openRecent', { path });
  if (answer.ok) await openFile(answer.value);
  else refuse(name, answer.error);
}

export async function openDropped(file: File): Promise<void> {
  const text = await textOf(file);
  if (text !== null) await openText({ name: withoutEnding(file.name), path: null, text });
}

const withoutEnding = (name: string): string => name.replace(/\.topolith$/, '');

async function textOf(file: File): Promise<string | null> {
  set({ opening: file.name, refusal: null });
  try {
    return await file.text();
  } catch {
    refuse(file.name, { code: 'notReadable', message: 'The system did not let Topolith read this file.' });
    return null;
  }
}

/** Asks for a file in the page: its name and text, never its path. */
function chooseInPage(then: (file: File) => Promise<void>): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.topolith,application/json';
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file) void then(file);
  });
  input.click();
}

/** The host's dialog on the desktop, a file input in browser mode. */
export async function openWithDialog(): Promise<void> {
  if (!isDesktop()) return chooseInPage(openDropped);
  const answer = await call('openFile', {});
  if (!answer.ok) refuse('The file', answer.error);
  else if (answer.value) await openFile(answer.value);
}

/** A copy of a file as a new project: the file has no part in it afterwards. */
export function importWithDialog(): void {
  chooseInPage(async (file) => {
    const text = await textOf(file);
    const project = text === null ? null : readOrRefuse(withoutEnding(file.name), text);
    if (project && (await mayLeave())) await createAndOpen(project);
    set({ opening: null });
  });
}

/** Asks for a name and opens an empty design under it. */
export async function newProject(): Promise<void> {
  const name = await askName('New project', 'New project', 'Create');
  // Only now: whoever closes the question above goes on with what is open.
  if (name === null || !(await mayLeave())) return;
  const about = await call('about', {});
  await createAndOpen(emptyProject(crypto.randomUUID(), titleOf(name), about.ok ? about.value.version : 'topolith'));
}

async function createAndOpen(project: Project): Promise<void> {
  const name = titleOf(project.name);
  const answer = await call('createProject', { name, text: writeProject(project) });
  if (answer.ok) showDesign(project, { ...answer.value, name });
  else refuse(name, answer.error);
}

export async function toStart(): Promise<void> {
  if (await mayLeave()) showStart();
}

/** A file that the command line or the file manager asked for; true if there was one. */
export async function openWaiting(): Promise<boolean> {
  const answer = await call('startFile', {});
  if (!answer.ok) {
    refuse('The file', answer.error);
    return true;
  }
  if (!answer.value) return false;
  await openFile(answer.value);
  return true;
}

/** At start: a waiting file, or at the very first start a sample, so that there is an answer on the screen at once. */
export async function firstScreen(): Promise<void> {
  set({ opening: 'Topolith' });
  const waiting = await openWaiting();
  const first = recall(STARTED) === null;
  if (!waiting && first) await openSample('order', 'Order');
  if (now().screen === 'design') remember(STARTED, 'yes');
  set({ opening: null });
}
