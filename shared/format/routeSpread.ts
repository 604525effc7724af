// Spreads links that share a channel or a side: in the middle of their channel, in an order without needless crossings, 12 px apart.
import { acrossOf, order, sorted, spanOf, type Run } from './routeOrder.ts';
import { CLEARANCE, middle, other, type Axis, type Exit, type Solid, type Spot } from './routeLines.ts';
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

/** Moves the runs of all ways, one direction after the other; what moves in one makes or takes room in the other. */
export function spread(ways: readonly Spreading[], solids: readonly Solid[]): void {
  for (const axis of [1, 0, 1, 0] as const) spreadAlong(ways, solids, axis);
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
  const crowd = runs.map(() => 0);
  let active: number[] = [];
  for (const i of byStart) {
    active = active.filter((one) => spans[one]!.hi + BESIDE > spans[i]!.lo);
    const beside = active.filter((j) => {
      const [a, b] = [wishes[i]!, wishes[j]!];
      return a.hi + CLEARANCE > b.lo && b.hi + CLEARANCE > a.lo;
    });
    for (const j of beside) {
      const first = order(runs[i]!, runs[j]!);
      pairs.push(first < 0 || (first === 0 && i < j) ? [i, j] : [j, i]);
    }
    for (const one of [i, ...beside]) crowd[one] = Math.max(crowd[one]!, beside.length);
    active.push(i);
  }
  const rank = sorted(runs, pairs);
  const placeOf = new Map(rank.map((run, place) => [run, place]));
  const gaps: Gap[] = pairs.map(([a, b]) => {
    const [first, second] = [placeOf.get(a)!, placeOf.get(b)!].toSorted((x, y) => x - y) as [number, number];
    const room = (run: number): number => (wishes[run]!.hi - wishes[run]!.lo) / Math.max(1, crowd[run]!);
    return { first, second, gap: Math.min(CLEARANCE, Math.max(room(a), room(b))) };
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

function wishOf(run: Run, { from, to, points }: Spreading, solids: readonly Solid[]): Wish {
  const { index, axis } = run;
  const across = other(axis);
  const at = acrossOf(run);
  let { lo, hi } = channel(run, solids);
  const exits = [...(index === 0 ? [from] : []), ...(index + 2 === points.length ? [to] : [])];
  if (exits.length > 0) {
    for (const exit of exits) {
      lo = Math.max(lo, exit.lo);
      hi = Math.min(hi, exit.hi);
    }
    const want = exits.reduce((sum, exit) => sum + exit.from[across], 0) / exits.length;
    if (lo > hi) return { want: at, weight: 1, lo: at, hi: at };
    return { want, weight: exits.length > 1 ? 8 : 1, lo, hi };
  }
  const before = points[index - 1]![across];
  const after = points[index + 2]![across];
  const turnsBack = before < at === after < at;
  if (turnsBack) return { want: at, weight: 1, lo, hi };
  // From one side on to the other: best half way, as far as the channel allows.
  const from1 = Math.max(lo, Math.min(before, after) + CLEARANCE);
  const to1 = Math.min(hi, Math.max(before, after) - CLEARANCE);
  const want = from1 <= to1 ? (from1 + to1) / 2 : at;
  return { want, weight: 1, lo, hi };
}

/** How far a run can be moved sideways: to the clearance of the parts on either side, or half way between two that are close. */
function channel(run: Run, solids: readonly Solid[]): { lo: number; hi: number } {
  const { axis } = run;
  const across = other(axis);
  const at = acrossOf(run);
  const span = spanOf(run);
  let lo = at - FAR;
  let hi = at + FAR;
  for (const part of solids) {
    if (part.lo[axis] >= span.hi || part.hi[axis] <= span.lo) continue;
    if (part.hi[across] <= at || (part.lo[across] < at && middle(part, across) < at))
      lo = Math.max(lo, part.hi[across]);
    else if (part.lo[across] >= at) hi = Math.min(hi, part.lo[across]);
  }
  const clear = Math.max(0, Math.min(CLEARANCE, (hi - lo) / 2));
  return lo > hi ? { lo: at, hi: at } : { lo: Math.min(at, lo + clear), hi: Math.max(at, hi - clear) };
}
