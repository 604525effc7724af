// One fact of the design as a field sees it: its value, where it comes from, and how to change it.
import type { Command } from '../../shared/model/commands.ts';
import type { Json, Problem } from '../../shared/model/types.ts';
import { edit } from '../state/edit.ts';
import { now } from '../state/store.ts';
import { useDesign } from './design.ts';
import { fullPath, overrideOf, valueAt } from '../../shared/model/factPaths.ts';
import { canDiffer, changeFact, differ, overrideProblems, same } from './fact.ts';

export interface Fact {
  /** In this variant; undefined where nothing was said. */
  readonly value: Json | undefined;
  /** In the other variants, where this one differs. */
  readonly elsewhere: Json | undefined;
  readonly differs: boolean;
  /** True where this variant may have a value of its own. */
  readonly canDiffer: boolean;
  /** Gives it a value; null takes it back to the default. In words why not, if it was refused. */
  readonly set: (value: Json) => string | null;
  readonly onlyHere: (value: Json) => string | null;
  readonly likeElsewhere: () => string | null;
}

/** A value inside a record that is written as a whole: it has no origin of its own. */
export const partOf = (value: Json | undefined, set: Fact['set']): Fact => ({
  value,
  elsewhere: undefined,
  differs: false,
  canDiffer: false,
  set,
  onlyHere: () => null,
  likeElsewhere: () => null,
});

/** Where a fact stands. */
export interface FactPlace {
  readonly path: string;
  /** What goes when the value is taken out, where that is more than the value itself. */
  readonly clears?: string;
}

export function useFact(path: string, clears: string = path): Fact {
  const { project, effective, variant } = useDesign();
  const override = overrideOf(project, variant.id, path);
  const full = fullPath(variant.id, path);
  return {
    value: valueAt(effective, full),
    elsewhere: override ? valueAt(project, full) : undefined,
    differs: override !== undefined,
    canDiffer: canDiffer(project, path),
    set: (value) => {
      const at = value === null && override?.path !== path ? clears : path;
      return change(path, (current) => changeFact(current, variant.id, at, value));
    },
    onlyHere: (value) => change(path, (current) => differ(current, variant.id, path, value)),
    likeElsewhere: () => change(path, (current) => same(current, variant.id, override?.path ?? path)),
  };

  /** The design may have moved on since it was drawn, so the edit is made of the one that is open now. */
  function change(at: string, make: (current: typeof project) => Command | null): string | null {
    const current = now().project ?? project;
    const command = make(current);
    if (!command) return null;
    const overrides = 'path' in command && command.path.endsWith('/overrides');
    const problems = overrides ? overrideProblems(current, variant.id, command) : [];
    return reasonOf(problems.length > 0 ? problems : edit(command, { key: `set ${at}` }));
  }
}

/** The first problem as a sentence; null when there is none. */
export function reasonOf(problems: readonly Problem[]): string | null {
  const [first] = problems;
  if (!first) return null;
  const words = first.message.charAt(0).toUpperCase() + first.message.slice(1);
  return problems.length > 1 ? `${words} (and ${problems.length - 1} more)` : words;
}
