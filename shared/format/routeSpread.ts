// Spreads links that share a channel or a side: in the middle of their channel, in an order without needless crossings, 12 px apart.
import { acrossOf, order, sorted, spanOf, type Run } from './routeOrder.ts';
import { CLEARANCE, other, type Axis, type Exit, type Solid, type Spot } from './routeLines.ts';
import { solve, type Gap, type Wish } from './routeSolve.ts';

/** A link's way while it is being spread; its points move. */
export interface Spreading {
  readonly points: Spot[];
  readonly from: Exit;
  readonly to: Exit;
}

/** Runs that end this close to each other along a channel count as side by side. */
const BESIDE = 8;
const FAR = 1e5;
/** Two links closer than this look like one. */
const LEAST_GAP = 5;
/** A step of this size is better taken out. */
const JOG = 24;
/** To parts where there is little room, or to save a step. */
const TIGHT_CLEARANCE = 8;

/** Moves the runs of all ways, one direction after the other; what moves in one makes or takes room in the other. */
export function spread(ways: readonly Spreading[], solids: readonly Solid[]): void {
  for (let round = 0; round < 2; round++) {
    for (const way of ways) withoutJogs(way, solids);
    spreadAlong(ways, solids, 1);
    spreadAlong(ways, solids, 0);
  }
}

/** Takes out small steps where the runs before and after them can be one, if a little closer to the parts beside it. */
function withoutJogs(way: Spreading, solids: readonly Solid[]): void {
  const { points } = way;
  for (let index = 1; index + 2 < points.length; index++) {
    const [a, b, c, d] = points.slice(index - 1, index + 3) as [Spot, Spot, Spot, Spot];
    const axis: Axis = b[0] === c[0] ? 0 : 1;
    const across = other(axis);
    if (Math.abs(b[across] - c[across]) > JOG || b[axis] > a[axis] !== d[axis] > c[axis]) continue;
    const before = roomOf({ points, index: index - 1, axis }, way, solids)(TIGHT_CLEARANCE);
    const after = roomOf({ points, index: index + 1, axis }, way, solids)(TIGHT_CLEARANCE);
    const lo = Math.max(before.lo, after.lo);
    const hi = Math.min(before.hi, after.hi);
    if (lo > hi) continue;
    const at = Math.round(Math.min(hi, Math.max(lo, (b[across] + c[across]) / 2)));
    a[across] = at;
    d[across] = at;
    points.splice(index, 2);
    index = 0;
  }
}

function spreadAlong(ways: readonly Spreading[], solids: readonly Solid[], axis: Axis): void {
  const across = other(axis);
  const runs: Run[] = [];
  const wishes: Wish[] = [];
  for (const way of ways) {
    for (let index = 0; index + 1 < way.points.length; index++) {
      if (way.points[index]![across] !== way.points[index + 1]![across]) continue;
      const run = { points: way.points, index, axis };
      runs.push(run);
      wishes.push(wishOf(run, way, solids));
    }
  }
  const spans = runs.map(spanOf);
  const byStart = [...runs.keys()].toSorted((a, b) => spans[a]!.lo - spans[b]!.lo || a - b);
  const pairs: [number, number][] = [];
  let active: number[] = [];
  for (const i of byStart) {
    active = active.filter((one) => spans[one]!.hi + BESIDE > spans[i]!.lo);
    const beside = active.filter((j) => {
      const [a, b] = [wishes[i]!, wishes[j]!];
      return a.hi + CLEARANCE > b.lo && b.hi + CLEARANCE > a.lo;
    });
    for (const j of beside) {
      const first = order(runs[i]!, runs[j]!) || i - j;
      const [low, high] = first < 0 ? [i, j] : [j, i];
      // Where this order has no room at all, the other one has.
      const fits = wishes[high]!.most - wishes[low]!.least >= LEAST_GAP;
      pairs.push(fits ? [low, high] : [high, low]);
    }
    active.push(i);
  }
  const rank = sorted(runs, pairs);
  const placeOf = new Map(rank.map((run, place) => [run, place]));
  const gaps: Gap[] = pairs.map(([a, b]) => {
    const [first, second] = [placeOf.get(a)!, placeOf.get(b)!].toSorted((x, y) => x - y) as [number, number];
    return { first, second, gap: CLEARANCE };
  });
  const places = solve(
    rank.map((run) => wishes[run]!),
    gaps,
  );
  for (const [place, run] of rank.entries()) {
    const { points, index } = runs[run]!;
    points[index]![across] = Math.round(places[place]!);
    points[index + 1]![across] = Math.round(places[place]!);
  }
}

function wishOf(run: Run, way: Spreading, solids: readonly Solid[]): Wish {
  const { index, axis } = run;
  const { points } = way;
  const across = other(axis);
  const at = acrossOf(run);
  const room = roomOf(run, way, solids);
  const tight = room(TIGHT_CLEARANCE);
  const [least, most] = [Math.min(at, tight.lo), Math.max(at, tight.hi)];
  const wide = room(CLEARANCE);
  const { lo, hi } = wide.lo > wide.hi ? { lo: at, hi: at } : wide;
  const ends = endsOf(run, way);
  if (ends.length > 0) {
    const want = ends.reduce((sum, exit) => sum + exit.from[across], 0) / ends.length;
    return { want, weight: ends.length > 1 ? 8 : 1, lo, hi, least, most };
  }
  const before = points[index - 1]![across];
  const after = points[index + 2]![across];
  if (before < at === after < at) return { want: at, weight: 1, lo, hi, least, most };
  // From one side on to the other: best half way, as far as the channel allows.
  const first = Math.max(lo, Math.min(before, after) + CLEARANCE);
  const last = Math.min(hi, Math.max(before, after) - CLEARANCE);
  return { want: first <= last ? (first + last) / 2 : at, weight: 1, lo, hi, least, most };
}

/** The exits at which a run begins or ends. */
const endsOf = ({ index }: Run, { from, to, points }: Spreading): Exit[] => [
  ...(index === 0 ? [from] : []),
  ...(index + 2 === points.length ? [to] : []),
];

interface Room {
  readonly lo: number;
  readonly hi: number;
}

/**
 * How far a run can be moved sideways with a clearance to the parts on either side, or half way between two that are close, and
 * along the sides where it ends. Empty (lo > hi) where these exclude each other.
 */
function roomOf(run: Run, way: Spreading, solids: readonly Solid[]): (clearance: number) => Room {
  const walls = wallsBeside(run, solids);
  const ends = endsOf(run, way);
  return (clearance) => {
    const clear = Math.min(clearance, (walls.hi - walls.lo) / 2);
    return {
      lo: Math.max(walls.lo + clear, ...ends.map((exit) => exit.lo)),
      hi: Math.min(walls.hi - clear, ...ends.map((exit) => exit.hi)),
    };
  };
}

/** The nearest parts on either side of a run; none to move to for one that runs through a part. */
function wallsBeside(run: Run, solids: readonly Solid[]): Room {
  const { axis } = run;
  const across = other(axis);
  const at = acrossOf(run);
  const span = spanOf(run);
  let lo = at - FAR;
  let hi = at + FAR;
  for (const part of solids) {
    if (part.lo[axis] >= span.hi || part.hi[axis] <= span.lo) continue;
    if (part.hi[across] <= at) lo = Math.max(lo, part.hi[across]);
    else if (part.lo[across] >= at) hi = Math.min(hi, part.lo[across]);
    else return { lo: at, hi: at };
  }
  return { lo, hi };
}
