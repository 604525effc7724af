/** Closed journeys: a fixed number of users who think, ask and wait. Times in ms, rates per ms. */
import type { Host, Network } from './network.ts';
import { pooledLoop, type PoolWait } from './closedPools.ts';
import { gamma, type Law, mixtureOfPlaces, sometimes } from './distribution.ts';
import { type Attempts, callsPerVisit, sendingWork, type Station, stationsOf, trafficOf } from './load.ts';
import { type ClosedPlace, type PlaceResult, solveNetwork } from './mva.ts';
import { type Pool, threadsOf } from './threads.ts';
import { closedStates, ratesLeft } from './queueing.ts';

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

/** What one request of a closed journey does while its user waits. */
interface Cycle {
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

function cycleOf(network: Network, journey: number, attempts: Attempts): Cycle {
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
function groupsOf(cycles: ReadonlyMap<number, Cycle>): readonly (readonly number[])[] {
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

interface SolvedGroup {
  readonly throughput: ReadonlyMap<number, number>;
  readonly pools: ReadonlyMap<number, PoolWait>;
  readonly places: ReadonlyMap<number, SolvedPlace>;
  readonly exact: boolean;
}

interface SolvedPlace {
  readonly result: PlaceResult;
  /** Position of each journey in the lists of `result`. */
  readonly journeys: readonly number[];
  /** Stations of one copy would be a loop of their own with the delay: the only place. */
  readonly only: boolean;
}

/** Open traffic beyond this share of a place leaves closed users next to nothing; it is then saturated, or nearly. */
const MOST_OPEN = 1 - 1e-6;

/** Users who neither think nor wait anywhere would ask without end, ms. */
const SHORTEST_CYCLE = 1e-3;

function solveGroup(
  network: Network,
  attempts: Attempts,
  journeys: readonly number[],
  cycles: ReadonlyMap<number, Cycle>,
  stations: readonly Station[],
  beside: readonly number[],
): SolvedGroup {
  const own = journeys.map((i) => cycles.get(i)!);
  const users = own.reduce((sum, c) => sum + c.users, 0);
  const at = network.hosts
    .map((_, h) => h)
    .filter((h) => Number.isFinite(network.hosts[h]!.servers) && own.some((c) => c.demand[h]! > 0));
  const places = at.map((h): ClosedPlace => {
    const host = network.hosts[h]!;
    return placeOf(
      host,
      stations[h]!.replicas,
      own.map((c) => c.demand[h]!),
      beside[h]!,
      users,
    );
  });
  const classes = own.map((c) => {
    const work = at.reduce((sum, h) => sum + c.demand[h]!, 0);
    // A cycle needs some delay; this much does not show.
    return { users: c.users, delay: Math.max(c.delay, work > 0 ? 1e-15 * work : SHORTEST_CYCLE) };
  });
  const solved = solveNetwork(classes, places);
  const limits = network.hosts.map((host, h) => {
    const most = own.some((c) => c.visits[h]! > 0) ? threadsOf(host, stations[h]!.replicas) : null;
    return most !== null && most < users ? most : null;
  });
  if (limits.some((most) => most !== null))
    return solvePooled(network, journeys, own, { at, limits, beside, stations, attempts, start: solved.throughput });
  return {
    pools: new Map(),
    throughput: new Map(journeys.map((i, c) => [i, solved.throughput[c]!] as const)),
    places: new Map(
      at.map((h, k) => [h, { result: solved.places[k]!, journeys, only: at.length === 1 && journeys.length === 1 }]),
    ),
    exact: solved.exact,
  };
}

/** A host as a place: `demand` of a cycle by class, beside other work of so many erlangs. */
function placeOf(host: Host, replicas: number, demand: readonly number[], beside: number, users: number): ClosedPlace {
  const copies = host.pooled ? 1 : replicas;
  const servers = host.pooled ? host.servers * replicas : host.servers;
  const a = Math.min(beside / copies, servers * MOST_OPEN);
  return { demand: demand.map((d) => d / copies), copies, rates: ratesLeft(servers, a, users + 1) };
}

/**
 * The same where threads are fewer than users: all journeys of the group go as one crowd, in the proportion of their
 * throughputs, and N = X (Z + R) of each gives these. Approximate.
 */
function solvePooled(
  network: Network,
  journeys: readonly number[],
  own: readonly Cycle[],
  given: {
    readonly at: readonly number[];
    readonly limits: readonly (number | null)[];
    readonly beside: readonly number[];
    readonly stations: readonly Station[];
    readonly attempts: Attempts;
    readonly start: readonly number[];
  },
): SolvedGroup {
  const { at, limits, beside, stations, attempts } = given;
  let throughput = given.start;
  for (let round = 0; ; round++) {
    const whole = throughput.reduce((a, b) => a + b, 0);
    const share = (c: number): number => throughput[c]! / whole;
    const entries = new Map<number, number>();
    journeys.forEach((i, c) => {
      for (const e of network.journeys[i]!.entries)
        entries.set(e.activity, (entries.get(e.activity) ?? 0) + e.share * share(c));
    });
    const loop = pooledLoop(
      network,
      {
        users: own.reduce((sum, c) => sum + c.users, 0),
        thinkMs: own.reduce((sum, cycle, c) => sum + share(c) * cycle.thinkMs, 0),
        entries,
        limit: (h) => limits[h]!,
        place: (h, demand, other, users) =>
          placeOf(network.hosts[h]!, stations[h]!.replicas, [demand], beside[h]! + other, users),
      },
      attempts,
    );
    const stretch = new Map(
      at.map((h) => {
        const work = own.reduce((sum, cycle, c) => sum + loop.throughput * share(c) * cycle.demand[h]!, 0);
        return [h, work > 0 ? loop.jobs.get(h)! / work : 1] as const;
      }),
    );
    const next = own.map((cycle) => {
      let time = cycle.delay;
      for (const [h, longer] of stretch) time += cycle.demand[h]! * longer;
      for (const [h, { wait }] of loop.pools) time += cycle.entered[h]! * wait;
      return cycle.users / time;
    });
    const still = next.every((x, c) => Math.abs(x - throughput[c]!) <= 1e-9 * x);
    throughput = next;
    if (!still && round < MOST_ROUNDS && journeys.length > 1) continue;
    return {
      throughput: new Map(journeys.map((i, c) => [i, throughput[c]!] as const)),
      pools: loop.pools,
      places: new Map(
        at.map((h) => {
          const longer = stretch.get(h)!;
          const result = { stretch: journeys.map(() => longer), outsideStretch: longer, jobs: loop.jobs.get(h)! };
          return [h, { result, journeys, only: false }] as const;
        }),
      ),
      exact: false,
    };
  }
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
