// One variant as a drawing: the graph that the layout engine is asked for, and its answer read into boxes, nodes and links.
// Pure: the caller runs ELK (in a worker in the window, in Node on the command line).
import type { Project } from '../model/types.ts';
import { boxKey, drawnLinks, partsOf, type Copy, type Parts } from './drawingParts.ts';
import { elbow, simplify, splitAtBox, straightened, type Point, type Rect } from './drawingPath.ts';
import { cardWidth, EMPTY_BOX, extentOf, MARGIN, NODE_HEIGHT, paddingOf } from './drawingSizes.ts';
import type { Drawing, DrawnBox, DrawnEdge, DrawnNode, LayoutNode } from './drawingTypes.ts';

export { NODE_HEIGHT } from './drawingSizes.ts';
export type { Drawing, DrawnBox, DrawnEdge, DrawnNode, LayoutEdge, LayoutNode } from './drawingTypes.ts';

const ONE = paddingOf(1);
const SEVERAL = paddingOf(2);

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
  'elk.padding': `[top=${SEVERAL.head},left=${SEVERAL.side},bottom=${SEVERAL.foot},right=${SEVERAL.side}]`,
  'elk.spacing.nodeNode': '20',
  'elk.spacing.edgeNode': '14',
  'elk.spacing.edgeEdge': '12',
  'elk.layered.spacing.nodeNodeBetweenLayers': '48',
  'elk.layered.spacing.edgeNodeBetweenLayers': '16',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '12',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
};

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
      children.push({ id, width: width + 2 * ONE.side, height: ONE.head + NODE_HEIGHT + ONE.foot });
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

const rounded = (rect: LayoutNode): Rect => ({
  x: Math.round(rect.x ?? 0),
  y: Math.round(rect.y ?? 0),
  width: Math.round(rect.width ?? 0),
  height: Math.round(rect.height ?? 0),
});

/** Reads ELK's answer to `layoutGraph`. All coordinates are absolute px. */
export function readDrawing(project: Project, variantId: string, answer: LayoutNode): Drawing {
  const parts = partsOf(project, variantId);
  const answered = new Map<string, Rect>();
  const collect = (node: LayoutNode): void => {
    answered.set(node.id, rounded(node));
    for (const child of node.children ?? []) collect(child);
  };
  collect(answer);

  const boxes: DrawnBox[] = [];
  const nodes: DrawnNode[] = [];
  for (const { deployable, copies } of parts.boxes) {
    const key = boxKey(deployable.id);
    const rect = answered.get(key)!;
    boxes.push({ key, deployable: deployable.id, holds: copies.length, ...rect });
    for (const copy of copies) {
      const card = copies.length === 1 ? insideSingle(rect) : answered.get(copy.key)!;
      nodes.push({ key: copy.key, component: copy.component.id, deployable: deployable.id, box: key, ...card });
    }
  }
  for (const copy of parts.copies) {
    if (copy.boxed) continue;
    const at = { component: copy.component.id, deployable: copy.deployable?.id ?? null, box: null };
    nodes.push({ key: copy.key, ...at, ...answered.get(copy.key)! });
  }
  const edges = readEdges(parts, answer, boxes, nodes);
  const ways = edges.map((edge) => edge.points);
  return { variant: variantId, ...extentOf([...boxes, ...nodes], ways), boxes, nodes, edges };
}

const insideSingle = (box: Rect): Rect => ({
  x: box.x + ONE.side,
  y: box.y + ONE.head,
  width: box.width - 2 * ONE.side,
  height: NODE_HEIGHT,
});

function readEdges(
  parts: Parts,
  answer: LayoutNode,
  boxes: readonly DrawnBox[],
  nodes: readonly DrawnNode[],
): DrawnEdge[] {
  const sections = new Map((answer.edges ?? []).map((edge) => [edge.id, edge.sections?.[0]]));
  return drawnLinks(parts, boxes, nodes).map(({ edge, boxA, boxB, a, b }) => {
    const section = sections.get(edge.key);
    const all = section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : [];
    let points: Point[] = section
      ? straightened(simplify(all.map((point) => ({ x: Math.round(point.x), y: Math.round(point.y) }))))
      : elbow(boxA ?? a, boxB ?? b);
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
    return { ...edge, points, leads };
  });
}
