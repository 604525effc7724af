// Copying, pasting, duplicating and taking out what is selected.
import type { Point } from '../../shared/format/drawingPath.ts';
import type { Project } from '../../shared/model/types.ts';
import { type Clip, copyParts, pasteParts, readClip, stepTo } from '../edits/clipboard.ts';
import { inOne, keepDrawing } from '../edits/places.ts';
import { componentsOf, removePicked } from '../edits/remove.ts';
import { selectAll } from '../state/actions.ts';
import { now } from '../state/store.ts';
import { attempt, component, sheet, tell } from './attempt.ts';
import { pickedComponents } from './picked.ts';
import { view } from './view.ts';

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
  const read = readClip(text);
  if (!read) return false;
  const at = view()?.pointer();
  if ('refusal' in read) tell(read.refusal, 'refused');
  else pasteClip(read.clip, at ? stepTo(read.clip, at) : undefined, 'Paste');
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
  if (done && parts.length > 0) tellRemoved(project, parts.length);
}

/** What went where one does not look: the other variants, and the journeys that began at what is gone. */
function tellRemoved(before: Project, parts: number): void {
  const journeys = before.journeys.filter(({ id }) => !now().project?.journeys.some((one) => one.id === id));
  if (before.variants.length === 1 && journeys.length === 0) return;
  const [first] = journeys;
  const along = first && (journeys.length === 1 ? `journey "${first.name}"` : `${journeys.length} journeys`);
  tell(
    `${parts === 1 ? 'Removed' : `${parts} parts removed`}${before.variants.length > 1 ? ' in all variants' : ''}${along ? `, with the ${along}` : ''}. Undo brings ${parts === 1 && !along ? 'it' : 'them'} back.`,
  );
}
