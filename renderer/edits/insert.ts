// A new part on the canvas: its record, where it runs, where it stands.
import { KIND_WORD } from '../../shared/format/drawingText.ts';
import type { Point } from '../../shared/format/drawingPath.ts';
import type { Command } from '../../shared/model/commands.ts';
import { newId, newName } from '../../shared/model/newId.ts';
import type { Component, ComponentKind } from '../../shared/model/types.ts';
import { placeNew } from '../../shared/model/placeNew.ts';
import { keepDrawing, put, type Sheet } from './places.ts';
import { holdersOf, variantOf } from './recut.ts';

export interface Inserted {
  readonly id: string;
  /** The deployable that was there and took it in. */
  readonly joined: string | null;
  readonly name: string;
  readonly commands: readonly Command[];
}

/**
 * `host`: the deployable that it is dropped into. Without one the style of the variant says where it runs: a module joins the one
 * process of a monolith. What joins a box stands in it, whatever `at` says.
 */
export function insertPart(sheet: Sheet, kind: ComponentKind, at: Point | null, host: string | null = null): Inserted {
  const { project, variant } = sheet;
  const name = newName(project.components, KIND_WORD[kind]);
  const record: Component = { id: newId(project, name), kind, name };
  const into = kind === 'client' ? null : host;
  const add: Command = { type: 'add', kind: 'component', record, ...(into ? { hosts: { [variant]: into } } : {}) };
  const joined = into ?? joins(sheet, record);
  const commands = [...keepDrawing(sheet), add, ...(at && joined === null ? put(sheet, { [record.id]: at }) : [])];
  return { id: record.id, joined, commands, name: `Add ${name}` };
}

/** The deployable that is there already and takes the new part in. */
function joins({ project, variant }: Sheet, record: Component): string | null {
  const cut = variantOf(project, variant);
  const host = holdersOf(placeNew(project, cut, record, undefined), record.id)[0];
  return cut.deployables.some(({ id }) => id === host) ? (host ?? null) : null;
}
