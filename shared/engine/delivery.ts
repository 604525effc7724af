/** How events reach a consumer: the clocks they wait for, handlers at a time, and the most that gets through. Times in ms. */
import { BROKER_KINDS, type Component } from '../model/types.ts';
import { outboxPollMs } from './calls.ts';
import { gamma, type Law, uniform } from './distribution.ts';
import { finished, handledBy, type Handling, shapeOf, waitOf } from './handlers.ts';
import { lawOfTime, type Stretch } from './sums.ts';
import { inRow, NOTHING, part, type Time, wait } from './time.ts';
import { placesOf, sumOf } from './unfold.ts';
import { callsPerVisit, SATURATED, sendingWork } from './load.ts';
import { type Activity, type Call, groupsOf, type Network, type Target } from './network.ts';
import { waitForPoll } from './polls.ts';
import type { SteadyState } from './steady.ts';

/** A clock that events wait for: until the next poll, or a later one where a poll does not take all. */
export interface Clock {
  readonly of: 'outbox' | 'poll' | 'scheduler';
  readonly periodMs: number;
  /** Most messages a poll takes; Infinity without a limit. */
  readonly batch: number;
  readonly wait: Law;
}

/** One link into one host, over the network or inside the process: all its messages share the polls and the handlers. */
export interface Delivery {
  /** Messages per ms that come in, and the most that get through; Infinity without a limit. */
  readonly perMs: number;
  readonly mostPerMs: number;
  readonly saturated: boolean;
  readonly clocks: readonly Clock[];
  /** Handlers at a time, all replicas; Infinity without a limit. */
  readonly handlers: number;
  /** For a free handler. */
  readonly wait: Law | null;
  /** Handlers that queue for one machine and for others: tails are some per cent low. */
  readonly rough: boolean;
  /** What a handler does with a message, all of it or until it makes a certain call. */
  readonly handling: (activity: Activity, received: number, until: Call | null) => Time;
}

/** A step on the way of an event. */
export interface Hop {
  readonly from: Activity;
  readonly call: Call;
  readonly to: Activity;
}

/** Share of messages that have to wait from which on it shows. */
const SOME = 0.01;

export type Deliveries = (hop: Hop) => Delivery;

export const targetOf = ({ call, to }: Hop): Target => call.targets.find((t) => t.activity === to.index)!;

/** Messages of a link that start the same thing. */
interface Source extends Hop {
  readonly perMs: number;
  readonly target: Target;
}

const ofState = new WeakMap<SteadyState, Deliveries>();

/** Worked out once for a state, and as far as it is asked for. */
export function deliveriesOf(network: Network, state: SteadyState): Deliveries {
  let found = ofState.get(state);
  if (!found) ofState.set(state, (found = deliveries(network, state)));
  return found;
}

function deliveries(network: Network, state: SteadyState): Deliveries {
  const sources = sourcesOf(network, state);
  const work = workOf(network, state);
  const known = new Map<string, Delivery>();
  return (hop) => {
    const key = keyOf(hop.call, hop.to.host, targetOf(hop).network);
    let found = known.get(key);
    if (!found) known.set(key, (found = deliver(sources.get(key) ?? [{ ...hop, perMs: 0, target: targetOf(hop) }])));
    return found;
  };

  function deliver(all: readonly Source[]): Delivery {
    const { from, call, to, target } = all[0]!;
    const { delivery } = call.link;
    const { replicas } = state.stations[to.host]!;
    const broker = BROKER_KINDS.includes(from.component.kind);
    const partitions = (broker ? from.component.facts?.partitions : undefined) ?? Infinity;
    const perMs = all.reduce((rate, s) => rate + s.perMs, 0);

    const ticks = ticksOf(call, target.network, broker, to.component);
    const batch = delivery?.batch ?? Infinity;
    // An outbox has one reader; every replica of a consumer polls by itself.
    const pollers = (of: Clock['of']): number => (of === 'outbox' ? 1 : Math.min(replicas, partitions));
    const clocks = ticks.map(({ of, periodMs }): Clock => {
      const most = of === 'scheduler' ? Infinity : batch;
      const perPoll = (perMs * periodMs) / pollers(of);
      const plain = most === Infinity || perPoll === 0 || perPoll >= most * SATURATED;
      return { of, periodMs, batch: most, wait: plain ? uniform(periodMs) : waitForPoll(periodMs, most, perPoll) };
    });
    let most = Math.min(...clocks.map((c) => (pollers(c.of) * c.batch) / c.periodMs), machines(all, perMs));

    // Inside one process an event is handled by whoever sends it, unless the handler looks by itself.
    const delivered = call.link.interaction === 'async' && (target.network || ticks.length > 0);
    const asked = (delivery?.concurrency ?? Infinity) * replicas;
    const handlers = delivered && !BROKER_KINDS.includes(to.component.kind) ? Math.min(asked, partitions) : Infinity;
    const plain = (activity: Activity, received: number, until: Call | null): Time =>
      handling(activity, received, until, null);
    const one = handlers === Infinity ? null : averageOf(all, perMs);
    if (one) most = Math.min(most, finished(handlers, one));
    // Others alone may be too much for the machine.
    most = Math.max(0, most);
    const saturated = perMs >= most * SATURATED;
    const base = { perMs, mostPerMs: most, saturated, clocks, handlers, rough: false };
    if (!one || saturated || perMs === 0) return { ...base, wait: null, handling: plain };
    const { waiting, wait: meanWait, inHand } = handledBy(handlers, perMs, one);
    const crowd: Crowd = { host: to.host, onHost: Math.max(one.work, inHand - one.away), work: one.work };
    // Spread is that of the messages themselves: what the others at work add is in the means.
    const alone = { ...crowd, onHost: crowd.work };
    const shape = shapeOf(all.map((one) => ({ share: one.perMs / perMs, law: lawIn(alone, one) })));
    // Fixed to partitions, each handler has a queue of its own.
    const ownQueues = partitions < Infinity && asked < Infinity;
    const load = ownQueues ? (perMs * inHand) / handlers : perMs / finished(handlers, one);
    const chance = ownQueues ? load : waiting;
    const mean = ownQueues ? (load / (1 - load)) * inHand : meanWait;
    return {
      ...base,
      rough: handlers > 1 && waiting > SOME && one.away > 0 && one.cores < Infinity,
      wait: waitOf(chance, mean, load, shape),
      handling: (activity, received, until) => handling(activity, received, until, crowd),
    };
  }

  /** The most per ms that the machines behind the messages carry, when all other work stays as it is. */
  function machines(all: readonly Source[], perMs: number): number {
    const asked = new Map<number, number>();
    for (const s of all) {
      const share = perMs > 0 ? s.perMs / perMs : 1 / all.length;
      for (const [h, ms] of work(s.target)) asked.set(h, (asked.get(h) ?? 0) + share * ms);
    }
    let most = Infinity;
    for (const [h, ms] of asked) {
      const { quota } = state.stations[h]!;
      if (quota > 0) most = Math.min(most, perMs / quota);
      if (ms > 0) most = Math.min(most, coresLeft(h, flowing(all) * ms) / ms);
    }
    return Math.max(0, most);
  }

  /** Messages per ms that are in the load: all, unless what they start is down. */
  function flowing(all: readonly Source[]): number {
    return all.reduce((rate, s) => rate + (state.traffic.rate[s.to.index]! > 0 ? s.perMs : 0), 0);
  }

  /** Cores of a host that work other than `own` leaves free. */
  function coresLeft(h: number, own: number): number {
    const { servers, discipline } = network.hosts[h]!;
    const { offered, replicas } = state.stations[h]!;
    return discipline === 'delay' ? Infinity : servers * replicas - Math.max(0, offered - own);
  }

  /** What handling asks for, over all messages of a link. */
  function averageOf(all: readonly Source[], perMs: number): Handling {
    const { host } = all[0]!.to;
    let own = 0;
    let away = 0;
    for (const s of all) {
      const share = perMs > 0 ? s.perMs / perMs : 1 / all.length;
      const visit = state.latency.visit(s.to.index, s.target.cpuTo);
      const { id } = state.latency.places.host(host);
      const here = placesOf(visit).find((p) => p.kind === 'deployable' && p.id === id)?.ms ?? 0;
      const pause = s.to.pause?.mean ?? 0;
      own += share * (work(s.target).get(host) ?? 0);
      away += share * (visit.mean - here + pause);
    }
    return { work: own, away, cores: coresLeft(host, flowing(all) * own) };
  }

  /** What a handler does: own work and the calls it waits for, up to one of them where it is given. */
  function handling(activity: Activity, received: number, until: Call | null, crowd: Crowd | null): Time {
    const { latency } = state;
    const end = until ? activity.calls.indexOf(until) : activity.calls.length;
    if (!until && !crowd) return latency.visit(activity.index, received);
    const waited = activity.calls.slice(0, end).filter((call) => call.waits);
    const place = latency.places.host(activity.host);
    const row = [
      crowd ? ownIn(crowd, activity, received) : latency.own(activity.index, received),
      activity.pause ? part(activity.pause, place) : NOTHING,
      ...groupsOf(waited).map(latency.group),
    ];
    const time = inRow(row);
    if (!crowd) return time;
    const stretch = stretchIn(crowd);
    const law = lawOfTime(time, stretch);
    const jobs = sumOf(time).jobs.find((job) => job.host === crowd.host)?.mean ?? 0;
    const more = jobs > 0 ? jobs * (stretch(crowd.host) - latency.stretch(crowd.host)) : 0;
    const whole = part(law, [
      { time, times: 1 },
      { time: wait(more, place), times: 1 },
    ]);
    return { ...whole, answered: time.answered, shed: time.shed, stuck: time.stuck };
  }

  /** Own work of a message among so few others. */
  function ownIn(crowd: Crowd, activity: Activity, received: number): Time {
    const { discipline, slowness } = network.hosts[activity.host]!;
    const { latency } = state;
    if (discipline === 'sharing') return latency.own(activity.index, received);
    const place = latency.places.host(activity.host);
    const added = (received + sendingWork(activity, state.attempts)) * slowness;
    const queued = crowd.onHost - crowd.work;
    const queue = queued > 1e-9 * crowd.work ? part(gamma(queued, queued * queued), place) : NOTHING;
    return inRow([queue, part(activity.demand, place), wait(added, place)]);
  }

  function stretchIn({ host, onHost, work: own }: Crowd): Stretch {
    return (h) => (h === host && own > 0 ? onHost / own : state.latency.stretch(h));
  }

  function lawIn(crowd: Crowd, { to, target }: Source): Law {
    return lawOfTime(handling(to, target.cpuTo, null, crowd), state.latency.stretch);
  }
}

/** Where a limited number of handlers keep the crowd on a host small: mean time and work of a message there. */
interface Crowd {
  readonly host: number;
  readonly onHost: number;
  readonly work: number;
}

/** What comes from inside the process goes another way than what comes over the network. */
const keyOf = (call: Call, host: number, network: boolean): string => `${call.link.id}\n${host}\n${network}`;

/** Who sends over each link to each host. Parts that a scenario takes down are sent to all the same: that is the backlog. */
function sourcesOf(network: Network, state: SteadyState): ReadonlyMap<string, readonly Source[]> {
  const rate = meant(network, state);
  const sources = new Map<string, Source[]>();
  for (const activity of network.activities)
    for (const call of activity.calls) {
      if (rate[activity.index] === 0) continue;
      for (const target of call.targets) {
        const to = network.activities[target.activity]!;
        const perMs = rate[activity.index]! * callsPerVisit(call, state.attempts) * target.share;
        const source = { from: activity, call, to, target, perMs };
        const key = keyOf(call, to.host, target.network);
        const list = sources.get(key);
        if (list) list.push(source);
        else sources.set(key, [source]);
      }
    }
  return sources;
}

/** Visits per ms by activity if no consumer were down. */
function meant(network: Network, { traffic, attempts }: SteadyState): Float64Array {
  const down = (call: Call): boolean => call.fate === 'down' && call.link.interaction === 'async';
  if (!network.activities.some((a) => a.calls.some(down))) return traffic.rate;
  const rate = traffic.rate.slice();
  // Callees come before callers.
  for (let a = rate.length - 1; a >= 0; a--)
    for (const call of network.activities[a]!.calls) {
      const missing = down(call) ? rate[a]! : call.fate === 'down' ? 0 : rate[a]! - traffic.rate[a]!;
      for (const t of call.targets) rate[t.activity]! += missing * callsPerVisit(call, attempts) * t.share;
    }
  return rate;
}

/** Ms of work that one message costs, by host, over everything that its handler waits for. */
function workOf(network: Network, { attempts }: SteadyState): (target: Target) => ReadonlyMap<number, number> {
  const known = new Map<number, ReadonlyMap<number, number>>();
  const add = (map: Map<number, number>, h: number, ms: number): void => void map.set(h, (map.get(h) ?? 0) + ms);
  const visit = (index: number): ReadonlyMap<number, number> => {
    const seen = known.get(index);
    if (seen) return seen;
    const map = new Map<number, number>();
    known.set(index, map);
    const activity = network.activities[index]!;
    const { slowness } = network.hosts[activity.host]!;
    add(map, activity.host, activity.demand.mean + sendingWork(activity, attempts) * slowness);
    for (const call of activity.calls) {
      if (!call.waits) continue;
      for (const t of call.targets)
        for (const [h, ms] of of(t)) add(map, h, callsPerVisit(call, attempts) * t.share * ms);
    }
    return map;
  };
  const of = (t: Target): ReadonlyMap<number, number> => {
    const { host } = network.activities[t.activity]!;
    const received = t.cpuTo * network.hosts[host]!.slowness;
    const below = visit(t.activity);
    return received === 0 ? below : new Map([...below, [host, (below.get(host) ?? 0) + received]]);
  };
  return of;
}

/** The clocks on a link. Inside one process nobody polls a broker or an outbox; a handler that looks by itself goes on. */
function ticksOf(
  { link }: Call,
  network: boolean,
  fromBroker: boolean,
  to: Component,
): readonly { of: Clock['of']; periodMs: number }[] {
  const { delivery } = link;
  const outbox = network ? (outboxPollMs(link) ?? 0) : 0;
  const polls = delivery?.mode === 'poll' && (network || !fromBroker);
  const poll = polls ? (delivery.periodMs ?? 0) : 0;
  // What comes to a scheduler waits for its clock, unless the link says how it looks.
  const clock = poll === 0 && link.interaction === 'async' && to.kind === 'scheduler' ? (to.facts?.periodMs ?? 0) : 0;
  return [
    { of: 'outbox' as const, periodMs: outbox },
    { of: 'poll' as const, periodMs: poll },
    { of: 'scheduler' as const, periodMs: clock },
  ].filter(({ periodMs }) => periodMs > 0);
}
