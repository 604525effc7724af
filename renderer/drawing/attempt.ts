// What every edit of the drawing does first and last: the sheet it works on, the attempt, and the sentence when it is refused.
import type { Command } from '../../shared/model/commands.ts';
import type { Problem } from '../../shared/model/types.ts';
import type { Sheet } from '../edits/places.ts';
import { edit } from '../state/edit.ts';
import { type Selection, now, set } from '../state/store.ts';

/** Says one sentence at the foot of the canvas. */
export const tell = (text: string, tone: 'refused' | 'told' = 'told'): void => set({ notice: { text, tone } });

export function sheet(): Sheet | null {
  const { project, variant, drawings } = now();
  return project ? { project, variant, drawing: drawings[variant] } : null;
}

/** Carries out an edit and says why not, if it is refused. */
export function attempt(command: Command, key?: string): boolean {
  const problems = edit(command, key === undefined ? {} : { key });
  if (problems.length > 0) tell(`Not done: ${wordsOf(problems)}`, 'refused');
  return problems.length === 0;
}

export const wordsOf = (problems: readonly Problem[]): string =>
  problems[0]?.message ?? 'the design would not be sound';

export const component = (id: string): Selection => ({ kind: 'component', id });

export const showEverything = (): void => set({ fitAsked: now().fitAsked + 1 });
