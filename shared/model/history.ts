/** Undo and redo: each step is a named difference, so that going back never needs old copies of the project. */
import { applyChanges, diff, reverse, type Change } from './diff.ts';
import type { Project } from './types.ts';

export interface HistoryStep {
  /** What the menu says behind "Undo". */
  readonly name: string;
  /** Edits that follow each other under one key are one step: a drag, typing in a field. Null = never joined. */
  readonly key: string | null;
  readonly changes: readonly Change[];
}

export interface History {
  readonly project: Project;
  /** Oldest first. */
  readonly past: readonly HistoryStep[];
  /** Next to redo last. */
  readonly future: readonly HistoryStep[];
}

/** Steps kept; the oldest go first. */
export const HISTORY_LENGTH = 1000;

export function startHistory(project: Project): History {
  return { project, past: [], future: [] };
}

/** Notes that the project became `next`. Nothing happens when both say the same; anything else ends redo. */
export function record(history: History, next: Project, name: string, key: string | null = null): History {
  const last = history.past.at(-1);
  const joins = key !== null && last !== undefined && last.key === key && history.future.length === 0;
  const changes = diff(history.project, next);
  if (changes.length === 0) return history;
  if (!joins)
    return { project: next, past: [...history.past, { name, key, changes }].slice(-HISTORY_LENGTH), future: [] };
  const before = applyChanges(history.project, reverse(last.changes));
  const all = diff(before, next);
  const past = history.past.slice(0, -1);
  return { project: next, past: all.length === 0 ? past : [...past, { name, key, changes: all }], future: [] };
}

/** A mark: the next edit starts a step of its own even under the same key (the button was let go, the field was left). */
export function mark(history: History): History {
  const last = history.past.at(-1);
  if (last === undefined || last.key === null) return history;
  return { ...history, past: [...history.past.slice(0, -1), { ...last, key: null }] };
}

/** One step back; the history itself when there is none. */
export function undo(history: History): History {
  const step = history.past.at(-1);
  if (step === undefined) return history;
  return {
    project: applyChanges(history.project, reverse(step.changes)),
    past: history.past.slice(0, -1),
    future: [...history.future, { ...step, key: null }],
  };
}

/** One step forward again; the history itself when there is none. */
export function redo(history: History): History {
  const step = history.future.at(-1);
  if (step === undefined) return history;
  return {
    project: applyChanges(history.project, step.changes),
    past: [...history.past, step],
    future: history.future.slice(0, -1),
  };
}
