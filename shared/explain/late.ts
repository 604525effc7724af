// Who is behind and by which way, or which copies may be old; and what is said of either.
import { type Clock, deliveriesOf } from '../engine/delivery.ts';
import type { Activity } from '../engine/network.ts';
import { type Path, slowestWays, tickOf, type Way, wayOfMeasure } from '../engine/staleness.ts';
import type { SteadyState } from '../engine/steady.ts';
import type { StalenessResult } from '../engine/types.ts';
import { DELIVERY } from '../model/defaults.ts';
import { BROKER_KINDS, type Component } from '../model/types.ts';
import { wireInputs } from './calls.ts';
import { amount, component, demandInput, fact, link as linkPart, workedOut } from './facts.ts';
import { nameOf } from './names.ts';
import { operationName, type Scene } from './scene.ts';
import type { Input, Late } from './types.ts';

/** A consumer or a measure, and the way that its events take. */
export interface LateScene {
  readonly name: string;
  readonly result: StalenessResult;
  readonly way: Way;
}

/** A store that is no consumer: its copies expire, or its quorums may miss each other. */
export interface CopiesScene {
  readonly store: Component;
  readonly result: StalenessResult;
}

export function copiesScene({ project, answer }: Scene, kind: Late, id: string): CopiesScene | null {
  const result = kind === 'staleness' ? answer.staleness?.[id] : undefined;
  const store = project.components.find((one) => one.id === id);
  return result && store ? { store, result } : null;
}

const ways = new WeakMap<SteadyState, ReadonlyMap<string, Way>>();

/** A window asks for one figure after another of the same state. */
function waysOf({ network, state }: Scene): ReadonlyMap<string, Way> {
  let found = ways.get(state);
  if (!found) ways.set(state, (found = slowestWays(network, state)));
  return found;
}

export function lateScene(scene: Scene, kind: Late, id: string): LateScene | null {
  const { network, state, project, answer } = scene;
  const measure = project.measures?.find((one) => one.id === id);
  const result = kind === 'measure' ? answer.measures?.[id] : answer.staleness?.[id];
  const way = kind === 'staleness' ? waysOf(scene).get(id) : measure && wayOfMeasure(network, measure, state);
  if (!result || !way) return null;
  return { name: kind === 'measure' ? (measure?.name ?? id) : `${nameOf(project, id)} is behind`, result, way };
}

export const wayInputs = (scene: Scene, { path }: Way): Input[] =>
  path.flatMap((hop, i) => hopInputs(scene, hop, i === 0));

/** What is said of copies that are kept. */
export function copyInputs(scene: Scene, { id, facts }: Component): Input[] {
  const inputs = [
    ['A copy is kept for', 'ttlMs', 'ms'],
    ['Hit ratio', 'hitRatio', 'share'],
    ['Copies', 'replication', 'number'],
    ['Copies that a read asks', 'readQuorum', 'number'],
    ['Copies that a write waits for', 'writeQuorum', 'number'],
    ['Writes to one key', 'writesPerKeyPerSecond', 'perSecond'],
  ] as const;
  return inputs.flatMap(([label, field, unit]) => {
    const value = facts?.[field];
    const at = { path: `components/${id}/facts/${field}`, source: '', part: component(id) };
    return value === undefined ? [] : [fact(scene, { label, value: amount(value, unit), ...at })];
  });
}

/** How a clock is named, and where its period stands. */
const CLOCK: Readonly<
  Record<Clock['of'], { readonly label: string; readonly field: string; readonly source: string }>
> = {
  outbox: { label: 'outbox looks every', field: 'outbox/pollMs', source: DELIVERY.outboxPollMs.source },
  poll: { label: 'looks every', field: 'periodMs', source: '' },
  scheduler: { label: 'runs every', field: 'periodMs', source: '' },
};

function hopInputs(scene: Scene, hop: Path[number], first: boolean): Input[] {
  const { from, call, to } = hop;
  const { link } = call;
  const { hosts } = scene.network;
  const target = call.targets.find(({ activity }) => activity === to.index)!;
  const name = nameOf(scene.project, link.id);
  const part = linkPart(link.id);
  const path = `links/${link.id}/delivery`;
  const { delivery } = link;
  const inputs: Input[] = [];
  const say = (label: string, at: string, value: number, unit: 'ms' | 'number', source = ''): void => {
    inputs.push(fact(scene, { label: `${name}: ${label}`, path: at, value: amount(value, unit), source, part }));
  };
  const { clocks } = deliveriesOf(scene.network, scene.state)(hop);
  const tick = first ? tickOf(scene.network, from) : 0;
  if (tick > 0) say('runs every', `components/${from.component.id}/facts/periodMs`, tick, 'ms');
  for (const { of, periodMs } of clocks) {
    const { label, field, source } = CLOCK[of];
    say(
      label,
      of === 'scheduler' ? `components/${to.component.id}/facts/${field}` : `${path}/${field}`,
      periodMs,
      'ms',
      source,
    );
  }
  if (delivery?.batch !== undefined && clocks.length > 0)
    say('a poll takes', `${path}/batch`, delivery.batch, 'number');
  if (delivery?.concurrency !== undefined)
    say('handlers of a replica', `${path}/concurrency`, delivery.concurrency, 'number');
  const partitions = from.component.facts?.partitions;
  if (BROKER_KINDS.includes(from.component.kind) && partitions !== undefined)
    say('partitions', `components/${from.component.id}/facts/partitions`, partitions, 'number');
  if (target.network && delivery?.captureLagMs)
    say('change capture lags', `${path}/captureLagMs`, delivery.captureLagMs, 'ms', DELIVERY.captureLagMs.source);
  inputs.push(...wireInputs(scene, { call, from: hosts[from.host]!, target }));
  return [...inputs, ...workInputs(scene, to)];
}

function workInputs(scene: Scene, to: Activity): Input[] {
  if (to.demand.mean === 0) return [];
  const station = scene.state.stations[to.host]!;
  const busy = workedOut(`${operationName(to)}: utilisation where it runs`, amount(station.utilisation, 'share'), {
    part: component(to.component.id),
  });
  return [demandInput(scene, to), ...(Number.isFinite(scene.network.hosts[to.host]!.servers) ? [busy] : [])];
}
