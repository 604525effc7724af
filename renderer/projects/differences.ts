// What differs between two texts of one project, in counts: enough to decide which of them to keep.
import { diff } from '../../shared/model/diff.ts';
import type { Project } from '../../shared/model/types.ts';
import { counted } from '../../shared/explain/words.ts';

const LISTS = ['components', 'links', 'journeys', 'variants', 'scenarios', 'teams', 'measures'] as const;

/** "2 components added", "1 link changed", in the order of the file; empty when both say the same. */
export function differences(before: Project, after: Project): readonly string[] {
  const found = LISTS.flatMap((list) => inList(list, before[list] ?? [], after[list] ?? []));
  if (before.name !== after.name) found.unshift(`Name: ${before.name} becomes ${after.name}`);
  if (diff(before.layout, after.layout).length > 0) found.push('Parts moved on the drawing');
  if (found.length === 0 && diff(before, after).length > 0) found.push('Notes and assumptions');
  return found;
}

interface Identified {
  readonly id: string;
}

function inList(list: (typeof LISTS)[number], before: readonly Identified[], after: readonly Identified[]): string[] {
  const old = new Map(before.map((one) => [one.id, one]));
  const ids = new Set(after.map(({ id }) => id));
  const counts = {
    added: after.filter(({ id }) => !old.has(id)).length,
    removed: before.filter(({ id }) => !ids.has(id)).length,
    changed: after.filter((one) => old.has(one.id) && diff(old.get(one.id), one).length > 0).length,
  };
  const one = list.slice(0, -1);
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${counted(count, one)} ${word}`);
}
