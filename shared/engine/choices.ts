/** How often the calls of a choice or an alternative are made. */
import { type Activity, branchesOf, type Call } from './network.ts';
import type { Step } from '../model/types.ts';

export const isChosen = ({ group }: Step): boolean => group?.kind === 'choice' || group?.kind === 'alternative';

/** Where a group says which of its calls are made, their probabilities follow from it. */
export function setGroupChances(calls: readonly Call[], activities: readonly Activity[]): void {
  if (!calls.some(({ step }) => isChosen(step))) return;
  const groups = new Map<string, Call[]>();
  for (const call of calls.filter(({ step }) => isChosen(step))) {
    const { id } = call.step.group!;
    groups.set(id, [...(groups.get(id) ?? []), call]);
  }
  for (const group of groups.values()) {
    const branches = branchesOf(group);
    if (group[0]!.step.group!.kind === 'choice') {
      // Branches without a probability share what the others leave.
      const given = branches.reduce((sum, [first]) => sum + (first!.step.probability ?? 0), 0);
      const silent = branches.filter(([first]) => first!.step.probability === undefined).length;
      for (const branch of branches) {
        const own = branch[0]!.step.probability ?? Math.max(0, 1 - given) / silent;
        for (const call of branch) call.probability *= own / (call.step.probability ?? 1);
      }
      continue;
    }
    let tried = 1;
    for (const branch of branches) {
      let fine = 1;
      for (const call of branch) {
        call.probability *= tried;
        const errors = activities[call.targets[0]!.activity]!.operation.errorRate ?? 0;
        fine *= call.fate === 'ok' ? 1 - errors : 0;
      }
      tried *= 1 - fine;
    }
  }
}
