// The lines that links may run along: one on each side of every part, as far as nothing stands in its way, and where they cross.
import type { Rect } from './drawingPath.ts';

/** 0 = x, 1 = y. */
export type Axis = 0 | 1;
export type Spot = [x: number, y: number];
export interface Solid {
  readonly lo: Readonly<Spot>;
  readonly hi: Readonly<Spot>;
}
/** Runs along its axis from lo to hi, at `at` on the other axis. */
export interface Line {
  readonly axis: Axis;
  readonly at: number;
  readonly lo: number;
  readonly hi: number;
  /** In the order of their `at`. */
  readonly crossing: Line[];
}
/** Where links leave or arrive: the middle of a side, which way is out, and how far along the side they may move. */
export interface Exit {
  readonly axis: Axis;
  readonly out: 1 | -1;
  readonly from: Readonly<Spot>;
  readonly lo: number;
  readonly hi: number;
  /** Of using it, in px of way. */
  readonly cost: number;
  /** From the card to here, where the exit is that of the box around it. */
  readonly lead: readonly Spot[];
}
/** Straight out of an exit until something stands there. */
export interface Ray {
  readonly exit: Exit;
  readonly end: number;
  readonly crossing: readonly Line[];
}

/** Between a link and a part, and between two links, where there is room. */
export const CLEARANCE = 12;
/** A line closer to a part than this is none. */
const LEAST_CLEARANCE = 3;

export const other = (axis: Axis): Axis => (axis === 0 ? 1 : 0);
export const spot = (axis: Axis, along: number, across: number): Spot =>
  axis === 0 ? [along, across] : [across, along];
export const solid = ({ x, y, width, height }: Rect): Solid => ({ lo: [x, y], hi: [x + width, y + height] });
export const middle = ({ lo, hi }: Solid, axis: Axis): number => (lo[axis] + hi[axis]) / 2;

export interface Lines {
  readonly solids: readonly Solid[];
  readonly frame: Solid;
  /** By axis, in the order of their `at`. */
  readonly all: readonly [readonly Line[], readonly Line[]];
}

const EVERYWHERE: Solid = { lo: [-Infinity, -Infinity], hi: [Infinity, Infinity] };

export function linesAround(solids: readonly Solid[], frame: Solid = EVERYWHERE): Lines {
  const all: [Line[], Line[]] = [[], []];
  const known = new Set<string>();
  for (const part of solids) {
    for (const axis of [0, 1] as const) {
      for (const out of [-1, 1] as const) {
        const across = other(axis);
        const at = (out > 0 ? part.hi : part.lo)[across] + out * clearance(part, across, out, solids, frame);
        const way = freeWay(solids, frame, axis, at, middle(part, axis));
        const key = way ? `${axis} ${at} ${way.lo}` : '';
        if (!way || known.has(key)) continue;
        known.add(key);
        all[axis].push({ axis, at, ...way, crossing: [] });
      }
    }
  }
  for (const lines of all) lines.sort((a, b) => a.at - b.at || a.lo - b.lo);
  for (const line of all[0]) {
    for (let i = firstFrom(all[1], line.lo); i < all[1].length && all[1][i]!.at <= line.hi; i++) {
      const cross = all[1][i]!;
      if (line.at < cross.lo || line.at > cross.hi) continue;
      line.crossing.push(cross);
      cross.crossing.push(line);
    }
  }
  return { solids, frame, all };
}

/** Half of the room to whatever faces this side, where that is little. */
function clearance(part: Solid, axis: Axis, out: 1 | -1, solids: readonly Solid[], frame: Solid): number {
  const along = other(axis);
  const gapTo = (there: number): number => (out > 0 ? there - part.hi[axis] : part.lo[axis] - there);
  let least = gapTo((out > 0 ? frame.hi : frame.lo)[axis]);
  for (const one of solids) {
    if (one.lo[along] >= part.hi[along] || one.hi[along] <= part.lo[along]) continue;
    const gap = gapTo((out > 0 ? one.lo : one.hi)[axis]);
    if (gap >= 2 * LEAST_CLEARANCE && gap < least) least = gap;
  }
  return Math.min(CLEARANCE, least / 2);
}

/** How far one can go both ways along the axis from a place; null where something stands on the place itself. */
export function freeWay(
  solids: readonly Solid[],
  frame: Solid,
  axis: Axis,
  at: number,
  from: number,
): { lo: number; hi: number } | null {
  const across = other(axis);
  if (at < frame.lo[across] || at > frame.hi[across]) return null;
  let lo = frame.lo[axis];
  let hi = frame.hi[axis];
  for (const one of solids) {
    if (at <= one.lo[across] - LEAST_CLEARANCE || at >= one.hi[across] + LEAST_CLEARANCE) continue;
    if (one.hi[axis] <= from) lo = Math.max(lo, Math.min(from, one.hi[axis] + LEAST_CLEARANCE));
    else if (one.lo[axis] >= from) hi = Math.min(hi, Math.max(from, one.lo[axis] - LEAST_CLEARANCE));
    else return null;
  }
  return { lo, hi };
}

export function rayFrom({ solids, frame, all }: Lines, exit: Exit): Ray {
  const { axis, out, from } = exit;
  const start = from[axis];
  const at = from[other(axis)];
  const way = freeWay(solids, frame, axis, at, start) ?? { lo: start, hi: start };
  const end = out > 0 ? way.hi : way.lo;
  const crossing: Line[] = [];
  const lines = all[other(axis)];
  for (let i = firstFrom(lines, Math.min(start, end)); i < lines.length; i++) {
    const line = lines[i]!;
    if (line.at > Math.max(start, end)) break;
    if (line.at !== start && at >= line.lo && at <= line.hi) crossing.push(line);
  }
  return { exit, end, crossing };
}

/** Index of the first line at or after a coordinate. */
function firstFrom(lines: readonly Line[], at: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const half = (low + high) >> 1;
    if (lines[half]!.at < at) low = half + 1;
    else high = half;
  }
  return low;
}
