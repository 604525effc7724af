/**
 * What a slow part does to those who wait for it: its delay passes up the calls, limits cut it short, and where it is waited out
 * threads are held until a pool is empty. On means, without a new steady state. Times in ms, rates per ms.
 */
import { opens, breakerState } from './breaker.ts';
import { sendingWork, SATURATED } from './load.ts';
import { type Activity, branchesOf, type Call, type Network, waitedGroupsOf } from './network.ts';
import type { SteadyState } from './steady.ts';
import { threadsOf } from './threads.ts';

/** How the visits of an activity end. */
export interface Visit {
  /** Mean time; Infinity where none ends. */
  readonly ms: number;
  /** Of it, waiting for others while it keeps its thread. */
  readonly awayMs: number;
  readonly fails: boolean;
  readonly lacks: boolean;
  readonly late: boolean;
}

/** How the calls of one step end. */
type Answer = Omit<Visit, 'awayMs'>;

export interface SlowVerdict {
  /** Visits that end otherwise than they do today, by activity. */
  readonly changed: ReadonlyMap<number, Visit>;
  /** Hosts whose threads run out under it. */
  readonly exhausted: readonly number[];
}

export interface Slowness {
  /** By activity, as it is today. */
  readonly usual: readonly Visit[];
  /** When each visit of these activities takes so much longer; null where that hurts nobody. */
  readonly slowed: (slow: ReadonlySet<number>, ms: number) => SlowVerdict | null;
}

/** Stands in for a visit that does not come back. */
const NEVER: Visit = { ms: Infinity, awayMs: 0, fails: true, lacks: false, late: false };

/** What slow parts do to this network. */
export function slowness(network: Network, state: SteadyState): Slowness {
  const { activities, hosts } = network;
  const steps = activities.map((a) => ({
    waits: waitedGroupsOf(a),
    events: a.calls.filter((c) => !c.waits),
    own: ownMs(network, state, a),
  }));
  const usual: Visit[] = [];
  for (const activity of activities) usual.push(visit(activity, 0, usual));
  const limits = hosts.map((host, h) => {
    const { replicas } = state.stations[h]!;
    return (host.threadsServe ? host.servers * replicas : threadsOf(host, replicas)) ?? Infinity;
  });
  const full = (held: number, h: number): boolean => limits[h]! < Infinity && held >= limits[h]! * SATURATED;

  function visit(activity: Activity, added: number, visits: readonly Visit[]): Visit {
    const { waits, events, own } = steps[activity.index]!;
    let ms = own + added;
    let awayMs = 0;
    let fails = false;
    let lacks = false;
    let late = false;
    for (const calls of waits) {
      const answer = groupAnswer(activity, calls, visits);
      ms += answer.ms;
      if (!calls.every((c) => c.targets.every((t) => activities[t.activity]!.host === activity.host)))
        awayMs += answer.ms;
      const needed = calls.some((c) => c.hard && (c.link.policy?.fallback ?? 'none') === 'none');
      fails ||= answer.fails && needed;
      lacks ||= answer.lacks || (answer.fails && !needed);
      late ||= answer.late;
    }
    for (const event of events)
      late ||= event.targets.some((t) => {
        const consumer = visits[t.activity]!;
        return consumer.fails || consumer.lacks || consumer.late;
      });
    return { ms, awayMs, fails: fails || ms === Infinity, lacks, late };
  }

  function groupAnswer(activity: Activity, calls: readonly Call[], visits: readonly Visit[]): Answer {
    const kind = calls[0]!.step.group?.kind;
    const each = calls.map((c) => callAnswer(activity, c, visits));
    if (kind === undefined || kind === 'choice') return inRow(calls, each);
    const branches = branchesOf(calls).map((branch) =>
      inRow(
        branch,
        branch.map((c) => each[calls.indexOf(c)]!),
        kind === 'alternative',
      ),
    );
    const common = {
      lacks: branches.some((b) => b.lacks),
      late: branches.some((b) => b.late),
    };
    if (kind === 'alternative') {
      // One after another until one answers.
      const tried = branches.findIndex((b) => !b.fails);
      const made = tried < 0 ? branches : branches.slice(0, tried + 1);
      return { ...common, ms: total(made.map((b) => b.ms)), fails: tried < 0 };
    }
    const need = kind === 'quorum' ? (calls[0]!.step.group!.need ?? branches.length) : branches.length;
    const answered = branches
      .filter((b) => !b.fails)
      .map((b) => b.ms)
      .sort((a, b) => a - b);
    const fails = answered.length < need;
    return { ...common, ms: fails ? Math.max(...branches.map((b) => b.ms)) : (answered[need - 1] ?? 0), fails };
  }

  function callAnswer(activity: Activity, call: Call, visits: readonly Visit[]): Answer {
    const targets = call.targets.map((t) => ({ share: t.share, ms: t.latency.mean, visit: visits[t.activity]! }));
    const common = {
      lacks: targets.some((t) => t.visit.lacks),
      late: targets.some((t) => t.visit.late),
    };
    if (call.fate === 'down') return { ...common, ms: 0, fails: true };
    const limit = call.retry?.timeoutMs ?? Infinity;
    const tries = (call.retry?.retries ?? 0) + 1;
    const pauses = total(call.retry?.pauses ?? []);
    let ms = 0;
    let failing = 0;
    for (const t of targets) {
      const time = call.fate === 'hangs' ? Infinity : t.ms + t.visit.ms;
      const bad = time > limit || (t.visit.fails && time < Infinity) || time === Infinity;
      if (bad) failing += t.share;
      if (t.share > 0) ms += t.share * (bad ? Math.min(time, limit) * tries + pauses : time);
    }
    let fails = failing >= 1 - 1e-9;
    const replicas = state.stations[activity.host]!.replicas;
    const perMs = (state.traffic.rate[activity.index]! * call.count * call.probability) / replicas;
    if (call.breaker && opens(call.breaker, perMs, failing)) {
      const ending = { failing: 1, failedMs: Math.min(ms, limit), answeredMs: Math.min(ms, limit) };
      ms = breakerState(call.breaker, perMs, ending, ending).passes * Math.min(ms, limit) * tries + pauses;
      fails = true;
    }
    if (call.bulkhead && perMs > 0) {
      const { concurrent, queue } = call.bulkhead;
      if (perMs * ms >= concurrent * SATURATED) {
        ms = Math.min(ms, (concurrent + queue) / perMs);
        fails = true;
      }
    }
    return { ...common, ms, fails };
  }

  const callers = callersOf(network);
  const slowed: Slowness['slowed'] = (slow, added) => {
    const visits = [...usual];
    const exhausted = new Set<number>();
    const first = Math.min(...slow);
    const dirty = new Uint8Array(activities.length);
    for (let more = true; more;) {
      more = false;
      const held = state.pools.map((p) => p.held);
      const reached = new Uint8Array(activities.length);
      for (let a = exhausted.size > 0 ? 0 : first; a < activities.length; a++) {
        const h = activities[a]!.host;
        const isSlow = slow.has(a);
        if (reached[a] === 1 || isSlow || exhausted.has(h)) {
          const ends = exhausted.has(h) ? NEVER : visit(activities[a]!, isSlow ? added : 0, visits);
          visits[a] = ends;
          dirty[a] = same(ends, usual[a]!) ? 0 : 1;
          const { awayMs } = usual[a]!;
          const longer = ends.awayMs - awayMs + (isSlow ? added : 0);
          if (Number.isFinite(awayMs)) held[h]! += times(longer, state.traffic.waited[a]!);
        }
        if (dirty[a] === 1) for (const caller of callers[a]!) reached[caller] = 1;
      }
      hosts.forEach((_, h) => {
        if (exhausted.has(h) || full(state.pools[h]!.held, h) || !full(held[h]!, h)) return;
        exhausted.add(h);
        more = true;
      });
    }
    const changed = new Map<number, Visit>();
    let hurt = exhausted.size > 0;
    for (let a = 0; a < visits.length; a++) {
      if (visits[a] === usual[a]) continue;
      changed.set(a, visits[a]!);
      hurt ||= worse(visits[a]!, usual[a]!);
    }
    return hurt ? { changed, exhausted: [...exhausted] } : null;
  };
  return { usual, slowed };
}

/** By activity, those that call it. */
function callersOf({ activities }: Network): readonly (readonly number[])[] {
  const callers = activities.map((): number[] => []);
  for (const { calls, index } of activities)
    for (const { targets } of calls) for (const t of targets) callers[t.activity]!.push(index);
  return callers;
}

/** Calls one after another; of an alternative the chance to be reached is decided by those before. */
function inRow(calls: readonly Call[], answers: readonly Answer[], reached = false): Answer {
  return {
    ms: total(answers.map((a, i) => times(a.ms, calls[i]!.count * (reached ? 1 : calls[i]!.probability)))),
    fails: answers.some((a) => a.fails),
    lacks: answers.some((a) => a.lacks),
    late: answers.some((a) => a.late),
  };
}

const total = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);
const times = (ms: number, count: number): number => (count === 0 ? 0 : ms * count);

/** Mean ms of a visit's own work, as it is today; without queueing where that has no end. */
function ownMs(network: Network, state: SteadyState, activity: Activity): number {
  const station = state.stations[activity.host]!;
  const host = network.hosts[activity.host]!;
  const work = activity.demand.mean + sendingWork(activity, state.attempts) * host.slowness;
  const ms = station.response ? station.response.mean : work * station.stretch + (station.wait?.mean ?? 0);
  return (Number.isFinite(ms) ? ms : work) + (activity.pause?.mean ?? 0);
}

const same = (a: Visit, b: Visit): boolean =>
  a.ms === b.ms && a.fails === b.fails && a.lacks === b.lacks && a.late === b.late;

const worse = (a: Visit, b: Visit): boolean => (a.fails && !b.fails) || (a.lacks && !b.lacks) || (a.late && !b.late);
