// The re-cut: parts into another deployable, together, apart. Each is one undo step.
import { NODE_HEIGHT } from '../../shared/format/drawing.ts';
import type { Point } from '../../shared/format/drawingPath.ts';
import { onGrid } from '../../shared/format/placeFree.ts';
import type { Command } from '../../shared/model/commands.ts';
import { type Places, keepDrawing, put } from '../edits/places.ts';
import { heldBy, holdersOf, moveApart, moveInto, variantOf } from '../edits/recut.ts';
import { withRoom } from '../edits/room.ts';
import { now, set } from '../state/store.ts';
import { attempt, sheet, tell } from './attempt.ts';
import { pickedComponents } from './picked.ts';

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
