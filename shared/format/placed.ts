// Drawings that were placed by hand: kept positions, and a fitting spot for every part that has none yet. No layout engine is asked.
import type { Deployable, NodeLayout, Project } from '../model/types.ts';
import type { Drawing, DrawnBox, DrawnNode } from './drawing.ts';
import { boxKey, partsOf, type Copy, type Parts } from './drawingParts.ts';
import type { Point, Rect } from './drawingPath.ts';
import { bounds, boxAround, cardWidth, EMPTY_BOX, extentOf, NODE_HEIGHT, paddingOf } from './drawingSizes.ts';
import { freeSpot, overlapping } from './placeFree.ts';
import { plainLinks, routeLinks } from './route.ts';

type Kept = Readonly<Record<string, NodeLayout>>;

const SLOT_GAP = 20;
/** From a part to the one it calls. */
const CALL_GAP = 64;
const FIRST_SPOT: Point = { x: 48, y: 48 };

/** What stands free on the canvas: a box with its cards, an empty box, or a card without a box. */
interface Unit {
  readonly deployable: Deployable | null;
  readonly copies: readonly Copy[];
  readonly boxed: boolean;
}

/**
 * The drawing of a variant that was placed by hand, or null where the layout engine places everything. The drawing before it
 * lends its links where no part moved; it changes nothing else. With `plain` links go the straightest way, whatever stands there:
 * for a look at once while the real ways are being found. Throws when the variant is not in the project.
 */
export function placedDrawing(
  project: Project,
  variantId: string,
  { previous, plain = false }: { readonly previous?: Drawing | undefined; readonly plain?: boolean } = {},
): Drawing | null {
  const kept = project.layout?.variants?.[variantId]?.nodes ?? {};
  if (Object.keys(kept).length === 0) return null;
  const parts = partsOf(project, variantId);
  const units: Unit[] = [
    ...parts.boxes.map((box) => ({ ...box, boxed: true })),
    ...parts.copies
      .filter((copy) => !copy.boxed)
      .map((copy) => ({ deployable: copy.deployable, copies: [copy], boxed: false })),
  ];
  const { cards, empty } = place(parts, units, kept, cardWidth(project));

  const boxes: DrawnBox[] = parts.boxes.map(({ deployable, copies }) => ({
    key: boxKey(deployable.id),
    deployable: deployable.id,
    holds: copies.length,
    ...(empty.get(deployable) ?? boxAround(copies.map((copy) => cards.get(copy)!))),
  }));
  const nodes: DrawnNode[] = units.flatMap(({ copies, boxed }) =>
    copies.map((copy) => ({
      key: copy.key,
      component: copy.component.id,
      deployable: copy.deployable?.id ?? null,
      box: boxed && copy.deployable ? boxKey(copy.deployable.id) : null,
      ...cards.get(copy)!,
    })),
  );
  const edges = plain ? plainLinks(parts, boxes, nodes) : routeLinks(parts, boxes, nodes, previous);
  const ways = edges.map((edge) => edge.points);
  return { variant: variantId, ...extentOf([...boxes, ...nodes], ways), boxes, nodes, edges };
}

/**
 * The positions that make `placedDrawing` draw the parts where this drawing has them: of every component that stands once, of every
 * empty box, and of boxes that hold a component which stands elsewhere too.
 */
export function keptPlaces(drawing: Drawing): Record<string, NodeLayout> {
  const copies = countedBy(drawing.nodes, (node) => node.component);
  const shown = countedBy(drawing.nodes, (node) => node.deployable);
  const places: Record<string, NodeLayout> = {};
  for (const box of drawing.boxes) {
    if (box.holds === 0) places[box.deployable] = { x: box.x, y: box.y };
  }
  for (const { component, deployable, box, x, y } of drawing.nodes) {
    if (copies.get(component) === 1) places[component] = { x, y };
    else if (deployable !== null && !places[deployable] && (box !== null || shown.get(deployable) === 1)) {
      // The first of the slots in its box.
      const { side, head } = paddingOf(drawing.boxes.find((one) => one.key === box)?.holds ?? 0);
      places[deployable] = box === null ? { x, y } : { x: x - side, y: y - head };
    }
  }
  return places;
}

interface Places {
  readonly cards: Map<Copy, Rect>;
  readonly empty: Map<Deployable, Rect>;
}

function place(parts: Parts, units: readonly Unit[], kept: Kept, width: number): Places {
  const size = { width, height: NODE_HEIGHT };
  const places: Places = { cards: new Map(), empty: new Map() };
  const standing = countedBy(parts.copies, (copy) => copy.component.id);
  const shown = countedBy(parts.copies, (copy) => copy.deployable);
  for (const copy of parts.copies) {
    const at = standing.get(copy.component.id) === 1 ? kept[copy.component.id] : undefined;
    if (at) places.cards.set(copy, { ...rounded(at), ...size });
  }
  const waiting: Unit[] = [];
  for (const unit of units) {
    const own = unit.boxed || shown.get(unit.deployable) === 1;
    const at = unit.deployable && own ? kept[unit.deployable.id] : undefined;
    if (unit.copies.length === 0 && unit.deployable && at) {
      places.empty.set(unit.deployable, { ...rounded(at), ...EMPTY_BOX });
    } else if (unit.copies.length === 0 || !(at || unit.copies.some((copy) => places.cards.has(copy)))) {
      waiting.push(unit);
    } else if (at) fillSlots(unit, at, size, places);
  }
  for (const unit of units) {
    if (!waiting.includes(unit)) growBox(unit, units, size, places);
  }
  placeWaiting(parts, units, waiting, size, places);
  return places;
}

function countedBy<T, K>(list: readonly T[], key: (one: T) => K): Map<K, number> {
  const counts = new Map<K, number>();
  for (const one of list) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1);
  return counts;
}

const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) });

/** Cards without a position of their own stand below each other, from the corner of their box on. */
function fillSlots(unit: Unit, corner: Point, size: Size, { cards }: Places): void {
  const { side, head } = unit.boxed ? paddingOf(unit.copies.length) : { side: 0, head: 0 };
  const at = rounded({ x: corner.x + side, y: corner.y + head });
  for (const copy of unit.copies) {
    if (cards.has(copy)) continue;
    const others = unit.copies.flatMap((other) => cards.get(other) ?? []);
    const slot = { ...at, ...size };
    while (others.some((other) => overlapping(slot, other))) slot.y += NODE_HEIGHT + SLOT_GAP;
    cards.set(copy, slot);
  }
}

/** Cards that are new in a box go below the others, or beside them where the box would grow into something. */
function growBox(unit: Unit, units: readonly Unit[], size: Size, places: Places): void {
  const { cards } = places;
  for (const copy of unit.copies) {
    if (cards.has(copy)) continue;
    const own = unit.copies.flatMap((other) => cards.get(other) ?? []);
    const around = units.filter((other) => other !== unit).flatMap((other) => drawn(other, places) ?? []);
    const { x, y, width, height } = bounds(own);
    const below = { x, y: y + height + SLOT_GAP, ...size };
    const beside = { x: x + width + SLOT_GAP, y, ...size };
    const free = [below, beside].find((spot) => {
      const box = boxAround([...own, spot]);
      return !around.some((other) => overlapping(box, other));
    });
    cards.set(copy, free ?? below);
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function drawn({ copies, deployable, boxed }: Unit, { cards, empty }: Places): Rect | undefined {
  const own = copies.flatMap((copy) => cards.get(copy) ?? []);
  if (own.length === 0) return deployable ? empty.get(deployable) : undefined;
  return boxed ? boxAround(own) : own[0];
}

/** Everything else goes near the parts it is linked with, those first that are linked with something that stands. */
function placeWaiting(
  parts: Parts,
  units: readonly Unit[],
  waiting: readonly Unit[],
  size: Size,
  places: Places,
): void {
  const unitOf = new Map(units.flatMap((unit) => unit.copies.map((copy) => [copy, unit] as const)));
  const left = new Set(waiting);
  const stand = (unit: Unit): Rect | undefined => (left.has(unit) ? undefined : drawn(unit, places));
  const linked = (unit: Unit, end: 'from' | 'to'): Rect[] =>
    parts.edges.flatMap((edge) => {
      const here = end === 'from' ? edge.to : edge.from;
      return unitOf.get(here) === unit ? (stand(unitOf.get(edge[end])!) ?? []) : [];
    });
  while (left.size > 0) {
    const unit =
      [...left].find((one) => linked(one, 'from').length + linked(one, 'to').length > 0) ?? left.values().next().value!;
    const taken = units.flatMap((other) => stand(other) ?? []);
    const need = needed(unit, size);
    const { at, direction } = wished(need, linked(unit, 'from'), linked(unit, 'to'), taken);
    const spot = freeSpot({ ...at, ...need }, taken, direction);
    if (unit.copies.length === 0 && unit.deployable) places.empty.set(unit.deployable, { ...spot, ...need });
    else fillSlots(unit, spot, size, places);
    left.delete(unit);
  }
}

function needed({ copies, boxed }: Unit, size: Size): Size {
  if (copies.length === 0) return EMPTY_BOX;
  if (!boxed) return size;
  const cards = copies.map((_, i) => ({ x: 0, y: i * (NODE_HEIGHT + SLOT_GAP), ...size }));
  const { width, height } = boxAround(cards);
  return { width, height };
}

/** Right of what calls it, else left of what it calls, else below everything. */
function wished(
  { width, height }: Size,
  callers: readonly Rect[],
  called: readonly Rect[],
  taken: readonly Rect[],
): { at: Point; direction: 1 | -1 } {
  if (taken.length === 0) return { at: FIRST_SPOT, direction: 1 };
  const level = (rects: readonly Rect[]): number =>
    rects.reduce((sum, rect) => sum + rect.y + rect.height / 2, 0) / rects.length - height / 2;
  if (callers.length > 0) {
    const { x, width: across } = bounds(callers);
    return { at: { x: x + across + CALL_GAP, y: level(callers) }, direction: 1 };
  }
  if (called.length > 0) {
    return { at: { x: bounds(called).x - CALL_GAP - width, y: level(called) }, direction: -1 };
  }
  const all = bounds(taken);
  return { at: { x: all.x, y: all.y + all.height + CALL_GAP }, direction: 1 };
}
