// Which parts and links of a variant are drawn, before anyone knows where.
import { effectiveProject } from '../model/effective.ts';
import type { Component, Deployable, Link, Project, Variant } from '../model/types.ts';
import type { DrawnBox, DrawnEdge, DrawnNode } from './drawingTypes.ts';

export const boxKey = (deployable: string): string => `d:${deployable}`;
const nodeKey = (component: string, deployable: string | null): string =>
  deployable === null ? `c:${component}` : `c:${component}@${deployable}`;

export interface Copy {
  readonly key: string;
  readonly component: Component;
  readonly deployable: Deployable | null;
  readonly boxed: boolean;
}
export interface Parts {
  readonly variant: Variant;
  readonly boxes: readonly { readonly deployable: Deployable; readonly copies: readonly Copy[] }[];
  readonly copies: readonly Copy[];
  readonly edges: readonly { readonly key: string; readonly link: Link; readonly from: Copy; readonly to: Copy }[];
}

/**
 * What is drawn of a variant: absent parts left out, a component once in each deployable that holds it.
 * Throws UnknownId when the project has no such variant.
 */
export function partsOf(project: Project, variantId: string): Parts {
  const { project: design, variant } = effectiveProject(project, variantId, null);
  const absent = new Set(variant.absent?.components);
  const absentLinks = new Set(variant.absent?.links);
  const deployables = new Map(variant.deployables.map((deployable) => [deployable.id, deployable]));
  const copies: Copy[] = [];
  const byComponent = new Map<string, Copy[]>();
  for (const component of design.components) {
    if (absent.has(component.id)) continue;
    const places = variant.placements
      .filter((placement) => placement.component === component.id)
      .map((placement) => deployables.get(placement.deployable))
      .filter((deployable) => deployable !== undefined);
    const own: Copy[] = (places.length > 0 ? places : [null]).map((deployable) => ({
      key: nodeKey(component.id, deployable?.id ?? null),
      component,
      deployable,
      boxed:
        deployable !== null &&
        deployable.kind !== 'external' &&
        component.kind !== 'client' &&
        component.kind !== 'external',
    }));
    copies.push(...own);
    byComponent.set(component.id, own);
  }
  const boxes = variant.deployables
    .map((deployable) => ({
      deployable,
      copies: copies.filter((copy) => copy.boxed && copy.deployable === deployable),
    }))
    .filter((box) => box.copies.length > 0 || !copies.some((copy) => copy.deployable === box.deployable));
  const edges: { key: string; link: Link; from: Copy; to: Copy }[] = [];
  for (const link of design.links) {
    if (absentLinks.has(link.id)) continue;
    for (const from of byComponent.get(link.from) ?? []) {
      const targets = byComponent.get(link.to) ?? [];
      // A call prefers the copy beside it.
      const beside = targets.filter((to) => to.deployable !== null && to.deployable === from.deployable);
      for (const to of beside.length > 0 ? beside : targets) {
        edges.push({ key: `l:${link.id}:${from.key}:${to.key}`, link, from, to });
      }
    }
  }
  return { variant, boxes, copies, edges };
}

/** A link before it has a way: its ends, and the boxes around them where it leaves one. */
export interface WaylessLink {
  readonly edge: Omit<DrawnEdge, 'points' | 'leads'>;
  readonly a: DrawnNode;
  readonly b: DrawnNode;
  readonly boxA: DrawnBox | undefined;
  readonly boxB: DrawnBox | undefined;
}

export function drawnLinks(parts: Parts, boxes: readonly DrawnBox[], nodes: readonly DrawnNode[]): WaylessLink[] {
  const nodeOf = new Map(nodes.map((node) => [node.key, node]));
  const boxOf = new Map(boxes.map((box) => [box.key, box]));
  return parts.edges.map(({ key, link, from, to }) => {
    const a = nodeOf.get(from.key)!;
    const b = nodeOf.get(to.key)!;
    const inside = a.box !== null && a.box === b.box;
    const boxA = inside || a.box === null ? undefined : boxOf.get(a.box);
    const boxB = inside || b.box === null ? undefined : boxOf.get(b.box);
    return {
      edge: { key, link: link.id, from: a.key, to: b.key, interaction: link.interaction, inside },
      a,
      b,
      boxA,
      boxB,
    };
  });
}
