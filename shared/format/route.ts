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
import { bentWay, sideCost, straightWay, type CostedRay, type Way } from './routeSearch.ts';
import { spread, type Spreading } from './routeSpread.ts';

/** A side has places for links that stand at least so far apart. */
const LEAST_APART = 10;
/** Of one link more than a side has places for, in px of way. */
const CROWD_COST = 60;

/** A plain way between two parts, while one of them is being dragged. */
export const quickRoute = (from: Rect, to: Rect): Point[] => elbow(from, to);

/** All links by the plain way. */
export const plainLinks = (parts: Parts, boxes: readonly DrawnBox[], nodes: readonly DrawnNode[]): DrawnEdge[] =>
  drawnLinks(parts, boxes, nodes).map(({ edge, a, b, boxA, boxB }) => ({
    ...edge,
    points: quickRoute(boxA ?? a, boxB ?? b),
    leads: [],
  }));

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
  const inside = new Map<DrawnBox, Lines>();
  const within = (box: DrawnBox): Lines => {
    const lines = inside.get(box) ?? linesInside(box, nodes);
    inside.set(box, lines);
    return lines;
  };
  const exits = new Map<Rect, Exit[]>();
  const exitsOf = (node: DrawnNode, box: DrawnBox | undefined): Exit[] => {
    const key = box && box.holds === 1 ? box : node;
    const known = exits.get(key) ?? (box && box.holds > 1 ? boxExits(box, node, within(box)) : sideExits(key));
    exits.set(key, known);
    return known;
  };

  const outside = links.filter(({ edge }) => !edge.inside);
  const outer = linesAround([...boxes, ...nodes.filter((node) => node.box === null)].map(solid));
  const ways = waysBetween(
    outer,
    outside.map(({ a, b, boxA, boxB }) => ({
      a: solid(boxA ?? a),
      b: solid(boxB ?? b),
      starts: exitsOf(a, boxA),
      ends: exitsOf(b, boxB),
    })),
  );
  const found = new Map(outside.map((link, i) => [link, ways[i]]));
  exits.clear();
  for (const box of boxes) {
    const own = links.filter(({ edge, a }) => edge.inside && a.box === box.key);
    if (own.length === 0) continue;
    const lines = within(box);
    const ends = own.map(({ a, b }) => ({
      a: solid(a),
      b: solid(b),
      starts: exitsOf(a, undefined),
      ends: exitsOf(b, undefined),
    }));
    for (const [i, way] of waysBetween(lines, ends, wallsOf(lines.frame)).entries()) found.set(own[i]!, way);
  }
  return remembered(links.map((link) => drawn(link, found.get(link))));
}

function drawn({ edge, a, b, boxA, boxB }: WaylessLink, way: Spreading | undefined): DrawnEdge {
  if (!way) return { ...edge, points: elbow(boxA ?? a, boxB ?? b), leads: [] };
  const leads = [leadOf(way.from, way.points[0]!), leadOf(way.to, way.points.at(-1)!).toReversed()];
  return { ...edge, points: toPoints(way.points), leads: leads.filter((lead) => lead.length > 1) };
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
function wallsOf({ lo, hi }: Solid): Solid[] {
  return [
    { lo: [lo[0] - 1, lo[1]], hi: [lo[0], hi[1]] },
    { lo: [hi[0], lo[1]], hi: [hi[0] + 1, hi[1]] },
    { lo: [lo[0], lo[1] - 1], hi: [hi[0], lo[1]] },
    { lo: [lo[0], hi[1]], hi: [hi[0], hi[1] + 1] },
  ];
}

interface Ends {
  readonly a: Solid;
  readonly b: Solid;
  readonly starts: readonly Exit[];
  readonly ends: readonly Exit[];
}

/** A way for each pair of ends, where there is one: those without a bend first, then the others round the sides that these fill. */
function waysBetween(lines: Lines, all: readonly Ends[], walls: readonly Solid[] = []): (Spreading | undefined)[] {
  const rays = new Map<Exit, Ray>();
  const taken = new Map<Exit, number>();
  const take = (way: Way | undefined): Way | undefined => {
    for (const exit of way ? [way.from, way.to] : []) taken.set(exit, (taken.get(exit) ?? 0) + 1);
    return way;
  };
  const costed = (exits: readonly Exit[], from: Solid, to: Solid): CostedRay[] =>
    exits.map((exit) => {
      const ray = rays.get(exit) ?? rayFrom(lines, exit);
      rays.set(exit, ray);
      const places = Math.floor((exit.hi - exit.lo) / LEAST_APART) + 1;
      const crowd = Math.max(0, (taken.get(exit) ?? 0) + 1 - places) * CROWD_COST;
      return { ray, cost: exit.cost + sideCost(from, to, exit.axis, exit.out) + crowd };
    });
  const straight = all.map(({ starts, ends }) => take(straightWay(lines, starts, ends)));
  const ways = all.map(({ a, b, starts, ends }, i): Spreading | undefined => {
    const way = straight[i] ?? take(bentWay(costed(starts, a, b), costed(ends, b, a)));
    return way && { from: way.from, to: way.to, points: toPoints(way.points).map(({ x, y }): Spot => [x, y]) };
  });
  spread(
    ways.filter((way) => way !== undefined),
    [...lines.solids, ...walls],
  );
  return ways;
}

const toPoints = (spots: readonly Spot[]): Point[] => simplify(spots.map(([x, y]) => ({ x, y })));

/** The lead of an exit, its last run moved to where the link ended up. */
function leadOf({ axis, lead }: Exit, end: Spot): Point[] {
  const across = other(axis);
  const moved = lead.map((at, i): Spot => {
    const one: Spot = [...at];
    if (i >= lead.length - 2) one[across] = end[across];
    return one;
  });
  return toPoints(moved);
}
