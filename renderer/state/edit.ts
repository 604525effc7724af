// Every change of the open design goes through here: checked, named for undo, told to the engine, kept for recovery.
import { commandName, type Command } from '../../shared/model/commands.ts';
import { tryCommand } from '../../shared/model/applyCommand.ts';
import * as steps from '../../shared/model/history.ts';
import type { History } from '../../shared/model/history.ts';
import type { Problem, Project } from '../../shared/model/types.ts';
import { designChanged } from './changed.ts';
import { now, set } from './store.ts';

export interface EditOptions {
  /** Edits that follow each other under one key are one undo step: typing in a field, a series of nudges. */
  readonly key?: string;
  /** What the undo menu says instead of the command's own name. */
  readonly name?: string;
}

/** Carries out an edit. What is wrong with it, if it was refused; the design is then untouched. */
export function edit(command: Command, options: EditOptions = {}): readonly Problem[] {
  const { history } = now();
  if (!history) return [];
  const result = tryCommand(history.project, command);
  if (!result.ok) return result.problems;
  const name = options.name ?? commandName(history.project, command);
  put(steps.record(history, result.project, name, options.key ?? null));
  return [];
}

/** Another text of the same project takes its place, as one step: a revision, a recovery copy, what a file says. */
export function replaceDesign(project: Project, name: string): void {
  const { history } = now();
  if (history) put(steps.record(history, project, name));
}

/** The next edit starts an undo step of its own, even under the same key: the field was left, the button let go. */
export function endStep(): void {
  const { history } = now();
  if (history) set({ history: steps.mark(history) });
}

export function undo(): void {
  const { history } = now();
  if (history) put(steps.undo(history));
}

export function redo(): void {
  const { history } = now();
  if (history) put(steps.redo(history));
}

function put(history: History): void {
  const before = now().project;
  set({ history, project: history.project, notice: null });
  if (before && history.project !== before) designChanged(before, history.project);
}
