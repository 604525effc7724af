// Saving with everything that may come in between: saved elsewhere meanwhile, or the linked file changed outside.
import { readProject, writeProject } from '../../shared/format/projectFile.ts';
import type { Project } from '../../shared/model/types.ts';
import { call } from '../api/client.ts';
import { replaceDesign } from '../state/edit.ts';
import { rebase, saveRevision, titleOf, usePersist, writeLinkedFile, type LinkedFile } from '../state/persist.ts';
import { showDesign } from '../state/show.ts';
import { now, set } from '../state/store.ts';
import { ask } from './ask.ts';
import { differences } from './differences.ts';

/** Saves the open design; false when it is not in the store. The title row says why. */
export async function save(): Promise<boolean> {
  if (!now().project) return false;
  const failure = await saveRevision();
  if (failure) return failure.code === 'conflict' && (await savedElsewhere());
  if (usePersist.getState().file?.state === 'changed') await fileChanged();
  return true;
}

/** While a question or a slow disk was waited for, another design may have come to the screen. */
const isOpen = (id: string): boolean => usePersist.getState().id === id;

async function savedElsewhere(): Promise<boolean> {
  const { id } = usePersist.getState();
  const { project: mine } = now();
  if (id === null || !mine) return false;
  const answer = await call('openProject', { id });
  const read = answer.ok ? readProject(answer.value.text) : undefined;
  if (!answer.ok || !read?.ok) return false;
  const { revision, name } = answer.value;
  // A save whose answer got lost on the way is there already.
  if (answer.value.text === writeProject(mine)) {
    rebase(read.project, revision);
    return save();
  }
  const copy = titleOf(`${mine.name.slice(0, 180)} (my edits)`);
  const choice = await ask({
    title: `${name} was saved elsewhere meanwhile`,
    lines: [
      `Another window saved revision ${revision}. If yours becomes the newest, theirs stays in the list of revisions. If theirs is opened, yours becomes a project of its own, "${copy}".`,
      'What yours changes:',
    ],
    facts: differences(read.project, mine),
    choices: [
      { id: 'theirs', label: 'Open theirs' },
      { id: 'mine', label: 'Save mine as the newest', main: true },
    ],
    cancel: 'Decide later',
  });
  if (!isOpen(id)) return false;
  if (choice === 'mine') {
    rebase(read.project, revision);
    return save();
  }
  return choice === 'theirs' && openTheirs(mine, copy, read.project, revision);
}

async function openTheirs(mine: Project, copy: string, theirs: Project, revision: number): Promise<boolean> {
  const { id, name, file } = usePersist.getState();
  if (id === null) return false;
  const text = writeProject({ ...mine, id: crypto.randomUUID(), name: copy });
  const kept = await call('createProject', { name: copy, text });
  if (!kept.ok) return false;
  await call('dropRecovery', { id });
  showDesign(theirs, { id, name, revision, file });
  return true;
}

/** The linked file is not as Topolith left it. Neither side is lost, whatever is chosen. */
export async function fileChanged(): Promise<void> {
  const { id, file, name } = usePersist.getState();
  if (id === null || !file) return;
  const choice = await ask({
    title: 'The linked file was changed by another program',
    lines: [
      file.path,
      `Writing your design to the file keeps what stands there now as a revision of ${name}. Taking what the file says keeps your design as the revision before it. Neither is lost.`,
    ],
    choices: [
      { id: 'theirs', label: 'Take what the file says' },
      { id: 'mine', label: 'Write my design to the file', main: true },
    ],
    cancel: 'Decide later',
  });
  if (!isOpen(id)) return;
  if (choice === 'mine') {
    await writeLinkedFile();
    const message = usePersist.getState().file?.message;
    if (message) set({ notice: { tone: 'told', text: message } });
  }
  if (choice === 'theirs') await takeFile(id, file);
}

async function takeFile(id: string, file: LinkedFile): Promise<void> {
  const answer = await call('readFile', { id });
  if (!isOpen(id)) return;
  const read = answer.ok ? readProject(answer.value.text) : undefined;
  if (!read?.ok) {
    const message = answer.ok ? (read?.message ?? '') : answer.error.message;
    await ask({
      title: 'The file cannot be taken',
      lines: [message, 'Your design and the file are as they were.'],
      choices: [],
      cancel: 'Close',
    });
    return;
  }
  usePersist.setState({ file: { ...file, state: 'unchanged', message: null } });
  replaceDesign(read.project, 'Take what the file says');
  await save();
}
