/** Where a component that was just drawn runs, in a variant nobody has cut for it yet. */
import type { Component, ComponentKind, Deployable, DeployableKind, Project, Variant } from './types.ts';

/** What hosts a kind of component when it stands alone. */
export const HOST_KIND: Readonly<Record<ComponentKind, DeployableKind>> = {
  client: 'external',
  external: 'external',
  module: 'process',
  function: 'function',
  workflow: 'managed',
  gateway: 'managed',
  'load-balancer': 'managed',
  cdn: 'managed',
  relational: 'data-server',
  document: 'managed',
  'key-value': 'managed',
  cache: 'data-server',
  search: 'data-server',
  'object-store': 'managed',
  queue: 'broker',
  topic: 'broker',
  scheduler: 'managed',
};

/**
 * The variant with the component in it. `host` is the id of a deployable, null for absent. Without one: clients need no
 * place; a module of a monolith joins its first process; anything else gets a deployable of its own.
 */
export function placeNew(
  project: Project,
  variant: Variant,
  component: Component,
  host: string | null | undefined,
): Variant {
  if (host === null) {
    return {
      ...variant,
      absent: { ...variant.absent, components: [...(variant.absent?.components ?? []), component.id] },
    };
  }
  if (host !== undefined) return placed(variant, component, host);
  if (component.kind === 'client') return variant;
  const oneProcess = variant.style === 'monolith' || variant.style === 'modular-monolith';
  const process = variant.deployables.find(({ kind }) => kind === 'process');
  if (oneProcess && component.kind === 'module' && process !== undefined) return placed(variant, component, process.id);
  const own: Deployable = {
    id: freeId(project, variant, component.id),
    name: component.name,
    kind: HOST_KIND[component.kind],
  };
  return placed({ ...variant, deployables: [...variant.deployables, own] }, component, own.id);
}

const placed = (variant: Variant, component: Component, deployable: string): Variant => ({
  ...variant,
  placements: [...variant.placements, { component: component.id, deployable }],
});

/** `cart-host`, or with a number behind it: components, links and deployables share one space of ids. */
function freeId(project: Project, variant: Variant, base: string): string {
  const taken = new Set([...project.components, ...project.links, ...variant.deployables].map(({ id }) => id));
  const stem = `${base.slice(0, 80)}-host`;
  let id = stem;
  for (let number = 2; taken.has(id); number++) id = `${stem}-${number}`;
  return id;
}
