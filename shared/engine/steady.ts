/** The steady state of a network: load, latency, threads, retries and breakers, each of which decides the others. */
import { breakerState, type BreakerState, type Ending, opens } from './breaker.ts';
import { closedPools, closedStation, solveClosed } from './closed.ts';
import { latencyModel, type LatencyModel, type ThreadWait } from './latency.ts';
import { type Attempts, type Effort, type Station, stationsOf, type Traffic, trafficOf } from './load.ts';
import type { Call, Network } from './network.ts';
import { type Pool, poolsOf, threadsOf } from './threads.ts';

/** A network in its steady state at one set of rates. */
export interface SteadyState {
  readonly traffic: Traffic;
  readonly stations: readonly Station[];
  readonly pools: readonly Pool[];
  readonly latency: LatencyModel;
  /** The same for one journey: users of a closed one meet a place as somebody who is not in the queue himself. */
  readonly latencyOf: (journey: number) => LatencyModel;
  readonly attempts: Attempts;
  /** Breakers that do not stay closed. */
  readonly breakers: ReadonlyMap<Call, BreakerState>;
  /** False when retries and load had not come to rest after the last round. */
  readonly settled: boolean;
  /** Rounds that it took. */
  readonly rounds: number;
  /** Indices of closed journeys whose throughput is approximate. */
  readonly approximateClosed: ReadonlySet<number>;
}

/** What is asked: rates, machines, and where to begin. */
export interface Question {
  readonly at: 'peak' | 'average';
  /** Replicas already decided; absent = decided by the load. */
  readonly sized?: readonly number[] | undefined;
  /** All open traffic times this. */
  readonly factor?: number;
  /** Rounds at most, and the change of attempts that counts as rest; absent = MOST_ROUNDS and AT_REST. */
  readonly rounds?: number;
  readonly tolerance?: number;
  /** Only load is of interest: threads are left out. */
  readonly loadOnly?: boolean;
  /** Retries to begin with; absent = none, which leads to the steady state of least load. */
  readonly from?: Attempts;
  readonly breakers?: ReadonlyMap<Call, BreakerState>;
}

/** Rounds of the loop between load, latency and retries. */
const MOST_ROUNDS = 60;
const AT_REST = 1e-9;

/** Calls whose attempts depend on how the others fare. */
const restless = (call: Call): boolean =>
  (call.retry?.retries ?? 0) > 0 || call.retry?.cancels === true || call.breaker !== null || call.bulkhead !== null;

/** Calls whose attempts change with the load, as long as breakers stay as they are. */
export const grows = (network: Network): boolean =>
  network.activities.some((a) =>
    a.calls.some((c) => (c.retry?.retries ?? 0) > 0 || c.retry?.cancels === true || c.bulkhead !== null),
  );

/** Without retries, breakers and bulkheads nothing that latency says comes back as load. */
export const retries = (network: Network): boolean => network.activities.some((a) => a.calls.some(restless));

/** The steady state of least load. */
export function settle(
  network: Network,
  at: 'peak' | 'average',
  sized?: readonly number[],
  loadOnly = false,
  factor = 1,
): SteadyState {
  const breakers = new Map<Call, BreakerState>();
  const guarded = network.activities.some(({ calls }) => calls.some((c) => c.breaker !== null));
  for (;;) {
    const question = { at, sized, loadOnly, factor, breakers };
    const state = rest(network, question);
    const opening = guarded ? toOpen(network, state) : [];
    if (opening.length === 0) return state;
    const closed = new Map(opening.map((call) => [call, endingOf(state, call)]));
    const tried = new Map(opening.map((call) => [call, state.latency.triedPerMs(call)]));
    const open = (call: Call, probed = { ...closed.get(call)!, failing: 1 }): void =>
      void breakers.set(call, breakerState(call.breaker!, tried.get(call)!, closed.get(call)!, probed));
    // First as if no probe succeeded: then the probes tell how the callee fares when it is left alone.
    for (const call of opening) open(call);
    const probed = rest(network, question);
    for (const call of opening) open(call, endingOf(probed, call));
  }
}

/** Closed breakers that so many failures open: the innermost ones first, since they may save those further out. */
function toOpen(network: Network, state: SteadyState): Call[] {
  const opening: Call[] = [];
  /** Activities with an opening breaker at or below them. */
  const above = new Set<number>();
  for (const activity of network.activities) {
    for (const call of activity.calls) {
      const below = call.targets.some((t) => above.has(t.activity));
      const closed = call.breaker !== null && !state.breakers.has(call);
      const opened =
        closed && !below && opens(call.breaker, state.latency.triedPerMs(call), endingOf(state, call).failing);
      if (opened) opening.push(call);
      if (below || opened) above.add(activity.index);
    }
  }
  return opening;
}

/** How the attempts end that a breaker lets through; those that its own capacity refuses fail, to it. */
function endingOf({ latency }: SteadyState, call: Call): Ending {
  const { attempt, bulkhead } = latency.tried(call)!;
  const refused = call.bulkhead?.feedsBreaker ? bulkhead!.refused : 0;
  const { failing, failedMs, answeredMs } = attempt;
  return { failing: refused + (1 - refused) * failing, failedMs, answeredMs };
}

/** Load decides latency, latency decides which calls are cut and tried again, and those are load: from below, until it rests. */
export function rest(network: Network, question: Question): SteadyState {
  let attempts: Attempts = question.from ?? new Map();
  let threads: ThreadWait | null = null;
  const swings = network.activities.some((a) => a.calls.some((c) => c.bulkhead !== null || c.retry?.cancels === true));
  const most = question.rounds ?? MOST_ROUNDS;
  let last = Infinity;
  let growing = 0;
  for (let round = 0; ; round++) {
    const { state, waits } = look(network, question, attempts, threads);
    const step = stepBetween(attempts, state.latency.attempts);
    growing = step > last ? growing + 1 : 0;
    last = step;
    const still = step <= (question.tolerance ?? AT_REST) && sameWaits(threads, waits);
    // Steps that have begun to grow lead away for good.
    if (still || round >= most || (round > most / 4 && growing > 3))
      return { ...state, settled: still, rounds: round + 1 };
    attempts = swings && round >= FULL_STEPS ? damped(attempts, state.latency.attempts, round) : state.latency.attempts;
    threads = waits;
  }
}

/** What follows from a given number of attempts and given waits for threads. */
export function look(
  network: Network,
  { at, sized, factor = 1, loadOnly = false, breakers = new Map() }: Question,
  attempts: Attempts,
  threads: ThreadWait | null,
): { readonly state: SteadyState; readonly waits: ThreadWait } {
  const open = network.journeys.map((j) => (j.journey.rate ? (j.journey.rate[at] * j.factor * factor) / 1000 : 0));
  const closed = network.journeys.some((j) => j.journey.closed) ? solveClosed(network, open, attempts, sized) : null;
  const traffic = trafficOf(network, closed?.requests ?? open, attempts);
  const plain = stationsOf(network, traffic, attempts, sized);
  const seenBy = (journey?: number): readonly Station[] =>
    plain.map((s, h) => {
      const found = closed?.hosts.get(h);
      return found ? closedStation(s, found, network.hosts[h]!.discipline === 'sharing', journey) : s;
    });
  const stations = seenBy();
  const given = { network, traffic, attempts, threads, breakers };
  const latency = latencyModel({ ...given, stations });
  const apart = new Map<number, LatencyModel>();
  const latencyOf = (journey: number): LatencyModel => {
    if (!closed?.apart.has(journey)) return latency;
    if (!apart.has(journey)) apart.set(journey, latencyModel({ ...given, stations: seenBy(journey) }));
    return apart.get(journey)!;
  };
  for (const { calls } of network.activities) for (const call of calls) if (restless(call)) latency.tried(call);
  const pools = loadOnly ? [] : poolsOf(network, traffic, stations, attempts, latency);
  if (closed && !loadOnly) {
    // What the open traffic would make of the pools if nobody else were there.
    const load = trafficOf(network, open, attempts);
    const sizes = stations.map((s) => s.replicas);
    const alone = stationsOf(network, load, attempts, sizes);
    const model = latencyModel({ ...given, traffic: load, stations: alone, threads: null });
    const most = network.hosts.map((host, h) => threadsOf(host, sizes[h]!));
    pools.splice(0, Infinity, ...closedPools(closed, pools, poolsOf(network, load, alone, attempts, model), most));
  }
  return {
    state: {
      traffic,
      stations,
      pools,
      latency,
      latencyOf,
      attempts,
      breakers,
      settled: true,
      rounds: 1,
      approximateClosed: closed?.approximate ?? new Set(),
    },
    waits: { wait: pools.map((p) => p.wait), full: pools.map((p) => p.saturated) },
  };
}

/** Rounds after which steps get smaller: refused and cancelled calls take load away, and could swing for ever. */
const FULL_STEPS = 8;

function damped(before: Attempts, after: Attempts, round: number): Attempts {
  const step = FULL_STEPS / (round + 1);
  const between = (a: number, b: number): number => a + (b - a) * step;
  return new Map(
    Array.from(after, ([call, next]): [Call, Effort] => {
      const last = before.get(call) ?? ONCE;
      return [call, { tries: between(last.tries, next.tries), carried: between(last.carried, next.carried) }];
    }),
  );
}

const ONCE: Effort = { tries: 1, carried: 1 };

/** Largest change of a call's attempts, as a share. */
function stepBetween(before: Attempts, after: Attempts): number {
  let most = 0;
  for (const [call, { tries, carried }] of after) {
    const last = before.get(call) ?? ONCE;
    const step = Math.max(Math.abs(tries - last.tries), Math.abs(carried - last.carried));
    most = Math.max(most, step / Math.max(1, tries));
  }
  return most;
}

const sameWaits = (before: ThreadWait | null, { wait, full }: ThreadWait): boolean =>
  wait.every(
    (law, h) =>
      full[h] === (before?.full[h] ?? false) &&
      Math.abs((law?.mean ?? 0) - (before?.wait[h]?.mean ?? 0)) <= 1e-6 * Math.max(1, law?.mean ?? 0),
  );
