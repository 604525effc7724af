/** Closed journeys: a fixed number of users who think, ask and wait. Times in ms, rates per ms. */
import type { Network } from './network.ts';
import { gamma, type Law, mixtureOfPlaces } from './distribution.ts';
import { type Attempts, callsPerVisit, sendingWork, type Station, stationsOf, trafficOf } from './load.ts';
import { closedStates, closedThroughput } from './queueing.ts';

export interface ClosedResult {
  /** Requests per ms of every journey; those of open ones as given. */
  readonly requests: readonly number[];
  /** Hosts that closed users queue at: how long work takes there, and the exact law where it is known. */
  readonly hosts: ReadonlyMap<number, ClosedHost>;
  /** Indices of closed journeys whose throughput is approximate. */
  readonly approximate: ReadonlySet<number>;
}

interface ClosedHost {
  /** Mean response over work. */
  readonly stretch: number;
  /** One visit to one station with exponential work, and nobody else there. */
  readonly response: Law | null;
  /** The open traffic alone is too much. */
  readonly saturated: boolean;
}

/** Rounds in which closed journeys that share a host come to terms. */
const MOST_ROUNDS = 60;

/** Throughput of all closed journeys beside the open traffic; see `solveOne` for what is exact. */
export function solveClosed(
  network: Network,
  open: readonly number[],
  attempts: Attempts,
  sized?: readonly number[],
): ClosedResult {
  const closed = network.journeys.flatMap((j, i) => (j.journey.closed ? [i] : []));
  let requests = [...open];
  const around = (i: number): Station[] => {
    const others = requests.map((r, k) => (k === i ? 0 : r));
    return stationsOf(network, trafficOf(network, others, attempts), attempts, sized);
  };
  for (let round = 0; round < (closed.length > 1 ? MOST_ROUNDS : 1); round++) {
    const found = new Map(closed.map((i) => [i, solveOne(network, i, around(i), attempts).throughput]));
    // Half steps: two journeys that push each other out would swing for ever.
    const next = requests.map((r, i) => (found.has(i) ? (round === 0 ? found.get(i)! : (r + found.get(i)!) / 2) : r));
    const still = next.every((r, i) => Math.abs(r - requests[i]!) <= 1e-10 * r);
    requests = next;
    if (still) break;
  }
  const openOnly = stationsOf(network, trafficOf(network, open, attempts), attempts, sized);
  const hosts = new Map<number, ClosedHost>();
  const approximate = new Set<number>();
  for (const i of closed) {
    const one = solveOne(network, i, around(i), attempts);
    if (!one.exact) approximate.add(i);
    for (const [h, stretch] of one.stretch) {
      const worst = Math.max(stretch, hosts.get(h)?.stretch ?? 1);
      hosts.set(h, { stretch: worst, response: one.response, saturated: openOnly[h]!.saturated });
    }
  }
  return { requests, hosts, approximate };
}

/** A station as closed users meet it: users who wait do not send more, so they never saturate it. */
export function closedStation(s: Station, host: ClosedHost, sharing: boolean): Station {
  if (host.saturated || s.arrivals === 0) return s;
  const mean = s.offered / s.arrivals;
  const base = { ...s, saturated: false, utilisation: Math.min(1, s.utilisation), refused: 0 };
  if (host.response) return { ...base, wait: null, response: host.response, meanWait: host.response.mean - mean };
  const meanWait = mean * (host.stretch - 1);
  return sharing
    ? { ...base, stretch: host.stretch, meanWait }
    : { ...base, stretch: 1, response: null, wait: gamma(meanWait, meanWait * meanWait), meanWait };
}

/**
 * Throughput by mean value analysis (Reiser, Lavenberg 1980), exact for one queueing place; several servers in a place beside
 * others are taken as a faster single server and a delay (Seidmann 1987), approximate. Other traffic at a place slows it by
 * the share that it takes.
 */
function solveOne(
  network: Network,
  journey: number,
  around: readonly Station[],
  attempts: Attempts,
): { throughput: number; stretch: ReadonlyMap<number, number>; response: Law | null; exact: boolean } {
  const { users, thinkMs } = network.journeys[journey]!.journey.closed!;
  const onlyThis = network.journeys.map((_, i) => (i === journey ? 1 : 0));
  const visits = trafficOf(network, onlyThis, attempts).waited;
  const demand = new Float64Array(network.hosts.length);
  let delay = thinkMs;
  for (const activity of network.activities) {
    const v = visits[activity.index]!;
    if (v === 0) continue;
    demand[activity.host]! +=
      v * (activity.demand.mean + sendingWork(activity, attempts) * network.hosts[activity.host]!.slowness);
    delay += v * (activity.pause?.mean ?? 0);
    for (const call of activity.calls)
      if (call.waits)
        for (const t of call.targets) {
          delay += v * callsPerVisit(call, attempts) * t.share * t.latency.mean;
          demand[network.activities[t.activity]!.host]! += v * callsPerVisit(call, attempts) * t.share * t.cpuTo;
        }
  }
  const places: { host: number; servers: number; demand: number; slowed: number }[] = [];
  network.hosts.forEach((host, h) => {
    if (demand[h] === 0) return;
    if (!Number.isFinite(host.servers)) {
      delay += demand[h]!;
      return;
    }
    const servers = host.servers * around[h]!.replicas;
    const slowed = 1 / (1 - Math.min(0.999, around[h]!.offered / servers));
    places.push({ host: h, servers, demand: demand[h]! * slowed, slowed });
  });
  // Users who neither think nor wait anywhere would ask without end.
  delay = places.length === 0 ? Math.max(delay, SHORTEST_CYCLE) : delay;
  if (places.length <= 1) {
    const place = places[0];
    if (!place) return { throughput: users / delay, stretch: new Map(), response: null, exact: true };
    const throughput = closedThroughput(users, delay, place.servers, place.demand);
    const entries = network.journeys[journey]!.entries;
    const entry = network.activities[entries[0]!.activity]!;
    const single =
      around[place.host]!.arrivals === 0 &&
      network.hosts[place.host]!.discipline === 'fifo' &&
      users <= MOST_USERS &&
      entry.calls.length === 0 &&
      entries.length === 1 &&
      entry.demand.exponential &&
      !entry.pause;
    const seen = single ? Array.from(closedStates(users - 1, delay, place.servers, place.demand)) : [];
    return {
      throughput,
      stretch: new Map([[place.host, Math.max(1, ((users / throughput - delay) / place.demand) * place.slowed)]]),
      response: single ? mixtureOfPlaces(place.demand, place.servers, seen) : null,
      exact: place.slowed === 1,
    };
  }
  let queue = places.map(() => 0);
  let throughput = 0;
  let times = places.map(() => 0);
  // Beyond so many users the slowest place alone decides.
  for (let n = 1; n <= Math.min(users, MOST_USERS); n++) {
    times = places.map((p, i) => (p.demand / p.servers) * (1 + queue[i]!) + (p.demand * (p.servers - 1)) / p.servers);
    throughput = n / (delay + times.reduce((a, b) => a + b, 0));
    queue = places.map((p, i) => throughput * (p.demand / p.servers) * (1 + queue[i]!));
  }
  if (users > MOST_USERS) {
    const slowest = places.reduce((worst, p) => (p.demand / p.servers > worst.demand / worst.servers ? p : worst));
    const work = places.reduce((total, p) => total + p.demand, 0);
    throughput = Math.min(users / (delay + work), slowest.servers / slowest.demand);
    times = places.map((p) => (p === slowest ? users / throughput - delay - work + p.demand : p.demand));
  }
  return {
    throughput,
    stretch: new Map(places.map((p, i) => [p.host, Math.max(1, (times[i]! / p.demand) * p.slowed)] as const)),
    response: null,
    exact: places.every((p) => p.servers === 1 && p.slowed === 1),
  };
}

const MOST_USERS = 10_000;

/** ms. */
const SHORTEST_CYCLE = 1e-3;
