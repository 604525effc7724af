// Free spots of a drawing, for parts that nobody has placed yet.
import type { Point, Rect } from './drawingPath.ts';

export const GRID = 8;
const APART = 24;
/** From column to column when one has no room. */
const COLUMN_GAP = 64;
/** A spot in the next column counts as being this far away. */
const COLUMN_COST = 160;

export const onGrid = (value: number): number => Math.round(value / GRID) * GRID;

export const overlapping = (a: Rect, b: Rect, apart = 0): boolean =>
  a.x < b.x + b.width + apart &&
  b.x < a.x + a.width + apart &&
  a.y < b.y + b.height + apart &&
  b.y < a.y + a.height + apart;

/** The spot on the grid nearest to the wish that keeps its distance from all that is taken: up or down, else a column on. */
export function freeSpot(wish: Rect, taken: readonly Rect[], direction: 1 | -1 = 1): Point {
  let best: { at: Point; cost: number } | undefined;
  for (let column = 0; column * COLUMN_COST < (best?.cost ?? Infinity); column++) {
    const x = onGrid(wish.x + direction * column * (wish.width + COLUMN_GAP));
    const y = freeHeight({ ...wish, x }, taken);
    const cost = column * COLUMN_COST + Math.abs(y - wish.y);
    if (best === undefined || cost < best.cost) best = { at: { x, y }, cost };
  }
  return best?.at ?? { x: onGrid(wish.x), y: onGrid(wish.y) };
}

function freeHeight(wish: Rect, taken: readonly Rect[]): number {
  const blocked = taken
    .filter((rect) => wish.x < rect.x + rect.width + APART && rect.x < wish.x + wish.width + APART)
    .map((rect) => ({ above: rect.y - APART - wish.height, below: rect.y + rect.height + APART }));
  const candidates = blocked.flatMap(({ above, below }) => [
    Math.floor(above / GRID) * GRID,
    Math.ceil(below / GRID) * GRID,
  ]);
  return [onGrid(wish.y), ...candidates]
    .filter((y) => blocked.every(({ above, below }) => y <= above || y >= below))
    .reduce((best, y) => (Math.abs(y - wish.y) < Math.abs(best - wish.y) ? y : best), Infinity);
}
