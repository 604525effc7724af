// How large the parts of a drawing are, however they are placed.
import type { Project } from '../model/types.ts';
import type { Rect } from './drawingPath.ts';
import { textWidth } from './drawingText.ts';

export const NODE_HEIGHT = 47;
export const EMPTY_BOX = { width: 160, height: 48 };
/** Round the drawing. */
export const MARGIN = 24;
const NODE_WIDTH = { least: 144, most: 208 };

/** What a box leaves free around its cards. */
interface Padding {
  readonly side: number;
  readonly head: number;
  readonly foot: number;
}
const AROUND_ONE: Padding = { side: 8, head: 27, foot: 10 };
const AROUND_SEVERAL: Padding = { side: 12, head: 28, foot: 12 };
export const paddingOf = (holds: number): Padding => (holds > 1 ? AROUND_SEVERAL : AROUND_ONE);

const upTo8 = (value: number): number => Math.ceil(value / 8) * 8;

/** One width for all cards of a project, so that columns align and a part looks the same in every variant. */
export function cardWidth(project: Project): number {
  const names = project.components.map((component) => textWidth(component.name, 12.5, true) + 56);
  const heads = project.variants
    .flatMap((variant) => variant.deployables)
    .map((one) => textWidth(one.name, 11) + 62 - 2 * AROUND_ONE.side);
  return Math.min(NODE_WIDTH.most, Math.max(NODE_WIDTH.least, upTo8(Math.max(0, ...names, ...heads))));
}

/** The box that its cards need. */
export function boxAround(cards: readonly Rect[]): Rect {
  const { side, head, foot } = paddingOf(cards.length);
  const { x, y, width, height } = bounds(cards);
  return { x: x - side, y: y - head, width: width + 2 * side, height: height + head + foot };
}

/** The smallest rectangle around all of them; empty at the origin around none. */
export function bounds(rects: readonly Rect[]): Rect {
  if (rects.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  const right = Math.max(...rects.map((rect) => rect.x + rect.width));
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** Where a drawing lies and how large it is, its margin included. */
export function extentOf(rects: readonly Rect[], ways: readonly (readonly { x: number; y: number }[])[]): Rect {
  const points = ways.flat().map(({ x, y }) => ({ x, y, width: 0, height: 0 }));
  const { x, y, width, height } = bounds([...rects, ...points]);
  return { x: x - MARGIN, y: y - MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN };
}
