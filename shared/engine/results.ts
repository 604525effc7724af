/** The steady state written out: figures per journey and deployable, in the units that people read (ms, per second). */
import type { SteadyState } from './steady.ts';
import { type Call, isOptional, type Network, type NetworkJourney } from './network.ts';
import type { Law } from './distribution.ts';
import { threadsOf } from './threads.ts';
import { oneOf, percentilesOf } from './journeyTime.ts';
import { lawOfTime } from './sums.ts';
import type { Time } from './time.ts';
import { placesOf } from './unfold.ts';
import { criticalPath, type LatencyModel } from './latency.ts';
import { limitsOf, mixesOf } from './capacity.ts';
import { type Attempts, callsPerVisit, sendingWork } from './load.ts';
import type { Accuracy, DeployableResult, JourneyNow, JourneyState, Limit } from './types.ts';

/** `scripted`: how each journey stands by what the scenario breaks, before load says more. `exceedsMs`: a time that answers may pass. */
export function journeyResults(
  network: Network,
  state: SteadyState,
  scripted: readonly JourneyState[],
  exceedsMs?: number,
): Record<string, JourneyNow> {
  const results: Record<string, JourneyNow> = {};
  const waits = network.journeys.map((j) => waitedVisits(network, j, state.attempts));
  const hostsOf = waits.map((w) => network.hosts.map((_, h) => h).filter((h) => w.byHost[h]! > 0));
  const mixes = mixesOf(network, state, hostsOf);
  const limitsOfMix = new Map<readonly number[], readonly Limit[]>();
  const limitsIn = (mix: readonly number[]): readonly Limit[] => {
    const known = limitsOfMix.get(mix) ?? limitsOf(network, state, mix);
    limitsOfMix.set(mix, known);
    return known;
  };
  network.journeys.forEach((j, i) => {
    const waited = waits[i]!;
    const hosts = hostsOf[i]!;
    const { state: reached, saturatedAt } = journeyState(network, state, hosts, scripted[i]!);
    // What never answers in time is missing, whatever it is doing.
    const missing = reached === 'ok' && waited.optional.some((call) => neverAnswers(network, state, call));
    const how = missing ? 'degraded' : reached;
    const visits: Record<string, number> = {};
    for (const a of network.activities) {
      const v = state.traffic.visits[i]![a.index]!;
      if (v > 0) visits[a.component.id] = (visits[a.component.id] ?? 0) + v;
    }
    const limits = j.journey.closed ? [] : limitsIn(mixes[i]!);
    const base = {
      name: j.journey.name,
      state: how,
      saturatedAt,
      attempts: waited.calls > 0 ? waited.tries / waited.calls : 1,
      throughputPerSecond: state.traffic.requests[i]! * 1000,
      capacityFactor: limits[0]?.factor ?? null,
      givesWayFirst: limits[0]?.id ?? null,
      limits,
      networkCalls: waited.networkCalls,
      visits,
    };
    const latency = state.latencyOf(i);
    const whole = how === 'saturated' || how === 'failed' ? null : journeyTime(j, latency);
    // Nobody who asks gets an answer: a failure, whatever the parts are doing.
    if (whole === null || whole.answered + whole.shed <= NO_ANSWERS) {
      results[j.journey.id] = {
        ...base,
        state: how === 'saturated' ? how : 'failed',
        latencyMs: null,
        latencyAccuracy: 'invalid',
        latencyCurve: null,
        ...exceeding(exceedsMs, null),
        contributions: [],
        criticalPath: [],
        errorShare: how === 'saturated' ? 0 : 1,
        shedShare: 0,
      };
      return;
    }
    const law = lawOfTime(whole, latency.stretch);
    const latencyMs = percentilesOf(law);
    results[j.journey.id] = {
      ...base,
      latencyMs,
      latencyAccuracy:
        state.approximateClosed.has(i) || !state.settled ? 'rough' : accuracyOf(network, state, hosts, waited),
      latencyCurve: curve(law, latencyMs.p999),
      ...exceeding(exceedsMs, law),
      contributions: contributions(whole),
      criticalPath: criticalPath(network, latency, j.entries[0]!.activity),
      errorShare: Math.max(0, 1 - whole.answered - whole.shed),
      shedShare: whole.shed,
    };
  });
  return results;
}

/** Share of answers beyond a time; exact as far as the law's own cdf is. */
const exceeding = (ms: number | undefined, law: Law | null): Pick<JourneyNow, 'exceeds'> =>
  ms === undefined ? {} : { exceeds: { ms, share: law && Math.min(1, Math.max(0, 1 - law.cdf(ms))) } };

/** Fewer answers than this are none. */
const NO_ANSWERS = 1e-12;

function journeyTime(j: NetworkJourney, latency: LatencyModel): Time {
  const ways = j.entries.map((e) => ({ probability: e.share, time: latency.visit(e.activity, 0) }));
  return ways.length === 1 ? ways[0]!.time : oneOf(ways, latency.stretch);
}

/** What one request of a journey visits while somebody waits for it. */
export interface Waited {
  /** Visits a request by host. */
  readonly byHost: Float64Array;
  readonly networkCalls: number;
  /** Calls with a policy that are wanted, and how often they are tried. */
  readonly calls: number;
  readonly tries: number;
  /** Some calls start together. */
  readonly sideBySide: boolean;
  /** Calls with whose answer the journey can do without. */
  readonly optional: readonly Call[];
  /** Work of some calls is cancelled. */
  readonly cancels: boolean;
}

export function waitedVisits(network: Network, j: NetworkJourney, attempts: Attempts): Waited {
  const size = network.activities.length;
  const held = new Float64Array(size);
  const byHost = new Float64Array(network.hosts.length);
  for (const e of j.entries) held[e.activity]! += e.share;
  let networkCalls = 0;
  let sideBySide = false;
  let calls = 0;
  let tries = 0;
  const optional: Call[] = [];
  let cancels = false;
  for (let a = size - 1; a >= 0; a--) {
    if (held[a] === 0) continue;
    byHost[network.activities[a]!.host]! += held[a]!;
    for (const call of network.activities[a]!.calls) {
      if (!call.waits) continue;
      sideBySide ||= call.step.group?.kind === 'parallel' || call.step.group?.kind === 'quorum';
      const n = held[a]! * callsPerVisit(call, attempts);
      if (isOptional(call) && n > 0) optional.push(call);
      if (call.retry) {
        cancels ||= call.retry.cancels === true && (attempts.get(call)?.tries ?? 1) > 1 + SOME;
        const wanted = held[a]! * call.count * call.probability;
        calls += wanted;
        tries += wanted * (attempts.get(call)?.tries ?? 1);
      }
      for (const t of call.targets) {
        if (t.network) networkCalls += n * t.share;
        if (call.fate !== 'down') held[t.activity]! += n * t.share;
      }
    }
  }
  return { byHost, networkCalls, calls, tries, sideBySide, optional, cancels };
}

/** Retries of fewer calls than this change nothing that is shown. */
const SOME = 1e-3;

function neverAnswers(network: Network, state: SteadyState, call: Call): boolean {
  const found = state.latency.tried(call);
  if (found) return found.tries.answered <= NO_ANSWERS;
  return call.targets.every((t) => network.activities[t.activity]!.operation.errorRate === 1);
}

function journeyState(
  network: Network,
  state: SteadyState,
  hosts: readonly number[],
  logical: JourneyState,
): { state: JourneyState; saturatedAt: readonly string[] } {
  const full = hosts.filter((h) => state.stations[h]!.saturated || state.pools[h]!.saturated);
  // Calls that never come back are a failure of whoever makes them and saturate everybody else in the pool.
  const neverBack = full.some((h) => state.pools[h]!.held === Infinity);
  if (full.length === 0 || (logical === 'failed' && neverBack)) return { state: logical, saturatedAt: [] };
  return { state: 'saturated', saturatedAt: full.map((h) => network.hosts[h]!.deployable?.id ?? '').sort() };
}

/**
 * Worst mark of the stations on the way. What is exact at each station is so for the whole only where their times are
 * independent: one visit to each, nothing side by side, no queue of several servers among others (docs/formulas.md).
 */
function accuracyOf(network: Network, state: SteadyState, hosts: readonly number[], waited: Waited): Accuracy {
  const marks = hosts.map((h) => stationAccuracy(network, state, h));
  const worst = (['invalid', 'rough', 'good'] as const).find((m) => marks.includes(m));
  if (waited.cancels && worst !== 'invalid') return 'rough';
  if (worst) return worst;
  const queues = hosts.filter((h) => network.hosts[h]!.discipline !== 'delay' && state.stations[h]!.offered > 0);
  const independent =
    queues.every((h) => waited.byHost[h]! <= 1 + 1e-9) &&
    (queues.length <= 1 || (!waited.sideBySide && queues.every((h) => network.hosts[h]!.servers === 1)));
  return independent && state.pools.every((p, h) => p.wait === null || !hosts.includes(h)) ? 'exact' : 'good';
}

/** A wait for a thread that is longer than this share of the time that one is held shows in the whole how rough it is. */
const LONG_WAIT = 0.1;

function stationAccuracy(network: Network, state: SteadyState, h: number): Accuracy {
  const s = state.stations[h]!;
  const host = network.hosts[h]!;
  const pool = state.pools[h]!;
  if (s.saturated || pool.saturated) return 'invalid';
  if ((pool.wait?.mean ?? 0) * s.arrivals > LONG_WAIT * pool.held) return 'rough';
  if (host.discipline === 'delay' || s.offered === 0) return 'exact';
  if (host.discipline === 'sharing') return s.utilisation > 0.7 || s.cv2 > 2.25 ? 'rough' : 'good';
  if (s.response) return 'exact';
  return s.cv2 > 2.25 || s.utilisation > 0.9 ? 'rough' : 'good';
}

function contributions(t: Time): JourneyNow['contributions'] {
  return placesOf(t)
    .filter((c) => c.ms > 0 && c.id !== '')
    .sort((a, b) => (a.ms === b.ms ? (a.id < b.id ? -1 : 1) : a.ms < b.ms ? 1 : -1));
}

const POINTS = 48;

/** Share of answers at or below each of a row of times up to just past p99.9. */
function curve(law: Law, p999: number): readonly (readonly [number, number])[] {
  const end = p999 * 1.02;
  return Array.from({ length: POINTS + 1 }, (_, i) => {
    const t = (end * i) / POINTS;
    return [t, Math.min(1, Math.max(0, law.cdf(t)))] as const;
  });
}

export function deployableResults(network: Network, state: SteadyState): Record<string, DeployableResult> {
  const results: Record<string, DeployableResult> = {};
  network.hosts.forEach((host, h) => {
    const d = host.deployable;
    if (!d) return;
    const s = state.stations[h]!;
    const pool = state.pools[h]!;
    const saturated = s.saturated || pool.saturated;
    results[d.id] = {
      name: d.name,
      kind: d.kind,
      utilisation: s.utilisation,
      saturated,
      replicas: s.replicas,
      cores: Number.isFinite(host.servers) ? (d.cores ?? host.servers) * s.replicas : 0,
      coresBusy: Number.isFinite(host.servers) ? s.offered / host.slowness : 0,
      threadsHeld: Number.isFinite(pool.held) ? pool.held : (host.threads ?? 0) * s.replicas,
      threads: threadsOf(host, s.replicas),
      threadWaitMs: saturated ? null : (pool.wait?.mean ?? 0),
      visits: s.arrivals * 1000,
      // A rounding below nothing is nothing.
      waitMs: saturated ? null : Math.max(0, s.meanWait),
      queueLength: saturated ? null : Math.max(0, s.arrivals * (1 - s.refused) * s.meanWait),
      jobs: saturated ? null : s.arrivals * (1 - s.refused) * s.meanWait + s.offered * (1 - s.refused),
      waitingShare: saturated || s.waiting === null ? null : Math.min(1, s.waiting),
      shedShare: s.refused,
      accuracy: stationAccuracy(network, state, h),
    };
  });
  return results;
}

/** Mean ms that a visit keeps its function busy: own work and waits; without queueing where that has no end. */
export function busyMs(network: Network, state: SteadyState): (activity: number) => number {
  const plain = new Map<number, number>();
  const unqueued = (index: number): number => {
    const known = plain.get(index);
    if (known !== undefined) return known;
    const activity = network.activities[index]!;
    let ms = activity.demand.mean + sendingWork(activity, state.attempts) + (activity.pause?.mean ?? 0);
    for (const call of activity.calls)
      if (call.waits)
        for (const t of call.targets)
          ms += callsPerVisit(call, state.attempts) * t.share * (t.latency.mean + unqueued(t.activity));
    plain.set(index, ms);
    return ms;
  };
  return (index) => {
    const visit = state.latency.visit(index, 0);
    return visit.stuck === 0 ? visit.mean : unqueued(index);
  };
}
