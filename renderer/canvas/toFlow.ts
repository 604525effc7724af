// A drawing and a lens as the nodes and links of the canvas.
import type { Node } from '@xyflow/react';
import type { VariantAnswer } from '../../shared/engine/types.ts';
import type { Drawing, DrawnBox, DrawnEdge, DrawnNode } from '../../shared/format/drawing.ts';
import { quickRoute } from '../../shared/format/route.ts';
import { placeLabels, type LabelPlace, type LabelSize } from '../../shared/format/drawingLabels.ts';
import { KIND_WORD, PROTOCOL_WORD, textWidth } from '../../shared/format/drawingText.ts';
import { same } from '../../shared/model/diff.ts';
import type { Component, Deployable, Link, Project, Variant } from '../../shared/model/types.ts';
import type { EdgeLook, LensView, Look } from '../lenses/types.ts';
import type { Selection } from '../state/store.ts';
import type { Point } from '../../shared/format/drawingPath.ts';

/** Where the dragged parts stand now, by key of box or card. */
export type Moves = ReadonlyMap<string, Point>;

export type BoxData = {
  readonly box: DrawnBox;
  readonly deployable: Deployable;
  readonly replicas: string;
  readonly look: Look | undefined;
  readonly selected: boolean;
  readonly renaming: boolean;
};
export type PartData = {
  readonly node: DrawnNode;
  readonly component: Component;
  readonly secondLine: string;
  /** Its box shows the state for it: it stands there alone, or the box is down as a whole. */
  readonly alone: boolean;
  readonly look: Look | undefined;
  readonly selected: boolean;
  readonly renaming: boolean;
  readonly pinned: boolean;
};
/** A link as it is painted. */
export interface LinkView {
  readonly id: string;
  readonly drawn: DrawnEdge;
  readonly link: Link;
  readonly ends: string;
  readonly look: EdgeLook | undefined;
  readonly label: { readonly place: LabelPlace; readonly lines: readonly string[] } | undefined;
  readonly selected: boolean;
}
export type BoxFlowNode = Node<BoxData, 'box'>;
export type PartFlowNode = Node<PartData, 'part'>;
export type FlowNode = BoxFlowNode | PartFlowNode;

interface FlowInput {
  readonly project: Project;
  readonly variant: Variant;
  readonly drawing: Drawing;
  readonly view: LensView;
  readonly result: VariantAnswer | undefined;
  readonly selected: readonly Selection[];
  readonly renaming: Selection | null;
}

const placed = (rect: { x: number; y: number; width: number; height: number }) => ({
  position: { x: rect.x, y: rect.y },
  width: rect.width,
  height: rect.height,
  measured: { width: rect.width, height: rect.height },
});

export function flowNodes({ project, variant, drawing, view, result, selected, renaming }: FlowInput): FlowNode[] {
  const deployables = new Map(variant.deployables.map((one) => [one.id, one]));
  const components = new Map(project.components.map((one) => [one.id, one]));
  const kept = project.layout?.variants?.[variant.id]?.nodes ?? {};
  const picked = (kind: Selection['kind'], id: string): boolean =>
    selected.some((one) => one.kind === kind && one.id === id);
  const named = (kind: Selection['kind'], id: string): boolean => renaming?.kind === kind && renaming.id === id;
  const boxes: BoxFlowNode[] = drawing.boxes.map((box) => {
    const deployable = deployables.get(box.deployable)!;
    return {
      id: box.key,
      type: 'box',
      zIndex: 0,
      selected: picked('deployable', box.deployable),
      ...placed(box),
      data: {
        box,
        deployable,
        replicas: replicaWords(deployable, result),
        look: boxLook(view.deployables.get(box.deployable), box),
        selected: picked('deployable', box.deployable),
        renaming: named('deployable', box.deployable),
      },
    };
  });
  const single = new Set(drawing.boxes.filter((box) => box.holds === 1).map((box) => box.key));
  const down = new Set(
    drawing.boxes.filter((box) => view.deployables.get(box.deployable)?.mark === 'down').map((box) => box.key),
  );
  const parts: PartFlowNode[] = drawing.nodes.map((node) => {
    const component = components.get(node.component)!;
    const alone = node.box === null || single.has(node.box);
    const own = view.components.get(node.component);
    const look = own ?? (alone && node.deployable !== null ? view.deployables.get(node.deployable) : undefined);
    const team = project.teams?.find((one) => one.id === component.team)?.name;
    return {
      id: node.key,
      type: 'part',
      zIndex: 2,
      selected: picked('component', node.component),
      ...placed(node),
      data: {
        node,
        component,
        alone: node.box !== null && (alone || down.has(node.box)),
        secondLine: team ?? KIND_WORD[component.kind],
        look,
        selected: picked('component', node.component),
        renaming: named('component', node.component),
        pinned: kept[node.component]?.pinned === true,
      },
    };
  });
  return [...boxes, ...parts];
}

/** A box that holds one part leaves the figure to the card and keeps the state only. */
function boxLook(look: Look | undefined, box: DrawnBox): Look | undefined {
  if (!look || box.holds > 1) return look;
  return look.mark ? { mark: look.mark, ...(look.hops === undefined ? {} : { hops: look.hops }) } : undefined;
}

function replicaWords(deployable: Deployable, result: VariantAnswer | undefined): string {
  if (deployable.kind === 'managed') return 'managed';
  const typed = deployable.replicas && 'fixed' in deployable.replicas ? deployable.replicas.fixed : 1;
  const count = result?.deployables[deployable.id]?.replicas ?? typed;
  return deployable.kind === 'function' ? '' : `×${count}`;
}

export function linkViews({ project, drawing, view, selected }: FlowInput): LinkView[] {
  const links = new Map(project.links.map((one) => [one.id, one]));
  const picked = new Set(selected.filter(({ kind }) => kind === 'link').map(({ id }) => id));
  const names = new Map(project.components.map((one) => [one.id, one.name]));
  const words = new Map(
    drawing.edges.map((edge) => [
      edge.key,
      labelLines(edge, links.get(edge.link)!, view.links.get(edge.link), view.quiet),
    ]),
  );
  const places = labelPlaces(drawing, labelSizes(words));
  const views = drawing.edges.map((drawn): LinkView => {
    const link = links.get(drawn.link)!;
    const place = places.get(drawn.key);
    return {
      id: drawn.key,
      drawn,
      link,
      ends: `${names.get(link.from) ?? link.from} to ${names.get(link.to) ?? link.to}`,
      look: view.links.get(drawn.link),
      label: place ? { place, lines: words.get(drawn.key) ?? [] } : undefined,
      selected: picked.has(drawn.link),
    };
  });
  // What stands out is painted over the others.
  const over = ({ look, selected: on }: LinkView): number =>
    on ? 2 : look?.tone === 'strong' || look?.tone === 'failed' ? 1 : 0;
  return views.toSorted((a, b) => over(a) - over(b));
}

/** The same objects as before where they say the same. */
export function sameWhereEqual<T extends { readonly id: string }>(before: readonly T[], next: readonly T[]): T[] {
  const old = new Map(before.map((one) => [one.id, one]));
  return next.map((one) => {
    const kept = old.get(one.id);
    return kept && same(kept, one) ? kept : one;
  });
}

/** While parts are dragged: they stand where the pointer has them, and their links follow by the straightest way. */
export function movedNodes(nodes: readonly FlowNode[], moves: Moves): FlowNode[] {
  return nodes.map((node) => {
    const at = moves.get(node.id);
    return at ? { ...node, position: at } : node;
  });
}

export function movedLinks(links: readonly LinkView[], drawing: Drawing, moves: Moves): LinkView[] {
  const rects = new Map(
    [...drawing.boxes, ...drawing.nodes].map((one) => {
      const at = moves.get(one.key);
      return [one.key, at ? { ...one, ...at } : one];
    }),
  );
  const boxOf = new Map(drawing.nodes.map((node) => [node.key, node.box]));
  return links.map((view) => {
    const { drawn } = view;
    const cards = [drawn.from, drawn.to];
    const boxes = cards.map((key) => boxOf.get(key) ?? key);
    if (![...cards, ...boxes].some((key) => moves.has(key))) return view;
    const [from, to] = drawn.inside ? cards : boxes;
    const a = rects.get(from ?? '');
    const b = rects.get(to ?? '');
    return a && b ? { ...view, label: undefined, drawn: { ...drawn, points: quickRoute(a, b), leads: [] } } : view;
  });
}

const labelled = new WeakMap<Drawing, { readonly asked: string; readonly places: ReadonlyMap<string, LabelPlace> }>();

/** Places hold while every label keeps its size: most edits change a digit. */
function labelPlaces(drawing: Drawing, sizes: ReadonlyMap<string, LabelSize>): ReadonlyMap<string, LabelPlace> {
  const asked = JSON.stringify([...sizes]);
  const kept = labelled.get(drawing);
  if (kept?.asked === asked) return kept.places;
  const places = new Map(placeLabels(drawing, sizes).map((place) => [place.edge, place]));
  labelled.set(drawing, { asked, places });
  return places;
}

/** Protocol and figure of a network call. In-process calls stay silent. */
function labelLines(edge: DrawnEdge, link: Link, look: EdgeLook | undefined, quiet: boolean): string[] {
  if (edge.inside) return [];
  const protocol = link.protocol && link.protocol !== 'custom' ? PROTOCOL_WORD[link.protocol] : '';
  if (look?.label && look.strongLabel) return [look.label];
  // Where a lens has figures, links without one stay silent.
  if (quiet && !look?.label) return [];
  return [protocol, look?.label ?? ''].filter((word) => word !== '');
}

function labelSizes(words: ReadonlyMap<string, readonly string[]>): Map<string, LabelSize> {
  const sizes = new Map<string, LabelSize>();
  for (const [key, lines] of words) {
    if (lines.length === 0) continue;
    // By steps, so that another digit does not move the label.
    const widths = lines.map((line) => Math.ceil((textWidth(line, 10) + 4) / 8) * 8);
    const width = widths.reduce((sum, one) => sum + one, 0);
    sizes.set(key, { width, height: 13, ...(lines.length > 1 ? { splitWidth: Math.max(...widths) } : {}) });
  }
  return sizes;
}
