// Places for a whole drawing without looking for good ones: parts of one box together, boxes in rows.
import { NODE_HEIGHT } from '../../shared/format/drawing.ts';
import type { Places } from './places.ts';

/** A card is at most so wide. */
const CARD = 208;
const GAP = 24;
/** What a box adds around its cards, and the way to the next one. */
const AROUND = 88;

/** `groups`: what stands in one box, or alone. */
export function gridPlaces(groups: readonly (readonly string[])[]): Places {
  const blocks = groups.map((ids) => {
    const columns = Math.ceil(Math.sqrt(ids.length / 3));
    const rows = Math.ceil(ids.length / columns);
    return { ids, columns, width: columns * (CARD + GAP) + AROUND, height: rows * (NODE_HEIGHT + GAP) + AROUND };
  });
  const area = blocks.reduce((sum, { width, height }) => sum + width * height, 0);
  const wide = Math.max(Math.sqrt(area * 1.6), ...blocks.map(({ width }) => width));
  const places: Record<string, { x: number; y: number }> = {};
  const at = { x: 0, y: 0, height: 0 };
  for (const { ids, columns, width, height } of blocks) {
    if (at.x > 0 && at.x + width > wide) Object.assign(at, { x: 0, y: at.y + at.height, height: 0 });
    for (const [index, id] of ids.entries())
      places[id] = {
        x: at.x + (index % columns) * (CARD + GAP),
        y: at.y + Math.floor(index / columns) * (NODE_HEIGHT + GAP),
      };
    at.x += width;
    at.height = Math.max(at.height, height);
  }
  return places;
}
