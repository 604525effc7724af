// Where the label of each link stands: beside a straight run of it, clear of parts, other links and other labels.
import type { Drawing, DrawnEdge } from './drawing.ts';
import { distance, type Point, type Rect } from './drawingPath.ts';
import { RectIndex } from './rectIndex.ts';

export interface LabelSize {
  readonly width: number;
  readonly height: number;
  /** Of a label in two parts: width of the wider one, when one stands above the line and one below it. */
  readonly splitWidth?: number;
}
export interface LabelPlace extends Rect {
  readonly edge: string;
  /** One part above the line, the other below it. */
  readonly split: boolean;
}

interface Segment {
  readonly a: Point;
  readonly b: Point;
}

const segmentsOf = (edge: DrawnEdge): Segment[] => {
  const lines = [...edge.points];
  return lines.slice(1).map((b, i) => ({ a: lines[i]!, b }));
};

/**
 * Places labels of the given sizes (px, by edge key). A label for which nothing is free within reach is left out:
 * no label is better than one that lies on something else.
 */
export function placeLabels(drawing: Drawing, sizes: ReadonlyMap<string, LabelSize>): LabelPlace[] {
  const solid = new RectIndex<Rect>([...drawing.nodes, ...drawing.boxes.filter((box) => box.holds < 2)]);
  const walls = drawing.boxes.filter((box) => box.holds > 1);
  const lines = new RectIndex(
    drawing.edges.flatMap((edge) =>
      [edge.points, ...edge.leads].flatMap((way) =>
        way.slice(1).map((b, i) => ({ key: edge.key, ...around({ a: way[i]!, b }) })),
      ),
    ),
  );
  const placed: LabelPlace[] = [];
  const taken = new RectIndex<LabelPlace>();
  const byRoom = drawing.edges.filter((edge) => sizes.has(edge.key)).toSorted((a, b) => longest(a) - longest(b));
  for (const edge of byRoom) {
    const size = sizes.get(edge.key)!;
    const byScore = [...candidates(edge, size)].toSorted((a, b) => a.score - b.score);
    const best = byScore
      .map((candidate): LabelPlace => ({ edge: edge.key, split: candidate.split ?? false, ...candidate.rect }))
      .find((place) => {
        if (place.x < drawing.x + 2 || place.y < drawing.y + 2) return false;
        const hit = (rect: Rect, by: number): boolean => overlap(grown(place, by), rect);
        const near = grown(place, 3);
        return !(
          solid.some(near, (rect) => hit(rect, 3)) ||
          walls.some((wall) => straddles(place, wall, edge.inside)) ||
          taken.some(near, (other) => hit(other, 2)) ||
          lines.some(near, (line) => line.key !== edge.key && hit(line, 1))
        );
      });
    if (best) {
      placed.push(best);
      taken.add(best);
    }
  }
  return placed;
}

const longest = (edge: DrawnEdge): number => Math.max(0, ...segmentsOf(edge).map(({ a, b }) => distance(a, b)));

function* candidates(
  edge: DrawnEdge,
  { splitWidth, ...size }: LabelSize,
): Generator<{ rect: Rect; score: number; split?: boolean }> {
  for (const { a, b } of segmentsOf(edge)) {
    const length = distance(a, b);
    const flat = a.y === b.y;
    const along = flat ? size.width : size.height;
    if (flat && splitWidth !== undefined && length >= splitWidth + 14) {
      const height = 2 * size.height + 5;
      const corner = { x: (a.x + b.x) / 2 - splitWidth / 2, y: a.y - size.height - 2 };
      yield { rect: { ...corner, width: splitWidth, height }, score: -12 - Math.min(length, 160) * 0.2, split: true };
    }
    if (length < along + 8) continue;
    const room = (length - along - 8) / 2;
    for (const part of [0, 0.5, -0.5, 1, -1]) {
      const middle = { x: (a.x + b.x) / 2 + (flat ? part * room : 0), y: (a.y + b.y) / 2 + (flat ? 0 : part * room) };
      const base = Math.abs(part) * 20 - Math.min(length, 160) * 0.2 + (flat ? 0 : 8);
      if (flat) {
        yield { rect: { x: middle.x - size.width / 2, y: middle.y - size.height - 2, ...size }, score: base };
        yield { rect: { x: middle.x - size.width / 2, y: middle.y + 3, ...size }, score: base + 4 };
      } else {
        yield { rect: { x: middle.x + 6, y: middle.y - size.height / 2, ...size }, score: base };
        yield { rect: { x: middle.x - size.width - 6, y: middle.y - size.height / 2, ...size }, score: base + 4 };
      }
    }
  }
}

const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const grown = (rect: Rect, by: number): Rect => ({
  x: rect.x - by,
  y: rect.y - by,
  width: rect.width + 2 * by,
  height: rect.height + 2 * by,
});

/** Labels of inner links stay inside their box and all others stay out of it. */
function straddles(place: Rect, wall: Rect, inner: boolean): boolean {
  if (!overlap(grown(place, 2), wall)) return false;
  if (!inner) return true;
  return (
    place.x < wall.x + 2 ||
    place.y < wall.y + 26 ||
    place.x + place.width > wall.x + wall.width - 2 ||
    place.y + place.height > wall.y + wall.height - 2
  );
}

const around = ({ a, b }: Segment): Rect => ({
  x: Math.min(a.x, b.x) - 1,
  y: Math.min(a.y, b.y) - 1,
  width: Math.abs(a.x - b.x) + 2,
  height: Math.abs(a.y - b.y) + 2,
});
