// Where parts stand: dragged, nudged, aligned, pinned, tidied.
import type { Point } from '../../shared/format/drawingPath.ts';
import type { NodeLayout } from '../../shared/model/types.ts';
import { type Alignment, aligned, blocksOf, shifted } from '../edits/align.ts';
import { gridPlaces } from '../edits/grid.ts';
import { type Places, inOne, isAutomatic, keepDrawing, put } from '../edits/places.ts';
import { heldBy, variantOf } from '../edits/recut.ts';
import { componentsOf } from '../edits/remove.ts';
import { isDrawn } from '../state/actions.ts';
import { now } from '../state/store.ts';
import { tidied } from '../worker/layout.ts';
import { attempt, component, sheet, showEverything, tell } from './attempt.ts';

/** Keeps parts where they were dragged to. */
export function place(places: Places): void {
  const on = sheet();
  if (!on) return;
  const commands = [...keepDrawing(on), ...put(on, places)];
  const named = put(on, places)[0];
  const one = Object.keys(places).length === 1 ? on.project.components.find(({ id }) => id in places)?.name : undefined;
  if (named) attempt(inOne(`Move ${one ?? `${Object.keys(places).length} parts`}`, commands));
}

/** Arrow keys: one px, or one step of the grid. */
export function nudge(by: Point): boolean {
  const on = sheet();
  const { selected } = now();
  if (!on?.drawing || !selected.some(({ kind }) => kind !== 'link')) return false;
  const places = shifted(blocksOf(on.drawing, selected), () => by);
  return attempt(inOne('Nudge', [...keepDrawing(on), ...put(on, places)]), `nudge ${JSON.stringify(selected)}`);
}

export function align(how: Alignment): void {
  const on = sheet();
  if (!on?.drawing) return;
  const blocks = blocksOf(on.drawing, now().selected);
  const least = how === 'across' || how === 'down' ? 3 : 2;
  if (blocks.length < least) {
    tell(`Select ${least === 3 ? 'three' : 'two'} or more parts first.`, 'refused');
    return;
  }
  attempt(inOne(least === 3 ? 'Distribute' : 'Align', [...keepDrawing(on), ...put(on, aligned(blocks, how))]));
}

/** Pinned parts stay where they are when the drawing is tidied. */
export function pin(): void {
  const on = sheet();
  if (!on?.drawing) return;
  const { project, variant } = on;
  const ids = blocksOf(on.drawing, now().selected).flatMap(({ parts }) => Object.entries(parts));
  if (ids.length === 0) return;
  const kept = project.layout?.variants?.[variant]?.nodes ?? {};
  const all = ids.every(([id]) => kept[id]?.pinned);
  const nodes = Object.fromEntries(
    ids.map(([id, at]): [string, NodeLayout] => {
      const { pinned: _pinned, ...rest }: NodeLayout = kept[id] ?? at;
      return [id, all ? rest : { ...rest, pinned: true }];
    }),
  );
  const name = `${all ? 'Unpin' : 'Pin'} ${ids.length === 1 ? 'a part' : `${ids.length} parts`}`;
  attempt(inOne(name, [...keepDrawing(on), { type: 'arrange', variant, nodes }]));
}

/** Lays out what is selected, or everything; pinned parts stay. */
export async function tidy(): Promise<void> {
  const on = sheet();
  if (!on) return;
  const { project, variant } = on;
  const ids = new Set(componentsOf(project, variant, now().selected));
  if (isAutomatic(on)) {
    tell('This drawing is laid out by itself until you move something.');
    return;
  }
  const nodes = await tidied(project, variant, ids.size > 1 ? ids : undefined);
  if (now().project !== project) return;
  attempt(inOne('Tidy the drawing', [{ type: 'arrange', variant, nodes }]));
  if (ids.size <= 1) showEverything();
}

/** Places for everything at once, for a design whose layout is not worth waiting for. */
export function gridOfParts(): void {
  const on = sheet();
  if (!on) return;
  const { project, variant } = on;
  const cut = variantOf(project, variant);
  const boxed = cut.deployables.map(({ id }) => heldBy(cut, id));
  const held = new Set(boxed.flat());
  const alone = project.components.filter(({ id }) => !held.has(id) && isDrawn(project, variant, component(id)));
  const groups = [...alone.map(({ id }) => [id]), ...boxed].filter((ids) => ids.length > 0);
  if (attempt(inOne('Put the parts on a grid', put(on, gridPlaces(groups))))) showEverything();
}
