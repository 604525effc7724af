// Another kind for a component: what the old kind had and the new one cannot have goes with it, as one edit.
import type { Command } from '../../../shared/model/commands.ts';
import { placeNew } from '../../../shared/model/placeNew.ts';
import {
  STORE_KINDS,
  type Component,
  type ComponentKind,
  type Project,
  type Variant,
} from '../../../shared/model/types.ts';

/** Clients run nowhere, all else runs somewhere: a change between the two places the component or takes it out of its deployables. */
export function changeKind(project: Project, component: Component, kind: ComponentKind): Command {
  const at = `components/${component.id}`;
  const commands: Command[] = [{ type: 'set', path: `${at}/kind`, value: kind }];
  if (component.owner !== undefined && !STORE_KINDS.includes(kind)) {
    commands.push({ type: 'set', path: `${at}/owner`, value: null });
  }
  // Workflows and gateways each have types of their own.
  if (component.facts?.type !== undefined) commands.push({ type: 'set', path: `${at}/facts/type`, value: null });
  if (kind === 'client') commands.push(...project.variants.flatMap((variant) => takeOut(variant, component.id)));
  else if (component.kind === 'client') {
    const changed: Component = { ...component, kind };
    for (const variant of project.variants) {
      if (isThere(variant, component.id)) continue;
      commands.push({ type: 'update', kind: 'variant', record: placeNew(project, variant, changed, undefined) });
    }
  }
  return { type: 'batch', name: `Change kind of ${component.name}`, commands };
}

const isThere = ({ placements, absent }: Variant, id: string): boolean =>
  placements.some((one) => one.component === id) || (absent?.components ?? []).includes(id);

/** Deployables that held nothing else go, too. */
function takeOut(variant: Variant, id: string): Command[] {
  const own = variant.placements.filter((one) => one.component === id).map((one) => one.deployable);
  if (own.length === 0) return [];
  const placements = variant.placements.filter((one) => one.component !== id);
  const emptied = own.filter((deployable) => !placements.some((one) => one.deployable === deployable));
  return [
    { type: 'update', kind: 'variant', record: { ...variant, placements } },
    ...emptied.map((deployable): Command => ({ type: 'removeDeployable', variant: variant.id, id: deployable })),
  ];
}
