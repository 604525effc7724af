// The file that a project is linked to: chosen, and let go.
import { call } from '../api/client.ts';
import { usePersist } from '../state/persist.ts';
import { ask } from './ask.ts';
import { save } from './save.ts';

/** What is written is the newest revision, so the design is saved first. */
export async function linkFile(): Promise<void> {
  if (!(await save())) return;
  const { id } = usePersist.getState();
  if (id === null) return;
  const answer = await call('linkFile', { id });
  if (!answer.ok) await told('The file was not linked', answer.error.message);
  // Another design may have come to the screen meanwhile.
  else if (answer.value && usePersist.getState().id === id)
    usePersist.setState({ file: { path: answer.value.path, state: 'written', message: null } });
}

/** A file that was only opened so far has no project to unlink; forgetting its path is enough. */
export async function unlinkFile(): Promise<void> {
  const { id } = usePersist.getState();
  const answer = id === null ? { ok: true as const } : await call('unlinkFile', { id });
  if (!answer.ok) await told('The file was not unlinked', answer.error.message);
  else if (usePersist.getState().id === id) usePersist.setState({ file: null });
}

const told = (title: string, line: string): Promise<string | null> =>
  ask({ title, lines: [line], choices: [], cancel: 'Close' });
