// Lining parts up and spacing them evenly. Boxes move with what they hold.
import type { Drawing } from '../../shared/format/drawing.ts';
import type { Point, Rect } from '../../shared/format/drawingPath.ts';
import type { Picked } from './remove.ts';
import type { Places } from './places.ts';

export const ALIGNMENTS = ['left', 'right', 'top', 'bottom', 'centre', 'middle', 'across', 'down'] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

/** Something that moves as one: a box with its cards, or a card. */
export interface Block {
  readonly rect: Rect;
  /** Where what it is made of stands now, by component or deployable id. */
  readonly parts: Readonly<Record<string, Point>>;
}

/** What the picked parts move as: a component alone in its box takes the box along; links do not stand anywhere. */
export function blocksOf(drawing: Drawing, picked: readonly Picked[]): Block[] {
  const blocks = new Map<string, Block>();
  for (const { kind, id } of picked) {
    if (kind === 'link') continue;
    const node = kind === 'component' ? drawing.nodes.find((one) => one.component === id) : undefined;
    const box = drawing.boxes.find((one) =>
      kind === 'deployable' ? one.deployable === id : one.key === node?.box && one.holds === 1,
    );
    if (box) {
      const cards = drawing.nodes.filter((one) => one.box === box.key);
      const parts = Object.fromEntries(cards.map((card): [string, Point] => [card.component, point(card)]));
      // An empty box keeps its own place; any other follows from its cards.
      blocks.set(box.key, { rect: box, parts: cards.length > 0 ? parts : { [box.deployable]: point(box) } });
    } else if (node) blocks.set(node.key, { rect: node, parts: { [node.component]: point(node) } });
  }
  return [...blocks.values()];
}

const point = ({ x, y }: Point): Point => ({ x, y });

/** All parts of the blocks, each moved by its block's own step. */
export function shifted(blocks: readonly Block[], step: (block: Block, index: number) => Point): Places {
  return Object.fromEntries(
    blocks.flatMap((block, index) => {
      const by = step(block, index);
      return Object.entries(block.parts).map(([id, at]): [string, Point] => [id, { x: at.x + by.x, y: at.y + by.y }]);
    }),
  );
}

export function aligned(blocks: readonly Block[], how: Alignment): Places {
  const rects = blocks.map((block) => block.rect);
  if (how === 'across' || how === 'down') return distributed(blocks, how);
  const left = Math.min(...rects.map((one) => one.x));
  const top = Math.min(...rects.map((one) => one.y));
  const right = Math.max(...rects.map((one) => one.x + one.width));
  const bottom = Math.max(...rects.map((one) => one.y + one.height));
  return shifted(blocks, ({ rect }) => ({
    x:
      how === 'left'
        ? left - rect.x
        : how === 'right'
          ? right - rect.width - rect.x
          : how === 'centre'
            ? Math.round((left + right - rect.width) / 2) - rect.x
            : 0,
    y:
      how === 'top'
        ? top - rect.y
        : how === 'bottom'
          ? bottom - rect.height - rect.y
          : how === 'middle'
            ? Math.round((top + bottom - rect.height) / 2) - rect.y
            : 0,
  }));
}

/** The outermost two stay; the gaps between all become the same. */
function distributed(blocks: readonly Block[], how: 'across' | 'down'): Places {
  const start = (rect: Rect): number => (how === 'across' ? rect.x : rect.y);
  const size = (rect: Rect): number => (how === 'across' ? rect.width : rect.height);
  const order = blocks.toSorted((a, b) => start(a.rect) - start(b.rect));
  const first = order[0];
  const last = order.at(-1);
  if (!first || !last || order.length < 3) return {};
  const room = start(last.rect) + size(last.rect) - start(first.rect);
  const gap = (room - order.reduce((sum, one) => sum + size(one.rect), 0)) / (order.length - 1);
  let at = start(first.rect);
  return shifted(order, ({ rect }) => {
    const by = Math.round(at) - start(rect);
    at += size(rect) + gap;
    return how === 'across' ? { x: by, y: 0 } : { x: 0, y: by };
  });
}
