// A new link: what kind of call it is follows from its ends, and the caller makes the call from then on.
import type { Command } from '../../shared/model/commands.ts';
import { newId, newName } from '../../shared/model/newId.ts';
import {
  BROKER_KINDS,
  STORE_KINDS,
  type Component,
  type ComponentKind,
  type Interaction,
  type Journey,
  type Link,
  type Operation,
  type Project,
  type Protocol,
} from '../../shared/model/types.ts';

const PROTOCOL: Readonly<Partial<Record<ComponentKind, Protocol>>> = {
  relational: 'sql',
  cache: 'redis',
  'object-store': 's3',
  queue: 'sqs',
  topic: 'sns',
};

/** What a journey starts with until someone says how much traffic there is. */
export const FIRST_RATE = { average: 10, peak: 30 };

export interface Connected {
  readonly link: string;
  /** The journey that came with it, when this is the first call of a client. */
  readonly journey: Journey | null;
  readonly commands: readonly Command[];
}

/** Why the two cannot be linked, or null. */
export function refusal(project: Project, from: Component, to: Component): string | null {
  if (from.id === to.id) return 'A part cannot call itself over a link.';
  if (to.kind === 'client') return 'Clients call; nothing calls them. Draw the link from the client.';
  if (STORE_KINDS.includes(from.kind) && !BROKER_KINDS.includes(to.kind))
    return `${from.name} is a store: it answers calls and makes none. Draw the link towards it.`;
  if (project.links.some((link) => link.from === from.id && link.to === to.id))
    return `${from.name} already calls ${to.name}. How often it does is set at its operations.`;
  return null;
}

export function connect(project: Project, from: Component, to: Component): Connected {
  const link = newLink(project, from, to);
  const journey = firstJourney(project, from, to);
  const commands: Command[] = [{ type: 'add', kind: 'link', record: link }, ...callIt(from, link)];
  if (journey) commands.push({ type: 'add', kind: 'journey', record: journey });
  return { link: link.id, journey, commands };
}

function newLink(project: Project, from: Component, to: Component): Link {
  const interaction = interactionOf(from.kind, to.kind);
  const broker = BROKER_KINDS.includes(from.kind) ? from.kind : to.kind;
  const protocol = interaction === 'async' ? PROTOCOL[broker] : (PROTOCOL[to.kind] ?? 'rest');
  return {
    id: newId(project, `${from.id}-${to.id}`),
    from: from.id,
    to: to.id,
    interaction,
    ...(protocol ? { protocol } : {}),
  };
}

export function interactionOf(from: ComponentKind, to: ComponentKind): Interaction {
  if (BROKER_KINDS.includes(from) || BROKER_KINDS.includes(to)) return 'async';
  return STORE_KINDS.includes(to) ? 'data' : 'sync';
}

/** Operations that list their steps would leave the link idle: the first one takes it up. Others call every link anyway. */
function callIt(from: Component, link: Link): Command[] {
  const operations = from.operations ?? [];
  const [first] = operations;
  if (!first || operations.some((operation) => operation.steps === undefined)) return [];
  const calls: Operation = { ...first, steps: [...(first.steps ?? []), { link: link.id }] };
  return [{ type: 'update', kind: 'component', record: { ...from, operations: [calls, ...operations.slice(1)] } }];
}

/** A client that calls for the first time gets a journey, so that there is traffic to answer for. */
function firstJourney(project: Project, from: Component, to: Component): Journey | null {
  if (from.kind !== 'client' || project.journeys.some((journey) => journey.entry.component === from.id)) return null;
  const name = newName(project.journeys, `${from.name} to ${to.name}`);
  return { id: newId(project, name), name, entry: { component: from.id }, rate: FIRST_RATE };
}
