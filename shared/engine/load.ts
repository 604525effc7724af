/** Traffic down the call trees: visits and work per station, machines needed, how stations respond. Rates per ms. */
import { ASSUMPTIONS, DEPLOYABLE } from '../model/defaults.ts';
import type { Activity, Call, Host, Network } from './network.ts';
import { gamma, type Law, sometimes } from './distribution.ts';
import { responseMMc, responseWithRoom } from './responses.ts';
import { erlangC, sharingStretch, statesWithRoom } from './queueing.ts';

/** At this utilisation and beyond, an unbounded queue grows without end. */
export const SATURATED = 1 - 1e-9;

export interface Traffic {
  /** Visits per ms by activity. */
  readonly rate: Float64Array;
  /** Of those, the ones that somebody waits for. */
  readonly waited: Float64Array;
  /** Visits a request by activity, one array a journey. */
  readonly visits: readonly Float64Array[];
  /** Requests per ms by journey. */
  readonly requests: readonly number[];
}

/** What a policy makes of a call. */
export interface Effort {
  /** Mean attempts a call. */
  readonly tries: number;
  /** Calls that reach the callee, a call: not those that a breaker or a bulkhead refuses. */
  readonly carried: number;
}

/** Calls that are not here are made once. */
export type Attempts = ReadonlyMap<Call, Effort>;

export function trafficOf(network: Network, requests: readonly number[], attempts: Attempts): Traffic {
  const size = network.activities.length;
  const rate = new Float64Array(size);
  const waited = new Float64Array(size);
  const visits: Float64Array[] = [];
  network.journeys.forEach((j, i) => {
    const all = new Float64Array(size);
    const held = new Float64Array(size);
    for (const e of j.entries) {
      all[e.activity]! += e.share;
      held[e.activity]! += e.share;
    }
    // Callers come after their callees, so going backwards sees each caller before what it calls.
    for (let a = size - 1; a >= 0; a--) {
      if (all[a] === 0) continue;
      for (const call of network.activities[a]!.calls) {
        const calls = callsPerVisit(call, attempts);
        for (const t of call.targets) {
          if (call.fate === 'down') continue;
          all[t.activity]! += all[a]! * calls * t.share;
          if (call.waits) held[t.activity]! += held[a]! * calls * t.share;
        }
      }
    }
    visits.push(all);
    const perMs = requests[i]!;
    for (let a = 0; a < size; a++) {
      rate[a]! += perMs * all[a]!;
      waited[a]! += perMs * held[a]!;
    }
  });
  return { rate, waited, visits, requests };
}

export const callsPerVisit = (call: Call, attempts: Attempts): number =>
  call.count * call.probability * (attempts.get(call)?.carried ?? 1);

/** Work that an activity's own calls add to its visit, ms (serialising at the caller's end). */
export function sendingWork({ calls }: Pick<Activity, 'calls'>, attempts: Attempts): number {
  let work = 0;
  for (const call of calls) for (const t of call.targets) work += callsPerVisit(call, attempts) * t.share * t.cpuFrom;
  return work;
}

export interface Station {
  readonly replicas: number;
  /** Work offered, in servers kept busy (erlangs), and visits per ms, all replicas together. */
  readonly offered: number;
  readonly arrivals: number;
  readonly utilisation: number;
  readonly saturated: boolean;
  /** Of shared processors: response = work x stretch. 1 elsewhere. */
  readonly stretch: number;
  /** Of a first-come station: the wait of a visit, or the whole response where the exact law is known. */
  readonly wait: Law | null;
  readonly response: Law | null;
  readonly refused: number;
  readonly meanWait: number;
  /** Share of visits that find every server busy; null where it is not known. */
  readonly waiting: number | null;
  /** One exponential law for all visits: the exact formulas hold. */
  readonly plain: boolean;
  /** Squared coefficient of variation of the work. */
  readonly cv2: number;
  /** Demanded over granted, of the quota that is nearest to its limit; 0 without a quota. */
  readonly quota: number;
}

/** Replicas bought: as given, or the fewest whole ones that keep utilisation at or under the target. */
export function replicasFor(host: Host, offered: number, utilisationTarget: number | undefined): number {
  const r = host.deployable?.replicas;
  if (!r) return DEPLOYABLE.replicas.value;
  if ('fixed' in r) return r.fixed;
  const target =
    r.target ?? host.deployable?.utilisationTarget ?? utilisationTarget ?? ASSUMPTIONS.utilisationTarget.value;
  const needed = Number.isFinite(host.servers) ? Math.ceil(offered / (host.servers * target) - 1e-9) : 1;
  return Math.max(r.min, Math.min(r.max, needed));
}

/** Station state at the given traffic. `sized`: replicas already decided (at peak); absent = decide them here. */
export function stationsOf(
  network: Network,
  traffic: Traffic,
  attempts: Attempts,
  sized?: readonly number[],
): Station[] {
  const size = network.activities.length;
  const receiving = new Float64Array(size);
  for (let a = 0; a < size; a++)
    for (const call of network.activities[a]!.calls)
      for (const t of call.targets)
        if (call.fate !== 'down')
          receiving[t.activity]! += traffic.rate[a]! * callsPerVisit(call, attempts) * t.share * t.cpuTo;

  // By host; rows of numbers, because an answer asks for them several times.
  const hosts = network.hosts.length;
  const arrivals = new Float64Array(hosts);
  const work = new Float64Array(hosts);
  const second = new Float64Array(hosts);
  const latest = new Float64Array(hosts);
  const uneven = new Uint8Array(hosts);
  for (const { index, host, demand, calls } of network.activities) {
    const rate = traffic.rate[index]!;
    if (rate === 0) continue;
    const added = (sendingWork({ calls }, attempts) + receiving[index]! / rate) * network.hosts[host]!.slowness;
    const mean = demand.mean + added;
    // One class of exponential work: the exact formulas hold.
    const same = arrivals[host] === 0 || Math.abs(latest[host]! - mean) < 1e-9 * mean;
    if (!demand.exponential || added !== 0 || !same) uneven[host] = 1;
    latest[host] = mean;
    arrivals[host]! += rate;
    work[host]! += rate * mean;
    second[host]! += rate * (demand.variance + mean * mean);
  }
  const quota = quotaUse(network, traffic, attempts);
  return network.hosts.map((host, h) =>
    station(
      host,
      { arrivals: arrivals[h]!, work: work[h]!, second: second[h]!, plain: uneven[h] === 0 },
      sized?.[h] ?? replicasFor(host, work[h]!, network.project.assumptions?.utilisationTarget),
      quota[h]!,
    ),
  );
}

function station(
  host: Host,
  total: { arrivals: number; work: number; second: number; plain: boolean },
  replicas: number,
  quota: number,
): Station {
  const { arrivals, work: offered, plain } = total;
  const mean = arrivals > 0 ? offered / arrivals : 0;
  const cv2 = mean > 0 ? Math.max(0, total.second / arrivals / (mean * mean) - 1) : 0;
  const overQuota = quota >= SATURATED;
  const idle: { -readonly [K in keyof Station]: Station[K] } = {
    replicas,
    offered,
    arrivals,
    utilisation: quota,
    saturated: overQuota,
    stretch: 1,
    wait: null,
    response: null,
    refused: 0,
    meanWait: 0,
    waiting: 0,
    plain,
    cv2,
    quota,
  };
  if (host.discipline === 'delay' || mean === 0) return idle;

  const servers = host.pooled ? host.servers * replicas : host.servers;
  const a = host.pooled ? offered : offered / replicas;
  if (host.room !== null) return withRoom(host, idle, servers, host.pooled ? host.room * replicas : host.room, a);
  const use = a / servers;
  const utilisation = Math.max(quota, use);
  if (overQuota || use >= SATURATED)
    return { ...idle, utilisation, saturated: true, stretch: Infinity, meanWait: Infinity, waiting: 1 };
  const waiting = erlangC(servers, a);
  if (host.discipline === 'sharing') {
    idle.utilisation = utilisation;
    idle.stretch = sharingStretch(servers, a);
    idle.meanWait = mean * (idle.stretch - 1);
    idle.waiting = waiting;
    return idle;
  }
  if (plain) {
    const response = responseMMc(mean, servers, a, waiting);
    return { ...idle, utilisation, response, meanWait: response.mean - mean, waiting };
  }
  // Allen-Cunneen mean; the shape of the wait from the ratio of moments in M/G/1 (Takacs), E[S^3] as of a lognormal.
  const meanWait = ((waiting * mean) / (servers - a)) * ((1 + cv2) / 2);
  const w1 = (use * mean * (1 + cv2)) / (2 * (1 - use));
  const second = 2 * w1 * w1 + (use * mean * mean * (1 + cv2) ** 3) / (3 * (1 - use));
  const ratio = use > 0 ? (second * use) / (w1 * w1) - 1 : 1;
  const delayed = waiting > 0 ? meanWait / waiting : 0;
  return {
    ...idle,
    utilisation,
    wait: sometimes(waiting, gamma(delayed, ratio * delayed * delayed)),
    meanWait,
    waiting,
  };
}

/** A station that refuses who finds it full, which it never saturates by: jobs inside as in M/M/c/K. Takes whole servers. */
function withRoom(host: Host, idle: Station, servers: number, room: number, a: number): Station {
  const c = Math.floor(servers);
  const mean = idle.offered / idle.arrivals;
  const states = statesWithRoom(c, room, a);
  const refused = states[c + room]!;
  const carried = { utilisation: Math.max(idle.quota, (a / servers) * (1 - refused)), refused };
  const busy = states.reduce((sum, p, n) => (n >= c && n < c + room ? sum + p : sum), 0);
  const waiting = refused < 1 ? busy / (1 - refused) : 0;
  if (host.discipline === 'sharing') {
    // Whoever is let in shares the cores, whatever the law of its work (a truncated reversible process); response by Little.
    const inside = states.reduce((sum, p, n) => sum + p * n, 0);
    const stretch = Math.max(1, inside / (a * (1 - refused)));
    return { ...idle, ...carried, stretch, meanWait: mean * (stretch - 1), waiting };
  }
  const { law } = responseWithRoom(mean, c, room, a);
  return { ...idle, ...carried, response: law, meanWait: law.mean - mean, waiting };
}

/** Demand over quota by host: visits, or a billed unit of the links at its components. */
function quotaUse(network: Network, traffic: Traffic, attempts: Attempts): readonly number[] {
  return network.hosts.map((host, h) => {
    const quota = host.deployable?.quota;
    if (!quota?.perSecond) return 0;
    let perMs = 0;
    for (const activity of network.activities) {
      const rate = traffic.rate[activity.index]!;
      if (!quota.counts || quota.counts === 'visits') {
        if (activity.host === h) perMs += rate;
        continue;
      }
      for (const call of activity.calls)
        for (const t of call.targets)
          if (activity.host === h || network.activities[t.activity]!.host === h)
            perMs += rate * callsPerVisit(call, attempts) * t.share * (call.link.billed?.[quota.counts] ?? 0);
    }
    return (perMs * 1000) / quota.perSecond;
  });
}
