/** Checks of operations and their steps: each step leaves its component, each group can be carried out. */
import { checkUnique, quote, type Inspection } from './inspection.ts';
import { LIMITS } from './limits.ts';
import { countBranches, findOperation } from './operations.ts';
import type { JsonPath } from './paths.ts';
import type { Component, Step, StepGroup } from './types.ts';

export function checkOperations(inspection: Inspection): void {
  inspection.project.components.forEach((component, index) => {
    if (component.operations === undefined) return;
    const at: JsonPath = ['components', index, 'operations'];
    checkUnique(inspection, at, component.operations);
    component.operations.forEach(({ steps }, place) => {
      if (steps === undefined || steps.length === 0) return;
      const path = [...at, place, 'steps'];
      checkStepIds(inspection, path, steps);
      steps.forEach((step, number) => checkStep(inspection, path, number, component, step));
      checkGroups(inspection, path, steps);
    });
  });
}

function checkStepIds({ report }: Inspection, path: JsonPath, steps: readonly Step[]): void {
  if (steps.every(({ id }) => id === undefined)) return;
  const seen = new Set<string>();
  steps.forEach(({ id }, index) => {
    if (id === undefined) return;
    if (seen.has(id)) report([...path, index, 'id'], `${quote(id)} is used twice`);
    seen.add(id);
  });
}

function checkStep(
  { components, links, report }: Inspection,
  path: JsonPath,
  number: number,
  component: Component,
  step: Step,
): void {
  const link = links.get(step.link);
  if (link === undefined) return report([...path, number, 'link'], `there is no link ${quote(step.link)}`);
  if (link.from !== component.id) {
    return report([...path, number, 'link'], `the link ${quote(link.id)} does not leave ${quote(component.id)}`);
  }
  const callee = components.get(link.to);
  if (callee !== undefined && findOperation(callee, step.operation) === undefined) {
    report([...path, number, 'operation'], `${quote(callee.id)} has no operation ${quote(step.operation ?? '')}`);
  }
}

/** Steps of one group stand in a row and agree on the group; steps of one branch stand in a row, too. */
function checkGroups(inspection: Inspection, path: JsonPath, steps: readonly Step[]): void {
  const closed = new Set<string>();
  for (let start = 0; start < steps.length;) {
    const group = steps[start]!.group;
    let end = start + 1;
    if (group !== undefined) {
      while (end < steps.length && steps[end]!.group?.id === group.id) end++;
      if (closed.has(group.id)) {
        inspection.report([...path, start, 'group'], `the steps of group ${quote(group.id)} do not stand in a row`);
      }
      closed.add(group.id);
      checkGroup(inspection, path, start, steps.slice(start, end), group);
    }
    start = end;
  }
}

function checkGroup(
  { report }: Inspection,
  path: JsonPath,
  start: number,
  steps: readonly Step[],
  group: StepGroup,
): void {
  const closed = new Set<string>();
  let previous: string | undefined;
  steps.forEach((step, offset) => {
    const { kind, need, branch } = step.group!;
    const at = [...path, start + offset, 'group'];
    if (kind !== group.kind) report([...at, 'kind'], `group ${quote(group.id)} is of two kinds`);
    if (need !== group.need) report([...at, 'need'], `the steps of group ${quote(group.id)} differ in what they need`);
    if (branch !== undefined && branch !== previous) {
      if (closed.has(branch)) report([...at, 'branch'], `the steps of branch ${quote(branch)} do not stand in a row`);
      closed.add(branch);
    }
    previous = branch;
  });
  const at = [...path, start];
  if (group.kind === 'quorum' && group.need === undefined)
    report([...at, 'group'], 'a quorum says how many answers it needs');
  if (group.kind !== 'quorum' && group.need !== undefined)
    report([...at, 'group', 'need'], 'only a quorum needs a number');
  const branches = countBranches(steps);
  if (group.need !== undefined && group.need > branches) {
    report([...at, 'group', 'need'], `needs ${group.need} answers of ${branches} branches`);
  }
  if ((group.kind === 'parallel' || group.kind === 'quorum') && branches > LIMITS.count.branches)
    report([...at, 'group'], `has ${branches} branches, more than ${LIMITS.count.branches}`);
  if (group.kind === 'choice') checkChoice(report, at, steps);
}

/** The branches of a choice exclude each other: their probabilities add up to at most 1; a branch has that of its first step. */
function checkChoice(report: Inspection['report'], at: JsonPath, steps: readonly Step[]): void {
  const firsts = steps.filter(({ group }, index) => {
    return group?.branch === undefined || group.branch !== steps[index - 1]?.group?.branch;
  });
  // Branches without a probability share what the others leave.
  const sum = firsts.reduce((total, step) => total + (step.probability ?? 0), 0);
  if (sum > 1 + 1e-9) report([...at, 'group'], `the probabilities of a choice add up to ${sum}, more than 1`);
}
