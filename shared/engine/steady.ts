/** The steady state of a network: load, latency, threads and retries, each of which decides the others. */
import { closedStation, solveClosed } from './closed.ts';
import type { Law } from './distribution.ts';
import { latencyModel, type LatencyModel, type ThreadWait } from './latency.ts';
import { type Attempts, type Station, stationsOf, type Traffic, trafficOf } from './load.ts';
import type { Call, Network } from './network.ts';
import { type Pool, poolsOf } from './threads.ts';

/** A network in its steady state at one set of rates. */
export interface SteadyState {
  readonly traffic: Traffic;
  readonly stations: readonly Station[];
  readonly pools: readonly Pool[];
  readonly latency: LatencyModel;
  readonly attempts: Attempts;
  /** False when retries and load had not come to rest after the last round. */
  readonly settled: boolean;
  /** Indices of closed journeys whose throughput is approximate. */
  readonly approximateClosed: ReadonlySet<number>;
}

/** Rounds of the loop between load, latency and retries. */
const MOST_ROUNDS = 60;

/** Without retries nothing that latency says comes back as load. */
export const retries = (network: Network): boolean =>
  network.activities.some((a) => a.calls.some((c) => (c.retry?.retries ?? 0) > 0));

/** Load decides latency, latency decides which calls are cut and tried again, and those are load: from below, until it rests. */
export function settle(
  network: Network,
  at: 'peak' | 'average',
  sized?: readonly number[],
  loadOnly = false,
): SteadyState {
  let attempts: Attempts = new Map();
  let threads: ThreadWait | null = null;
  for (let round = 0; ; round++) {
    const open = network.journeys.map((j) => (j.journey.rate ? (j.journey.rate[at] * j.factor) / 1000 : 0));
    const closed = network.journeys.some((j) => j.journey.closed) ? solveClosed(network, open, attempts, sized) : null;
    const traffic = trafficOf(network, closed?.requests ?? open, attempts);
    const stations = stationsOf(network, traffic, attempts, sized).map((s, h) => {
      const found = closed?.hosts.get(h);
      return found ? closedStation(s, found, network.hosts[h]!.discipline === 'sharing') : s;
    });
    const latency = latencyModel(network, stations, attempts, threads);
    touch(network, latency, stations);
    const pools = loadOnly ? [] : poolsOf(network, traffic, stations, attempts, latency);
    const waits = pools.map((p) => p.wait);
    const still = rests(attempts, latency.attempts) && sameWaits(threads, waits);
    const collapsed = collapse(network, stations, attempts);
    if (collapsed) {
      attempts = collapsed;
      continue;
    }
    if (still || round >= MOST_ROUNDS || stations.some((s) => s.saturated))
      return {
        traffic,
        stations,
        pools,
        latency,
        attempts,
        settled: round < MOST_ROUNDS,
        approximateClosed: closed?.approximate ?? new Set(),
      };
    attempts = new Map(latency.attempts);
    threads = { wait: waits };
  }
}

/** Behind a saturated station no attempt answers in time: every call to it is made as often as its policy allows. */
function collapse(network: Network, stations: readonly Station[], attempts: Attempts): Map<Call, number> | null {
  const next = new Map(attempts);
  let changed = false;
  for (const a of network.activities)
    for (const call of a.calls) {
      if (
        !call.retry?.timeoutMs ||
        !call.targets.some((t) => stations[network.activities[t.activity]!.host]!.saturated)
      )
        continue;
      if (next.get(call) === call.retry.retries + 1 || call.retry.retries === 0) continue;
      next.set(call, call.retry.retries + 1);
      changed = true;
    }
  return changed ? next : null;
}

/** Builds every call that carries a retry policy once, so that its attempts are known. */
function touch(network: Network, latency: LatencyModel, stations: readonly Station[]): void {
  if (stations.some((s) => s.saturated)) return;
  for (const a of network.activities)
    for (const call of a.calls) if ((call.retry?.retries ?? 0) > 0 && call.fate === 'ok') latency.call(call);
}

const rests = (before: Attempts, after: Attempts): boolean =>
  [...after].every(([call, n]) => Math.abs(n - (before.get(call) ?? 1)) <= 1e-9 * n);

const sameWaits = (before: ThreadWait | null, after: readonly (Law | null)[]): boolean =>
  after.every(
    (law, h) => Math.abs((law?.mean ?? 0) - (before?.wait[h]?.mean ?? 0)) <= 1e-6 * Math.max(1, law?.mean ?? 0),
  );
