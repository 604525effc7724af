// Room for what an edit puts into a drawing: new parts stand clear of the others, and a box that grew sends away what it came to cover.
import type { Drawing } from '../../shared/format/drawing.ts';
import type { Rect } from '../../shared/format/drawingPath.ts';
import { freeSpot, overlapping } from '../../shared/format/placeFree.ts';
import { keptPlaces, placedDrawing } from '../../shared/format/placed.ts';
import { applyCommand } from '../../shared/model/applyCommand.ts';
import { CommandError, type Command } from '../../shared/model/commands.ts';
import { blocksOf, shifted, type Block } from './align.ts';
import { inOne, isAutomatic, put, type Places, type Sheet } from './places.ts';

/** The same edit, with the places of everything that it makes or moves out of the way. An edit that cannot be carried out stays as it is. */
export function withRoom(sheet: Sheet, name: string, commands: readonly Command[]): Command {
  const edit = inOne(name, commands);
  const next = carriedOut(sheet, edit);
  if (!next || isAutomatic(next)) return edit;
  const drawing = placedDrawing(next.project, sheet.variant, { plain: true });
  if (!drawing) return edit;
  const kept = next.project.layout?.variants?.[sheet.variant]?.nodes ?? {};
  const unkept = Object.entries(keptPlaces(drawing)).filter(([id]) => kept[id] === undefined);
  const places = { ...Object.fromEntries(unkept), ...apart(sheet.drawing, drawing) };
  return inOne(name, [...commands, ...put(next, places)]);
}

function carriedOut(sheet: Sheet, command: Command): Sheet | null {
  try {
    return { ...sheet, project: applyCommand(sheet.project, command) };
  } catch (error) {
    if (error instanceof CommandError) return null;
    throw error;
  }
}

/** Where what overlaps something else has to go. Boxes that were there and grew stay, and so does all that is clear. */
function apart(before: Drawing | undefined, after: Drawing): Places {
  const old = new Map<string, Rect>([...(before?.boxes ?? []), ...(before?.nodes ?? [])].map((one) => [one.key, one]));
  const blocks = allBlocks(after);
  const rects = new Map<string, Rect>([...blocks].map(([key, block]) => [key, block.rect]));
  const others = (key: string): Rect[] => [...rects].flatMap(([other, rect]) => (other === key ? [] : [rect]));
  const steps = new Map<string, { x: number; y: number }>();
  const clear = (key: string): void => {
    const rect = rects.get(key)!;
    if (!others(key).some((other) => overlapping(rect, other))) return;
    const spot = freeSpot(rect, others(key));
    const first = blocks.get(key)!.rect;
    steps.set(key, { x: spot.x - first.x, y: spot.y - first.y });
    rects.set(key, { ...rect, ...spot });
  };
  const isNew = (key: string): boolean => !old.has(key);
  const grew = [...rects].filter(([key, { width, height }]) => {
    const was = old.get(key);
    return was !== undefined && (width > was.width || height > was.height);
  });
  for (const [, rect] of grew) {
    for (const [key, other] of rects) if (other !== rect && overlapping(rect, other)) clear(key);
  }
  for (const key of rects.keys()) if (isNew(key)) clear(key);
  const moved = [...steps.keys()].map((key) => blocks.get(key)!);
  const by = [...steps.values()];
  return shifted(moved, (_block, index) => by[index] ?? { x: 0, y: 0 });
}

/** Everything that stands by itself: boxes with their cards, and cards without a box. */
function allBlocks(drawing: Drawing): Map<string, Block> {
  const boxes = drawing.boxes.map((box): [string, Block[]] => [
    box.key,
    blocksOf(drawing, [{ kind: 'deployable', id: box.deployable }]),
  ]);
  const cards = drawing.nodes
    .filter((node) => node.box === null)
    .map((node): [string, Block[]] => [node.key, blocksOf(drawing, [{ kind: 'component', id: node.component }])]);
  return new Map([...boxes, ...cards].flatMap(([key, [block]]) => (block ? [[key, block]] : [])));
}
