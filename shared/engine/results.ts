/** The steady state written out: figures per journey, deployable and link, in the units that people read (ms, per second). */
import { payloadOf } from './calls.ts';
import type { SteadyState } from './steady.ts';
import type { Host, Network, NetworkJourney } from './network.ts';
import type { Law } from './distribution.ts';
import { lawOfTime, oneOf, percentilesOf, type Time } from './journeyTime.ts';
import { criticalPath, sum } from './latency.ts';
import { callsPerVisit, sendingWork } from './load.ts';
import type { Accuracy, DeployableResult, JourneyNow, JourneyState, LinkResult } from './types.ts';

/** `scripted`: how each journey stands by what the scenario breaks, before load says more. */
export function journeyResults(
  network: Network,
  state: SteadyState,
  scripted: readonly JourneyState[],
): Record<string, JourneyNow> {
  const results: Record<string, JourneyNow> = {};
  const waits = network.journeys.map((j) => waitedVisits(network, j, state));
  const hostsOf = waits.map((w) => network.hosts.map((_, h) => h).filter((h) => w.byHost[h]! > 0));
  const mixes = mixesOf(network, state, hostsOf);
  network.journeys.forEach((j, i) => {
    const waited = waits[i]!;
    const hosts = hostsOf[i]!;
    const { state: how, saturatedAt } = journeyState(network, state, hosts, scripted[i]!);
    const visits: Record<string, number> = {};
    for (const a of network.activities) {
      const v = state.traffic.visits[i]![a.index]!;
      if (v > 0) visits[a.component.id] = (visits[a.component.id] ?? 0) + v;
    }
    const capacity = j.journey.closed ? { factor: null, first: null } : capacityOf(network, state, mixes[i]!);
    const base = {
      name: j.journey.name,
      state: how,
      saturatedAt,
      attempts: waited.attempts,
      throughputPerSecond: state.traffic.requests[i]! * 1000,
      capacityFactor: capacity.factor,
      givesWayFirst: capacity.first,
      limits: [],
      networkCalls: waited.networkCalls,
      visits,
    };
    const whole = how === 'saturated' || how === 'failed' ? null : journeyTime(j, state);
    // Nobody who asks gets an answer: a failure, whatever the parts are doing.
    if (whole === null || whole.answered + whole.shed <= NO_ANSWERS) {
      results[j.journey.id] = {
        ...base,
        state: how === 'saturated' ? how : 'failed',
        latencyMs: null,
        latencyAccuracy: 'invalid',
        latencyCurve: null,
        contributions: [],
        criticalPath: [],
        errorShare: how === 'saturated' ? 0 : 1,
        shedShare: 0,
      };
      return;
    }
    const law = lawOfTime(whole, state.latency.stretch);
    const latencyMs = percentilesOf(law);
    results[j.journey.id] = {
      ...base,
      latencyMs,
      latencyAccuracy:
        state.approximateClosed.has(i) || !state.settled ? 'rough' : accuracyOf(network, state, hosts, waited),
      latencyCurve: curve(law, latencyMs.p999),
      contributions: contributions(whole),
      criticalPath: criticalPath(network, state.latency, j.entries[0]!.activity),
      errorShare: Math.max(0, 1 - whole.answered - whole.shed),
      shedShare: whole.shed,
    };
  });
  return results;
}

/** Fewer answers than this are none. */
const NO_ANSWERS = 1e-12;

function journeyTime(j: NetworkJourney, state: SteadyState): Time {
  const ways = j.entries.map((e) => ({ probability: e.share, time: state.latency.visit(e.activity, 0) }));
  return ways.length === 1 ? ways[0]!.time : oneOf(ways, state.latency.stretch);
}

interface Waited {
  /** Visits a request by host. */
  readonly byHost: Float64Array;
  readonly networkCalls: number;
  readonly attempts: number;
  /** Some calls start together. */
  readonly sideBySide: boolean;
}

/** What one request of a journey visits while somebody waits for it. */
function waitedVisits(network: Network, j: NetworkJourney, state: SteadyState): Waited {
  const size = network.activities.length;
  const held = new Float64Array(size);
  const byHost = new Float64Array(network.hosts.length);
  for (const e of j.entries) held[e.activity]! += e.share;
  let networkCalls = 0;
  let sideBySide = false;
  let calls = 0;
  let tries = 0;
  for (let a = size - 1; a >= 0; a--) {
    if (held[a] === 0) continue;
    byHost[network.activities[a]!.host]! += held[a]!;
    for (const call of network.activities[a]!.calls) {
      if (!call.waits) continue;
      sideBySide ||= call.step.group?.kind === 'parallel' || call.step.group?.kind === 'quorum';
      const n = held[a]! * callsPerVisit(call, state.attempts);
      if (call.retry) {
        calls += held[a]! * call.count * call.probability;
        tries += n;
      }
      for (const t of call.targets) {
        if (t.network) networkCalls += n * t.share;
        if (call.fate !== 'down') held[t.activity]! += n * t.share;
      }
    }
  }
  return { byHost, networkCalls, attempts: calls > 0 ? tries / calls : 1, sideBySide };
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

/** For each journey the hosts of its mix: its own, and those of journeys that meet it at a place where work can queue. */
function mixesOf(
  network: Network,
  state: SteadyState,
  hostsOf: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const queues = (h: number): boolean =>
    (Number.isFinite(network.hosts[h]!.servers) && state.stations[h]!.offered > 0) || state.stations[h]!.quota > 0;
  const mixes = hostsOf.map((hosts) => new Set(hosts));
  for (let changed = true; changed;) {
    changed = false;
    for (const mix of mixes)
      for (const other of mixes)
        if (mix !== other && [...mix].some((h) => queues(h) && other.has(h)))
          for (const h of other)
            if (!mix.has(h)) {
              mix.add(h);
              changed = true;
            }
  }
  return mixes.map((mix) => [...mix].sort((a, b) => a - b));
}

/** Largest multiple of all traffic that the mix's stations, quotas and pools carry; null without a limit. */
function capacityOf(
  network: Network,
  state: SteadyState,
  hosts: readonly number[],
): { factor: number | null; first: string | null } {
  let factor = Infinity;
  let first: Host | null = null;
  for (const h of hosts) {
    const host = network.hosts[h]!;
    const s = state.stations[h]!;
    const own =
      (host.room === null || host.discipline !== 'fifo') && Number.isFinite(host.servers) && s.offered > 0
        ? (host.servers * s.replicas) / s.offered
        : Infinity;
    const limit = Math.min(own, s.quota > 0 ? 1 / s.quota : Infinity, state.pools[h]!.factor);
    // Of equals the first by name, whatever the order of the records.
    const equal = first !== null && Math.abs(limit - factor) <= 1e-12 * factor;
    if (equal ? (host.deployable?.name ?? '') < (first!.deployable?.name ?? '') : limit < factor)
      [factor, first] = [limit, host];
  }
  return factor === Infinity ? { factor: null, first: null } : { factor, first: first?.deployable?.id ?? null };
}

/**
 * Worst mark of the stations on the way. What is exact at each station is so for the whole only where their times are
 * independent: one visit to each, nothing side by side, no queue of several servers among others (docs/formulas.md).
 */
function accuracyOf(network: Network, state: SteadyState, hosts: readonly number[], waited: Waited): Accuracy {
  const marks = hosts.map((h) => stationAccuracy(network, state, h));
  const worst = (['invalid', 'rough', 'good'] as const).find((m) => marks.includes(m));
  if (worst) return worst;
  const queues = hosts.filter((h) => network.hosts[h]!.discipline !== 'delay' && state.stations[h]!.offered > 0);
  const independent =
    queues.every((h) => waited.byHost[h]! <= 1 + 1e-9) &&
    (queues.length <= 1 || (!waited.sideBySide && queues.every((h) => network.hosts[h]!.servers === 1)));
  return independent && state.pools.every((p, h) => p.wait === null || !hosts.includes(h)) ? 'exact' : 'good';
}

function stationAccuracy(network: Network, state: SteadyState, h: number): Accuracy {
  const s = state.stations[h]!;
  const host = network.hosts[h]!;
  if (s.saturated || state.pools[h]!.saturated) return 'invalid';
  if (host.discipline === 'delay' || s.offered === 0) return 'exact';
  if (host.discipline === 'sharing') return s.utilisation > 0.7 ? 'rough' : 'good';
  if (s.response) return 'exact';
  return s.cv2 > 2.25 || s.utilisation > 0.9 ? 'rough' : 'good';
}

function contributions(t: Time): JourneyNow['contributions'] {
  return Array.from(t.places, ([place, ms]) => ({
    kind: place.startsWith('d:') ? ('deployable' as const) : ('link' as const),
    id: place.slice(2),
    ms,
  }))
    .filter((c) => c.ms > 0 && c.id !== '')
    .sort((a, b) => b.ms - a.ms || (a.id < b.id ? -1 : 1));
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
      threads: null,
      threadWaitMs: saturated ? null : (pool.wait?.mean ?? 0),
      visits: s.arrivals * 1000,
      waitMs: saturated ? null : s.meanWait,
      queueLength: saturated ? null : s.arrivals * (1 - s.refused) * s.meanWait,
      shedShare: s.refused,
      accuracy: stationAccuracy(network, state, h),
    };
  });
  return results;
}

export function linkResults(network: Network, state: SteadyState): Record<string, LinkResult> {
  const seen = new Map<string, { calls: number; network: number; ms: number; bytes: number; natures: Set<boolean> }>();
  for (const activity of network.activities) {
    const rate = state.traffic.rate[activity.index]!;
    for (const call of activity.calls) {
      const link = seen.get(call.link.id) ?? { calls: 0, network: 0, ms: 0, bytes: 0, natures: new Set<boolean>() };
      seen.set(call.link.id, link);
      const calls = rate * callsPerVisit(call, state.attempts);
      for (const t of call.targets) {
        link.natures.add(t.network);
        link.calls += calls * t.share;
        if (!t.network) continue;
        link.network += calls * t.share;
        link.ms += calls * t.share * t.latency.mean;
        link.bytes += calls * t.share * payloadOf(call.link);
      }
    }
  }
  const results: Record<string, LinkResult> = {};
  for (const link of network.project.links) {
    const s = seen.get(link.id);
    results[link.id] = s
      ? {
          nature: s.natures.size > 1 ? 'mixed' : s.natures.has(true) ? 'network' : 'in-process',
          callsPerSecond: s.calls * 1000,
          bytesPerSecond: s.bytes * 1000,
          networkMs: s.network > 0 ? s.ms / s.network : 0,
          attempts: 1,
          breaker: null,
          bulkhead: null,
        }
      : {
          nature: 'absent',
          callsPerSecond: 0,
          bytesPerSecond: 0,
          networkMs: 0,
          attempts: 1,
          breaker: null,
          bulkhead: null,
        };
  }
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
    const found = sum(state.latency.visit(index, 0).places);
    return Number.isFinite(found) ? found : unqueued(index);
  };
}
