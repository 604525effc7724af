/** Closed users before pools of threads: who holds a thread moves in a network of its own, others wait. Times in ms, rates per ms. */
import type { Network } from './network.ts';
import { type Attempts, callsPerVisit, sendingWork } from './load.ts';
import { type ClosedPlace, profileOf } from './mva.ts';

/** Users who all do the same, and what stands in their way. */
export interface Crowd {
  readonly users: number;
  readonly thinkMs: number;
  /** Visits of a cycle that nobody but the user makes, by activity. */
  readonly entries: ReadonlyMap<number, number>;
  /** Cycles per ms that are taken to load a host from beside the thread at hand. */
  readonly guess: number;
  /** Requests that a host lets in at a time; null = no limit that could bind. */
  readonly limit: (host: number) => number | null;
  /** A host as a place, for a given work of a cycle: `other` is the part of it that is done outside of the thread at hand. */
  readonly place: (host: number, demand: number, other: number, users: number) => ClosedPlace;
}

export interface PooledLoop {
  /** Cycles per ms. */
  readonly throughput: number;
  /** Some host is used beside the thread at hand, so that the guess counts. */
  readonly apart: boolean;
  /** Closed jobs by host, all replicas. */
  readonly jobs: ReadonlyMap<number, number>;
  readonly pools: ReadonlyMap<number, PoolWait>;
}

/** The queue before a pool. */
export interface PoolWait {
  /** Mean wait of a visit from another process, ms, and the share that waits. */
  readonly wait: number;
  readonly waiting: number;
  /** Mean threads that users hold, all replicas. */
  readonly held: number;
}

/** What is done with one thread, or (the outermost) with none. */
interface Scope {
  readonly host: number;
  threads: number;
  /** Visits of a cycle that take a thread. */
  entered: number;
  readonly demand: Float64Array;
  delay: number;
  readonly inside: Scope[];
}

const OUTSIDE = -1;

/** Pools inside pools are told apart up to here; further ones are no limit. */
const MOST_SCOPES = 60;

/**
 * Throughput and jobs at all places. A pool with what its threads do is a single station that works at the throughput of the
 * network inside with as many users as threads are taken (flow equivalence: Chandy, Herzog, Woo 1975; memory constraints:
 * Lazowska et al. 1984, chapter 9). Approximate where the network inside has several places; a host that is used with and
 * without a certain thread, or with different ones, sees each use as open traffic to the others.
 */
export function pooledLoop(network: Network, crowd: Crowd, attempts: Attempts): PooledLoop {
  const scopes: Scope[] = [];
  const root = scopeOf(network, crowd, attempts, crowd.entries, OUTSIDE, new Set(), scopes);
  const total = new Float64Array(network.hosts.length);
  const entered = new Float64Array(network.hosts.length);
  for (const s of scopes) {
    s.demand.forEach((d, h) => (total[h]! += d));
    if (s.host !== OUTSIDE) entered[s.host]! += s.entered;
  }
  // A pool that is entered from several sides is split by how often.
  for (const s of scopes)
    if (s.host !== OUTSIDE) s.threads = Math.max(1, Math.round((s.threads * s.entered) / entered[s.host]!));
  const other = (s: Scope, h: number): number => crowd.guess * Math.max(0, total[h]! - s.demand[h]!);
  const found = solve(root, crowd.users, crowd, other);
  const throughput = found.throughput(crowd.users);
  return {
    throughput,
    apart: scopes.some((s) => s.demand.some((d, h) => d > 0 && total[h]! > d * (1 + 1e-12))),
    jobs: new Map(Array.from(found.jobs, ([h, of]) => [h, of(crowd.users)] as const)),
    pools: new Map(
      Array.from(found.pools, ([h, of]) => {
        const { wait, waiting, held } = of(crowd.users);
        return [h, { wait: wait / (throughput * entered[h]!), waiting: waiting / entered[h]!, held }] as const;
      }),
    ),
  };
}

function scopeOf(
  network: Network,
  crowd: Crowd,
  attempts: Attempts,
  start: ReadonlyMap<number, number>,
  host: number,
  held: ReadonlySet<number>,
  scopes: Scope[],
): Scope {
  const demand = new Float64Array(network.hosts.length);
  const scope: Scope = {
    host,
    threads: host === OUTSIDE ? crowd.users : crowd.limit(host)!,
    entered: 0,
    demand,
    delay: host === OUTSIDE ? crowd.thinkMs : 0,
    inside: [],
  };
  scopes.push(scope);
  const visits = new Float64Array(network.activities.length);
  const further = new Map<number, Map<number, number>>();
  const receiving = new Map<number, number>();
  const go = (activity: number, n: number, cpu: number, anew: boolean): void => {
    const to = network.activities[activity]!.host;
    const work = cpu * n * network.hosts[to]!.slowness;
    const takes = anew && !held.has(to) && crowd.limit(to) !== null && scopes.length + further.size < MOST_SCOPES;
    if (!takes) {
      visits[activity]! += n;
      demand[to]! += work;
      return;
    }
    const visitsThere = further.get(to) ?? new Map<number, number>();
    further.set(to, visitsThere.set(activity, (visitsThere.get(activity) ?? 0) + n));
    receiving.set(to, (receiving.get(to) ?? 0) + work);
  };
  for (const [activity, n] of start) go(activity, n, 0, host === OUTSIDE);
  // Callers come after their callees.
  for (let a = visits.length - 1; a >= 0; a--) {
    const v = visits[a]!;
    if (v === 0) continue;
    const activity = network.activities[a]!;
    const { slowness } = network.hosts[activity.host]!;
    demand[activity.host]! += v * (activity.demand.mean + sendingWork(activity, attempts) * slowness);
    scope.delay += v * (activity.pause?.mean ?? 0);
    for (const call of activity.calls) {
      if (!call.waits) continue;
      for (const t of call.targets) {
        const calls = v * callsPerVisit(call, attempts) * t.share;
        scope.delay += calls * t.latency.mean;
        if (call.fate !== 'down') go(t.activity, calls, t.cpuTo, t.network);
      }
    }
  }
  for (const [to, of] of further) {
    const child = scopeOf(network, crowd, attempts, of, to, new Set([...held, to]), scopes);
    child.demand[to]! += receiving.get(to)!;
    child.entered = Array.from(of.values()).reduce((a, b) => a + b, 0);
    scope.inside.push(child);
  }
  return scope;
}

/** A scope by population: cycles per ms, jobs by host, and the queues before the pools inside. */
interface Solved {
  readonly throughput: (users: number) => number;
  readonly jobs: ReadonlyMap<number, (users: number) => number>;
  readonly pools: ReadonlyMap<number, (users: number) => Before>;
}

/** Users in the queue before a pool, the share that waits x visits a cycle, and threads held. */
interface Before {
  readonly wait: number;
  readonly waiting: number;
  readonly held: number;
}

const NOBODY: Before = { wait: 0, waiting: 0, held: 0 };

/** Worked out once for each population that is asked for. */
function kept<T>(of: (users: number) => T): (users: number) => T {
  const known: T[] = [];
  return (n) => (known[n] ??= of(n));
}

function solve(scope: Scope, users: number, crowd: Crowd, other: (s: Scope, h: number) => number): Solved {
  const places: ClosedPlace[] = [];
  const hosts: number[] = [];
  let { delay } = scope;
  scope.demand.forEach((d, h) => {
    if (d === 0) return;
    const place = crowd.place(h, d, other(scope, h), users);
    if (place.rates[0] === Infinity) {
      delay += d;
      return;
    }
    hosts.push(h);
    places.push(place);
  });
  const taken = scope.inside.map((child) => Math.min(users, child.threads));
  const inside = scope.inside.map((child, i) => solve(child, taken[i]!, crowd, other));
  // A cycle needs some delay; this much does not show.
  const work = Math.max(1e-6, delay, ...scope.demand, ...inside.map((s) => 1 / s.throughput(1)));
  const all = [
    ...places,
    ...inside.map((s, i): ClosedPlace => ({
      demand: [1],
      copies: 1,
      rates: Array.from({ length: taken[i]! }, (_, k) => s.throughput(k + 1)),
    })),
  ];
  const { throughput, presence } = profileOf(users, Math.max(delay, 1e-15 * work), all);
  const jobs = new Map<number, (users: number) => number>();
  const pools = new Map<number, (users: number) => Before>();
  const addJobs = (h: number, of: (n: number) => number): void => {
    const known = jobs.get(h);
    jobs.set(
      h,
      kept((n) => (known?.(n) ?? 0) + of(n)),
    );
  };
  const addPool = (h: number, of: (n: number) => Before): void => {
    const known = pools.get(h);
    pools.set(
      h,
      kept((n) => {
        const more = of(n);
        const { wait, waiting, held } = known?.(n) ?? NOBODY;
        return { wait: wait + more.wait, waiting: waiting + more.waiting, held: held + more.held };
      }),
    );
  };
  hosts.forEach((h, k) => addJobs(h, (n) => presence[k]!.jobs(n) * places[k]!.copies));
  scope.inside.forEach((child, i) => {
    const at = presence[places.length + i]!;
    const most = taken[i]!;
    /** Mean of what holds with k threads taken. */
    const mean = (n: number, of: (k: number) => number): number => {
      let sum = 0;
      for (let k = 1; k <= most; k++) sum += at.share(n, k) * of(k);
      return sum;
    };
    for (const [h, inner] of inside[i]!.jobs) addJobs(h, (n) => mean(n, inner));
    for (const [h, inner] of inside[i]!.pools)
      addPool(h, (n) => ({
        wait: mean(n, (k) => inner(k).wait),
        waiting: mean(n, (k) => inner(k).waiting),
        held: mean(n, (k) => inner(k).held),
      }));
    addPool(child.host, (n) => ({
      wait: Math.max(0, at.jobs(n) - mean(n, (k) => k)),
      held: mean(n, (k) => k),
      // An arriving user finds the others.
      waiting: n > most ? at.share(n - 1, most) * child.entered : 0,
    }));
  });
  return { throughput, jobs, pools };
}
