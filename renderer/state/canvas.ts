// What the user does to the drawing: put parts in, link, move, re-cut, copy, align, take out. Each is one undo step.
import type { Point } from '../../shared/format/drawingPath.ts';
import { NODE_HEIGHT } from '../../shared/format/drawing.ts';
import type { Command } from '../../shared/model/commands.ts';
import type { ComponentKind, NodeLayout, Problem } from '../../shared/model/types.ts';
import { view } from '../canvas/view.ts';
import { aligned, blocksOf, shifted, type Alignment } from '../edits/align.ts';
import { copyParts, pasteParts, readClip, stepTo, type Clip } from '../edits/clipboard.ts';
import { connect, refusal } from '../edits/connect.ts';
import { gridPlaces } from '../edits/grid.ts';
import { insertPart } from '../edits/insert.ts';
import { GRID, onGrid } from '../../shared/format/placeFree.ts';
import { inOne, isAutomatic, keepDrawing, put, type Places, type Sheet } from '../edits/places.ts';
import { heldBy, holdersOf, moveApart, moveInto, variantOf } from '../edits/recut.ts';
import { componentsOf, removePicked } from '../edits/remove.ts';
import { withRoom } from '../edits/room.ts';
import { tidied } from '../worker/layout.ts';
import { newVariant, freshVariant, type StartStyle } from '../edits/variants.ts';
import { isDrawn, select, selectAll, showVariant } from './actions.ts';
import { edit, endStep } from './edit.ts';
import { now, set, type Selection } from './store.ts';

/** Says one sentence at the foot of the canvas. */
export const tell = (text: string, tone: 'refused' | 'told' = 'told'): void => set({ notice: { text, tone } });

function sheet(): Sheet | null {
  const { project, variant, drawings } = now();
  return project ? { project, variant, drawing: drawings[variant] } : null;
}

/** Carries out an edit and says why not, if it is refused. */
function attempt(command: Command, key?: string): boolean {
  const problems = edit(command, key === undefined ? {} : { key });
  if (problems.length > 0) tell(`Not done: ${wordsOf(problems)}`, 'refused');
  return problems.length === 0;
}

const wordsOf = (problems: readonly Problem[]): string => problems[0]?.message ?? 'the design would not be sound';

const component = (id: string): Selection => ({ kind: 'component', id });

// Putting in

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

// Linking

export function connectParts(from: string, to: string): void {
  const on = sheet();
  const a = on?.project.components.find((one) => one.id === from);
  const b = on?.project.components.find((one) => one.id === to);
  if (!on || !a || !b) return;
  const refused = refusal(on.project, a, b);
  if (refused) {
    tell(refused, 'refused');
    return;
  }
  const { link, journey, commands } = connect(on.project, a, b);
  const problems = edit(inOne(`Link ${a.name} to ${b.name}`, [...keepDrawing(on), ...commands]));
  if (problems.length > 0) {
    const circle = problems.some(({ message }) => message.includes('go round without end'));
    tell(
      circle
        ? `Not linked: ${b.name} already leads back to ${a.name}, and the calls would go round without end. Give ${b.name} another operation first.`
        : `Not linked: ${wordsOf(problems)}`,
      'refused',
    );
    return;
  }
  select({ kind: 'link', id: link });
  if (journey?.rate)
    tell(
      `Journey "${journey.name}" added with ${journey.rate.average}/s, peak ${journey.rate.peak}/s. Set its rate under Journeys.`,
    );
}

// Moving and re-cutting

/** Keeps parts where they were dragged to. */
export function place(places: Places): void {
  const on = sheet();
  if (!on) return;
  const commands = [...keepDrawing(on), ...put(on, places)];
  const named = put(on, places)[0];
  const one = Object.keys(places).length === 1 ? on.project.components.find(({ id }) => id in places)?.name : undefined;
  if (named) attempt(inOne(`Move ${one ?? `${Object.keys(places).length} parts`}`, commands));
}

/** The re-cut by hand: into the box they were dropped on, or into one of their own. */
export function recut(components: readonly string[], target: string | null, places: Places): void {
  const on = sheet();
  if (!on) return;
  const { project, variant } = on;
  const name =
    components.length === 1
      ? (project.components.find(({ id }) => id === components[0])?.name ?? '')
      : `${components.length} parts`;
  const into = target === null ? null : variantOf(project, variant).deployables.find(({ id }) => id === target);
  const moved = into
    ? moveInto(project, variant, components, into.id)
    : moveApart(project, variant, components).commands;
  const said = into ? `Move ${name} to ${into.name}` : `Split off ${name}`;
  attempt(withRoom(on, said, [...keepDrawing(on), ...moved, ...put(on, places)]));
}

export function deployTogether(): void {
  const on = sheet();
  if (!on) return;
  const components = pickedComponents().filter((id) => holdersOf(variantOf(on.project, on.variant), id).length > 0);
  const box = now().selected.find(({ kind }) => kind === 'deployable');
  if (components.length < 2) {
    tell('Select two or more parts to deploy them together.', 'refused');
    return;
  }
  const stacked = stack(components);
  if (box) {
    recut(components, box.id, stacked);
    return;
  }
  const { deployable, commands } = moveApart(on.project, on.variant, components);
  const done = attempt(
    withRoom(on, `Deploy ${components.length} parts together`, [...keepDrawing(on), ...commands, ...put(on, stacked)]),
  );
  if (done)
    set({ selected: [{ kind: 'deployable', id: deployable }], selection: { kind: 'deployable', id: deployable } });
}

/** Parts that come into one box stand below each other, where the first of them was. */
function stack(components: readonly string[]): Places {
  const nodes = now().drawings[now().variant]?.nodes.filter((one) => components.includes(one.component)) ?? [];
  const [first, ...others] = nodes.toSorted((a, b) => a.y - b.y || a.x - b.x);
  if (!first) return {};
  return Object.fromEntries(
    [first, ...others].map(({ component: id }, row): [string, Point] => [
      id,
      { x: first.x, y: first.y + row * (NODE_HEIGHT + 20) },
    ]),
  );
}

export function deployApart(): void {
  const on = sheet();
  if (!on) return;
  const { project, variant } = on;
  const cut = variantOf(project, variant);
  const shared = pickedComponents().filter((id) => holdersOf(cut, id).some((host) => heldBy(cut, host).length > 1));
  if (shared.length === 0) {
    tell('Select a box with several parts, or parts that share one, to deploy them apart.', 'refused');
    return;
  }
  const taken = new Set<string>();
  const commands: Command[] = [];
  for (const id of shared) {
    const apart = moveApart(project, variant, [id], taken);
    taken.add(apart.deployable);
    commands.push(...apart.commands.filter((one) => one.type !== 'removeDeployable'));
  }
  const emptied = new Set(shared.flatMap((id) => holdersOf(cut, id)));
  for (const host of emptied) {
    if (heldBy(cut, host).every((id) => shared.includes(id)))
      commands.push({ type: 'removeDeployable', variant, id: host });
  }
  attempt(
    withRoom(on, `Deploy ${shared.length} parts apart`, [...keepDrawing(on), ...commands, ...put(on, spread(shared))]),
  );
}

/** Parts that get boxes of their own move apart, so that the boxes have room. */
function spread(components: readonly string[]): Places {
  const nodes = now().drawings[now().variant]?.nodes.filter((one) => components.includes(one.component)) ?? [];
  const left = Math.min(...nodes.map(({ x }) => x));
  const top = Math.min(...nodes.map(({ y }) => y));
  return Object.fromEntries(
    nodes.map(({ component: id, x, y }): [string, Point] => [
      id,
      { x: onGrid(left + (x - left) * 1.5), y: onGrid(top + (y - top) * 1.8) },
    ]),
  );
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

const showEverything = (): void => set({ fitAsked: now().fitAsked + 1 });

// Copying and taking out

const pickedComponents = (): string[] => {
  const { project, variant, selected } = now();
  return project ? componentsOf(project, variant, selected) : [];
};

function clip(): Clip | null {
  const on = sheet();
  const ids = pickedComponents();
  return on?.drawing && ids.length > 0 ? copyParts(on.project, on.variant, on.drawing, ids) : null;
}

/** What is selected as text for the clipboard; null when nothing can be copied. */
export function copied(): string | null {
  const parts = clip();
  return parts ? JSON.stringify(parts) : null;
}

/** Pastes our own text; false when it is something else. */
export function paste(text: string): boolean {
  const parts = readClip(text);
  if (!parts) return false;
  const at = view()?.pointer();
  pasteClip(parts, at ? stepTo(parts, at) : undefined, 'Paste');
  return true;
}

export function duplicate(): void {
  const parts = clip();
  if (parts) pasteClip(parts, undefined, 'Duplicate');
  else tell('Select a part to duplicate it.', 'refused');
}

/** A copy of parts that were dragged with Alt held down. */
export function duplicateBy(components: readonly string[], by: Point): void {
  const on = sheet();
  if (on?.drawing) pasteClip(copyParts(on.project, on.variant, on.drawing, components), by, 'Duplicate');
}

function pasteClip(parts: Clip, by: Point | undefined, word: string): void {
  const on = sheet();
  if (!on) return;
  const one = parts.components.length === 1 ? parts.components[0]?.name : undefined;
  const { ids, command } = pasteParts(on, parts, by, `${word} ${one ?? `${parts.components.length} parts`}`);
  if (attempt(command)) selectAll(ids.map(component));
}

export function removeSelected(): void {
  const on = sheet();
  const { selected } = now();
  if (!on || selected.length === 0) return;
  const { project, variant } = on;
  const parts = componentsOf(project, variant, selected);
  const name =
    selected.length === 1 && parts.length < 2
      ? `Remove ${project.components.find(({ id }) => id === parts[0])?.name ?? 'a link'}`
      : `Remove ${parts.length > 0 ? `${parts.length} parts` : `${selected.length} links`}`;
  const done = attempt(inOne(name, [...keepDrawing(on), ...removePicked(project, variant, selected)]));
  if (done && parts.length > 0 && project.variants.length > 1)
    tell(
      `${parts.length === 1 ? 'Removed' : `${parts.length} parts removed`} in all variants. Undo brings ${parts.length === 1 ? 'it' : 'them'} back.`,
    );
}

export function selectEverything(): void {
  const drawing = now().drawings[now().variant];
  if (!drawing) return;
  const components = [...new Set(drawing.nodes.map((node) => node.component))];
  const links = [...new Set(drawing.edges.map((edge) => edge.link))];
  selectAll([...components.map(component), ...links.map((id): Selection => ({ kind: 'link', id }))]);
}

export function showSelection(): void {
  const { drawings, variant, selected } = now();
  const drawing = drawings[variant];
  if (!drawing || selected.length === 0) return;
  const rects = blocksOf(drawing, selected).map(({ rect }) => rect);
  const points = drawing.edges
    .filter((edge) => selected.some(({ kind, id }) => kind === 'link' && id === edge.link))
    .flatMap((edge) => edge.points);
  const xs = [...rects.flatMap(({ x, width }) => [x, x + width]), ...points.map(({ x }) => x)];
  const ys = [...rects.flatMap(({ y, height }) => [y, y + height]), ...points.map(({ y }) => y)];
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  view()?.show({ x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y });
}

/** The component that is selected alone, for what begins at it. */
export function onlyComponent(): string | null {
  const ids = pickedComponents();
  return ids.length === 1 ? (ids[0] ?? null) : null;
}

export function startConnecting(): void {
  const id = onlyComponent();
  if (id === null) tell('Select the part that calls, then connect it.', 'refused');
  else set({ connecting: id });
}

// Names

export function startRename(): void {
  const { selection } = now();
  if (selection && selection.kind !== 'link') set({ renaming: selection });
}

export function rename({ kind, id }: Selection, name: string): void {
  const { project, variant } = now();
  const wanted = name.trim();
  set({ renaming: null });
  if (!project || wanted === '') return;
  endStep();
  if (kind === 'component') attempt({ type: 'rename', kind: 'component', id, name: wanted });
  const record =
    kind === 'deployable' ? variantOf(project, variant).deployables.find((one) => one.id === id) : undefined;
  if (record) attempt({ type: 'updateDeployable', variant, record: { ...record, name: wanted } });
}

// Variants

export function duplicateVariant(): void {
  const { project, variant } = now();
  if (!project) return;
  const { id, name } = freshVariant(project, `${variantOf(project, variant).name} copy`);
  if (attempt({ type: 'duplicateVariant', id: variant, newId: id, name })) showVariant(id);
}

export function addVariant(start: StartStyle): void {
  const { project } = now();
  if (!project) return;
  const record = newVariant(project, start);
  if (attempt({ type: 'add', kind: 'variant', record })) showVariant(record.id);
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
