/** Threads that requests hold while they wait for others, and what a pool of them lets through. Times in ms, rates per ms. */
import { BREAKER } from '../model/defaults.ts';
import { type Activity, type Call, groupsOf, type Network } from './network.ts';
import { gamma, type Law, sometimes } from './distribution.ts';
import { type LatencyModel, sum } from './latency.ts';
import { type Attempts, SATURATED, sendingWork, type Station, type Traffic } from './load.ts';
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
    requests[activity.host]! += rate;
    work[activity.host]! += rate * own;
    busy[activity.host]! +=
      rate * (station.response ? station.response.mean : own * station.stretch + (station.wait?.mean ?? 0));
    away[activity.host]! += rate * awayPerVisit(activity, rate, model, network);
  }
  return network.hosts.map((host, h) => {
    const station = stations[h]!;
    const rate = requests[h]!;
    // Where threads are what serves, those in the queue hold none.
    const held = (host.threadsServe ? work[h]! : busy[h]!) + away[h]!;
    const threads = Math.min(
      host.threads === null ? Infinity : host.threads * station.replicas,
      host.deployable?.quota?.concurrent ?? Infinity,
    );
    if (threads === Infinity || rate === 0) return { held, factor: Infinity, saturated: false, wait: null };
    // With all threads busy the pool is a closed loop between the processors and the calls it waits for.
    const most = Number.isFinite(away[h]!)
      ? closedThroughput(threads, away[h]! / rate, host.servers * station.replicas, work[h]! / rate)
      : 0;
    const factor = most / rate;
    const saturated = factor <= 1 / SATURATED || held >= threads * SATURATED;
    const chance = saturated ? 1 : erlangC(threads, held);
    const mean = saturated ? Infinity : held / rate / (threads - held);
    return {
      held,
      factor,
      saturated,
      wait: saturated || chance * mean < 1e-9 ? null : sometimes(chance, gamma(mean, mean * mean)),
    };
  });
}

/** Mean ms that one visit spends waiting for others while it keeps its thread. Nested calls in one process keep only theirs. */
function awayPerVisit(activity: Activity, rate: number, model: LatencyModel, network: Network): number {
  let ms = 0;
  for (const calls of groupsOf(activity.calls.filter((c) => c.waits))) {
    const inside = calls.every((c) => c.targets.every((t) => network.activities[t.activity]!.host === activity.host));
    const kind = calls[0]!.step.group?.kind;
    if ((kind === 'parallel' || kind === 'quorum') && calls.every((c) => c.fate === 'ok')) {
      // Answered calls end together; one that is cut keeps its caller until it is given up.
      ms += inside ? 0 : Math.max(sum(model.group(calls).places), ...calls.map((c) => model.holds(c) * c.probability));
      continue;
    }
    for (const call of calls) {
      const made = call.count * call.probability;
      if (made > 0 && !inside) ms += holdingTime(call, rate, model) * made;
      // After a hard call that cannot succeed nothing more is tried.
      if (call.fate !== 'ok' && call.hard && kind === undefined) return ms;
    }
  }
  return ms;
}

/** How long a caller is kept by one call: also when it fails. */
function holdingTime(call: Call, rate: number, model: LatencyModel): number {
  if (call.fate === 'down') return 0;
  if (call.fate === 'ok') return model.holds(call);
  const limit = call.retry?.timeoutMs ?? null;
  if (limit === null) return Infinity;
  const breaker = call.link.policy?.breaker;
  if (!breaker) return limit * (call.retry!.retries + 1);
  // Open breaker: one probe waits out the limit in every cycle of reset time, next call, limit; all others are refused.
  const reset = breaker.resetTimeoutMs ?? BREAKER.resetTimeoutMs.value;
  const cycle = reset + 1 / rate + limit;
  return limit / (cycle * rate);
}
