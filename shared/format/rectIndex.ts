// Rectangles by the squares of a coarse grid that they touch, so that a question about one place looks at its neighbours only.
import type { Rect } from './drawingPath.ts';

const CELL = 96;

export class RectIndex<T extends Rect> {
  readonly #cells = new Map<number, T[]>();

  constructor(rects: Iterable<T> = []) {
    for (const rect of rects) this.add(rect);
  }

  add(rect: T): void {
    for (const cell of cellsOf(rect)) {
      const list = this.#cells.get(cell);
      if (list) list.push(rect);
      else this.#cells.set(cell, [rect]);
    }
  }

  /** True when one of the rectangles near `place` passes the test; some may be asked twice. */
  some(place: Rect, test: (rect: T) => boolean): boolean {
    for (const cell of cellsOf(place)) if (this.#cells.get(cell)?.some(test)) return true;
    return false;
  }
}

/** Columns and rows as one number; drawings stay far within a million squares a side. */
function* cellsOf({ x, y, width, height }: Rect): Generator<number> {
  const right = Math.floor((x + width) / CELL);
  const bottom = Math.floor((y + height) / CELL);
  for (let column = Math.floor(x / CELL); column <= right; column++)
    for (let row = Math.floor(y / CELL); row <= bottom; row++) yield column * 1_048_576 + row;
}
