/** Closed journeys: a fixed number of users who think, ask and wait. Times in ms, rates per ms. */
import type { Network } from './compile.ts';
import { type Law } from './distribution.ts';
import { mixtureOfPlaces } from './distribution.ts';
import { type Attempts, callsPerVisit, sendingWork, type Station, trafficOf } from './load.ts';
import { closedStates, closedThroughput } from './queueing.ts';

export interface ClosedResult {
  /** Requests per ms. */
  readonly throughput: number;
  /** Exact response law, where the journey is one visit to one station with exponential work; else null. */
  readonly response: Law | null;
  readonly exact: boolean;
}

/**
 * Throughput by mean value analysis (Reiser, Lavenberg 1980), exact for one queueing place; several servers in a place beside
 * others are taken as a faster single server and a delay (Seidmann 1987), approximate. Open traffic at a place slows it by
 * the share that it takes.
 */
export function solveClosed(network: Network, journey: number, open: readonly Station[], attempts: Attempts): ClosedResult {
  const { users, thinkMs } = network.journeys[journey]!.journey.closed!;
  const onlyThis = network.journeys.map((_, i) => (i === journey ? 1 : 0));
  const visits = trafficOf(network, onlyThis, attempts).waited;
  const demand = new Float64Array(network.hosts.length);
  let delay = thinkMs;
  for (const activity of network.activities) {
    const v = visits[activity.index]!;
    if (v === 0) continue;
    demand[activity.host]! += v * (activity.demand.mean + sendingWork(activity, attempts));
    delay += v * (activity.pause?.mean ?? 0);
    for (const call of activity.calls)
      if (call.waits)
        for (const t of call.targets) {
          delay += v * callsPerVisit(call, attempts) * t.share * t.latency.mean;
          demand[network.activities[t.activity]!.host]! += v * callsPerVisit(call, attempts) * t.share * t.cpuTo;
        }
  }
  const places: { servers: number; demand: number }[] = [];
  network.hosts.forEach((host, h) => {
    if (demand[h] === 0) return;
    if (!Number.isFinite(host.servers)) {
      delay += demand[h]!;
      return;
    }
    const servers = host.servers * open[h]!.replicas;
    const busy = Math.min(0.999, open[h]!.offered / servers);
    places.push({ servers, demand: demand[h]! / (1 - busy) });
  });
  if (places.length <= 1) {
    const place = places[0];
    const throughput = place ? closedThroughput(users, delay, place.servers, place.demand) : users / delay;
    const entry = network.activities[network.journeys[journey]!.entries[0]!.activity]!;
    const alone = place !== undefined && open[entry.host]!.arrivals === 0;
    const single = alone && entry.calls.length === 0 && network.journeys[journey]!.entries.length === 1 && entry.demand.exponential && !entry.pause;
    const response =
      single && place ? mixtureOfPlaces(place.demand, place.servers, Array.from(closedStates(users - 1, delay, place.servers, place.demand))) : null;
    return { throughput, response, exact: true };
  }
  let queue = places.map(() => 0);
  let throughput = 0;
  for (let n = 1; n <= users; n++) {
    const times = places.map((p, i) => (p.demand / p.servers) * (1 + queue[i]!) + (p.demand * (p.servers - 1)) / p.servers);
    throughput = n / (delay + times.reduce((a, b) => a + b, 0));
    queue = places.map((p, i) => throughput * (p.demand / p.servers) * (1 + queue[i]!));
  }
  return { throughput, response: null, exact: places.every((p) => p.servers === 1) };
}
