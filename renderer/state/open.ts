// Opening a design: from a sample, the host's dialog, the list of recent files, a file input or a drop.
import { readProject } from '../../shared/format/projectFile.ts';
import type { Failure } from '../../shared/contract/answers.ts';
import { startHistory } from '../../shared/model/history.ts';
import type { Project } from '../../shared/model/types.ts';
import { call, isDesktop } from '../api/client.ts';
import { draw } from './actions.ts';
import { openInEngine } from './analysis.ts';
import { recall, remember } from './remember.ts';
import { now, set } from './store.ts';

const STARTED = 'started';

interface Opened {
  readonly name: string;
  readonly path: string | null;
  readonly text: string;
}

/** Shows a file's text as the open design, or the card that says why not. The design on the screen stays until a new one is read. */
export function openText(file: Opened): void {
  const read = readProject(file.text);
  if (!read.ok) {
    set({ opening: null, refusal: { file: file.name, message: read.message, problems: read.problems } });
    return;
  }
  openProject(read.project, file);
}

function openProject(project: Project, file: Opened): void {
  set({
    screen: 'design',
    opening: null,
    refusal: null,
    project,
    history: startHistory(project),
    path: file.path,
    fileName: file.name,
    variant: project.variants[0]?.id ?? '',
    scenario: null,
    lens: 'latency',
    journey: project.journeys[0]?.id ?? '',
    selection: null,
    fault: null,
    tab: 'journeys',
    results: {},
    drawings: {},
    workMs: null,
    engineFault: null,
  });
  document.title = `${project.name} - Topolith`;
  if (project.variants[0]) void draw(project.variants[0].id);
  openInEngine();
}

const refuse = (file: string, failure: Failure): void =>
  set({ opening: null, refusal: { file, message: failure.message, problems: [] } });

export async function openSample(id: string, name: string): Promise<void> {
  set({ opening: name, refusal: null });
  const answer = await call('openSample', { id });
  if (answer.ok) openText(answer.value);
  else refuse(name, answer.error);
}

export async function openRecent(path: string, name: string): Promise<void> {
  set({ opening: name, refusal: null });
  const answer = await call('openRecent', { path });
  if (answer.ok) openText(answer.value);
  else refuse(name, answer.error);
}

export async function openDropped(file: File): Promise<void> {
  set({ opening: file.name, refusal: null });
  try {
    openText({ name: file.name.replace(/\.topolith$/, ''), path: null, text: await file.text() });
  } catch {
    refuse(file.name, { code: 'notReadable', message: 'The system did not let Topolith read this file.' });
  }
}

/** The host's dialog on the desktop, a file input in browser mode. */
export async function openWithDialog(): Promise<void> {
  if (!isDesktop()) {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.topolith,application/json';
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      if (file) void openDropped(file);
    });
    input.click();
    return;
  }
  const answer = await call('openFile', {});
  if (!answer.ok) refuse('The file', answer.error);
  else if (answer.value) openText(answer.value);
}

export function toStart(): void {
  document.title = 'Topolith';
  set({ screen: 'start', refusal: null, selection: null, fault: null });
}

/** A file that the command line or the file manager asked for; true if there was one. */
export async function openWaiting(): Promise<boolean> {
  const answer = await call('startFile', {});
  if (!answer.ok) {
    refuse('The file', answer.error);
    return true;
  }
  if (!answer.value) return false;
  openText(answer.value);
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
