// What the start screen lists: projects of the store, samples, recent files. What is done to a project there is done here.
import { create } from 'zustand';
import type { ProjectEntry, RecentEntry, SampleEntry } from '../../shared/contract/calls.ts';
import type { Failure } from '../../shared/contract/answers.ts';
import { readProject, writeProject } from '../../shared/format/projectFile.ts';
import { call } from '../api/client.ts';
import { ask, askName } from '../projects/ask.ts';
import { counted } from '../../shared/explain/words.ts';
import { titleOf } from './persist.ts';

interface Lists {
  /** Null until the host has answered. */
  readonly projects: readonly ProjectEntry[] | null;
  readonly samples: readonly SampleEntry[];
  /** Files that no project is linked to. */
  readonly files: readonly RecentEntry[];
  readonly trouble: string | null;
}

export const useLists = create<Lists>(() => ({ projects: null, samples: [], files: [], trouble: null }));
const put = (part: Partial<Lists>): void => useLists.setState(part);

export async function loadLists(): Promise<void> {
  const [projects, samples, recent] = await Promise.all([
    call('listProjects', {}),
    call('listSamples', {}),
    call('listRecent', {}),
  ]);
  const linked = new Set(projects.ok ? projects.value.map(({ linkedPath }) => linkedPath) : []);
  const failure = [projects, samples, recent].find((answer) => !answer.ok);
  put({
    projects: projects.ok ? projects.value : [],
    samples: samples.ok ? samples.value : [],
    files: recent.ok ? recent.value.filter(({ path }) => !linked.has(path)) : [],
    trouble: failure && !failure.ok ? failure.error.message : null,
  });
}

type Outcome = { readonly ok: true } | { readonly ok: false; readonly error: Failure };

async function thenList(answer: Outcome): Promise<void> {
  await loadLists();
  if (!answer.ok) put({ trouble: answer.error.message });
}

export async function renameProject({ id, name }: ProjectEntry): Promise<void> {
  const next = await askName('Rename the project', name, 'Rename');
  if (next !== null && next !== name) await thenList(await call('renameProject', { id, name: titleOf(next) }));
}

/** A project of its own with the text of the newest revision; its earlier revisions stay with the first. */
export async function duplicateProject({ id, name }: ProjectEntry): Promise<void> {
  const opened = await call('openProject', { id });
  if (!opened.ok) return thenList(opened);
  const read = readProject(opened.value.text);
  if (!read.ok) return put({ trouble: read.message });
  const copy = titleOf(`${name.slice(0, 190)} (copy)`);
  const text = writeProject({ ...read.project, id: crypto.randomUUID(), name: copy });
  await thenList(await call('createProject', { name: copy, text }));
}

export const trashProject = async ({ id }: ProjectEntry): Promise<void> => thenList(await call('trashProject', { id }));

export const restoreProject = async ({ id }: ProjectEntry): Promise<void> =>
  thenList(await call('restoreProject', { id }));

export async function emptyTrash(count: number): Promise<void> {
  const choice = await ask({
    title: `Remove ${counted(count, 'project')} for good?`,
    lines: ['All revisions go with them. Linked files stay where they are.'],
    choices: [{ id: 'remove', label: 'Remove for good' }],
    cancel: 'Keep them',
  });
  if (choice === 'remove') await thenList(await call('emptyTrash', { olderThanDays: 0 }));
}
