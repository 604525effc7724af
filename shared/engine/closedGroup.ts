/** Closed journeys that meet somewhere: a network of queues, and pools of threads where those are fewer than users. */
import type { Cycle } from './closedCycle.ts';
import { pooledLoop, type PoolWait } from './closedPools.ts';
import { placeOf } from './flowEquivalent.ts';
import type { Attempts, Station } from './load.ts';
import { type ClosedPlace, type PlaceResult, solveNetwork } from './mva.ts';
import type { Network } from './network.ts';
import { threadsOf } from './threads.ts';

/** Rounds in which journeys come to terms about pools. */
const MOST_ROUNDS = 60;

/** Closed journeys that meet, solved together. */
export interface SolvedGroup {
  readonly throughput: ReadonlyMap<number, number>;
  readonly pools: ReadonlyMap<number, PoolWait>;
  readonly places: ReadonlyMap<number, SolvedPlace>;
  readonly exact: boolean;
}

export interface SolvedPlace {
  readonly result: PlaceResult;
  /** Position of each journey in the lists of `result`. */
  readonly journeys: readonly number[];
  /** Stations of one copy would be a loop of their own with the delay: the only place. */
  readonly only: boolean;
}

/** Users who neither think nor wait anywhere would ask without end, ms. */
const SHORTEST_CYCLE = 1e-3;

export function solveGroup(
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
  let step = 1;
  let change = Infinity;
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
        guess: whole,
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
    const moved = Math.max(...next.map((x, c) => (x > 0 ? Math.abs(1 - throughput[c]! / x) : 0)));
    if (moved > 1e-6 && round < MOST_ROUNDS && (journeys.length > 1 || loop.apart)) {
      if (moved >= change) step /= 2;
      change = moved;
      throughput = throughput.map((x, c) => x + step * (next[c]! - x));
      continue;
    }
    return {
      throughput: new Map(journeys.map((i, c) => [i, next[c]!] as const)),
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
