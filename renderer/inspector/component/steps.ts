// Edits of the steps of an operation as plain functions: what stands in a group stays in a row, whatever is moved.
import { countBranches } from '../../../shared/model/operations.ts';
import type { Step, StepGroup } from '../../../shared/model/types.ts';

export type GroupKind = StepGroup['kind'];

/** True where the step is in one group with the step before it. */
export const joined = (steps: readonly Step[], index: number): boolean => {
  const group = steps[index]?.group?.id;
  return group !== undefined && steps[index - 1]?.group?.id === group;
};

export const replaced = (steps: readonly Step[], index: number, step: Step): readonly Step[] =>
  mended(steps.with(index, step));

export const removed = (steps: readonly Step[], index: number): readonly Step[] => mended(steps.toSpliced(index, 1));

export function moved(steps: readonly Step[], index: number, by: 1 | -1): readonly Step[] {
  const step = steps[index]!;
  return mended(steps.toSpliced(index, 1).toSpliced(index + by, 0, step));
}

/** The group that a step is in gets this kind; `null` lets all its steps run one after another. */
export function grouped(steps: readonly Step[], index: number, kind: GroupKind | null): readonly Step[] {
  const { group } = steps[index]!;
  const id = group?.id ?? freeGroup(steps);
  const inIt = (step: Step, place: number): boolean => (group ? step.group?.id === group.id : place === index);
  return mended(
    steps.map((step, place) => {
      if (!inIt(step, place)) return step;
      if (kind === null) return without(step);
      const branch = step.group?.branch;
      return {
        ...step,
        group: { id, kind, ...(kind === 'quorum' && { need: 1 }), ...(branch !== undefined && { branch }) },
      };
    }),
  );
}

/** Puts the step into the group of the one before it, or ends that group before it. */
export function together(steps: readonly Step[], index: number, join: boolean): readonly Step[] {
  const before = steps[index - 1];
  if (!before) return steps;
  if (join) {
    const group: StepGroup = before.group ? bare(before.group) : { id: freeGroup(steps), kind: 'parallel' };
    const head = before.group ? before : { ...before, group };
    return mended(steps.with(index - 1, head).with(index, { ...steps[index]!, group }));
  }
  const group = steps[index]!.group;
  if (!group) return steps;
  const id = freeGroup(steps);
  const rest = steps.map((step, place) =>
    place >= index && step.group?.id === group.id ? { ...step, group: { ...step.group, id } } : step,
  );
  const after = rest.filter((step) => step.group?.id === id);
  return mended(after.length === 1 ? rest.with(index, without(rest[index]!)) : rest);
}

/** How many answers the quorum of this step needs. */
export function needing(steps: readonly Step[], index: number, need: number): readonly Step[] {
  const id = steps[index]?.group?.id;
  return steps.map((step) => (step.group && step.group.id === id ? { ...step, group: { ...step.group, need } } : step));
}

const bare = ({ id, kind, need }: StepGroup): StepGroup => ({ id, kind, ...(need !== undefined && { need }) });

function without(step: Step): Step {
  const { group: _, ...rest } = step;
  return rest;
}

function freeGroup(steps: readonly Step[]): string {
  const taken = new Set(steps.map(({ group }) => group?.id));
  let number = 1;
  while (taken.has(`group-${number}`)) number++;
  return `group-${number}`;
}

/** A group torn apart by an edit becomes two, and a quorum needs no more answers than it has branches. */
function mended(steps: readonly Step[]): readonly Step[] {
  const closed = new Set<string>();
  const next: Step[] = [];
  let before: string | undefined;
  let renamed: string | undefined;
  for (const step of steps) {
    const id = step.group?.id;
    if (id !== before) {
      if (before !== undefined) closed.add(before);
      renamed = id !== undefined && closed.has(id) ? freeGroup([...steps, ...next]) : undefined;
    }
    next.push(step.group && renamed !== undefined ? { ...step, group: { ...step.group, id: renamed } } : step);
    before = id;
  }
  return next.map((step) => {
    const { group } = step;
    if (group?.need === undefined) return step;
    const branches = countBranches(next.filter((one) => one.group?.id === group.id));
    return group.need <= branches ? step : { ...step, group: { ...group, need: branches } };
  });
}
