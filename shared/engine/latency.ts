/** The time a request takes: the call tree of a journey written in the algebra of journeyTime.ts. */
import { type Activity, branchesOf, type Call, groupsOf, type Network } from './network.ts';
import type { Law } from './distribution.ts';
import {
  inRow,
  NOTHING,
  oneOf,
  part,
  repeated,
  sharedJob,
  type Stretch,
  type Time,
  together,
  wait,
} from './journeyTime.ts';
import { withRetries } from './retry.ts';
import { type Attempts, sendingWork, type Station } from './load.ts';

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
  readonly attempts: Map<Call, number>;
  readonly places: PlaceNames;
}

/** Keys of the places where time goes: `d:` a deployable, `l:` a link. */
export interface PlaceNames {
  readonly host: (h: number) => string;
  readonly link: (call: Call) => string;
}

export interface ThreadWait {
  /** Wait for a free thread, by host; null where threads are no limit. */
  readonly wait: readonly (Law | null)[];
}

export function latencyModel(
  network: Network,
  stations: readonly Station[],
  attempts: Attempts,
  threads: ThreadWait | null,
): LatencyModel {
  const stretch: Stretch = (h) => stations[h]!.stretch;
  const places: PlaceNames = {
    host: (h) => `d:${network.hosts[h]!.deployable?.id ?? ''}`,
    link: (call) => `l:${call.link.id}`,
  };
  const found = new Map<Call, number>();
  const bodies = new Map<number, Time>();
  const callTimes = new Map<Call, Time>();
  const holding = new Map<Call, number>();

  /** Own work and what follows, without parsing the request and waiting for a thread. */
  const body = (activity: Activity): Time => {
    const known = bodies.get(activity.index);
    if (known) return known;
    const pause = activity.pause ? part(activity.pause, places.host(activity.host)) : NOTHING;
    const following = groupsOf(activity.calls.filter((c) => c.waits)).map(group);
    const t = inRow([pause, ...following]);
    const answered = t.answered * (1 - (activity.operation.errorRate ?? 0));
    const whole = answered === t.answered ? t : { ...t, answered };
    bodies.set(activity.index, whole);
    return whole;
  };

  const own = (index: number, received: number): Time => {
    const activity = network.activities[index]!;
    return work(activity, (received + sendingWork(activity, attempts)) * network.hosts[activity.host]!.slowness);
  };

  const visit = (index: number, received: number): Time => {
    const activity = network.activities[index]!;
    const thread = threads?.wait[activity.host];
    return inRow([thread ? part(thread, places.host(activity.host)) : NOTHING, own(index, received), body(activity)]);
  };

  /** Work of one visit at its station: a law for the demand and constant ms beside it. */
  const work = (activity: Activity, added: number): Time => {
    const place = places.host(activity.host);
    const station = stations[activity.host]!;
    if (station.response)
      return { ...part(station.response, place), answered: 1 - station.refused, shed: station.refused };
    const { mean } = activity.demand;
    if (network.hosts[activity.host]!.discipline === 'sharing') {
      const total = mean + added;
      if (total === 0) return NOTHING;
      return {
        ...NOTHING,
        jobs: new Map([[activity.host, sharedJob(activity.demand, added)]]),
        places: new Map([[place, total * station.stretch]]),
      };
    }
    return inRow([
      station.wait ? part(station.wait, place) : NOTHING,
      part(activity.demand, place),
      wait(added, place),
    ]);
  };

  const group = (calls: readonly Call[]): Time => {
    const kind = calls[0]!.step.group?.kind;
    if (kind === undefined) return inRow(calls.map(inSequence));
    const branches = branchesOf(calls);
    if (kind === 'choice')
      return oneOf(
        branches.map((b) => ({ probability: b[0]!.probability, time: inRow(b.map(timesCount)) })),
        stretch,
      );
    if (kind === 'alternative') {
      const tries = branches.map((b) => ({ probability: b[0]!.probability, time: inRow(b.map(timesCount)) }));
      const t = inRow(tries.map((w) => oneOf([{ ...w, time: { ...w.time, answered: 1 } }], stretch)));
      return { ...t, answered: 1 - tries.reduce((p, w) => p * (1 - w.time.answered), 1) };
    }
    // Inside a group every repeat is a branch of its own.
    const each = branches.flatMap((b) => {
      if (b.length > 1 || b[0]!.step.group?.branch !== undefined) return [inRow(b.map(inSequence))];
      const { count, probability } = b[0]!;
      const once = (p: number): Time => oneOf([{ probability: p, time: callTime(b[0]!) }], stretch);
      const whole = Math.floor(count);
      const copies = Array.from({ length: whole }, () => once(probability));
      // A fractional count is a mean: one more branch with the chance of the rest.
      return count > whole ? [...copies, once(probability * (count - whole))] : copies;
    });
    return together(each, kind === 'quorum' ? (calls[0]!.step.group!.need ?? each.length) : each.length, stretch);
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

  const makeCallTime = (call: Call): Time => {
    const optional = !call.hard || (call.link.policy?.fallback ?? 'none') !== 'none';
    const forgiven = (t: Time): Time => (optional ? { ...t, answered: 1, shed: 0 } : t);
    if (call.fate === 'down') return forgiven({ ...NOTHING, answered: 0 });
    if (call.fate === 'hangs') {
      const limit = call.retry?.timeoutMs ?? null;
      // An open breaker refuses at once; a limit alone is waited out at every attempt.
      const ms = limit === null || call.link.policy?.breaker ? 0 : limit * (call.retry!.retries + 1);
      return forgiven({ ...wait(ms, places.link(call)), answered: 0 });
    }
    const ways = call.targets.map((t) => ({
      probability: t.share,
      time: inRow([part(t.latency, places.link(call)), visit(t.activity, t.cpuTo)]),
    }));
    const plain = ways.length === 1 ? ways[0]!.time : oneOf(ways, stretch);
    if (!call.retry) return forgiven(plain);
    const { time, failed, attempts: tries } = withRetries(plain, call.retry, stretch);
    found.set(call, tries);
    holding.set(call, time.answered * sum(time.places) + (1 - time.answered) * sum(failed.places));
    // Who can do without the answer still waits until the call is given up.
    if (!optional || time.answered >= 1 - 1e-12) return forgiven(time);
    return forgiven(
      oneOf(
        [
          { probability: time.answered, time },
          { probability: 1 - time.answered, time: failed },
        ],
        stretch,
      ),
    );
  };

  const holds = (call: Call): number => {
    const t = callTime(call);
    return holding.get(call) ?? sum(t.places);
  };
  return { visit, own, call: callTime, holds, group, stretch, attempts: found, places };
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
      const ms = sum(t.places) * call.count * call.probability;
      if (ms > most) [longest, most] = [call, ms];
    }
    if (!longest) break;
    path.push(longest.link.id);
    at = network.activities[longest.targets[0]!.activity];
  }
  return path;
}

export const sum = (places: ReadonlyMap<string, number>): number =>
  Array.from(places.values()).reduce((a, b) => a + b, 0);
