/** Facts that a project can state and this engine does not yet use: said aloud, so that nobody believes they count. */
import type { Project, Variant } from '../model/types.ts';

/** One sentence for each kind of fact, with the parts that state it. */
export function notComputed(project: Project, variant: Variant): string[] {
  const absent = new Set([...(variant.absent?.links ?? []), ...(variant.absent?.components ?? [])]);
  const links = project.links.filter((l) => !absent.has(l.id));
  const parts: readonly (readonly [string, readonly string[]])[] = [
    [
      'a batch without polls',
      links.filter(({ delivery: d }) => d?.batch !== undefined && d.mode !== 'poll' && !d.outbox).map((l) => l.id),
    ],
    ['whole jobs a machine (packing)', variant.deployables.filter((d) => d.packing !== undefined).map((d) => d.id)],
  ];
  return parts.flatMap(([what, ids]) => (ids.length > 0 ? [`Not computed yet: ${what} (${ids.join(', ')}).`] : []));
}
