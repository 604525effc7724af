// Copy and paste of parts with their facts, the links between them, and what they run on. The clipboard holds our own JSON as text.
import type { Drawing } from '../../shared/format/drawing.ts';
import type { Point } from '../../shared/format/drawingPath.ts';
import type { Command } from '../../shared/model/commands.ts';
import { newId, newName } from '../../shared/model/newId.ts';
import { newProject } from '../../shared/model/newProject.ts';
import { checkShape } from '../../shared/model/schema.ts';
import type { Component, Deployable, Link, Operation, Project, Step } from '../../shared/model/types.ts';
import { inOne, keepDrawing, put, type Sheet } from './places.ts';
import { heldBy, holdersOf, variantOf } from './recut.ts';

export interface Clip {
  readonly topolith: 'parts';
  readonly components: readonly Component[];
  readonly links: readonly Link[];
  readonly hosts: Readonly<Record<string, Deployable>>;
  /** By component. */
  readonly hostOf: Readonly<Record<string, string>>;
  readonly places: Readonly<Record<string, Point>>;
}

export function copyParts(project: Project, variantId: string, drawing: Drawing, ids: readonly string[]): Clip {
  const variant = variantOf(project, variantId);
  const wanted = new Set(ids);
  const components = project.components.filter((one) => wanted.has(one.id));
  const hostOf = Object.fromEntries(
    components.flatMap(({ id }) =>
      holdersOf(variant, id)
        .slice(0, 1)
        .map((host): [string, string] => [id, host]),
    ),
  );
  const used = new Set(Object.values(hostOf));
  return {
    topolith: 'parts',
    components,
    links: project.links.filter((link) => wanted.has(link.from) && wanted.has(link.to)),
    hosts: Object.fromEntries(variant.deployables.filter((one) => used.has(one.id)).map((one) => [one.id, one])),
    hostOf,
    places: Object.fromEntries(
      drawing.nodes.filter((node) => wanted.has(node.component)).map(({ component, x, y }) => [component, { x, y }]),
    ),
  };
}

/** More would hold the window up for seconds. */
const MOST = { components: 1000, links: 4000 } as const;

/** What a text on the clipboard holds, or in one sentence why it cannot be pasted; null when it is not ours. */
export function readClip(text: string): { readonly clip: Clip } | { readonly refusal: string } | null {
  if (!text.startsWith('{"topolith":"parts"')) return null;
  const clip = parsed(text);
  const { components, links } = clip ?? {};
  if (!Array.isArray(components) || !Array.isArray(links) || components.length === 0) return DAMAGED;
  if (components.length > MOST.components || links.length > MOST.links)
    return { refusal: `At most ${MOST.components} parts with ${MOST.links} links can be pasted at once.` };
  return checkShape(asProject(clip as Clip)).problems.length === 0 ? { clip: clip as Clip } : DAMAGED;
}

const DAMAGED = { refusal: 'The parts on the clipboard are damaged and cannot be pasted.' };

function parsed(text: string): Partial<Clip> | null {
  try {
    return JSON.parse(text) as Partial<Clip>;
  } catch {
    return null;
  }
}

/** A clip is a small design, and held to the same shape; what may be missing in it is looked at when it is pasted. */
function asProject({ components, links, hosts, hostOf, places }: Clip): unknown {
  const id = 'clip';
  const placements = hostOf && Object.entries(hostOf).map(([component, deployable]) => ({ component, deployable }));
  return {
    ...newProject(id, id, id),
    components,
    links,
    variants: [{ id, name: id, deployables: hosts && Object.values(hosts), placements }],
    layout: { variants: { [id]: { nodes: places } } },
  };
}

/** Beside where they were copied. */
const BESIDE: Point = { x: 32, y: 32 };

export interface Pasted {
  /** The new components. */
  readonly ids: readonly string[];
  readonly command: Command;
}

/** Pastes with every part moved by `by` from where it was copied. */
export function pasteParts(sheet: Sheet, clip: Clip, by: Point = BESIDE, name = 'Paste'): Pasted {
  const { project, variant: variantId } = sheet;
  const variant = variantOf(project, variantId);
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  const fresh = (old: string): string => {
    const id = newId(project, old.replace(/-\d+$/, ''), { ids: taken });
    taken.add(id);
    ids.set(old, id);
    return id;
  };
  for (const { id } of [...clip.components, ...clip.links]) fresh(id);

  const commands: Command[] = [...keepDrawing(sheet)];
  const hosts = new Map<string, string>();
  const pastedNames = clip.components.map(({ name: one }) => ({ name: one }));
  for (const host of Object.values(clip.hosts)) {
    const inside = clip.components.filter(({ id }) => clip.hostOf[id] === host.id);
    const there = variant.deployables.some((one) => one.id === host.id);
    // A card out of a fuller box is pasted into that box; a whole box becomes another box.
    if (there && heldBy(variant, host.id).length > inside.length) hosts.set(host.id, host.id);
    else {
      const record = {
        ...host,
        id: fresh(host.id),
        name: newName([...variant.deployables, ...pastedNames], host.name),
      };
      hosts.set(host.id, record.id);
      commands.push({ type: 'addDeployable', variant: variantId, record });
    }
  }
  const names = [...project.components];
  for (const component of clip.components) {
    const copy = renamed(project, component, ids, newName(names, component.name));
    names.push(copy);
    const host = hosts.get(clip.hostOf[component.id] ?? '');
    commands.push({
      type: 'add',
      kind: 'component',
      record: copy,
      ...(host === undefined ? {} : { hosts: { [variantId]: host } }),
    });
  }
  for (const link of clip.links) {
    const copy: Link = {
      ...link,
      id: ids.get(link.id) ?? link.id,
      from: ids.get(link.from) ?? link.from,
      to: ids.get(link.to) ?? link.to,
    };
    commands.push({ type: 'add', kind: 'link', record: copy });
  }
  const places = Object.fromEntries(
    Object.entries(clip.places).map(([id, place]) => [ids.get(id) ?? id, { x: place.x + by.x, y: place.y + by.y }]),
  );
  commands.push(...put(sheet, places));
  return { ids: clip.components.map(({ id }) => ids.get(id) ?? id), command: inOne(name, commands) };
}

/** The step that brings the middle of the copied parts to a point. */
export function stepTo(clip: Clip, at: Point): Point {
  const places = Object.values(clip.places);
  if (places.length === 0) return BESIDE;
  const middle = (values: readonly number[]): number => (Math.min(...values) + Math.max(...values)) / 2;
  return { x: at.x - middle(places.map(({ x }) => x)), y: at.y - middle(places.map(({ y }) => y)) };
}

/** The copy of a component: its calls go over the copied links, and what it refers to is there. */
function renamed(project: Project, component: Component, ids: ReadonlyMap<string, string>, name: string): Component {
  const { team, owner, operations, ...rest } = component;
  const ownerId = owner === undefined ? undefined : (ids.get(owner) ?? owner);
  const ownerThere =
    ownerId !== undefined &&
    ([...ids.values()].includes(ownerId) || project.components.some((one) => one.id === ownerId));
  return {
    ...rest,
    id: ids.get(component.id) ?? component.id,
    name,
    ...(team !== undefined && project.teams?.some((one) => one.id === team) ? { team } : {}),
    ...(ownerThere ? { owner: ownerId } : {}),
    ...(operations ? { operations: operations.map((operation) => withSteps(operation, ids)) } : {}),
  };
}

function withSteps(operation: Operation, ids: ReadonlyMap<string, string>): Operation {
  if (!operation.steps) return operation;
  const steps = operation.steps.flatMap((step): Step[] => {
    const link = ids.get(step.link);
    return link === undefined ? [] : [{ ...step, link }];
  });
  return { ...operation, steps };
}
