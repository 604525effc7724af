/** How late things are: from a producer's commit until a consumer has done its work, and how old a copy is. Times in ms. */
import type { Component, Measure } from '../model/types.ts';
import { BROKER_KINDS } from '../model/types.ts';
import { findOperation } from '../model/operations.ts';
import { drainMinutes, growthOf, outageOf } from './backlog.ts';
import { type Deliveries, deliveriesOf, type Hop, targetOf } from './delivery.ts';
import type { Activity, Network } from './network.ts';
import { type Law, quantile, uniform } from './distribution.ts';
import { lawOfTime } from './sums.ts';
import { inRow, part, type Place, type Time, wait } from './time.ts';
import { placesOf, type Stay, sumOf } from './unfold.ts';
import { quorumOf, staleShare, writesOf } from './staleReads.ts';
import type { SteadyState } from './steady.ts';
import type { Accuracy, StalenessGrowth, StalenessResult } from './types.ts';

/** A way from one activity to another: the calls taken, in order. */
export type Path = readonly Hop[];

/** Longest way looked for; event chains beyond this are not searched. */
const MOST_HOPS = 24;

/**
 * By component id: every component that events or a scheduler reach, by the slowest way from the nearest producer; caches whose
 * copies expire; stores whose reads may miss the copy that was written.
 */
export function stalenessOf(network: Network, state: SteadyState): Record<string, StalenessResult> {
  const deliveries = deliveriesOf(network, state);
  const found = new Map<string, StalenessResult>();
  for (const [id, way] of slowestWays(network, state)) found.set(id, written(network, way, deliveries));
  for (const component of network.project.components) {
    const reads = readsOf(network, state, component);
    if (reads === 0) continue;
    // What events reach hears of changes before its copies expire.
    const copy = found.has(component.id) ? null : cachedCopy(network, component, reads);
    if (copy) found.set(component.id, copy);
    const share = quorumOf(component);
    if (share === null) continue;
    const known = found.get(component.id) ?? { ...NO_DELAY, inPerSecond: reads * 1000 };
    found.set(component.id, { ...known, staleRead: known.staleRead ?? { share, writesPerSecond: null } });
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A way and how long it takes. */
export interface Way {
  readonly path: Path;
  readonly delay: Delay;
}

/** The ways behind stalenessOf. */
export function slowestWays(network: Network, state: SteadyState): ReadonlyMap<string, Way> {
  const deliveries = deliveriesOf(network, state);
  const slowest = new Map<string, Way & { readonly rank: readonly number[] }>();
  for (const producer of network.activities) {
    if (state.traffic.rate[producer.index] === 0 || BROKER_KINDS.includes(producer.component.kind)) continue;
    for (const path of eventPaths(network, producer, tickOf(network, producer) > 0)) {
      const consumer = path.at(-1)!.to;
      const delay = delayOf(network, path, state, deliveries);
      const rank = rankOf(network, { path, delay }, deliveries);
      const known = slowest.get(consumer.component.id);
      if (!known || before(rank, known.rank)) slowest.set(consumer.component.id, { path, delay, rank });
    }
  }
  return slowest;
}

/** Delay along one way, as a law: percentiles cost more than a mean, so only what is shown is asked for them. */
export interface Delay {
  /** Null when something on the way is saturated or away. */
  readonly law: Law | null;
  /** Where the mean goes. */
  readonly places: readonly Stay[];
  readonly worstMs: number | null;
  readonly accuracy: Accuracy;
}

const CERTAIN: readonly Accuracy[] = ['exact', 'good', 'rough', 'invalid'];

/** What makes a way the one to show, most important first: slow, of equals less certain, wide, narrow, full, long to catch up. */
function rankOf(network: Network, { path, delay }: Way, deliveries: Deliveries): readonly number[] {
  const { law, accuracy, worstMs } = delay;
  const { perMs, mostPerMs, drain } = flowOf(network, path, deliveries);
  return [
    law?.mean ?? Infinity,
    CERTAIN.indexOf(accuracy),
    law?.variance ?? 0,
    -mostPerMs,
    perMs,
    drain ?? Infinity,
    worstMs ?? Infinity,
  ];
}

/** Steady states agree to this share: what is nearer is equal, so that the order of the records decides nothing. */
const EQUAL = 1e-7;

function before(a: readonly number[], b: readonly number[]): boolean {
  const i = a.findIndex((x, n) => {
    const y = b[n]!;
    return x !== y && !(Math.abs(x - y) <= EQUAL * Math.min(Math.abs(x), Math.abs(y)));
  });
  return i >= 0 && a[i]! > b[i]!;
}

const NO_DELAY: StalenessResult = {
  state: 'ok',
  meanMs: null,
  p50: null,
  p90: null,
  p99: null,
  worstMs: null,
  accuracy: 'exact',
  inPerSecond: 0,
  mostPerSecond: null,
  growth: null,
  drainMinutes: null,
  staleRead: null,
};

const percentiles = (law: Law): Pick<StalenessResult, 'meanMs' | 'p50' | 'p90' | 'p99'> => ({
  meanMs: law.mean,
  p50: quantile(law, 0.5),
  p90: quantile(law, 0.9),
  p99: quantile(law, 0.99),
});

const staleRead = (perSecond: number | null, law: Law | null): StalenessResult['staleRead'] =>
  perSecond === null || !law ? null : { share: staleShare(perSecond / 1000, law), writesPerSecond: perSecond };

function written(network: Network, { path, delay }: Way, deliveries: Deliveries): StalenessResult {
  const { law, worstMs, accuracy } = delay;
  const { perMs, mostPerMs, growth, drain } = flowOf(network, path, deliveries);
  return {
    ...NO_DELAY,
    ...(law ? percentiles(law) : { state: 'saturated' as const }),
    worstMs,
    accuracy,
    inPerSecond: perMs * 1000,
    mostPerSecond: Number.isFinite(mostPerMs) ? mostPerMs * 1000 : null,
    growth,
    drainMinutes: drain,
    staleRead: staleRead(writesOf(network, path.at(-1)!.to), law),
  };
}

interface Flow {
  readonly perMs: number;
  readonly mostPerMs: number;
  readonly growth: StalenessGrowth | null;
  /** Minutes. */
  readonly drain: number | null;
}

/** What comes to the end of a way, and what an outage on it leaves behind. */
function flowOf(network: Network, path: Path, deliveries: Deliveries): Flow {
  const outage = outageOf(network, path);
  const growth = outage && growthOf(outage, deliveries(outage.hop).perMs);
  return {
    perMs: deliveries(path.at(-1)!).perMs,
    mostPerMs: mostOf(path, deliveries),
    growth,
    drain: growth && drainOf(path.slice(path.indexOf(outage.hop)), growth.oldestMs, deliveries),
  };
}

/** The most that gets to the end per ms: a narrow hop on the way limits it, whatever share of its messages goes on. */
function mostOf(path: Path, deliveries: Deliveries): number {
  const end = deliveries(path.at(-1)!);
  return path.reduce((most, hop) => {
    const { perMs, mostPerMs } = deliveries(hop);
    return perMs > 0 && mostPerMs < Infinity ? Math.min(most, (mostPerMs / perMs) * end.perMs) : most;
  }, end.mostPerMs);
}

/** The slowest of the hops that a backlog goes through; null where it never goes. */
function drainOf(path: Path, lengthMs: number, deliveries: Deliveries): number | null {
  const each = path.map((hop) => {
    const { perMs, mostPerMs } = deliveries(hop);
    return drainMinutes(perMs * lengthMs, perMs, mostPerMs);
  });
  return each.includes(null) ? null : Math.max(...each.map((minutes) => minutes ?? 0));
}

/** Visits per ms of a component that is asked for data. */
function readsOf(network: Network, { traffic }: SteadyState, component: Component): number {
  if (component.facts?.ttlMs === undefined && component.facts?.readQuorum === undefined) return 0;
  return network.activities.reduce((sum, a) => sum + (a.component === component ? traffic.rate[a.index]! : 0), 0);
}

/** A copy that is used until it expires: at a random read that finds one it is between new and a whole lifetime old. */
function cachedCopy(network: Network, component: Component, reads: number): StalenessResult | null {
  const { ttlMs = 0, hitRatio = 0 } = component.facts ?? {};
  if (component.kind !== 'cache' || ttlMs === 0) return null;
  const law = uniform(ttlMs);
  const writes = Math.max(
    -1,
    ...network.activities.map((a) => (a.component === component ? (writesOf(network, a) ?? -1) : -1)),
  );
  const ofCopies = staleRead(writes < 0 ? null : writes, law);
  return {
    ...NO_DELAY,
    ...percentiles(law),
    worstMs: ttlMs,
    inPerSecond: reads * 1000 * (1 - hitRatio),
    // What is not found is read afresh.
    staleRead: ofCopies && { ...ofCopies, share: ofCopies.share * hitRatio },
  };
}

/** Period of a scheduler that starts by itself; 0 for all else. One that waits for events has its clock on the way to it. */
export function tickOf(network: Network, { component, index }: Activity): number {
  const starts =
    component.kind === 'scheduler' && network.journeys.some((j) => j.entries.some((e) => e.activity === index));
  return starts ? (component.facts?.periodMs ?? 0) : 0;
}

/** From a producer over async links through brokers to the first components that handle the event; `any`: over whatever link. */
function eventPaths(network: Network, producer: Activity, any: boolean): Path[] {
  const found: Path[] = [];
  const follow = (at: Activity, path: Path): void => {
    for (const call of at.calls) {
      if (call.link.interaction !== 'async' && !(any && at === producer)) continue;
      for (const t of call.targets) {
        const to = network.activities[t.activity]!;
        const longer = [...path, { from: at, call, to }];
        if (BROKER_KINDS.includes(to.component.kind)) {
          if (longer.length < MOST_HOPS) follow(to, longer);
        } else found.push(longer);
      }
    }
  };
  follow(producer, []);
  return found;
}

/** Delay of a measure: from the commit of one operation to the end of another, along the shortest way of calls. */
export function measureOf(network: Network, measure: Measure, state: SteadyState): StalenessResult | null {
  const way = wayOfMeasure(network, measure, state);
  return way && written(network, way, deliveriesOf(network, state));
}

/** The way behind measureOf. */
export function wayOfMeasure(network: Network, measure: Measure, state: SteadyState): Way | null {
  const deliveries = deliveriesOf(network, state);
  const component = (id: string) => network.project.components.find((c) => c.id === id);
  const start = component(measure.from.component);
  const end = component(measure.to.component);
  const startOperation = start && findOperation(start, measure.from.operation);
  const endOperation = end && findOperation(end, measure.to.operation);
  if (!start || !end || !startOperation || !endOperation) return null;
  const begin = network.activities.find((a) => a.component.id === start.id && a.operation.id === startOperation.id);
  if (!begin) return null;
  const arrived = (a: Activity): boolean => a.component.id === end.id && a.operation.id === endOperation.id;
  // Breadth first: the way with the fewest calls.
  let rows: Path[] = [[]];
  const seen = new Set([begin.index]);
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    const next: Path[] = [];
    for (const path of rows) {
      const at = path.at(-1)?.to ?? begin;
      for (const call of at.calls)
        for (const t of call.targets) {
          const to = network.activities[t.activity]!;
          const longer = [...path, { from: at, call, to }];
          if (arrived(to)) return { path: longer, delay: delayOf(network, longer, state, deliveries) };
          if (!seen.has(to.index)) next.push(longer);
          seen.add(to.index);
        }
    }
    rows = next;
  }
  return null;
}

const AWAY: Delay = { law: null, places: [], worstMs: null, accuracy: 'invalid' };

function delayOf(network: Network, path: Path, state: SteadyState, deliveries: Deliveries): Delay {
  const { latency, stations } = state;
  const away = path.some(
    (hop) =>
      hop.call.fate !== 'ok' ||
      deliveries(hop).saturated ||
      stations[hop.to.host]!.saturated ||
      hop.to.calls.some(
        (c) => c.waits && c.targets.some((t) => stations[network.activities[t.activity]!.host]!.saturated),
      ),
  );
  if (away) return AWAY;
  let clocks = 0;
  let ticking = false;
  let leftBehind = false;
  let queued = false;
  let rough = false;
  const times: Time[] = [];
  const tick = (periodMs: number, law: Law, place: Place): void => {
    clocks += periodMs;
    ticking = true;
    times.push(part(law, place));
  };
  path.forEach((hop, i) => {
    const target = targetOf(hop);
    const { delivery } = hop.call.link;
    const delivered = deliveries(hop);
    const place = latency.places.link(hop.call);
    const start = i === 0 ? tickOf(network, hop.from) : 0;
    if (start > 0) tick(start, uniform(start), place);
    for (const clock of delivered.clocks) tick(clock.periodMs, clock.wait, place);
    leftBehind ||= delivered.clocks.some((clock) => clock.wait.upper > clock.periodMs);
    if (target.network && delivery?.captureLagMs) times.push(wait(delivery.captureLagMs, place));
    if (target.latency.variance === 0) clocks += target.latency.mean;
    times.push(part(target.latency, place));
    if (delivered.wait) times.push(part(delivered.wait, place));
    rough ||= delivered.rough;
    queued ||= delivered.handlers < Infinity || delivered.clocks.some((clock) => clock.batch < Infinity);
    times.push(delivered.handling(hop.to, target.cpuTo, path[i + 1]?.call ?? null));
  });
  const whole = inRow(times);
  if (whole.stuck > 0 || whole.answered === 0) return AWAY;
  return {
    law: lawOfTime(whole, latency.stretch),
    get places() {
      return placesOf(whole);
    },
    // What a full poll leaves behind waits for a later one.
    worstMs: ticking && !leftBehind ? clocks : null,
    accuracy: rough ? 'rough' : sumOf(whole).jobs.length > 0 || queued ? 'good' : 'exact',
  };
}
