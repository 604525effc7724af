/** Threads that requests hold while they wait for others, and what a pool of them lets through. Times in ms, rates per ms. */
import { awayPerVisit, workAwaited } from './away.ts';
import { crowdedPool } from './crowdedPool.ts';
import type { Law } from './distribution.ts';
import type { LatencyModel } from './latency.ts';
import { type Attempts, callsPerVisit, SATURATED, sendingWork, type Station, type Traffic } from './load.ts';
import type { Host, Network } from './network.ts';
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
    const { replicas } = stations[h]!;
    const rate = requests[h]!;
    // Where threads are what serves, those in the queue hold none.
    const held = (host.threadsServe ? work[h]! : busy[h]!) + away[h]!;
    const most = Math.min(threadsOf(host, replicas) ?? Infinity, away[h]! > 0 ? serving(host) * replicas : Infinity);
    if (most === Infinity || rate === 0) return { held, factor: Infinity, saturated: false, wait: null };
    // Behind what is saturated nothing can be said of the threads; for what hangs there are never enough.
    if (!Number.isFinite(held)) return { held, factor: crowded ? Infinity : 0, saturated: true, wait: null };
    const pools = poolsAlike(host, replicas);
    const threads = most / pools;
    const [gone, worked] = [away[h]! / rate, work[h]! / rate];
    // With all threads busy the pool is a closed loop between the processors and the calls it waits for.
    const alone = (pools * closedThroughput(threads, gone, (host.servers * replicas) / pools, worked)) / rate;
    if (alone > 1 / SATURATED && erlangC(threads, held / pools) < NOBODY)
      return { held, factor: alone, saturated: false, wait: null };
    const awaited = workAwaited(h, network, traffic, attempts, model);
    return crowdedPool({ host: h, pools, threads, rate, held, gone, worked }, network, stations, awaited);
  });
}

/** A chance to wait below this is none. */
const NOBODY = 1e-9;

/** Threads of one replica that are what serves: who waits for others keeps one from the next in the queue. */
const serving = ({ threadsServe, room, servers }: Host): number => (threadsServe && room === null ? servers : Infinity);

/** Replicas that are chosen by chance have threads of their own; one queue before them, or a quota, is for all. */
const poolsAlike = (host: Host, replicas: number): number =>
  host.pooled || (host.deployable?.quota?.concurrent ?? Infinity) < (host.threads ?? serving(host)) * replicas
    ? 1
    : replicas;

/** Requests that may be inside at a time, on all replicas: their threads, or a quota where that is less. */
export function threadsOf({ threads, deployable }: Host, replicas: number): number | null {
  const most = Math.min(threads === null ? Infinity : threads * replicas, deployable?.quota?.concurrent ?? Infinity);
  return most === Infinity ? null : most;
}

/** Whether threads limit nothing anywhere. */
export const threadless = (network: Network): boolean =>
  network.hosts.every((host) => threadsOf(host, 1) === null && !host.threadsServe);
