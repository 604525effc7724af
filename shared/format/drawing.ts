// One variant as a drawing: the graph that the layout engine is asked for, and its answer read into boxes, nodes and links.
// Pure: the caller runs ELK (in a worker in the window, in Node on the command line).
import type { NodeLayout, Project } from '../model/types.ts';
import { boxKey, partsOf, type Copy, type Parts } from './drawingParts.ts';
import { elbow, simplify, splitAtBox, straightened, type Point, type Rect } from './drawingPath.ts';
import { textWidth } from './drawingText.ts';
import type { Drawing, DrawnBox, DrawnEdge, DrawnNode, LayoutNode } from './drawingTypes.ts';

export type { Drawing, DrawnBox, DrawnEdge, DrawnNode, LayoutEdge, LayoutNode } from './drawingTypes.ts';

export const NODE_HEIGHT = 47;
export const BOX_HEAD = 27;
const NODE_WIDTH = { least: 144, most: 208 };
const BOX_SIDE = 8;
const BOX_FOOT = 10;
const EMPTY_BOX = { width: 160, height: 48 };
const MARGIN = 24;

const ROOT_OPTIONS: Record<string, string> = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.randomSeed': '1',
  'elk.padding': `[top=${MARGIN},left=${MARGIN},bottom=${MARGIN},right=${MARGIN}]`,
  'elk.spacing.nodeNode': '26',
  'elk.spacing.edgeNode': '20',
  'elk.spacing.edgeEdge': '14',
  'elk.layered.spacing.nodeNodeBetweenLayers': '68',
  'elk.layered.spacing.edgeNodeBetweenLayers': '24',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '14',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.crossingMinimization.forceNodeModelOrder': 'false',
  'elk.layered.thoroughness': '20',
};
const BOX_OPTIONS: Record<string, string> = {
  'elk.padding': `[top=${BOX_HEAD + 1},left=${BOX_SIDE + 4},bottom=${BOX_FOOT + 2},right=${BOX_SIDE + 4}]`,
  'elk.spacing.nodeNode': '20',
  'elk.spacing.edgeNode': '14',
  'elk.spacing.edgeEdge': '12',
  'elk.layered.spacing.nodeNodeBetweenLayers': '48',
  'elk.layered.spacing.edgeNodeBetweenLayers': '16',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '12',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
};

const upTo8 = (value: number): number => Math.ceil(value / 8) * 8;

/** One width for all cards of a project, so that columns align and a part looks the same in every variant. */
function cardWidth(project: Project): number {
  const names = project.components.map((component) => textWidth(component.name, 12.5, true) + 56);
  const heads = project.variants
    .flatMap((variant) => variant.deployables)
    .map((one) => textWidth(one.name, 11) + 62 - 2 * BOX_SIDE);
  return Math.min(NODE_WIDTH.most, Math.max(NODE_WIDTH.least, upTo8(Math.max(0, ...names, ...heads))));
}

/** The graph that ELK is asked to lay out for one variant. Throws when the variant is not in the project. */
export function layoutGraph(project: Project, variantId: string): LayoutNode {
  const parts = partsOf(project, variantId);
  const children: LayoutNode[] = [];
  const standsAs = new Map<Copy, string>();
  const width = cardWidth(project);
  for (const { deployable, copies } of parts.boxes) {
    const id = boxKey(deployable.id);
    const only = copies.length === 1 ? copies[0] : undefined;
    if (copies.length === 0) children.push({ id, ...EMPTY_BOX });
    else if (only) {
      children.push({ id, width: width + 2 * BOX_SIDE, height: BOX_HEAD + NODE_HEIGHT + BOX_FOOT });
      standsAs.set(only, id);
    } else {
      children.push({
        id,
        layoutOptions: BOX_OPTIONS,
        children: copies.map((copy) => ({ id: copy.key, width, height: NODE_HEIGHT })),
      });
    }
  }
  for (const copy of parts.copies) {
    if (!copy.boxed) children.push({ id: copy.key, width, height: NODE_HEIGHT });
  }
  const edges = parts.edges.map(({ key, from, to }) => ({
    id: key,
    sources: [standsAs.get(from) ?? from.key],
    targets: [standsAs.get(to) ?? to.key],
  }));
  return {
    id: 'root',
    layoutOptions: ROOT_OPTIONS,
    children: orderedFromEntries(project, parts, children, standsAs),
    edges,
  };
}

/** Entries first, then what they reach: the layout keeps this order where nothing else decides. */
function orderedFromEntries(
  project: Project,
  parts: Parts,
  children: LayoutNode[],
  standsAs: ReadonlyMap<Copy, string>,
): LayoutNode[] {
  const topOf = (copy: Copy): string =>
    standsAs.get(copy) ?? (copy.boxed && copy.deployable ? boxKey(copy.deployable.id) : copy.key);
  const entries = new Set(project.journeys.map((journey) => journey.entry.component));
  const queue = parts.copies.filter((copy) => copy.component.kind === 'client' || entries.has(copy.component.id));
  const rank = new Map<string, number>();
  const seen = new Set<Copy>(queue);
  for (const copy of queue) {
    if (!rank.has(topOf(copy))) rank.set(topOf(copy), rank.size);
    for (const edge of parts.edges) {
      if (edge.from !== copy || seen.has(edge.to)) continue;
      seen.add(edge.to);
      queue.push(edge.to);
    }
  }
  const place = (node: LayoutNode): number => rank.get(node.id) ?? rank.size;
  return children.toSorted((a, b) => place(a) - place(b));
}

const rounded = (rect: LayoutNode, at: NodeLayout | undefined): Rect => ({
  x: Math.round(at?.x ?? rect.x ?? 0),
  y: Math.round(at?.y ?? rect.y ?? 0),
  width: Math.round(at?.width ?? rect.width ?? 0),
  height: Math.round(at?.height ?? rect.height ?? 0),
});

/** Reads ELK's answer to `layoutGraph`; positions kept in the project win over it. All coordinates are absolute px. */
export function readDrawing(project: Project, variantId: string, answer: LayoutNode): Drawing {
  const parts = partsOf(project, variantId);
  const kept = project.layout?.variants?.[variantId]?.nodes ?? {};
  const answered = new Map<string, LayoutNode>();
  const collect = (node: LayoutNode): void => {
    answered.set(node.id, node);
    for (const child of node.children ?? []) collect(child);
  };
  collect(answer);

  const moved = new Set<string>();
  const boxes: DrawnBox[] = [];
  const nodes: DrawnNode[] = [];
  for (const { deployable, copies } of parts.boxes) {
    const key = boxKey(deployable.id);
    const laid = answered.get(key) ?? { id: key, ...EMPTY_BOX };
    const at = kept[deployable.id];
    const rect = rounded(laid, at);
    if (at) moved.add(key);
    boxes.push({ key, deployable: deployable.id, holds: copies.length, ...rect });
    const shift = { x: rect.x - Math.round(laid.x ?? 0), y: rect.y - Math.round(laid.y ?? 0) };
    for (const copy of copies) {
      const inner =
        copies.length === 1 ? insideSingle(rect) : insideSeveral(copy, answered, at ? shift : { x: 0, y: 0 }, kept);
      if (at || kept[copy.component.id]) moved.add(copy.key);
      nodes.push({ key: copy.key, component: copy.component.id, deployable: deployable.id, box: key, ...inner });
    }
  }
  for (const copy of parts.copies) {
    if (copy.boxed) continue;
    const at = kept[copy.component.id];
    if (at) moved.add(copy.key);
    nodes.push({
      key: copy.key,
      component: copy.component.id,
      deployable: copy.deployable?.id ?? null,
      box: null,
      ...rounded(answered.get(copy.key) ?? { id: copy.key, width: NODE_WIDTH.least, height: NODE_HEIGHT }, at),
    });
  }
  const edges = readEdges(parts, answer, boxes, nodes, moved);
  return { variant: variantId, ...extent(boxes, nodes, edges), boxes, nodes, edges };
}

const insideSingle = (box: Rect): Rect => ({
  x: box.x + BOX_SIDE,
  y: box.y + BOX_HEAD,
  width: box.width - 2 * BOX_SIDE,
  height: NODE_HEIGHT,
});

function insideSeveral(
  copy: Copy,
  answered: ReadonlyMap<string, LayoutNode>,
  shift: Point,
  kept: Readonly<Record<string, NodeLayout>>,
): Rect {
  const laid = rounded(answered.get(copy.key) ?? { id: copy.key }, undefined);
  const at = kept[copy.component.id];
  return at ? rounded({ id: copy.key, ...laid }, at) : { ...laid, x: laid.x + shift.x, y: laid.y + shift.y };
}

function readEdges(
  parts: Parts,
  answer: LayoutNode,
  boxes: readonly DrawnBox[],
  nodes: readonly DrawnNode[],
  moved: ReadonlySet<string>,
): DrawnEdge[] {
  const nodeOf = new Map(nodes.map((node) => [node.key, node]));
  const boxOf = new Map(boxes.map((box) => [box.key, box]));
  const sections = new Map((answer.edges ?? []).map((edge) => [edge.id, edge.sections?.[0]]));
  return parts.edges.map(({ key, link, from, to }) => {
    const a = nodeOf.get(from.key)!;
    const b = nodeOf.get(to.key)!;
    const inside = a.box !== null && a.box === b.box;
    const boxA = inside || a.box === null ? undefined : boxOf.get(a.box);
    const boxB = inside || b.box === null ? undefined : boxOf.get(b.box);
    const section = sections.get(key);
    let points: Point[];
    if (section && !moved.has(a.key) && !moved.has(b.key)) {
      const all = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
      points = straightened(simplify(all.map((point) => ({ x: Math.round(point.x), y: Math.round(point.y) }))));
    } else {
      points = elbow(boxA ?? a, boxB ?? b);
    }
    const leads: Point[][] = [];
    if (boxA && boxA.holds > 1) {
      const split = splitAtBox(points, boxA);
      if (split.lead.length > 1) leads.push(split.lead);
      points = split.rest;
    }
    if (boxB && boxB.holds > 1) {
      const split = splitAtBox(points.toReversed(), boxB);
      if (split.lead.length > 1) leads.push(split.lead.toReversed());
      points = split.rest.toReversed();
    }
    return { key, link: link.id, from: a.key, to: b.key, interaction: link.interaction, inside, points, leads };
  });
}

function extent(
  boxes: readonly Rect[],
  nodes: readonly Rect[],
  edges: readonly DrawnEdge[],
): { width: number; height: number } {
  let width = 0;
  let height = 0;
  for (const rect of [...boxes, ...nodes]) {
    width = Math.max(width, rect.x + rect.width);
    height = Math.max(height, rect.y + rect.height);
  }
  for (const point of edges.flatMap((edge) => edge.points)) {
    width = Math.max(width, point.x);
    height = Math.max(height, point.y);
  }
  return { width: width + MARGIN, height: height + MARGIN };
}
