/** Threads that requests hold while they wait for others, and what a pool of them lets through. Times in ms, rates per ms. */
import { type Activity, type Call, groupsOf, type Host, type Network } from './network.ts';
import { gamma, type Law, sometimes } from './distribution.ts';
import type { LatencyModel } from './latency.ts';
import { type Attempts, callsPerVisit, SATURATED, sendingWork, type Station, type Traffic } from './load.ts';
import { poolQueue } from './flowEquivalent.ts';
import { closedThroughput, erlangC } from './queueing.ts';

export interface Pool {
  /** Mean threads in use, all replicas; Infinity when calls never come back. */
  readonly held: number;
  /** Largest multiple of the traffic that the pool carries; Infinity without a limit. */
  readonly factor: number;
  readonly saturated: boolean;
  readonly wait: Law | null;
}

/**
 * Pools by host. A request holds a thread for its own work and every call it waits for; calls made one after another add,
 * calls made together count as the group's own time (docs/formulas.md, "Threads held").
 */
export function poolsOf(
  network: Network,
  traffic: Traffic,
  stations: readonly Station[],
  attempts: Attempts,
  model: LatencyModel,
): Pool[] {
  const requests = new Float64Array(network.hosts.length);
  const busy = new Float64Array(network.hosts.length);
  const work = new Float64Array(network.hosts.length);
  const away = new Float64Array(network.hosts.length);
  for (const activity of network.activities) {
    const rate = traffic.waited[activity.index]!;
    if (rate === 0) continue;
    const own = activity.demand.mean + sendingWork(activity, attempts) * network.hosts[activity.host]!.slowness;
    const station = stations[activity.host]!;
    // Calls inside the process go on with the thread that they have.
    requests[activity.host]! += rate;
    for (const call of activity.calls)
      for (const t of call.targets)
        if (call.waits && !t.network) requests[activity.host]! -= rate * callsPerVisit(call, attempts) * t.share;
    work[activity.host]! += rate * own;
    busy[activity.host]! +=
      rate * (station.response ? station.response.mean : own * station.stretch + (station.wait?.mean ?? 0));
    away[activity.host]! += rate * awayPerVisit(activity, model, network);
  }
  const crowded = stations.some((s) => s.saturated);
  return network.hosts.map((host, h) => {
    const station = stations[h]!;
    const rate = requests[h]!;
    // Where threads are what serves, those in the queue hold none.
    const held = (host.threadsServe ? work[h]! : busy[h]!) + away[h]!;
    const threads = threadsOf(host, station.replicas);
    if (threads === null || rate === 0) return { held, factor: Infinity, saturated: false, wait: null };
    // Behind what is saturated nothing can be said of the threads; for what hangs there are never enough.
    if (!Number.isFinite(held)) return { held, factor: crowded ? Infinity : 0, saturated: true, wait: null };
    const servers = host.servers * station.replicas;
    const [gone, worked] = [away[h]! / rate, work[h]! / rate];
    // With all threads busy the pool is a closed loop between the processors and the calls it waits for.
    const factor = closedThroughput(threads, gone, servers, worked) / rate;
    if (factor > 1 / SATURATED && erlangC(threads, held) < NOBODY)
      return { held, factor, saturated: false, wait: null };
    const queue = factor > 1 / SATURATED ? poolQueue(rate, threads, gone, servers, worked) : null;
    if (!queue) return { held: Math.min(held, threads), factor, saturated: true, wait: null };
    // The crowd at the processors was counted as if threads were no limit: only what is beyond it is wait.
    const wait = Math.max(0, (queue.inside + queue.outside - held) / rate);
    const mean = queue.waiting > 0 ? wait / queue.waiting : 0;
    return {
      held: queue.inside,
      factor,
      saturated: false,
      wait: wait < 1e-9 ? null : sometimes(queue.waiting, gamma(mean, mean * mean)),
    };
  });
}

/** A chance to wait below this is none. */
const NOBODY = 1e-9;

/** Requests that may be inside at a time, on all replicas: their threads, or a quota where that is less. */
export function threadsOf({ threads, deployable }: Host, replicas: number): number | null {
  const most = Math.min(threads === null ? Infinity : threads * replicas, deployable?.quota?.concurrent ?? Infinity);
  return most === Infinity ? null : most;
}

/** Whether threads limit nothing anywhere. */
export const threadless = (network: Network): boolean => network.hosts.every((host) => threadsOf(host, 1) === null);

/** Mean ms that one visit spends waiting for others while it keeps its thread; Infinity where some never come back. */
function awayPerVisit(activity: Activity, model: LatencyModel, network: Network): number {
  let ms = 0;
  const kept = (call: Call, made: number): number => {
    // Work of the same process is counted there, unless it never ends.
    const elsewhere = call.targets.some((t) => network.activities[t.activity]!.host !== activity.host);
    return made > 0 && (elsewhere || call.fate === 'hangs') ? model.holds(call) * made : 0;
  };
  for (const calls of groupsOf(activity.calls.filter((c) => c.waits))) {
    const kind = calls[0]!.step.group?.kind;
    if ((kind === 'parallel' || kind === 'quorum') && calls.every((c) => c.fate === 'ok')) {
      // Answered calls end together; one that is cut keeps its caller until it is given up.
      const most = Math.max(...calls.map((call) => kept(call, call.probability)));
      const together = model.group(calls);
      ms += most === 0 ? 0 : together.stuck > 0 ? Infinity : Math.max(together.mean, most);
      continue;
    }
    for (const call of calls) {
      ms += kept(call, call.count * call.probability);
      // After a hard call that cannot succeed nothing more is tried.
      if (call.fate !== 'ok' && call.hard && kind === undefined) return ms;
    }
  }
  return ms;
}
