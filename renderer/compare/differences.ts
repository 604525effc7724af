// What two cuts of one design do differently: which deployables, and which links are a network call in one only.
import type { VariantAnswer } from '../../shared/engine/types.ts';
import type { Project, Variant } from '../../shared/model/types.ts';

export interface Differences {
  /** Ids of deployables that the other variant lacks, or that hold other components there. */
  readonly deployables: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
}

const heldBy = (variant: Variant, deployable: string): string =>
  variant.placements
    .filter((placement) => placement.deployable === deployable)
    .map(({ component }) => component)
    .toSorted()
    .join('\n');

/** What stands out in one variant beside the other. */
export function differencesOf(
  project: Project,
  [own, other]: readonly [Variant, Variant],
  [ownResult, otherResult]: readonly [VariantAnswer | undefined, VariantAnswer | undefined],
): Differences {
  const deployables = own.deployables
    .filter(({ id }) => !other.deployables.some((one) => one.id === id) || heldBy(own, id) !== heldBy(other, id))
    .map(({ id }) => id);
  const links = project.links
    .filter(({ id }) => {
      const here = ownResult?.links[id]?.nature;
      return here !== undefined && here !== 'absent' && here !== (otherResult?.links[id]?.nature ?? here);
    })
    .map(({ id }) => id);
  return { deployables: new Set(deployables), links: new Set(links) };
}
