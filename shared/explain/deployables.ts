// Facts of one deployable as inputs: its size, how work waits, what runs on it.
import type { Activity } from '../engine/network.ts';
import { callsPerVisit, sendingWork } from '../engine/load.ts';
import type { DeployableResult } from '../engine/types.ts';
import { DEPLOYABLE } from '../model/defaults.ts';
import type { Deployable } from '../model/types.ts';
import { amount, deployable, demandInput, fact, workedOut } from './facts.ts';
import { operationName, type Scene } from './scene.ts';
import type { Explanation, Input, Unit } from './types.ts';

export interface Place {
  readonly scene: Scene;
  readonly d: Deployable;
  readonly h: number;
  readonly answer: DeployableResult;
  readonly path: string;
}

/** Ms of work that calls add to a visit: sending at the caller, receiving at the callee. */
export function callWork({ network, state }: Scene, activity: Activity): number {
  const rate = state.traffic.rate[activity.index]!;
  let receiving = 0;
  for (const caller of network.activities)
    for (const call of caller.calls)
      for (const t of call.targets)
        if (t.activity === activity.index && call.fate !== 'down')
          receiving += state.traffic.rate[caller.index]! * callsPerVisit(call, state.attempts) * t.share * t.cpuTo;
  return sendingWork(activity, state.attempts) + (rate > 0 ? receiving / rate : 0);
}

export function coresInput({ scene, d, h, path }: Pick<Place, 'scene' | 'd' | 'h' | 'path'>): Input {
  const { threadsServe, servers } = scene.network.hosts[h]!;
  return threadsServe
    ? fact(scene, {
        label: `${d.name}: threads, which serve`,
        path: `${path}/threads`,
        value: amount(servers, 'number'),
        source: DEPLOYABLE.threads.source,
        part: deployable(d.id),
      })
    : fact(scene, {
        label: `${d.name}: cores a replica`,
        path: `${path}/cores`,
        value: amount(d.cores ?? DEPLOYABLE.cores.value, 'number'),
        source: DEPLOYABLE.cores.source,
        part: deployable(d.id),
      });
}

export function replicasInput({ scene, d, h, path }: Pick<Place, 'scene' | 'd' | 'h' | 'path'>): Input {
  const label = `${d.name}: replicas`;
  const value = amount(scene.state.stations[h]!.replicas, 'number');
  if (d.replicas && 'min' in d.replicas)
    return workedOut(label, value, { more: 'as many as the peak needs', part: deployable(d.id) });
  return fact(scene, {
    label,
    path: `${path}/replicas/fixed`,
    value,
    source: DEPLOYABLE.replicas.source,
    part: deployable(d.id),
  });
}

/** Operations that run here, the one that gives most work first. */
export function operationsHere({ scene, h }: Pick<Place, 'scene' | 'h'>) {
  const { network, state } = scene;
  return network.activities
    .filter((one) => one.host === h && state.traffic.rate[one.index]! > 0)
    .map((activity) => {
      const visits = state.traffic.rate[activity.index]! * 1000;
      const calls = callWork(scene, activity);
      const own = activity.demand.mean / network.hosts[h]!.slowness;
      return { activity, visits, calls, busy: (visits / 1000) * (own + calls) };
    })
    .toSorted((a, b) => b.busy - a.busy);
}

export function operationInputs(place: Pick<Place, 'scene' | 'h'>): Input[] {
  const { scene } = place;
  return operationsHere(place).flatMap(({ activity, visits, calls }) => [
    workedOut(`${operationName(activity)}: visits`, amount(visits, 'perSecond')),
    demandInput(scene, activity),
    ...(calls > 0 ? [workedOut(`${operationName(activity)}: sending and receiving`, amount(calls, 'ms'))] : []),
  ]);
}

export function sharesOfWork(place: Place, whole: number, unit: Unit): Explanation['shares'] {
  const parts = operationsHere(place)
    .filter(({ busy }) => busy > 0)
    .map(({ activity, busy }) => ({ name: operationName(activity), value: amount(busy / whole, unit) }));
  return parts.length > 1 ? { title: 'What keeps it busy', parts } : undefined;
}

export function disciplineInput({ scene, d, path }: Place): Input {
  const byKind = DEPLOYABLE.discipline(d.kind);
  const words = { sharing: 'all share the cores', fifo: 'one after another', delay: 'no waiting' };
  return fact(scene, {
    label: `${d.name}: how work waits`,
    path: `${path}/discipline`,
    value: words[d.discipline ?? byKind.value],
    source: byKind.source,
    part: deployable(d.id),
  });
}

export function balancingInput({ scene, d, path }: Place): Input {
  const words = {
    random: 'at random',
    'round-robin': 'in turn',
    'least-busy': 'to the least busy',
    'shared-queue': 'one queue for all',
  };
  return fact(scene, {
    label: `${d.name}: calls go to replicas`,
    path: `${path}/balancing`,
    value: words[d.balancing ?? DEPLOYABLE.balancing.value],
    source: DEPLOYABLE.balancing.source,
    part: deployable(d.id),
  });
}

export function roomInput({ scene, d, h, path }: Place): Input {
  const room = scene.network.hosts[h]!.room;
  return fact(scene, {
    label: `${d.name}: waiting places`,
    path: `${path}/room`,
    value: room === null ? 'no limit' : amount(room, 'number'),
    source: 'no limit unless one is said',
    part: deployable(d.id),
  });
}
