/** Closed journeys: a fixed number of users who think, ask and wait. Times in ms, rates per ms. */
import { type Cycle, cycleOf, groupsOf } from './closedCycle.ts';
import { type SolvedPlace, solveGroup } from './closedGroup.ts';
import type { PoolWait } from './closedPools.ts';
import { gamma, type Law, sometimes } from './distribution.ts';
import { mixtureOfPlaces } from './responses.ts';
import { type Attempts, type Station, stationsOf, trafficOf } from './load.ts';
import type { Network } from './network.ts';
import { closedStates } from './queueing.ts';
import type { Pool } from './threads.ts';

export interface ClosedResult {
  /** Requests per ms of every journey; those of open ones as given. */
  readonly requests: readonly number[];
  /** Hosts that closed users queue at. */
  readonly hosts: ReadonlyMap<number, ClosedHost>;
  /** Queues before the threads of hosts that closed users visit; null where there are threads for all. */
  readonly pools: ReadonlyMap<number, PoolWait | null>;
  /** Indices of closed journeys whose throughput is approximate. */
  readonly approximate: ReadonlySet<number>;
  /** Indices of closed journeys that meet some place otherwise than open traffic or the average user does. */
  readonly apart: ReadonlySet<number>;
}

export interface ClosedHost {
  /** The open traffic alone is too much. */
  readonly saturated: boolean;
  readonly utilisation: number;
  /** Mean wait of a visit, over all visits. */
  readonly meanWait: number;
  /** As open traffic meets it; where there is none, an average user. */
  readonly outside: Meeting;
  /** As the users of each closed journey meet it. */
  readonly own: ReadonlyMap<number, Meeting>;
  /** One visit to one station with exponential work, and nobody else there: the exact law. */
  readonly response: Law | null;
}

/** What a visit meets at a place. */
interface Meeting {
  /** Mean response over work. */
  readonly stretch: number;
  /** Mean wait, ms. */
  readonly wait: number;
}

/** Rounds in which replicas and work that nobody waits for follow the throughput. */
const MOST_ROUNDS = 60;

/** Throughput of all closed journeys beside the open traffic, and how long work takes where they queue. */
export function solveClosed(
  network: Network,
  open: readonly number[],
  attempts: Attempts,
  sized?: readonly number[],
): ClosedResult {
  const cycles = new Map<number, Cycle>();
  network.journeys.forEach((j, i) => j.journey.closed && cycles.set(i, cycleOf(network, i, attempts)));
  const groups = groupsOf(cycles);
  const at = (requests: readonly number[]): Station[] =>
    stationsOf(network, trafficOf(network, requests, attempts), attempts, sized);
  const alone = at(open);
  let stations = alone;
  let beside = alone.map((s) => s.offered);
  let requests = [...open];
  let step = 1;
  let change = Infinity;
  for (let round = 0; ; round++) {
    const solved = groups.map((group) => solveGroup(network, attempts, group, cycles, stations, beside));
    requests = open.map((r, i) => solved.find((s) => s.throughput.has(i))?.throughput.get(i) ?? r);
    const next = at(requests);
    // What is offered beyond the work that closed users wait for: open traffic, and what they cause and do not wait for.
    const left = next.map((s, h) => {
      let rest = s.offered;
      for (const [i, cycle] of cycles) rest -= requests[i]! * cycle.demand[h]!;
      return rest > 1e-12 * s.offered ? rest : 0;
    });
    const still = next.every(
      (s, h) => s.replicas === stations[h]!.replicas && Math.abs(left[h]! - beside[h]!) <= 1e-10 * s.offered,
    );
    if (still || round >= MOST_ROUNDS) {
      const hosts = new Map<number, ClosedHost>();
      const approximate = new Set<number>();
      for (const group of solved) {
        const exact = group.exact && [...group.places.keys()].every((h) => inProductForm(network, next, h));
        for (const i of group.throughput.keys()) if (!exact || !cycles.get(i)!.plain) approximate.add(i);
        for (const [h, place] of group.places)
          hosts.set(h, closedHost(network, h, place, cycles, next[h]!, beside[h]!, alone[h]!.saturated));
      }
      const differs = (one: Meeting, other: Meeting): boolean => Math.abs(one.stretch / other.stretch - 1) > 1e-12;
      const apart = [...cycles.keys()].filter((i) =>
        [...hosts.values()].some((host) => host.own.has(i) && differs(host.own.get(i)!, host.outside)),
      );
      const pools = new Map<number, PoolWait | null>();
      for (const { visits } of cycles.values()) visits.forEach((v, h) => v > 0 && !pools.has(h) && pools.set(h, null));
      for (const group of solved) for (const [h, wait] of group.pools) pools.set(h, wait);
      return { requests, hosts, pools, approximate, apart: new Set(apart) };
    }
    stations = next;
    // What nobody waits for slows those who cause it: shorter steps where that swings.
    const moved = left.reduce((sum, x, h) => sum + Math.abs(x - beside[h]!), 0);
    if (moved >= change) step /= 2;
    change = moved;
    beside = beside.map((x, h) => x + step * (left[h]! - x));
  }
}

/** A station as closed users meet it: users who wait do not send more, so they never saturate it. `journey`: who looks. */
export function closedStation(s: Station, host: ClosedHost, sharing: boolean, journey?: number): Station {
  if (host.saturated || s.arrivals === 0) return s;
  const { stretch, wait } = (journey === undefined ? undefined : host.own.get(journey)) ?? host.outside;
  const base = {
    ...s,
    saturated: false,
    utilisation: host.utilisation,
    refused: 0,
    meanWait: host.meanWait,
    waiting: null,
  };
  if (host.response) return { ...base, wait: null, response: host.response };
  return sharing ? { ...base, stretch } : { ...base, stretch: 1, response: null, wait: gamma(wait, wait * wait) };
}

/** Pools that closed users go through, who wait for a thread and never saturate it; `alone`: what the open traffic makes of them. */
export function closedPools(
  { pools }: ClosedResult,
  all: readonly Pool[],
  alone: readonly Pool[],
  most: readonly (number | null)[],
): Pool[] {
  return all.map((pool, h) => {
    const found = pools.get(h);
    if (found === undefined || !Number.isFinite(pool.held)) return pool;
    const { factor, saturated, wait, held } = alone[h]!;
    if (found === null) return { held: Math.min(pool.held, most[h] ?? Infinity), factor, saturated, wait };
    const mean = found.waiting > 0 ? found.wait / found.waiting : 0;
    const law = found.wait > 1e-9 ? sometimes(found.waiting, gamma(mean, mean * mean)) : wait;
    return { held: Math.min(held + found.held, most[h]!), factor, saturated, wait: saturated ? null : law };
  });
}

/** Shared processors, or one exponential law for all visits in a queue without bound (Baskett, Chandy, Muntz, Palacios 1975). */
function inProductForm(network: Network, stations: readonly Station[], h: number): boolean {
  const host = network.hosts[h]!;
  return host.room === null && (host.discipline === 'sharing' || stations[h]!.plain);
}

function closedHost(
  network: Network,
  h: number,
  { result, journeys, only }: SolvedPlace,
  cycles: ReadonlyMap<number, Cycle>,
  station: Station,
  beside: number,
  saturated: boolean,
): ClosedHost {
  const host = network.hosts[h]!;
  const capacity = host.servers * station.replicas;
  const inside = result.jobs + beside * result.outsideStretch;
  const mean = station.arrivals > 0 ? station.offered / station.arrivals : 0;
  const average = station.offered > 0 ? inside / station.offered : 1;
  const meeting = (stretch: number, work: number): Meeting => ({
    stretch: Math.max(1, stretch),
    wait: Math.max(0, work * (stretch - 1)),
  });
  const own = journeys.flatMap((i, c) => {
    const { demand, visits } = cycles.get(i)!;
    return visits[h]! > 0 ? [[i, meeting(result.stretch[c]!, demand[h]! / visits[h]!)] as const] : [];
  });
  const loop = only ? cycles.get(journeys[0]!)! : null;
  return {
    saturated,
    utilisation: Math.min(1, Math.max(station.quota, station.offered / capacity)),
    meanWait: Math.max(0, mean * (average - 1)),
    outside: meeting(beside > 0 ? result.outsideStretch : average, mean),
    own: new Map(own),
    response:
      loop && beside === 0 && (host.pooled || station.replicas === 1) && loneVisit(network, journeys[0]!, station)
        ? mixtureOfPlaces(
            loop.demand[h]!,
            capacity,
            Array.from(closedStates(loop.users - 1, loop.delay, capacity, loop.demand[h]!)),
          )
        : null,
  };
}

/** The law of one place is summed over all users. */
const MOST_USERS = 10_000;

/** A request is one visit to one first-come station, by a queue of exponential work. */
function loneVisit(network: Network, journey: number, station: Station): boolean {
  const { entries, journey: j } = network.journeys[journey]!;
  const entry = network.activities[entries[0]!.activity]!;
  return (
    station.plain &&
    network.hosts[entry.host]!.discipline === 'fifo' &&
    j.closed!.users <= MOST_USERS &&
    entries.length === 1 &&
    entry.calls.length === 0 &&
    !entry.pause
  );
}
