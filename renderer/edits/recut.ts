// The re-cut: components change the deployable that they run in, and deployables that nothing is left in go.
import type { Command } from '../../shared/model/commands.ts';
import { newId, newName } from '../../shared/model/newId.ts';
import { NEW_HOST } from '../../shared/model/placeNew.ts';
import type { Component, Deployable, Project, Variant } from '../../shared/model/types.ts';

export const variantOf = (project: Project, id: string): Variant => {
  const variant = project.variants.find((one) => one.id === id);
  if (!variant) throw new Error(`there is no variant "${id}"`);
  return variant;
};

export const holdersOf = (variant: Variant, component: string): readonly string[] =>
  variant.placements.filter((one) => one.component === component).map((one) => one.deployable);

export const heldBy = (variant: Variant, deployable: string): readonly string[] =>
  variant.placements.filter((one) => one.deployable === deployable).map((one) => one.component);

/** Into a deployable that is there. */
export function moveInto(
  project: Project,
  variantId: string,
  components: readonly string[],
  target: string,
): Command[] {
  const variant = variantOf(project, variantId);
  const emptied = emptiedBy(variant, components).filter((id) => id !== target);
  return [
    { type: 'move', variant: variantId, components, deployable: target },
    ...emptied.map((id): Command => ({ type: 'removeDeployable', variant: variantId, id })),
  ];
}

export interface Apart {
  readonly deployable: string;
  readonly commands: readonly Command[];
}

/** Into a new deployable together. It is like the one that the first of them leaves, where that fits its kind. */
export function moveApart(
  project: Project,
  variantId: string,
  components: readonly string[],
  taken: ReadonlySet<string> = new Set(),
): Apart {
  const variant = variantOf(project, variantId);
  const first = project.components.find((one) => one.id === components[0]);
  if (!first) throw new Error('there is nothing to move');
  const record = hostFor(project, variant, first, taken);
  return {
    deployable: record.id,
    commands: [
      { type: 'addDeployable', variant: variantId, record },
      { type: 'move', variant: variantId, components, deployable: record.id },
      ...emptiedBy(variant, components).map((id): Command => ({ type: 'removeDeployable', variant: variantId, id })),
    ],
  };
}

function hostFor(project: Project, variant: Variant, component: Component, taken: ReadonlySet<string>): Deployable {
  const left = variant.deployables.find((one) => one.id === holdersOf(variant, component.id)[0]);
  const fresh = NEW_HOST[component.kind];
  const name = newName(variant.deployables, component.kind === 'module' ? `${component.name} service` : component.name);
  const id = newId(project, name, { ids: taken });
  if (!left || left.kind !== fresh.kind) return { id, name, ...fresh };
  // Whoever was released with others is on its own now; what is said of its places and copies no longer fits.
  const { releaseGroup: _group, id: _id, name: _name, ...like } = left;
  return { ...like, id, name };
}

/** Deployables that hold nothing but these components. */
export function emptiedBy(variant: Variant, components: readonly string[]): readonly string[] {
  const leaving = new Set(components);
  const touched = new Set(variant.placements.filter((one) => leaving.has(one.component)).map((one) => one.deployable));
  return [...touched].filter((id) => heldBy(variant, id).every((component) => leaving.has(component)));
}
