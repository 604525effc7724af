/** Facts that a project can state and this engine does not yet use: said aloud, so that nobody believes they count. */
import type { Project, Variant } from '../model/types.ts';

/** One sentence for each kind of fact, with the parts that state it. */
export function notComputed(project: Project, variant: Variant): string[] {
  const absent = new Set([...(variant.absent?.links ?? []), ...(variant.absent?.components ?? [])]);
  const links = project.links.filter((l) => !absent.has(l.id));
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['a bulkhead', links.filter((l) => l.policy?.bulkhead).map((l) => l.id)],
    [
      'a limit of calls in flight on a breaker',
      links.filter((l) => l.policy?.breaker?.capacity !== undefined).map((l) => l.id),
    ],
    ['a retry budget', links.filter((l) => l.policy?.retryBudget !== undefined).map((l) => l.id)],
    ['cancelled work', links.filter((l) => l.policy?.cancellable === true).map((l) => l.id)],
    [
      'batches and concurrency of delivery',
      links.filter((l) => (l.delivery?.batch ?? l.delivery?.concurrency) !== undefined).map((l) => l.id),
    ],
    [
      'repair crews',
      variant.deployables
        .filter((d) => d.availability && 'crews' in d.availability && d.availability.crews !== undefined)
        .map((d) => d.id),
    ],
    [
      'room at shared processors',
      variant.deployables.filter((d) => d.room !== undefined && d.discipline === 'sharing').map((d) => d.id),
    ],
    ['whole jobs a machine (packing)', variant.deployables.filter((d) => d.packing !== undefined).map((d) => d.id)],
  ];
  return parts.flatMap(([what, ids]) => (ids.length > 0 ? [`Not computed yet: ${what} (${ids.join(', ')}).`] : []));
}
