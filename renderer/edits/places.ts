// Keeping places on the canvas. A drawing that nobody touched is laid out by itself; the first touch keeps all of it as it stands.
import { keptPlaces } from '../../shared/format/placed.ts';
import type { Drawing } from '../../shared/format/drawing.ts';
import type { Point } from '../../shared/format/drawingPath.ts';
import type { Command } from '../../shared/model/commands.ts';
import type { NodeLayout, Project } from '../../shared/model/types.ts';

/** Where parts shall stand, by component or deployable id. */
export type Places = Readonly<Record<string, Point>>;

/** What is being edited: the design, one of its variants, and how that one is drawn. */
export interface Sheet {
  readonly project: Project;
  readonly variant: string;
  readonly drawing: Drawing | undefined;
}

const nodesOf = ({ project, variant }: Sheet): Readonly<Record<string, NodeLayout>> =>
  project.layout?.variants?.[variant]?.nodes ?? {};

export const isAutomatic = (sheet: Sheet): boolean => Object.keys(nodesOf(sheet)).length === 0;

/** Keeps the drawing as it stands, unless that was done before. To come before edits that would make it jump. */
export function keepDrawing(sheet: Sheet): Command[] {
  if (!isAutomatic(sheet) || !sheet.drawing) return [];
  const nodes = keptPlaces(sheet.drawing);
  return Object.keys(nodes).length === 0 ? [] : [{ type: 'arrange', variant: sheet.variant, nodes }];
}

/** Puts parts in their places; what else is kept of them stays. To come after the edits that make them. */
export function put(sheet: Sheet, places: Places): Command[] {
  const kept = nodesOf(sheet);
  const nodes = Object.fromEntries(
    Object.entries(places).map(([id, { x, y }]) => [id, { ...kept[id], x: Math.round(x), y: Math.round(y) }]),
  );
  return Object.keys(nodes).length === 0 ? [] : [{ type: 'arrange', variant: sheet.variant, nodes }];
}

/** One undo step of several edits. */
export function inOne(name: string, commands: readonly Command[]): Command {
  return { type: 'batch', name, commands };
}
