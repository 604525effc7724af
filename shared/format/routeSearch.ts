// The cheapest way between two ends along free lines: length, bends, and sides that do not face the other end all cost.
import { middle, other, spot, type Axis, type Exit, type Line, type Lines, type Ray, type Spot } from './routeLines.ts';

/** Px of way that one bend is worth. */
const BEND = 40;
const STRAIGHT_CLEARANCE = 8;

export interface Way {
  readonly points: readonly Spot[];
  readonly from: Exit;
  readonly to: Exit;
}
/** A place on a line from which the end is reached, and what that costs. */
export interface Goal {
  readonly line: Line;
  readonly at: number;
  readonly end: Readonly<Spot>;
  readonly rest: number;
  readonly ray?: Ray;
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
      const lo = Math.max(from.lo, to.lo);
      const hi = Math.min(from.hi, to.hi);
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
export function bentWay(starts: readonly Ray[], ends: readonly Ray[]): Way | undefined {
  const corner = cornerWay(starts, ends);
  const goals = ends.flatMap((ray) =>
    ray.crossing.map((line): Goal => {
      const { from, axis, cost } = ray.exit;
      return { line, at: from[other(axis)], end: from, rest: Math.abs(line.at - from[axis]) + cost + BEND, ray };
    }),
  );
  const found = search(starts, goals, corner?.cost ?? Infinity);
  if (!found) return corner?.way;
  const { exit } = found.goal.ray!;
  return { points: [...found.points, [...exit.from]], from: found.start, to: exit };
}

/** One bend: a ray of each end, crossing. */
function cornerWay(starts: readonly Ray[], ends: readonly Ray[]): { way: Way; cost: number } | undefined {
  let best: { way: Way; cost: number } | undefined;
  for (const a of starts) {
    for (const b of ends) {
      const { axis } = a.exit;
      if (b.exit.axis === axis) continue;
      const at = spot(axis, b.exit.from[axis], a.exit.from[other(axis)]);
      const reach = (ray: Ray): number => (at[ray.exit.axis] - ray.exit.from[ray.exit.axis]) * ray.exit.out;
      const room = (ray: Ray): number => (ray.end - ray.exit.from[ray.exit.axis]) * ray.exit.out;
      if ([a, b].some((ray) => reach(ray) < 12 || reach(ray) > room(ray))) continue;
      const cost = reach(a) + reach(b) + a.exit.cost + b.exit.cost + BEND;
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
  starts: readonly Ray[],
  goals: readonly Goal[],
  limit = Infinity,
): { points: Spot[]; start: Exit; goal: Goal } | undefined {
  const goalsOn = new Map<Line, Goal[]>();
  for (const goal of goals) goalsOn.set(goal.line, [...(goalsOn.get(goal.line) ?? []), goal]);
  const least = leastRest(goals);
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
  for (const { exit, crossing } of starts) {
    const { axis, from, cost } = exit;
    for (const line of crossing) {
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

/** What is left to go from any place at the very least: the way to the ends as the crow flies along both axes, and the last bend. */
function leastRest(goals: readonly Goal[]): (axis: Axis, along: number, across: number) => number {
  const ranges = ([0, 1] as const).map((axis) => {
    const at = goals.map(({ end }) => end[axis]);
    return { lo: Math.min(...at), hi: Math.max(...at) };
  });
  const fixed = Math.min(
    ...goals.map(({ line, end, rest }) => rest - Math.abs(line.at - end[other(line.axis)])),
  );
  const away = (axis: Axis, at: number): number => Math.max(0, ranges[axis]!.lo - at, at - ranges[axis]!.hi);
  return (axis, along, across) => away(axis, along) + away(other(axis), across) + Math.max(0, fixed);
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
