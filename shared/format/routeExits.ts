// Where links leave and arrive: the four sides of a card or box, and of a box with several cards the places that its cards lead to.
import type { Rect } from './drawingPath.ts';
import {
  freeWay,
  middle,
  other,
  rayFrom,
  solid,
  spot,
  type Axis,
  type Exit,
  type Lines,
  type Solid,
  type Spot,
} from './routeLines.ts';
import { search, type Goal } from './routeSearch.ts';

/** Left free at both ends of a side. */
const CORNER = 10;
const SIDES = [
  { axis: 0, out: 1 },
  { axis: 0, out: -1 },
  { axis: 1, out: 1 },
  { axis: 1, out: -1 },
] as const;
/** Of a lead through the head of its box, where the name stands. */
const HEAD_COST = 120;
const LEAD_CLEARANCE = 4;

export const sideExits = (rect: Rect): Exit[] => {
  const part = solid(rect);
  return SIDES.map(({ axis, out }) => sideExit(part, axis, out));
};

function sideExit(part: Solid, axis: Axis, out: 1 | -1): Exit {
  const across = other(axis);
  const end = (out > 0 ? part.hi : part.lo)[axis];
  const at = middle(part, across);
  const lo = Math.min(at, part.lo[across] + CORNER);
  const hi = Math.max(at, part.hi[across] - CORNER);
  return { axis, out, from: spot(axis, end, at), lo, hi, cost: 0, lead: [] };
}

/** The exits of a box for one of its cards: straight on from the card's sides, else round the other cards. */
export function boxExits(box: Rect, card: Rect, inside: Lines): Exit[] {
  const around = solid(box);
  return SIDES.flatMap(({ axis, out }) => {
    const side = sideExit(solid(card), axis, out);
    return straightLead(side, around, inside) ?? bentLead(card, around, inside, axis, out) ?? [];
  });
}

function straightLead(side: Exit, box: Solid, { solids }: Lines): Exit | undefined {
  const { axis, out, from } = side;
  const end = (out > 0 ? box.hi : box.lo)[axis];
  const lead = (at: number) => freeWay(solids, box, axis, at, from[axis]);
  const at = from[other(axis)];
  const way = lead(at);
  if (!way || (out > 0 ? way.hi : way.lo) !== end) return undefined;
  const cost = Math.abs(end - from[axis]) + (axis === 1 && out < 0 ? HEAD_COST : 0);
  const { lo, hi } = between(side, axis, Math.min(end, from[axis]), Math.max(end, from[axis]), at, solids);
  const exit = spot(axis, end, at);
  return { axis, out, from: exit, lo, hi, cost, lead: [[...from], exit] };
}

function bentLead(card: Rect, box: Solid, inside: Lines, axis: Axis, out: 1 | -1): Exit | undefined {
  // Never bent through the head.
  if (axis === 1 && out < 0) return undefined;
  const end = (out > 0 ? box.hi : box.lo)[axis];
  const across = other(axis);
  const goals = inside.all[axis]
    .filter((line) => (out > 0 ? line.hi : line.lo) === end)
    .filter((line) => line.at > box.lo[across] + CORNER && line.at < box.hi[across] - CORNER)
    .map((line): Goal => ({ line, at: end, rest: 0 }));
  if (goals.length === 0) return undefined;
  const rays = sideExits(card).map((exit) => ({ ray: rayFrom(inside, exit), cost: 0 }));
  const found = search(rays, goals, (along, from, at) => Math.abs((along === axis ? from : at) - end));
  if (!found) return undefined;
  const lead = found.points;
  const [turn, exit] = [lead.at(-2)!, lead.at(-1)!];
  const at = exit[across];
  const wide = { lo: box.lo[across] + CORNER, hi: box.hi[across] - CORNER };
  const from = Math.min(turn[axis], end);
  const { lo, hi } = between(wide, axis, from, Math.max(turn[axis], end), at, inside.solids);
  return { axis, out, from: exit, lo, hi, cost: lengthOf(lead) + 40 * (lead.length - 2), lead };
}

/** The part of a range around a place in which a run can be moved sideways without touching a card. */
function between(
  range: { readonly lo: number; readonly hi: number },
  axis: Axis,
  start: number,
  end: number,
  at: number,
  solids: readonly Solid[],
): { lo: number; hi: number } {
  const across = other(axis);
  let { lo, hi } = range;
  for (const part of solids) {
    if (part.lo[axis] >= end || part.hi[axis] <= start) continue;
    if (part.hi[across] <= at) lo = Math.max(lo, part.hi[across] + LEAD_CLEARANCE);
    else if (part.lo[across] >= at) hi = Math.min(hi, part.lo[across] - LEAD_CLEARANCE);
  }
  return { lo: Math.min(lo, at), hi: Math.max(hi, at) };
}

const lengthOf = (points: readonly Spot[]): number =>
  points.slice(1).reduce((sum, [x, y], i) => sum + Math.abs(x - points[i]![0]) + Math.abs(y - points[i]![1]), 0);
