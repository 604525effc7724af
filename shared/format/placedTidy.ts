// Tidies a drawing that was placed by hand: new places from the layout engine's answer, round the parts that stay.
import type { NodeLayout, Project } from '../model/types.ts';
import type { Drawing } from './drawing.ts';
import type { Rect } from './drawingPath.ts';
import { bounds } from './drawingSizes.ts';
import { keptPlaces, placedDrawing } from './placed.ts';
import { freeSpot, overlapping } from './placeFree.ts';

/** A box with its cards, or a card alone, with the ids of what it shows. */
interface Block extends Rect {
  readonly key: string;
  readonly ids: readonly string[];
}

/**
 * The positions to keep when a variant is tidied, by component or deployable id: of everything, or of the blocks that show one of
 * `only`. `laid` is the variant as the layout engine draws it. A block with a pinned part stays, and is not in the answer.
 */
export function tidyPlaces(
  project: Project,
  variant: string,
  laid: Drawing,
  only?: ReadonlySet<string>,
): Record<string, NodeLayout> {
  const kept = project.layout?.variants?.[variant]?.nodes ?? {};
  const stands = blocksOf(placedDrawing(project, variant) ?? laid);
  const moves = (block: Block): boolean =>
    !block.ids.some((id) => kept[id]?.pinned) && (only === undefined || block.ids.some((id) => only.has(id)));
  const staying = stands.filter((block) => !moves(block));
  const wanted = blocksOf(laid);
  const goal = shiftBetween(wanted, stands, only === undefined ? staying : stands.filter(moves));

  const taken: Rect[] = [...staying];
  const by = new Map<string, { x: number; y: number }>();
  for (const block of wanted.filter(moves).toSorted((a, b) => a.x - b.x || a.y - b.y)) {
    const wish = { ...block, x: block.x + goal.x, y: block.y + goal.y };
    const at = taken.some((other) => overlapping(wish, other)) ? freeSpot(wish, taken) : wish;
    taken.push({ ...wish, x: at.x, y: at.y });
    by.set(block.key, { x: at.x - block.x, y: at.y - block.y });
  }
  const moved = <T extends Rect>(rect: T, key: string): T[] => {
    const shift = by.get(key);
    return shift ? [{ ...rect, x: rect.x + shift.x, y: rect.y + shift.y }] : [];
  };
  return keptPlaces({
    ...laid,
    boxes: laid.boxes.flatMap((box) => moved(box, box.key)),
    nodes: laid.nodes.flatMap((node) => moved(node, node.box ?? node.key)),
  });
}

function blocksOf(drawing: Drawing): Block[] {
  const boxes = drawing.boxes.map(({ key, deployable, x, y, width, height }) => {
    const held = drawing.nodes.filter((node) => node.box === key).map((node) => node.component);
    return { key, ids: [deployable, ...held], x, y, width, height };
  });
  const cards = drawing.nodes
    .filter((node) => node.box === null)
    .map(({ key, component, x, y, width, height }) => ({ key, ids: [component], x, y, width, height }));
  return [...boxes, ...cards];
}

/** How far the answer goes so that these blocks are nearest to where they stand; its corner stays when there are none. */
function shiftBetween(
  wanted: readonly Block[],
  stands: readonly Block[],
  near: readonly Block[],
): { x: number; y: number } {
  const wantedOf = new Map(wanted.map((block) => [block.key, block]));
  const pairs = near.flatMap((to) => {
    const from = wantedOf.get(to.key);
    return from ? [{ x: to.x - from.x, y: to.y - from.y }] : [];
  });
  if (pairs.length === 0) {
    const from = bounds(wanted);
    const to = bounds(stands);
    return { x: to.x - from.x, y: to.y - from.y };
  }
  const mean = (axis: 'x' | 'y'): number => Math.round(pairs.reduce((sum, pair) => sum + pair[axis], 0) / pairs.length);
  return { x: mean('x'), y: mean('y') };
}
