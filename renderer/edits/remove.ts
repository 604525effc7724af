// Taking parts out of the design: with them go their links, and in every variant the deployables that nothing is left in.
import type { Command } from '../../shared/model/commands.ts';
import type { Project } from '../../shared/model/types.ts';
import { emptiedBy, heldBy, variantOf } from './recut.ts';

export interface Picked {
  readonly kind: 'component' | 'deployable' | 'link';
  readonly id: string;
}

/** A box goes with what it holds: that is what one sees. */
export function componentsOf(project: Project, variantId: string, picked: readonly Picked[]): string[] {
  const variant = variantOf(project, variantId);
  return [
    ...new Set(
      picked.flatMap(({ kind, id }) =>
        kind === 'component' ? [id] : kind === 'deployable' ? heldBy(variant, id) : [],
      ),
    ),
  ];
}

export function removePicked(project: Project, variantId: string, picked: readonly Picked[]): Command[] {
  const components = componentsOf(project, variantId, picked);
  const gone = new Set(components);
  const links = project.links.filter(
    (link) =>
      !gone.has(link.from) && !gone.has(link.to) && picked.some((one) => one.kind === 'link' && one.id === link.id),
  );
  const emptyBoxes = picked.filter(
    (one) => one.kind === 'deployable' && heldBy(variantOf(project, variantId), one.id).length === 0,
  );
  return [
    ...links.map((link): Command => ({ type: 'remove', kind: 'link', id: link.id })),
    ...project.variants.flatMap((variant) =>
      emptiedBy(variant, components).map((id): Command => ({ type: 'removeDeployable', variant: variant.id, id })),
    ),
    ...components.map((id): Command => ({ type: 'remove', kind: 'component', id })),
    ...emptyBoxes.map(({ id }): Command => ({ type: 'removeDeployable', variant: variantId, id })),
  ];
}
