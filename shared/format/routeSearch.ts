// The cheapest way between two ends along free lines: length, bends, and sides that do not face the other end all cost.
import { middle, other, spot, type Axis, type Exit, type Line, type Lines, type Ray, type Spot } from './routeLines.ts';

/** Px of way that one bend is worth. */
const BEND = 40;
const STRAIGHT_CLEARANCE = 8;
/** So much nearer to a corner than others a way may leave when that makes it straight. */
const STRAIGHT_CORNER = 4;

export interface Way {
  readonly points: readonly Spot[];
  readonly from: Exit;
  readonly to: Exit;
}
/** A place on a line from which the end is reached, and what that costs. */
export interface Goal {
  readonly line: Line;
  readonly at: number;
  readonly rest: number;
  readonly exit?: Exit;
}
/** What is left to go from a place on a line along `axis`, at the very least. */
export type Least = (axis: Axis, along: number, across: number) => number;

/** A ray and what it costs to leave or arrive by it. */
export interface CostedRay {
  readonly ray: Ray;
  readonly cost: number;
}

/** The way without a bend, where two sides face each other and nothing stands between. */
export function straightWay({ solids }: Lines, starts: readonly Exit[], ends: readonly Exit[]): Way | undefined {
  let best: { way: Way; cost: number } | undefined;
  for (const from of starts) {
    for (const to of ends) {
      const { axis } = from;
      const across = other(axis);
      const length = (to.from[axis] - from.from[axis]) * from.out;
      if (to.axis !== axis || to.out === from.out || length <= 0) continue;
      const lo = Math.max(from.lo, to.lo) - STRAIGHT_CORNER;
      const hi = Math.min(from.hi, to.hi) + STRAIGHT_CORNER;
      if (lo > hi) continue;
      const cost = length + from.cost + to.cost;
      const at = Math.min(hi, Math.max(lo, Math.round((from.from[across] + to.from[across]) / 2)));
      const [start, end] = [from.from[axis], to.from[axis]].toSorted((a, b) => a - b) as [number, number];
      const free = [at, lo, hi].find((one) =>
        solids.every(
          (part) =>
            part.lo[across] >= one + STRAIGHT_CLEARANCE ||
            part.hi[across] <= one - STRAIGHT_CLEARANCE ||
            part.lo[axis] >= end ||
            part.hi[axis] <= start,
        ),
      );
      if (free === undefined || (best && best.cost <= cost)) continue;
      const points = [spot(axis, from.from[axis], free), spot(axis, to.from[axis], free)];
      best = { way: { points, from, to }, cost };
    }
  }
  return best?.way;
}

/** The cheapest way with bends; none where the parts stand too close for one. */
export function bentWay(starts: readonly CostedRay[], ends: readonly CostedRay[]): Way | undefined {
  const corner = cornerWay(starts, ends);
  const goals = ends.flatMap(({ ray, cost }) =>
    ray.crossing.map((line): Goal => {
      const { from, axis } = ray.exit;
      return { line, at: from[other(axis)], rest: Math.abs(line.at - from[axis]) + cost + BEND, exit: ray.exit };
    }),
  );
  const found = search(starts, goals, leastTo(ends), corner?.cost ?? Infinity);
  const to = found?.goal.exit;
  return to ? { points: [...found.points, [...to.from]], from: found.start, to } : corner?.way;
}

/** As far as it is along both axes, and the bends that it takes to come in by a side: one, or two from a line that runs the same way. */
function leastTo(ends: readonly CostedRay[]): Least {
  return (axis, along, across) => {
    const at = spot(axis, along, across);
    let least = Infinity;
    for (const { ray, cost } of ends) {
      const { exit } = ray;
      const [x, y] = exit.from;
      const behind = (at[exit.axis] - exit.from[exit.axis]) * exit.out < 0;
      const bends = axis === exit.axis ? 2 : behind ? 3 : 1;
      least = Math.min(least, Math.abs(at[0] - x) + Math.abs(at[1] - y) + cost + bends * BEND);
    }
    return least;
  };
}

/** One bend: a ray of each end, crossing. */
function cornerWay(starts: readonly CostedRay[], ends: readonly CostedRay[]): { way: Way; cost: number } | undefined {
  let best: { way: Way; cost: number } | undefined;
  for (const { ray: a, cost: leaving } of starts) {
    for (const { ray: b, cost: arriving } of ends) {
      const { axis } = a.exit;
      if (b.exit.axis === axis) continue;
      const at = spot(axis, b.exit.from[axis], a.exit.from[other(axis)]);
      const reach = (ray: Ray): number => (at[ray.exit.axis] - ray.exit.from[ray.exit.axis]) * ray.exit.out;
      const room = (ray: Ray): number => (ray.end - ray.exit.from[ray.exit.axis]) * ray.exit.out;
      if ([a, b].some((ray) => reach(ray) < 12 || reach(ray) > room(ray))) continue;
      const cost = reach(a) + reach(b) + leaving + arriving + BEND;
      if (best && best.cost <= cost) continue;
      best = { way: { points: [[...a.exit.from], at, [...b.exit.from]], from: a.exit, to: b.exit }, cost };
    }
  }
  return best;
}

interface State {
  readonly line: Line;
  /** Where the line was entered. */
  readonly at: number;
  readonly cost: number;
  readonly least: number;
  readonly before: State | null;
  readonly start: Exit;
}

/** A* from line to line: its states are the places where a line was entered. */
export function search(
  starts: readonly CostedRay[],
  goals: readonly Goal[],
  least: Least,
  limit = Infinity,
): { points: Spot[]; start: Exit; goal: Goal } | undefined {
  const goalsOn = new Map<Line, Goal[]>();
  for (const goal of goals) goalsOn.set(goal.line, [...(goalsOn.get(goal.line) ?? []), goal]);
  const open = new Heap();
  const entered = new Map<Line, { at: number; cost: number }[]>();
  let found: { state: State; goal: Goal; cost: number } | undefined;
  let best = limit;
  const enter = (line: Line, at: number, cost: number, before: State | null, start: Exit): void => {
    const atLeast = cost + least(line.axis, at, line.at);
    if (atLeast >= best) return;
    const entries = entered.get(line);
    if (!entries) entered.set(line, [{ at, cost }]);
    else if (entries.some((one) => one.cost + Math.abs(one.at - at) <= cost)) return;
    else entries.push({ at, cost });
    const state = { line, at, cost, least: atLeast, before, start };
    open.push(state);
    for (const goal of goalsOn.get(line) ?? []) {
      const whole = cost + Math.abs(goal.at - at) + goal.rest;
      if (whole >= best) continue;
      best = whole;
      found = { state, goal, cost: whole };
    }
  };
  for (const { ray, cost } of starts) {
    const { exit } = ray;
    const { axis, from } = exit;
    for (const line of ray.crossing) {
      enter(line, from[other(axis)], cost + Math.abs(line.at - from[axis]) + BEND, null, exit);
    }
  }
  for (let state = open.pop(); state && state.least < best; state = open.pop()) {
    for (const line of state.line.crossing) {
      enter(line, state.line.at, state.cost + Math.abs(line.at - state.at) + BEND, state, state.start);
    }
  }
  if (!found) return undefined;
  const points = [spot(found.goal.line.axis, found.goal.at, found.goal.line.at)];
  for (let state: State | null = found.state; state; state = state.before) {
    points.push(spot(state.line.axis, state.at, state.line.at));
  }
  points.push([...found.state.start.from]);
  return { points: points.toReversed(), start: found.state.start, goal: found.goal };
}

/** The state that may lead to the cheapest way comes first; of equals the one that was found first. */
class Heap {
  private readonly items: { state: State; turn: number }[] = [];
  private turn = 0;

  push(state: State): void {
    const { items } = this;
    const item = { state, turn: this.turn++ };
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!comesBefore(item, items[parent]!)) break;
      items[at] = items[parent]!;
      at = parent;
    }
    items[at] = item;
  }

  pop(): State | undefined {
    const { items } = this;
    const top = items[0];
    const last = items.pop();
    if (!top || !last || items.length === 0) return top?.state;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && comesBefore(items[child + 1]!, items[child]!)) child++;
      if (!comesBefore(items[child]!, last)) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = last;
    return top.state;
  }
}

const comesBefore = (a: { state: State; turn: number }, b: { state: State; turn: number }): boolean =>
  a.state.least < b.state.least || (a.state.least === b.state.least && a.turn < b.turn);

/** Extra px for leaving `part` by a side, by how little that side faces the other end. */
export function sideCost(
  part: { lo: Readonly<Spot>; hi: Readonly<Spot> },
  goal: typeof part,
  axis: Axis,
  out: 1 | -1,
): number {
  const gap = (one: Axis): number => Math.max(goal.lo[one] - part.hi[one], part.lo[one] - goal.hi[one]);
  const towards = middle(goal, axis) >= middle(part, axis) ? 1 : -1;
  if (gap(axis) <= 0) return 70;
  if (towards !== out) return 140;
  const flat = gap(0) >= 40 || gap(0) >= gap(1);
  return (axis === 0) === flat ? 0 : 48;
}
