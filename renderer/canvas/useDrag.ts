// Dragging parts: boxes take their cards along, everything snaps, and a card that comes over another box is about to be re-cut.
import { useReactFlow, type OnNodeDrag } from '@xyflow/react';
import { useCallback, useRef, useState } from 'react';
import { create } from 'zustand';
import type { Drawing, DrawnBox, DrawnNode } from '../../shared/format/drawing.ts';
import type { Point, Rect } from '../../shared/format/drawingPath.ts';
import { onGrid } from '../../shared/format/placeFree.ts';
import type { Places } from '../edits/places.ts';
import { holdAnswers, releaseAnswers } from '../state/analysis.ts';
import { place } from '../drawing/arrange.ts';
import { duplicateBy } from '../drawing/copy.ts';
import { recut } from '../drawing/recut.ts';
import { now } from '../state/store.ts';
import { guidesFor, type Guide } from './guides.ts';
import type { FlowNode, Moves } from './toFlow.ts';

/** What letting go would do; only the box under the pointer and the hint listen. */
interface Drop {
  /** Key of the box that would take the cards in. */
  readonly into: string | null;
  readonly hint: string | null;
  readonly guides: readonly Guide[];
}
const NO_DROP: Drop = { into: null, hint: null, guides: [] };
export const useDrop = create<Drop>(() => NO_DROP);

interface Started {
  readonly drawing: Drawing;
  /** What moves, as it stood. */
  readonly moving: ReadonlyMap<string, DrawnBox | DrawnNode>;
  /** Cards that may be re-cut by this drag; none when a box was taken by its head. */
  readonly cards: readonly DrawnNode[];
  readonly bounds: Rect;
  readonly others: readonly Rect[];
}

interface Target {
  /** Key of a box that is not its own. */
  readonly into: string | null;
  /** Out of a box that it shares with others. */
  readonly leaves: boolean;
}
const NOWHERE: Target = { into: null, leaves: false };

interface Result extends Target {
  readonly by: Point;
  readonly copies: boolean;
}

/** How far out of its box a card has to come before it leaves it. */
const LEAVES = 20;

export function useDrag(drawing: Drawing | undefined): {
  readonly moves: Moves | null;
  readonly onNodeDragStart: OnNodeDrag<FlowNode>;
  readonly onNodeDrag: OnNodeDrag<FlowNode>;
  readonly onNodeDragStop: OnNodeDrag<FlowNode>;
  readonly cancel: () => void;
} {
  const [moves, setMoves] = useState<Moves | null>(null);
  const started = useRef<Started | null>(null);
  const last = useRef<Result | null>(null);
  const { screenToFlowPosition } = useReactFlow();

  const end = useCallback((): void => {
    started.current = null;
    last.current = null;
    setMoves(null);
    useDrop.setState(NO_DROP);
    releaseAnswers();
  }, []);

  const onNodeDragStart = useCallback<OnNodeDrag<FlowNode>>(
    (_event, node, nodes) => {
      started.current = drawing ? startOf(drawing, node, nodes) : null;
      holdAnswers();
    },
    [drawing],
  );

  const onNodeDrag = useCallback<OnNodeDrag<FlowNode>>(
    (event, node) => {
      const start = started.current;
      const from = start?.moving.get(node.id);
      if (!start || !from) return;
      const { by, guides } = snapped(start, { x: node.position.x - from.x, y: node.position.y - from.y });
      const copies = event.altKey;
      const pointer = screenToFlowPosition(pointOf(event));
      const target = copies ? NOWHERE : targetOf(start, pointer);
      last.current = { by, copies, ...target };
      setMoves(new Map([...start.moving].map(([key, one]) => [key, { x: one.x + by.x, y: one.y + by.y }])));
      useDrop.setState({
        into: target.into,
        hint: copies ? 'Let go to put a copy here' : hintOf(start, target),
        guides,
      });
    },
    [screenToFlowPosition],
  );

  const onNodeDragStop = useCallback<OnNodeDrag<FlowNode>>(() => {
    const start = started.current;
    const result = last.current;
    end();
    if (!start || !result || (result.by.x === 0 && result.by.y === 0)) return;
    const places = placesOf(start, result.by);
    if (result.copies) {
      duplicateBy(partsOf(start), result.by);
      return;
    }
    const components = [...new Set(start.cards.map((card) => card.component))];
    if (result.into !== null) {
      const box = start.drawing.boxes.find((one) => one.key === result.into);
      if (box) recut(components, box.deployable, inside(start, box, places));
    } else if (result.leaves) recut(components, null, places);
    else place(places);
  }, [end]);

  return { moves, onNodeDragStart, onNodeDrag, onNodeDragStop, cancel: end };
}

function pointOf(event: MouseEvent | TouchEvent): Point {
  const touch = 'touches' in event ? (event.touches[0] ?? event.changedTouches[0]) : event;
  return { x: touch?.clientX ?? 0, y: touch?.clientY ?? 0 };
}

function startOf(drawing: Drawing, grabbed: FlowNode, nodes: readonly FlowNode[]): Started {
  const moving = new Map<string, DrawnBox | DrawnNode>();
  const keys = new Set([grabbed.id, ...nodes.map(({ id }) => id)]);
  const boxes = new Map(drawing.boxes.map((box) => [box.key, box]));
  for (const node of drawing.nodes) {
    const box = node.box === null ? undefined : boxes.get(node.box);
    const together = box !== undefined && (keys.has(box.key) || (box.holds === 1 && keys.has(node.key)));
    if (together) moving.set(box.key, box);
    if (together || keys.has(node.key)) moving.set(node.key, node);
  }
  for (const box of drawing.boxes) if (keys.has(box.key)) moving.set(box.key, box);
  const cards = drawing.nodes.filter((node) => node.box !== null && keys.has(node.key));
  const whole = [...keys].every((key) => !boxes.has(key));
  const rects = [...moving.values()];
  return {
    drawing,
    moving,
    cards: whole ? cards : [],
    bounds: around(rects),
    others: [...drawing.boxes, ...drawing.nodes.filter((node) => node.box === null)].filter(
      (one) => !moving.has(one.key),
    ),
  };
}

function around(rects: readonly Rect[]): Rect {
  const x = Math.min(...rects.map((one) => one.x));
  const y = Math.min(...rects.map((one) => one.y));
  return {
    x,
    y,
    width: Math.max(...rects.map((one) => one.x + one.width)) - x,
    height: Math.max(...rects.map((one) => one.y + one.height)) - y,
  };
}

/** To the edges and middles of other parts where they are near, else to the grid. */
function snapped({ bounds, others }: Started, wish: Point): { readonly by: Point; readonly guides: readonly Guide[] } {
  const moved = { ...bounds, x: bounds.x + wish.x, y: bounds.y + wish.y };
  const found = guidesFor(moved, others);
  const by = {
    x: found.x === null ? onGrid(moved.x) - bounds.x : found.x - bounds.x,
    y: found.y === null ? onGrid(moved.y) - bounds.y : found.y - bounds.y,
  };
  return { by, guides: found.guides };
}

const contains = (rect: Rect, { x, y }: Point, margin = 0): boolean =>
  x >= rect.x - margin &&
  x <= rect.x + rect.width + margin &&
  y >= rect.y - margin &&
  y <= rect.y + rect.height + margin;

function targetOf({ drawing, cards }: Started, pointer: Point): Target {
  if (cards.length === 0) return NOWHERE;
  const own = new Set(cards.map((card) => card.box));
  const into = drawing.boxes.find((box) => contains(box, pointer) && !(own.size === 1 && own.has(box.key)));
  if (into) return { into: into.key, leaves: false };
  const shared = drawing.boxes.filter((box) => own.has(box.key) && box.holds > cards.length);
  return { into: null, leaves: shared.length > 0 && !shared.some((box) => contains(box, pointer, LEAVES)) };
}

function hintOf(
  { drawing, cards }: Started,
  { into, leaves }: { into: string | null; leaves: boolean },
): string | null {
  const { project, variant } = now();
  const name =
    cards.length === 1
      ? (project?.components.find(({ id }) => id === cards[0]?.component)?.name ?? '')
      : `${cards.length} parts`;
  if (into !== null) {
    const id = drawing.boxes.find((box) => box.key === into)?.deployable;
    const target = project?.variants.find((one) => one.id === variant)?.deployables.find((one) => one.id === id);
    return `Let go to move ${name} into ${target?.name ?? ''}`;
  }
  return leaves ? `Let go to give ${name} a deployable of its own` : null;
}

/** Every component that is being dragged. */
const partsOf = ({ drawing, moving }: Started): string[] => [
  ...new Set(drawing.nodes.filter((node) => moving.has(node.key)).map((node) => node.component)),
];

function placesOf({ drawing, moving }: Started, by: Point): Places {
  const places: Record<string, Point> = {};
  for (const node of drawing.nodes) {
    if (moving.has(node.key)) places[node.component] = { x: node.x + by.x, y: node.y + by.y };
  }
  for (const box of drawing.boxes) {
    if (moving.has(box.key) && box.holds === 0) places[box.deployable] = { x: box.x + by.x, y: box.y + by.y };
  }
  return places;
}

/** Dropped cards stand free of those that are in the box already: below them, in its first column. */
function inside({ drawing, cards }: Started, box: DrawnBox, places: Places): Places {
  const there = drawing.nodes.filter((node) => node.box === box.key && !cards.includes(node));
  const height = cards[0]?.height ?? 0;
  const gap = 20;
  const clear = (at: Point, width: number): boolean =>
    there.every(
      (one) =>
        at.x >= one.x + one.width + gap ||
        at.x + width + gap <= one.x ||
        at.y >= one.y + one.height + gap ||
        at.y + height + gap <= one.y,
    );
  const left = Math.min(...there.map((one) => one.x), Infinity);
  let below = Math.max(...there.map((one) => one.y + one.height), box.y) + gap;
  const result: Record<string, Point> = {};
  for (const card of cards) {
    const dropped = places[card.component] ?? card;
    if (there.length === 0 || clear(dropped, card.width)) {
      result[card.component] = dropped;
      continue;
    }
    result[card.component] = { x: Number.isFinite(left) ? left : dropped.x, y: below };
    below += height + gap;
  }
  return result;
}
