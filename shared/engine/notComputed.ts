/** Facts that a project can state and this engine does not yet use: said aloud, so that nobody believes they count. */
import { keptBy } from '../model/kept.ts';
import type { Deployable, Link, Project, Variant } from '../model/types.ts';

const batchedWithoutPolls = keptBy((links: readonly Link[]) =>
  links.filter(({ delivery: d }) => d?.batch !== undefined && d.mode !== 'poll' && !d.outbox).map(({ id }) => id),
);

const withPacking = keptBy((deployables: readonly Deployable[]) =>
  deployables.filter(({ packing }) => packing !== undefined).map(({ id }) => id),
);

/** One sentence for each kind of fact, with the parts that state it. */
export function notComputed(project: Project, { deployables, absent }: Variant): string[] {
  const parts: readonly (readonly [string, readonly string[]])[] = [
    [
      'a batch without polls',
      batchedWithoutPolls(project.links).filter(
        (id) => !absent?.links?.includes(id) && !absent?.components?.includes(id),
      ),
    ],
    ['whole jobs a machine (packing)', withPacking(deployables)],
  ];
  return parts.flatMap(([what, ids]) => (ids.length > 0 ? [`Not computed yet: ${what} (${ids.join(', ')}).`] : []));
}
