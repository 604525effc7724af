/** Carries out the edits of commands.ts: a project in, a new project out, the old one untouched. */
import {
  COLLECTIONS,
  CommandError,
  findRecord,
  unknownCommand,
  type AddComponent,
  type Command,
  type RecordKind,
  type Records,
} from './commands.ts';
import { checkIntegrity } from './integrity.ts';
import { UNSAFE_KEYS } from './paths.ts';
import { placeNew } from './placeNew.ts';
import { prune, replaced } from './prune.ts';
import { checkShape } from './schema.ts';
import { setPath } from './setPath.ts';
import type { Deployable, Placement, Problem, Project, Variant } from './types.ts';

export type CommandResult =
  | { readonly ok: true; readonly project: Project }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** As `applyCommand`, but looks at the result: an edit that would make the project invalid is refused with its problems. */
export function tryCommand(project: Project, command: Command): CommandResult {
  try {
    const next = applyCommand(project, command);
    const shape = checkShape(changedOnly(project, next)).problems.length > 0 ? checkShape(next).problems : [];
    const problems = shape.length > 0 ? shape : checkIntegrity(next);
    return problems.length > 0 ? { ok: false, problems } : { ok: true, project: next };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { ok: false, problems: [{ path: '', message: error.message }] };
  }
}

/** What an edit left as it was has passed before, so that a big design is not read through at every key. Lists of another length stay whole. */
function changedOnly(before: Project, next: Project): Project {
  const changed: { -readonly [K in keyof Project]?: Project[K] } = {};
  for (const key of Object.values(COLLECTIONS)) {
    const old: readonly unknown[] = before[key] ?? [];
    const records: readonly unknown[] = next[key] ?? [];
    if (old.length === records.length && next[key] !== undefined)
      Object.assign(changed, { [key]: records.filter((record, index) => record !== old[index]) });
  }
  return { ...next, ...changed };
}

/**
 * The project after the edit; parts it does not touch are shared with the old one. Removals keep a sound project sound;
 * values and references given with a command are not looked at (`tryCommand` does).
 * @throws CommandError when the edited part is not there, or a new id is taken.
 */
export function applyCommand(project: Project, command: Command): Project {
  switch (command.type) {
    case 'add':
      return command.kind === 'component' ? addComponent(project, command) : add(project, command.kind, command.record);
    case 'remove':
      return remove(project, command.kind, command.id);
    case 'rename':
      return set(project, `${COLLECTIONS[command.kind]}/${command.id}/name`, command.name);
    case 'update':
      return update(project, command.kind, command.record);
    case 'set':
      return command.value === null
        ? prune(set(project, command.path, null))
        : set(project, command.path, command.value);
    case 'addDeployable':
      return changeVariant(project, command.variant, (variant) => addDeployable(variant, command.record));
    case 'updateDeployable':
      return changeVariant(project, command.variant, (variant) => ({
        ...variant,
        deployables: withRecord(variant.deployables, command.record),
      }));
    case 'removeDeployable':
      return prune(
        changeVariant(project, command.variant, (variant) => removeDeployable(variant, command.id, command.moveTo)),
      );
    case 'move':
      return changeVariant(project, command.variant, (variant) =>
        command.components.reduce((next, id) => place(next, id, [{ deployable: command.deployable }]), variant),
      );
    case 'place':
      return changeVariant(project, command.variant, (variant) => place(variant, command.component, command.places));
    case 'absentLink':
      return changeVariant(project, command.variant, (variant) => {
        const others = (variant.absent?.links ?? []).filter((id) => id !== command.link);
        return withAbsent(variant, { links: command.absent ? [...others, command.link] : others });
      });
    case 'duplicateVariant':
      return duplicateVariant(project, command.id, command.newId, command.name);
    case 'arrange':
      return arrange(project, command.variant, command.nodes);
    case 'batch':
      return command.commands.reduce(applyCommand, project);
  }
  return unknownCommand(command);
}

function add(project: Project, kind: RecordKind, record: Records[RecordKind]): Project {
  if (findRecord(project, kind, record.id) !== undefined) throw new CommandError(`the id "${record.id}" is taken`);
  return { ...project, [COLLECTIONS[kind]]: [...(project[COLLECTIONS[kind]] ?? []), record] };
}

function addComponent(project: Project, { record, hosts }: AddComponent): Project {
  const added = add(project, 'component', record);
  return { ...added, variants: added.variants.map((variant) => placeNew(added, variant, record, hosts?.[variant.id])) };
}

function update(project: Project, kind: RecordKind, record: Records[RecordKind]): Project {
  const records: readonly Records[RecordKind][] = project[COLLECTIONS[kind]] ?? [];
  return { ...project, [COLLECTIONS[kind]]: withRecord(records, record) };
}

function withRecord<T extends { readonly id: string }>(records: readonly T[], record: T): readonly T[] {
  const index = records.findIndex(({ id }) => id === record.id);
  if (index < 0) throw new CommandError(`there is nothing with the id "${record.id}"`);
  return records.with(index, record);
}

function remove(project: Project, kind: RecordKind, id: string): Project {
  const records: readonly Records[RecordKind][] = project[COLLECTIONS[kind]] ?? [];
  const left = records.filter((record) => record.id !== id);
  if (left.length === records.length) throw new CommandError(`there is no ${kind} "${id}"`);
  return prune({ ...project, [COLLECTIONS[kind]]: left });
}

function set(project: Project, path: string, value: Extract<Command, { type: 'set' }>['value']): Project {
  const keys = path.split('/');
  if (keys.some((key) => UNSAFE_KEYS.has(key))) throw new CommandError(`"${path}" holds a reserved word`);
  const next = setPath(project, keys, value);
  if (next === null) throw new CommandError(`there is nothing at "${path}"`);
  return next;
}

function changeVariant(project: Project, id: string, change: (variant: Variant) => Variant): Project {
  const index = project.variants.findIndex((variant) => variant.id === id);
  if (index < 0) throw new CommandError(`there is no variant "${id}"`);
  return { ...project, variants: project.variants.with(index, change(project.variants[index]!)) };
}

function addDeployable(variant: Variant, record: Deployable): Variant {
  if (variant.deployables.some(({ id }) => id === record.id)) throw new CommandError(`the id "${record.id}" is taken`);
  return { ...variant, deployables: [...variant.deployables, record] };
}

function removeDeployable(variant: Variant, id: string, moveTo: string | undefined): Variant {
  const deployables = variant.deployables.filter((deployable) => deployable.id !== id);
  if (deployables.length === variant.deployables.length) throw new CommandError(`there is no deployable "${id}"`);
  if (moveTo === undefined) return { ...variant, deployables };
  const inside = variant.placements.filter(({ deployable }) => deployable === id).map(({ component }) => component);
  const emptied: Variant = { ...variant, deployables };
  return inside.reduce((next, component) => {
    const elsewhere = next.placements.filter((one) => one.component === component && one.deployable !== id);
    const places = new Set([...elsewhere.map(({ deployable }) => deployable), moveTo]);
    return place(
      next,
      component,
      Array.from(places, (deployable) => ({ deployable })),
    );
  }, emptied);
}

/** Puts a component where it belongs in the list: at its first old place, or at the end. */
function place(variant: Variant, component: string, places: readonly Omit<Placement, 'component'>[]): Variant {
  const first = variant.placements.findIndex((placement) => placement.component === component);
  const others = variant.placements.filter((placement) => placement.component !== component);
  const added = places.map((one): Placement => ({ component, ...one }));
  const placements = others.toSpliced(first < 0 ? others.length : first, 0, ...added);
  const absent = (variant.absent?.components ?? []).filter((id) => id !== component);
  return withAbsent({ ...variant, placements }, { components: places.length > 0 ? absent : [...absent, component] });
}

/** Empty lists of absent parts are left out, and so is `absent` without any. */
function withAbsent(variant: Variant, lists: NonNullable<Variant['absent']>): Variant {
  const { components = [], links = [] } = { ...variant.absent, ...lists };
  if (components.length + links.length === 0) return replaced(variant, { absent: undefined });
  const absent = { ...(components.length > 0 && { components }), ...(links.length > 0 && { links }) };
  return { ...variant, absent };
}

function duplicateVariant(project: Project, id: string, newId: string, name: string): Project {
  const index = project.variants.findIndex((variant) => variant.id === id);
  if (index < 0) throw new CommandError(`there is no variant "${id}"`);
  if (project.variants.some((variant) => variant.id === newId)) throw new CommandError(`the id "${newId}" is taken`);
  const variants = project.variants.toSpliced(index + 1, 0, { ...project.variants[index]!, id: newId, name });
  const boxes = project.layout?.variants?.[id];
  if (boxes === undefined) return { ...project, variants };
  return {
    ...project,
    variants,
    layout: { ...project.layout, variants: { ...project.layout?.variants, [newId]: boxes } },
  };
}

function arrange(project: Project, variant: string, nodes: Extract<Command, { type: 'arrange' }>['nodes']): Project {
  const old = project.layout?.variants?.[variant];
  const moved = Object.entries({ ...old?.nodes, ...nodes }).flatMap(([id, box]) =>
    box === null ? [] : [[id, box] as const],
  );
  const boxes = { ...old, nodes: Object.fromEntries(moved) };
  return { ...project, layout: { ...project.layout, variants: { ...project.layout?.variants, [variant]: boxes } } };
}
