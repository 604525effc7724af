/** What a user of a closed journey does from one request to the next. Times in ms. */
import { type Attempts, callsPerVisit, sendingWork, trafficOf } from './load.ts';
import type { Network } from './network.ts';

/** What one request of a closed journey does while its user waits. */
export interface Cycle {
  readonly users: number;
  readonly thinkMs: number;
  /** Work by host, and visits. */
  readonly demand: Float64Array;
  readonly visits: Float64Array;
  /** Of those, the ones that come from another process or from the user: they need a thread. */
  readonly entered: Float64Array;
  /** Thinking and everything else that nobody queues for. */
  readonly delay: number;
  /** All of it happens one thing after another, and nothing else happens for its sake. */
  readonly plain: boolean;
}

export function cycleOf(network: Network, journey: number, attempts: Attempts): Cycle {
  const { users, thinkMs } = network.journeys[journey]!.journey.closed!;
  const onlyThis = network.journeys.map((_, i) => (i === journey ? 1 : 0));
  const { waited, rate } = trafficOf(network, onlyThis, attempts);
  const demand = new Float64Array(network.hosts.length);
  const visits = new Float64Array(network.hosts.length);
  const entered = new Float64Array(network.hosts.length);
  let delay = thinkMs;
  let plain = true;
  for (const e of network.journeys[journey]!.entries) entered[network.activities[e.activity]!.host]! += e.share;
  for (const activity of network.activities) {
    const v = waited[activity.index]!;
    plain &&= Math.abs(rate[activity.index]! - v) <= 1e-12 * v;
    if (v === 0) continue;
    visits[activity.host]! += v;
    demand[activity.host]! +=
      v * (activity.demand.mean + sendingWork(activity, attempts) * network.hosts[activity.host]!.slowness);
    delay += v * (activity.pause?.mean ?? 0);
    for (const call of activity.calls) {
      if (!call.waits) continue;
      const kind = call.step.group?.kind;
      plain &&= kind !== 'parallel' && kind !== 'quorum' && (attempts.get(call)?.carried ?? 1) === 1;
      for (const t of call.targets) {
        const host = network.activities[t.activity]!.host;
        const calls = v * callsPerVisit(call, attempts) * t.share;
        delay += calls * t.latency.mean;
        if (t.network && call.fate !== 'down') entered[host]! += calls;
        demand[host]! += calls * t.cpuTo * network.hosts[host]!.slowness;
      }
    }
  }
  network.hosts.forEach((host, h) => {
    if (!Number.isFinite(host.servers)) delay += demand[h]!;
  });
  return { users, thinkMs, demand, visits, entered, delay, plain };
}

/** Journeys that meet somewhere, directly or through others, are solved together. */
export function groupsOf(cycles: ReadonlyMap<number, Cycle>): readonly (readonly number[])[] {
  const groups: number[][] = [];
  const meet = (a: number, b: number): boolean => {
    const other = cycles.get(b)!.demand;
    return cycles.get(a)!.demand.some((d, h) => d > 0 && other[h]! > 0);
  };
  for (const i of cycles.keys()) {
    const met = groups.filter((group) => group.some((j) => meet(i, j)));
    for (const group of met) groups.splice(groups.indexOf(group), 1);
    groups.push([...met.flat(), i].sort((a, b) => a - b));
  }
  return groups;
}
