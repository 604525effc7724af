// Lines that help to align while dragging: edges and middles of other parts that are near.
import type { Rect } from '../../shared/format/drawingPath.ts';

export interface Guide {
  readonly axis: 'x' | 'y';
  /** Where the line stands on its axis, and from where to where it runs. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}
export interface Found {
  /** Where the moved rectangle's left and top should be; null = nothing is near. */
  readonly x: number | null;
  readonly y: number | null;
  readonly guides: readonly Guide[];
}

const NEAR = 5;
const ANCHORS = [0, 0.5, 1] as const;

export function guidesFor(moved: Rect, others: readonly Rect[]): Found {
  const across = nearest(
    moved.x,
    moved.width,
    others.map((one) => [one.x, one.width, one]),
  );
  const down = nearest(
    moved.y,
    moved.height,
    others.map((one) => [one.y, one.height, one]),
  );
  const guides: Guide[] = [];
  if (across) {
    const ys = [moved.y, moved.y + moved.height, across.other.y, across.other.y + across.other.height];
    guides.push({ axis: 'x', at: across.line, from: Math.min(...ys), to: Math.max(...ys) });
  }
  if (down) {
    const xs = [moved.x, moved.x + moved.width, down.other.x, down.other.x + down.other.width];
    guides.push({ axis: 'y', at: down.line, from: Math.min(...xs), to: Math.max(...xs) });
  }
  return { x: across?.start ?? null, y: down?.start ?? null, guides };
}

type Span = readonly [start: number, size: number, rect: Rect];

/** Start of the moved span that brings one of its ends or its middle to the same of another; the closest wins. */
function nearest(
  start: number,
  size: number,
  others: readonly Span[],
): { readonly start: number; readonly line: number; readonly other: Rect } | null {
  let best: { start: number; line: number; other: Rect } | null = null;
  let distance = NEAR + 1;
  for (const [otherStart, otherSize, other] of others) {
    for (const anchor of ANCHORS) {
      const line = otherStart + otherSize * anchor;
      const away = Math.abs(line - (start + size * anchor));
      if (away >= distance) continue;
      distance = away;
      best = { start: Math.round(line - size * anchor), line, other };
    }
  }
  return best;
}
