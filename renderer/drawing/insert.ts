// New parts on the drawing, and parts that the variant left out so far.
import { NODE_HEIGHT } from '../../shared/format/drawing.ts';
import type { Point } from '../../shared/format/drawingPath.ts';
import { GRID, onGrid } from '../../shared/format/placeFree.ts';
import type { ComponentKind } from '../../shared/model/types.ts';
import { connect, refusal } from '../edits/connect.ts';
import { insertPart } from '../edits/insert.ts';
import { keepDrawing, put } from '../edits/places.ts';
import { moveApart, moveInto, variantOf } from '../edits/recut.ts';
import { withRoom } from '../edits/room.ts';
import { select } from '../state/actions.ts';
import { now, set } from '../state/store.ts';
import { attempt, component, sheet, tell } from './attempt.ts';
import { view } from './view.ts';

export function insert(kind: ComponentKind, at: Point | null, host: string | null = null): void {
  const on = sheet();
  if (!on) return;
  const { id, joined, name, commands } = insertPart(on, kind, at ?? freeMiddle(), host);
  if (!attempt(withRoom(on, name, commands))) return;
  set({ picker: null });
  select(component(id));
  if (host === null && joined !== null) tellJoined(id, joined);
}

/** In a monolith a new module is not where it was dropped, but where it runs. */
function tellJoined(id: string, host: string): void {
  const { project, variant } = now();
  if (!project) return;
  const part = project.components.find((one) => one.id === id)?.name ?? '';
  const box = variantOf(project, variant).deployables.find((one) => one.id === host)?.name ?? '';
  tell(`${part} runs in ${box}, as all modules of this variant do. Drag it out of the box to split it off.`);
}

/** A new part that another one calls from the start. */
export function insertLinked(kind: ComponentKind, from: string, at: Point | null): void {
  const on = sheet();
  const caller = on?.project.components.find((one) => one.id === from);
  if (!on || !caller) return;
  const { id, name, commands } = insertPart(on, kind, at ?? besideOf(from), null);
  const record = { id, kind, name: '' };
  const refused = refusal(on.project, caller, record);
  if (refused) {
    tell(refused, 'refused');
    return;
  }
  const linked = connect(on.project, caller, record);
  if (attempt(withRoom(on, name, [...commands, ...linked.commands]))) {
    set({ picker: null });
    select(component(id));
  }
}

/** The middle of what is seen, or below what stands there already. */
function freeMiddle(): Point | null {
  const middle = view()?.pointer() ?? view()?.middle();
  const drawing = now().drawings[now().variant];
  if (!middle) return null;
  let at = { x: onGrid(middle.x - 72), y: onGrid(middle.y - NODE_HEIGHT / 2) };
  const rects = [...(drawing?.boxes ?? []), ...(drawing?.nodes ?? [])];
  const taken = (): boolean =>
    rects.some(
      (one) =>
        at.x < one.x + one.width + 32 && at.x + 176 > one.x && at.y < one.y + one.height + 32 && at.y + 88 > one.y,
    );
  for (let tries = 0; taken() && tries < 200; tries++) at = { x: at.x, y: at.y + GRID * 2 };
  return at;
}

function besideOf(id: string): Point | null {
  const node = now().drawings[now().variant]?.nodes.find((one) => one.component === id);
  return node ? { x: onGrid(node.x + node.width + 88), y: node.y } : freeMiddle();
}

/** Takes a part that is left out back into the visible variant. */
export function bringIn(id: string, at: Point | null, host: string | null = null): void {
  const on = sheet();
  const part = on?.project.components.find((one) => one.id === id);
  if (!on || !part) return;
  const { project, variant } = on;
  const commands = host === null ? moveApart(project, variant, [id]).commands : moveInto(project, variant, [id], host);
  const where = at ?? freeMiddle();
  const done = attempt(
    withRoom(on, `Bring in ${part.name}`, [
      ...keepDrawing(on),
      ...commands,
      ...(where ? put(on, { [id]: where }) : []),
    ]),
  );
  if (done) select(component(id));
}
