/** How late things are on async paths: from a producer's commit until a consumer has done its work. Times in ms. */
import type { Measure } from '../model/types.ts';
import { BROKER_KINDS } from '../model/types.ts';
import { findOperation } from '../model/operations.ts';
import { outboxPollMs } from './calls.ts';
import type { Activity, Call, Network } from './network.ts';
import { type Law, quantile, uniform } from './distribution.ts';
import { inRow, lawOfTime, NOTHING, part, repeated, type Time, wait } from './journeyTime.ts';
import type { LatencyModel } from './latency.ts';
import type { Station, Traffic } from './load.ts';
import type { Accuracy, StalenessResult } from './types.ts';

/** A way from one activity to another: the calls taken, in order. */
export type Path = readonly { readonly from: Activity; readonly call: Call; readonly to: Activity }[];

/** Longest way looked for; event chains beyond this are not searched. */
const MOST_HOPS = 24;

/** By component id, for every component that events reach: the slowest way from the nearest producer. */
export function stalenessOf(
  network: Network,
  traffic: Traffic,
  stations: readonly Station[],
  model: LatencyModel,
): Record<string, StalenessResult> {
  const inOrder = [...slowestWays(network, traffic, stations, model)].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(inOrder.map(([id, { delay }]) => [id, written(delay)]));
}

/** A way and how long it takes. */
export interface Way {
  readonly path: Path;
  readonly delay: Delay;
}

/** The ways behind stalenessOf. */
export function slowestWays(
  network: Network,
  traffic: Traffic,
  stations: readonly Station[],
  model: LatencyModel,
): ReadonlyMap<string, Way> {
  const slowest = new Map<string, Way>();
  for (const producer of network.activities) {
    if (traffic.rate[producer.index] === 0 || BROKER_KINDS.includes(producer.component.kind)) continue;
    for (const path of eventPaths(network, producer)) {
      const consumer = path.at(-1)!.to;
      const delay = delayOf(network, path, stations, model);
      const known = slowest.get(consumer.component.id);
      if (!known || slower(delay, known.delay)) slowest.set(consumer.component.id, { path, delay });
    }
  }
  return slowest;
}

/** Delay along one way, as a law: percentiles cost more than a mean, so only what is shown is asked for them. */
export interface Delay {
  /** Null when something on the way is saturated. */
  readonly law: Law | null;
  /** Where the mean goes, by place: see PlaceNames. */
  readonly places: ReadonlyMap<string, number>;
  readonly worstMs: number | null;
  readonly accuracy: Accuracy;
}

function slower(a: Delay, b: Delay): boolean {
  const [one, other] = [a.law?.mean ?? Infinity, b.law?.mean ?? Infinity];
  // Of equals the less certain, then the wider.
  if (one !== other && !(Math.abs(one - other) <= 1e-9 * other)) return one > other;
  const spread = ({ law }: Delay): number => law?.variance ?? 0;
  return a.accuracy === b.accuracy ? spread(a) > spread(b) * (1 + 1e-9) : a.accuracy === 'good';
}

const written = ({ law, worstMs, accuracy }: Delay): StalenessResult => {
  const rest = {
    worstMs,
    accuracy,
    inPerSecond: 0,
    mostPerSecond: null,
    growth: null,
    drainMinutes: null,
    staleRead: null,
  };
  return law
    ? {
        state: 'ok',
        meanMs: law.mean,
        p50: quantile(law, 0.5),
        p90: quantile(law, 0.9),
        p99: quantile(law, 0.99),
        ...rest,
      }
    : { state: 'saturated', meanMs: null, p50: null, p90: null, p99: null, ...rest };
};

/** From a producer over async links through brokers to the first components that handle the event. */
function eventPaths(network: Network, producer: Activity): Path[] {
  const found: Path[] = [];
  const follow = (at: Activity, path: Path): void => {
    for (const call of at.calls) {
      if (call.link.interaction !== 'async') continue;
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
export function measureOf(
  network: Network,
  measure: Measure,
  stations: readonly Station[],
  model: LatencyModel,
): StalenessResult | null {
  const way = wayOfMeasure(network, measure, stations, model);
  return way && written(way.delay);
}

/** The way behind measureOf. */
export function wayOfMeasure(
  network: Network,
  measure: Measure,
  stations: readonly Station[],
  model: LatencyModel,
): Way | null {
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
          if (arrived(to)) return { path: longer, delay: delayOf(network, longer, stations, model) };
          if (!seen.has(to.index)) next.push(longer);
          seen.add(to.index);
        }
    }
    rows = next;
  }
  return null;
}

function delayOf(network: Network, path: Path, stations: readonly Station[], model: LatencyModel): Delay {
  const saturated = path.some(
    (hop) =>
      stations[hop.to.host]!.saturated ||
      hop.to.calls.some(
        (c) => c.waits && c.targets.some((t) => stations[network.activities[t.activity]!.host]!.saturated),
      ),
  );
  if (saturated) return { law: null, places: new Map(), worstMs: null, accuracy: 'invalid' };
  let clocks = 0;
  let ticking = false;
  const times: Time[] = [];
  path.forEach((hop, i) => {
    const t = hop.call.targets.find((x) => x.activity === hop.to.index)!;
    const delivery = hop.call.link.delivery;
    // Polling a broker vanishes inside one process; a handler that looks on its own clock goes on doing so.
    const period = delivery?.mode === 'poll' ? (delivery.periodMs ?? 0) : 0;
    const ownClock = !BROKER_KINDS.includes(hop.from.component.kind);
    const polls = [t.network ? (outboxPollMs(hop.call.link) ?? 0) : 0, t.network || ownClock ? period : 0];
    for (const ms of polls) {
      clocks += ms;
      ticking ||= ms > 0;
      times.push(ms > 0 ? part(uniform(ms), model.places.link(hop.call)) : NOTHING);
    }
    if (t.network && delivery?.captureLagMs) times.push(wait(delivery.captureLagMs, model.places.link(hop.call)));
    if (t.latency.variance === 0) clocks += t.latency.mean;
    times.push(part(t.latency, model.places.link(hop.call)));
    const last = i === path.length - 1;
    times.push(last ? model.visit(hop.to.index, t.cpuTo) : untilCall(hop.to, path[i + 1]!.call, t.cpuTo, model));
  });
  const whole = inRow(times);
  return {
    law: lawOfTime(whole, model.stretch),
    places: whole.places,
    worstMs: ticking ? clocks : null,
    accuracy: whole.jobs.size > 0 ? 'good' : 'exact',
  };
}

/** What a handler does before it makes a certain call: own work and the steps ahead of it. */
function untilCall(activity: Activity, until: Call, received: number, model: LatencyModel): Time {
  const ahead = activity.calls.slice(0, activity.calls.indexOf(until)).filter((call) => call.waits);
  return inRow([
    model.own(activity.index, received),
    ...ahead.map((call) => repeated(model.call(call), call.count * call.probability)),
  ]);
}
