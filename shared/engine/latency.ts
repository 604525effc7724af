/** The time a request takes: the call tree of a journey written in the algebra of journeyTime.ts. */
import type { Link } from '../model/types.ts';
import { type Activity, branchesOf, type Call, isOptional, type Network, waitedGroupsOf } from './network.ts';
import type { Law } from './distribution.ts';
import type { BreakerState } from './breaker.ts';
import { type Bulkhead, bulkheadOf } from './bulkhead.ts';
import { isPlain, longestVisits, staysBelowAll } from './farLimits.ts';
import { alikeShare } from './forkJoin.ts';
import { oneOf, together } from './journeyTime.ts';
import { type Stretch } from './sums.ts';
import { inRow, NOTHING, part, type Place, placeOf, repeated, shared, STUCK, type Time, wait } from './time.ts';
import { Attempt, type Retried, type RetryRule, staysBelow, type Tries, triesOf, withRetries } from './retry.ts';
import { type Attempts, type Effort, sendingWork, type Station, type Traffic } from './load.ts';

export interface LatencyModel {
  /** Time from a visit's arrival to its answer, with `received` ms of work for parsing it. */
  readonly visit: (activity: number, received: number) => Time;
  /** The visit's own work at its station, without calls. */
  readonly own: (activity: number, received: number) => Time;
  /** What one call adds to its caller: network and callee, with limits and retries. Own serialising is in the visit. */
  readonly call: (call: Call) => Time;
  /** Mean ms that one call keeps its caller, answered or not. */
  readonly holds: (call: Call) => number;
  /** What the calls of one group, or one call, add to their caller. */
  readonly group: (calls: readonly Call[]) => Time;
  readonly stretch: Stretch;
  /** Attempts found while building; feeds back into load. */
  readonly attempts: ReadonlyMap<Call, Effort>;
  /** How often a call with a policy is made and how its attempts end; null where it has none. */
  readonly tried: (call: Call) => Tried | null;
  /** Attempts per ms at one replica of the caller. */
  readonly triedPerMs: (call: Call) => number;
  readonly places: Places;
}

export interface Tried {
  readonly attempt: Attempt;
  readonly bulkhead: Bulkhead | null;
  readonly tries: Tries;
}

/** The places where time goes. */
export interface Places {
  readonly host: (h: number) => Place;
  readonly link: (call: Call) => Place;
}

export interface ThreadWait {
  /** Wait for a free thread, by host; null where threads are no limit. */
  readonly wait: readonly (Law | null)[];
  /** No thread ever comes free. */
  readonly full: readonly boolean[];
}

/** What the latency is made of: see steady.ts, where each of them follows from the others. */
export interface LatencyInput {
  readonly network: Network;
  readonly traffic: Traffic;
  readonly stations: readonly Station[];
  readonly attempts: Attempts;
  readonly threads: ThreadWait | null;
  /** Breakers that do not stay closed. */
  readonly breakers: ReadonlyMap<Call, BreakerState>;
}

export function latencyModel(input: LatencyInput): LatencyModel {
  const { network, stations, attempts, threads, breakers } = input;
  const stretch: Stretch = (h) => stations[h]!.stretch;
  const hostPlaces = network.hosts.map(({ deployable }) => placeOf('deployable', deployable?.id ?? ''));
  const places: Places = { host: (h) => hostPlaces[h]!, link: ({ link }) => wayOf(link).place };
  const efforts = new Map<Call, Effort>();
  const tries = new Map<Call, Tried>();
  const triedPerMs = triedPerMsOf(input);
  let longest: Float64Array | undefined;
  const bodies = new Map<number, Time>();
  const callTimes = new Map<Call, Time>();
  /** By the first call of each. */
  const groups = new Map<Call, Time>();
  const retried = new Map<Call, Retried>();

  /** Own work and what follows, without parsing the request and waiting for a thread. */
  const body = (activity: Activity): Time => {
    const known = bodies.get(activity.index);
    if (known) return known;
    const pause = activity.pause ? part(activity.pause, places.host(activity.host)) : NOTHING;
    const following = waitedGroupsOf(activity).map(group);
    const t = inRow([pause, ...following]);
    const fine = 1 - (activity.operation.errorRate ?? 0);
    const whole = fine === 1 ? t : { ...t, answered: t.answered * fine };
    bodies.set(activity.index, whole);
    return whole;
  };

  /** The latest visit of each activity: most of its callers send it alike. */
  const visits = new Map<number, { readonly received: number; readonly time: Time }>();

  const own = (index: number, received: number): Time => {
    const activity = network.activities[index]!;
    return work(activity, (received + sendingWork(activity, attempts)) * network.hosts[activity.host]!.slowness);
  };

  const visit = (index: number, received: number): Time => {
    const { host } = network.activities[index]!;
    if (threads?.full[host]) return STUCK;
    const thread = threads?.wait[host];
    return thread ? inRow([part(thread, places.host(host)), inside(index, received)]) : inside(index, received);
  };

  /** A visit by who has a thread already: from the same process. */
  const inside = (index: number, received: number): Time => {
    const known = visits.get(index);
    if (known?.received === received) return known.time;
    const time = inRow([own(index, received), body(network.activities[index]!)]);
    visits.set(index, { received, time });
    return time;
  };

  /** Work of one visit at its station: a law for the demand and constant ms beside it. */
  const work = (activity: Activity, added: number): Time => {
    const place = places.host(activity.host);
    const station = stations[activity.host]!;
    if (station.saturated) return STUCK;
    if (station.response)
      return { ...part(station.response, place), answered: 1 - station.refused, shed: station.refused };
    if (network.hosts[activity.host]!.discipline === 'sharing') {
      const visit = shared(activity.host, activity.demand, added, station.stretch, place);
      return station.refused > 0 ? { ...visit, answered: 1 - station.refused, shed: station.refused } : visit;
    }
    return inRow([
      station.wait ? part(station.wait, place) : NOTHING,
      part(activity.demand, place),
      wait(added, place),
    ]);
  };

  const group = (calls: readonly Call[]): Time => {
    if (calls.length === 1 && !calls[0]!.step.group) return inSequence(calls[0]!);
    const known = groups.get(calls[0]!);
    if (known) return known;
    const t = makeGroup(calls);
    groups.set(calls[0]!, t);
    return t;
  };

  const makeGroup = (calls: readonly Call[]): Time => {
    const kind = calls[0]!.step.group?.kind;
    if (kind === undefined) return inRow(calls.map(inSequence));
    const branches = branchesOf(calls);
    if (kind === 'choice')
      return oneOf(
        branches.map((b) => ({ probability: b[0]!.probability, time: inRow(b.map(timesCount)) })),
        stretch,
      );
    if (kind === 'alternative') return firstThatAnswers(branches);
    if (kind === 'parallel') {
      const joined = forkJoin(calls);
      if (joined) return joined;
    }
    // Inside a group every repeat is a branch of its own.
    const each = branches.flatMap((b) => {
      if (b.length > 1 || b[0]!.step.group?.branch !== undefined) return [inRow(b.map(inSequence))];
      const { count, probability } = b[0]!;
      const once = (p: number): Time => oneOf([{ probability: p, time: callTime(b[0]!) }], stretch);
      const whole = Math.floor(count);
      const copies = new Array<Time>(whole).fill(once(probability));
      // A fractional count is a mean: one more branch with the chance of the rest.
      return count > whole ? [...copies, once(probability * (count - whole))] : copies;
    });
    return together(each, kind === 'quorum' ? (calls[0]!.step.group!.need ?? each.length) : each.length, stretch);
  };

  /** One branch after another until one answers: those before it are waited for until they fail. */
  const firstThatAnswers = (branches: readonly (readonly Call[])[]): Time => {
    let failed = 1;
    let gone = NOTHING;
    const ways: { readonly probability: number; readonly time: Time }[] = [];
    for (const branch of branches) {
      const time = inRow(branch.map(timesCount));
      if (time.answered > 0)
        ways.push({
          probability: failed * time.answered,
          time: inRow([gone, { ...time, answered: 1, shed: 0, stuck: 0 }]),
        });
      const stuck = failed * time.stuck;
      if (stuck > 0) ways.push({ probability: stuck, time: STUCK });
      failed *= Math.max(0, 1 - time.answered - time.stuck);
      gone = inRow([gone, { ...failedTime(branch, time), answered: 1, shed: 0, stuck: 0 }]);
    }
    return oneOf([...ways, { probability: failed, time: { ...NOTHING, answered: 0 } }], stretch);
  };

  /** How long a branch takes to fail: until it is given up, or its own time. */
  const failedTime = (branch: readonly Call[], time: Time): Time => {
    const [only] = branch;
    const found = branch.length === 1 && only!.count === 1 ? tried(only!) : null;
    return found ? retriedTime(only!, found).failed : time;
  };

  /** Branches to queues of their own that only this fork feeds, all alike; null of any others. */
  const forkJoin = (calls: readonly Call[]): Time | null => {
    const [first] = calls;
    const queues = calls.map((call) => queueOf(input, call));
    const [queue] = queues;
    if (!queue || calls.length < 2 || new Set(queues.map((q) => q?.host)).size < calls.length) return null;
    const alike = queues.every(
      (q, i) => q && near(q.mean, queue.mean) && near(latencyOf(calls[i]!), latencyOf(first!)),
    );
    if (!alike) return null;
    const branches = calls.map((call) => inside(call.targets[0]!.activity, 0));
    const share = alikeShare(calls.length, queue.use);
    const answer = oneOf(
      [
        { probability: share, time: branches[0]! },
        { probability: 1 - share, time: together(branches, branches.length, stretch) },
      ],
      stretch,
    );
    return inRow([wait(latencyOf(first!), places.link(first!)), answer]);
  };

  const timesCount = (call: Call): Time => repeated(callTime(call), call.count);
  const inSequence = (call: Call): Time =>
    call.probability === 1
      ? timesCount(call)
      : oneOf([{ probability: call.probability, time: timesCount(call) }], stretch);

  const callTime = (call: Call): Time => {
    const known = callTimes.get(call);
    if (known) return known;
    const t = makeCallTime(call);
    callTimes.set(call, t);
    return t;
  };

  /** How often a call with a policy is made; null where it has none. */
  const tried = (call: Call): Tried | null => {
    if (!call.retry && !call.bulkhead) return null;
    const known = tries.get(call);
    if (known) return known;
    if (callTimes.has(call)) return null;
    const rule = call.retry ?? NO_RETRIES;
    const once = onceTime(call);
    // Most limits are so far out that the call is as if it had none.
    if (
      isPlain(call) &&
      once.stuck === 0 &&
      once.answered > 0 &&
      (staysBelow(once, rule.timeoutMs) || staysBelowAll(call, (longest ??= longestVisits(input))))
    ) {
      callTimes.set(call, forgiven(call, once));
      return null;
    }
    const through = breakers.get(call)?.passes ?? 1;
    const alone = new Attempt(once, rule, stretch);
    const bulkhead = call.bulkhead && bulkheadOf(call.bulkhead, triedPerMs(call) * through, alone.busyMs);
    const attempt = bulkhead?.wait
      ? new Attempt(inRow([part(bulkhead.wait, places.link(call)), once]), rule, stretch)
      : alone;
    const found = { attempt, bulkhead, tries: triesOf(attempt, through * (1 - (bulkhead?.refused ?? 0))) };
    tries.set(call, found);
    const { attempts: made, carried } = found.tries;
    efforts.set(call, { tries: made, carried: call.fate === 'down' ? 0 : carried });
    return found;
  };

  const makeCallTime = (call: Call): Time => {
    const found = tried(call);
    if (!found) return callTimes.get(call) ?? forgiven(call, onceTime(call));
    const { time, failed } = retriedTime(call, found);
    const left = Math.max(0, 1 - time.answered - time.stuck);
    // Who can do without the answer still waits until the call is given up.
    if (!isOptional(call) || left <= 1e-12) return forgiven(call, time);
    const ended = time.answered + left;
    const either = oneOf(
      [
        { probability: time.answered / ended, time: { ...time, answered: 1, shed: 0, stuck: 0 } },
        { probability: left / ended, time: { ...failed, answered: 1, shed: 0, stuck: 0 } },
      ],
      stretch,
    );
    return { ...either, answered: 1 - time.stuck, stuck: time.stuck };
  };

  /** One attempt that is let through. */
  const onceTime = (call: Call): Time => {
    if (call.fate === 'down') return REFUSED;
    if (call.fate === 'hangs') return STUCK;
    const ways = call.targets.map((t) => ({
      probability: t.share,
      time: inRow([hopOf(call.link, t.latency), t.network ? visit(t.activity, t.cpuTo) : inside(t.activity, t.cpuTo)]),
    }));
    return ways.length === 1 ? ways[0]!.time : oneOf(ways, stretch);
  };

  const retriedTime = (call: Call, { attempt, tries: made }: Tried): Retried => {
    const known = retried.get(call) ?? withRetries(attempt, made);
    retried.set(call, known);
    return known;
  };

  const holds = (call: Call): number => {
    const found = tried(call);
    if (!found) {
      const t = callTime(call);
      return t.stuck > 0 ? Infinity : t.mean;
    }
    const { time, failed } = retriedTime(call, found);
    const left = Math.max(0, 1 - time.answered - time.stuck);
    // A bulkhead full of calls that never come back keeps their threads, however many calls it refuses since.
    if (found.bulkhead && found.attempt.busyMs === Infinity) return found.bulkhead.busy / triedPerMs(call);
    return time.stuck > 0 ? Infinity : time.answered * time.mean + left * failed.mean;
  };
  return { visit, own, call: callTime, holds, group, stretch, attempts: efforts, tried, triedPerMs, places };
}

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(a, b);
const latencyOf = (call: Call): number => call.targets[0]!.latency.mean;

/** The M/M/1 queue that a call goes straight to, always and once, and that nobody else calls; null of any other call. */
function queueOf(
  { network, traffic, stations }: LatencyInput,
  call: Call,
): { readonly host: number; readonly mean: number; readonly use: number } | null {
  const [target] = call.targets;
  const plain = call.count === 1 && call.probability === 1 && call.fate === 'ok' && !call.retry && !call.bulkhead;
  if (!target || call.targets.length > 1 || !plain || target.latency.variance > 0) return null;
  const callee = network.activities[target.activity]!;
  const station = stations[callee.host]!;
  const alone = near(station.arrivals, traffic.rate[callee.index]!) && callee.calls.length === 0 && !callee.pause;
  const fine = (callee.operation.errorRate ?? 0) === 0 && station.replicas === 1;
  if (!alone || !fine || !station.response?.exponential) return null;
  return { host: callee.host, mean: station.response.mean, use: station.utilisation };
}

/** A link as a place, and the latest times of a call on its way over it: the same for whoever calls, and after edits elsewhere. */
const ways = new WeakMap<Link, { readonly place: Place; latency?: Law; hop?: Time }>();

function wayOf(link: Link): { readonly place: Place; latency?: Law; hop?: Time } {
  let way = ways.get(link);
  if (!way) ways.set(link, (way = { place: placeOf('link', link.id) }));
  return way;
}

function hopOf(link: Link, latency: Law): Time {
  const way = wayOf(link);
  if (!way.hop || way.latency !== latency) [way.latency, way.hop] = [latency, part(latency, way.place)];
  return way.hop;
}

const NO_RETRIES: RetryRule = { timeoutMs: null, retries: 0, pauses: [] };

/** Who can do without the answer goes on without it. */
const forgiven = (call: Call, t: Time): Time => (isOptional(call) ? { ...t, answered: 1 - t.stuck, shed: 0 } : t);

/** A call to what is down comes back at once. */
const REFUSED: Time = { ...NOTHING, answered: 0 };

/** How often one replica of its caller tries a call; a breaker and a bulkhead belong to a replica. */
function triedPerMsOf({ network, traffic, stations, attempts }: LatencyInput): (call: Call) => number {
  let callers: Map<Call, Activity> | undefined;
  return (call) => {
    callers ??= new Map(network.activities.flatMap((a) => a.calls.map((c) => [c, a] as const)));
    const caller = callers.get(call)!;
    const calls = traffic.rate[caller.index]! * call.count * call.probability * (attempts.get(call)?.tries ?? 1);
    return calls / stations[caller.host]!.replicas;
  };
}

/** Link ids of the slowest chain of calls, by mean: from each operation, the call that takes longest. */
export function criticalPath(network: Network, model: LatencyModel, entry: number): string[] {
  const path: string[] = [];
  let at: Activity | undefined = network.activities[entry];
  while (at) {
    let longest: Call | null = null;
    let most = 0;
    for (const call of at.calls) {
      if (!call.waits || call.fate !== 'ok') continue;
      const t = model.call(call);
      const ms = t.mean * call.count * call.probability;
      if (ms > most) [longest, most] = [call, ms];
    }
    if (!longest) break;
    path.push(longest.link.id);
    at = network.activities[longest.targets[0]!.activity];
  }
  return path;
}
