/** Every edit of a project, as plain values with names: what the screens do, the undo menu shows and tests replay. */
import type {
  Component,
  Deployable,
  Journey,
  Json,
  Link,
  Measure,
  NodeLayout,
  Placement,
  Project,
  Scenario,
  Team,
  Variant,
} from './types.ts';

/** The records of a project that have an id of their own. Deployables live in a variant and have commands of theirs. */
export interface Records {
  readonly team: Team;
  readonly component: Component;
  readonly link: Link;
  readonly journey: Journey;
  readonly measure: Measure;
  readonly variant: Variant;
  readonly scenario: Scenario;
}
export type RecordKind = keyof Records;

export type Command =
  | { readonly [K in RecordKind]: { readonly type: 'add'; readonly kind: K; readonly record: Records[K] } }[Exclude<
      RecordKind,
      'component'
    >]
  | AddComponent
  /** Takes whatever refers to the record with it. */
  | { readonly type: 'remove'; readonly kind: RecordKind; readonly id: string }
  | { readonly type: 'rename'; readonly kind: RecordKind; readonly id: string; readonly name: string }
  /** The whole record anew, under the same id. */
  | {
      readonly [K in RecordKind]: { readonly type: 'update'; readonly kind: K; readonly record: Records[K] };
    }[RecordKind]
  /** One value anywhere: `components/cart/facts/hitRatio`, `assumptions/region`; null removes. `label` is the undo name. */
  | { readonly type: 'set'; readonly path: string; readonly value: Json; readonly label?: string }
  | { readonly type: 'addDeployable'; readonly variant: string; readonly record: Deployable }
  | { readonly type: 'updateDeployable'; readonly variant: string; readonly record: Deployable }
  /** Its components move to `moveTo`, or are absent from then on. */
  | { readonly type: 'removeDeployable'; readonly variant: string; readonly id: string; readonly moveTo?: string }
  /** The re-cut: the components run in this deployable only, and are no longer absent. */
  | {
      readonly type: 'move';
      readonly variant: string;
      readonly components: readonly string[];
      readonly deployable: string;
    }
  /** All places of one component, for copies in several deployables; none = absent. */
  | {
      readonly type: 'place';
      readonly variant: string;
      readonly component: string;
      readonly places: readonly Omit<Placement, 'component'>[];
    }
  | { readonly type: 'absentLink'; readonly variant: string; readonly link: string; readonly absent: boolean }
  | { readonly type: 'duplicateVariant'; readonly id: string; readonly newId: string; readonly name: string }
  /** Boxes of the canvas; null forgets one. A drag of many boxes is one command. */
  | { readonly type: 'arrange'; readonly variant: string; readonly nodes: Readonly<Record<string, NodeLayout | null>> }
  /** Several edits under one name, as a paste makes them. */
  | { readonly type: 'batch'; readonly name: string; readonly commands: readonly Command[] };

/** A component is placed in every variant: where `hosts` names a deployable there, else see `placeNew`. */
export interface AddComponent {
  readonly type: 'add';
  readonly kind: 'component';
  readonly record: Component;
  /** Deployable by variant id; null = absent in that variant. */
  readonly hosts?: Readonly<Record<string, string | null>>;
}

/** An edit of something that is not there, or of an id that is taken. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

export const COLLECTIONS = {
  team: 'teams',
  component: 'components',
  link: 'links',
  journey: 'journeys',
  measure: 'measures',
  variant: 'variants',
  scenario: 'scenarios',
} as const satisfies Readonly<Record<RecordKind, keyof Project>>;

/** What the undo menu says: "Move Payment to Billing service". `project` is the one before the edit. */
export function commandName(project: Project, command: Command): string {
  switch (command.type) {
    case 'add':
      return `Add ${nameOf(project, command.kind, command.record.id, command.record)}`;
    case 'remove':
      return `Remove ${nameOf(project, command.kind, command.id)}`;
    case 'rename':
      return `Rename ${nameOf(project, command.kind, command.id)} to ${command.name}`;
    case 'update':
      return `Change ${nameOf(project, command.kind, command.record.id)}`;
    case 'set':
      return command.label ?? `Change ${fieldName(project, command.path)}`;
    case 'addDeployable':
      return `Add ${command.record.name}`;
    case 'updateDeployable':
      return `Change ${command.record.name}`;
    case 'removeDeployable':
      return `Remove ${deployableName(project, command.variant, command.id)}`;
    case 'move':
      return `Move ${several(project, command.components)} to ${deployableName(project, command.variant, command.deployable)}`;
    case 'place':
      return `Place ${nameOf(project, 'component', command.component)}`;
    case 'absentLink':
      return `${command.absent ? 'Leave out' : 'Bring back'} ${nameOf(project, 'link', command.link)}`;
    case 'duplicateVariant':
      return `Duplicate ${nameOf(project, 'variant', command.id)}`;
    case 'arrange':
      return `Arrange ${boxes(project, command.variant, Object.keys(command.nodes))}`;
    case 'batch':
      return command.name;
  }
  return unknownCommand(command);
}

/** Reached only by junk from outside: the compiler sees to the rest. @throws CommandError */
export function unknownCommand(command: never): never {
  throw new CommandError(`there is no command ${JSON.stringify((command as { type?: unknown }).type)}`);
}

function nameOf(
  project: Project,
  kind: RecordKind,
  id: string,
  record: object | undefined = findRecord(project, kind, id),
): string {
  if (record === undefined) return id;
  if ('name' in record && typeof record.name === 'string') return record.name;
  if (!('from' in record && 'to' in record)) return id;
  return `link ${nameOf(project, 'component', String(record.from))} to ${nameOf(project, 'component', String(record.to))}`;
}

/** The record of this kind and id, if the project has one. */
export function findRecord(project: Project, kind: RecordKind, id: string): Records[RecordKind] | undefined {
  const records: readonly Records[RecordKind][] = project[COLLECTIONS[kind]] ?? [];
  return records.find((record) => record.id === id);
}

function deployableName(project: Project, variantId: string, id: string): string {
  const variant = project.variants.find((candidate) => candidate.id === variantId);
  return variant?.deployables.find((deployable) => deployable.id === id)?.name ?? id;
}

function several(project: Project, ids: readonly string[]): string {
  return ids.length === 1 ? nameOf(project, 'component', ids[0]!) : `${ids.length} components`;
}

function boxes(project: Project, variant: string, ids: readonly string[]): string {
  if (ids.length !== 1) return `${ids.length} boxes`;
  const id = ids[0]!;
  return findRecord(project, 'component', id)?.id === id
    ? nameOf(project, 'component', id)
    : deployableName(project, variant, id);
}

/** `components/cart/facts/hitRatio` is "hit ratio of Cart"; units at the end of a field's name are left out. */
function fieldName(project: Project, path: string): string {
  const [collection, id, ...inner] = path.split('/');
  const kinds = Object.keys(COLLECTIONS) as RecordKind[];
  const kind = kinds.find((candidate) => COLLECTIONS[candidate] === collection);
  const field = (inner.at(-1) ?? id ?? path)
    .replace(/(?<=.)(Ms|GiB|Bytes)$/, '')
    .replace(/[A-Z]/g, (sign) => ` ${sign.toLowerCase()}`);
  return kind === undefined || id === undefined || inner.length === 0
    ? field
    : `${field} of ${nameOf(project, kind, id)}`;
}
