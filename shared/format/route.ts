// The ways of links between parts that stand where they stand: orthogonal, round everything that is not an end of theirs.
import type { Drawing, DrawnBox, DrawnEdge, DrawnNode } from './drawing.ts';
import { drawnLinks, type Parts, type WaylessLink } from './drawingParts.ts';
import { elbow, simplify, type Point, type Rect } from './drawingPath.ts';
import { boxExits, sideExits } from './routeExits.ts';
import {
  linesAround,
  other,
  rayFrom,
  solid,
  type Exit,
  type Lines,
  type Ray,
  type Solid,
  type Spot,
} from './routeLines.ts';
import { bentWay, sideCost, straightWay } from './routeSearch.ts';
import { spread, type Spreading } from './routeSpread.ts';

/** A plain way between two parts, while one of them is being dragged. */
export const quickRoute = (from: Rect, to: Rect): Point[] => elbow(from, to);

/** The links of a variant between its parts. Those of the drawing before are taken over when nothing has moved. */
export function routeLinks(
  parts: Parts,
  boxes: readonly DrawnBox[],
  nodes: readonly DrawnNode[],
  previous?: Drawing,
): DrawnEdge[] {
  const links = drawnLinks(parts, boxes, nodes);
  if (previous && routed.has(previous.edges) && sameWays(previous, boxes, nodes, links)) {
    return remembered(links.map(({ edge }, i) => ({ ...previous.edges[i]!, ...edge })));
  }
  const outer = linesAround([...boxes, ...nodes.filter((node) => node.box === null)].map(solid));
  const inner = new Map<DrawnBox, Lines>();
  const within = (box: DrawnBox): Lines => {
    const known = inner.get(box) ?? linesInside(box, nodes);
    inner.set(box, known);
    return known;
  };
  const ways = new Map<WaylessLink, Spreading>();
  const outside = links.filter(({ edge }) => !edge.inside);
  for (const link of outside) {
    const end = (node: DrawnNode, box: DrawnBox | undefined): Exit[] =>
      box && box.holds > 1 ? boxExits(box, node, within(box)) : sideExits(box ?? node);
    const way = wayBetween(
      outer,
      link.boxA ?? link.a,
      link.boxB ?? link.b,
      end(link.a, link.boxA),
      end(link.b, link.boxB),
    );
    if (way) ways.set(link, way);
  }
  spread([...ways.values()], outer.solids);
  for (const box of boxes) {
    const inBox = links.filter(({ edge, a }) => edge.inside && a.box === box.key);
    if (inBox.length === 0) continue;
    const lines = within(box);
    const own: Spreading[] = [];
    for (const link of inBox) {
      const way = wayBetween(lines, link.a, link.b, sideExits(link.a), sideExits(link.b));
      if (!way) continue;
      ways.set(link, way);
      own.push(way);
    }
    spread(own, [...lines.solids, ...frameOf(lines.frame)]);
  }
  return remembered(
    links.map((link) => {
      const way = ways.get(link);
      const points = way
        ? simplify(way.points.map(([x, y]) => ({ x, y })))
        : elbow(link.boxA ?? link.a, link.boxB ?? link.b);
      return {
        ...link.edge,
        points,
        leads: way
          ? [leadOf(way.from, way.points[0]!), leadOf(way.to, way.points.at(-1)!).toReversed()].filter(
              (lead) => lead.length > 1,
            )
          : [],
      };
    }),
  );
}

/** Ways that were found here, so that those of the layout engine are never taken for ours. */
const routed = new WeakSet<readonly DrawnEdge[]>();
function remembered(edges: DrawnEdge[]): DrawnEdge[] {
  routed.add(edges);
  return edges;
}

function sameWays(
  previous: Drawing,
  boxes: readonly DrawnBox[],
  nodes: readonly DrawnNode[],
  links: readonly WaylessLink[],
): boolean {
  const same = (a: readonly (Rect & { key: string })[], b: readonly (Rect & { key: string })[]): boolean =>
    a.length === b.length &&
    a.every((one, i) => {
      const two = b[i]!;
      return (
        one.key === two.key &&
        one.x === two.x &&
        one.y === two.y &&
        one.width === two.width &&
        one.height === two.height
      );
    });
  return (
    same(previous.boxes, boxes) &&
    same(previous.nodes, nodes) &&
    previous.edges.length === links.length &&
    links.every(({ edge }, i) => edge.key === previous.edges[i]!.key)
  );
}

function linesInside(box: DrawnBox, nodes: readonly DrawnNode[]): Lines {
  const cards = nodes.filter((node) => node.box === box.key).map(solid);
  const { lo, hi } = solid(box);
  return linesAround(cards, { lo: [lo[0], lo[1] + 24], hi });
}

/** The walls of a frame, as parts to keep away from. */
function frameOf({ lo, hi }: Solid): Solid[] {
  return [
    { lo: [lo[0] - 1, lo[1]], hi: [lo[0], hi[1]] },
    { lo: [hi[0], lo[1]], hi: [hi[0] + 1, hi[1]] },
    { lo: [lo[0], lo[1] - 1], hi: [hi[0], lo[1]] },
    { lo: [lo[0], hi[1]], hi: [hi[0], hi[1] + 1] },
  ];
}

function wayBetween(
  lines: Lines,
  a: Rect,
  b: Rect,
  starts: readonly Exit[],
  ends: readonly Exit[],
): Spreading | undefined {
  const [here, there] = [solid(a), solid(b)];
  const cost = (exits: readonly Exit[], from: Solid, to: Solid): Exit[] =>
    exits.map((exit) => ({ ...exit, cost: exit.cost + sideCost(from, to, exit.axis, exit.out) }));
  const [from, to] = [cost(starts, here, there), cost(ends, there, here)];
  const rays = (exits: readonly Exit[]): Ray[] => exits.map((exit) => rayFrom(lines, exit));
  const way = straightWay(lines, from, to) ?? bentWay(rays(from), rays(to));
  return way && { from: way.from, to: way.to, points: way.points.map(([x, y]): Spot => [x, y]) };
}

/** The lead of an exit, its last run moved to where the link ended up. */
function leadOf({ axis, lead }: Exit, end: Spot): Point[] {
  const across = other(axis);
  const moved = lead.map((at, i): Spot => {
    const one: Spot = [...at];
    if (i >= lead.length - 2) one[across] = end[across];
    return one;
  });
  return simplify(moved.map(([x, y]) => ({ x, y })));
}
