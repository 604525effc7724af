// Before the open design gives way to something else: nothing unsaved may be lost without a word.
import { forgetEdits, keptAndDone, usePersist } from '../state/persist.ts';
import { now } from '../state/store.ts';
import { ask } from './ask.ts';
import { save } from './save.ts';
import { moment } from './when.ts';

/** True when the open design may go: all of it is saved, or the user said what becomes of the rest. */
export async function mayLeave(): Promise<boolean> {
  const { project } = now();
  if (!project) return true;
  await keptAndDone();
  const { state, savedAt, quiet } = usePersist.getState();
  if (state === 'saved') {
    // An edit made it a project, and was undone: nothing is left to keep.
    if (quiet) await forgetEdits();
    return true;
  }
  const choice = await ask({
    title: `Save the changes to ${project.name}?`,
    lines: [
      quiet || savedAt === null
        ? 'Without saving, what you changed since you opened it is gone.'
        : `Without saving, it stays as it was saved at ${moment(savedAt, new Date())}.`,
    ],
    choices: [
      { id: 'drop', label: 'Do not save' },
      { id: 'save', label: 'Save', main: true },
    ],
    cancel: 'Cancel',
  });
  if (choice === 'save') return save();
  if (choice === 'drop') await forgetEdits();
  return choice === 'drop';
}
