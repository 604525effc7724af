/** A pool of threads near its limit: who waits for one, and how much traffic it would carry. Times in ms, rates per ms. */
import { gamma, sometimes } from './distribution.ts';
import { fullThroughput, type Inside, largestFactor, placeOf, poolQueue } from './flowEquivalent.ts';
import type { Station } from './load.ts';
import type { Host, Network } from './network.ts';
import { closedThroughput } from './queueing.ts';
import type { Pool } from './threads.ts';

/** Requests before some pools alike, of which each has so many threads. */
export interface Requests {
  readonly host: number;
  readonly pools: number;
  readonly threads: number;
  /** Of all pools. */
  readonly rate: number;
  /** Threads in use in the open network, all pools. */
  readonly held: number;
  /** Of one request: own work, and time that it waits for others in the open network. */
  readonly worked: number;
  readonly gone: number;
}

/** A station that the threads of one pool queue at: work of a request there, and erlangs of all others. */
interface Use {
  readonly host: Host;
  readonly replicas: number;
  readonly demand: number;
  readonly beside: number;
}

/** More threads that would add less than this share are no answer: then it is the callee that limits. */
const LITTLE = 1e-3;

/** `awaited`: by host, work that threads of the pools wait for, erlangs. */
export function crowdedPool(
  { host, pools, threads, rate, held, gone, worked }: Requests,
  network: Network,
  stations: readonly Station[],
  awaited: Float64Array,
): Pool {
  const own = network.hosts[host]!;
  const { offered, replicas } = stations[host]!;
  const servers = (own.servers * replicas) / pools;
  const callees: Use[] = [];
  let delay = gone;
  let served = 0;
  let most = Infinity;
  awaited.forEach((erlangs, h) => {
    const station = stations[h]!;
    const to = network.hosts[h]!;
    if (erlangs === 0 || !inProductForm(to, station)) return;
    const demand = erlangs / rate;
    callees.push({ host: to, replicas: station.replicas, demand, beside: others(station.offered, erlangs / pools) });
    delay -= demand * (1 + (station.meanWait * station.arrivals) / station.offered);
    served += demand;
    most = Math.min(most, (to.servers * station.replicas) / station.offered);
  });
  delay = Math.max(0, delay);
  const queued = Number.isFinite(servers) ? worked : 0;
  delay += worked - queued;
  const beside = others(offered / pools, (rate * worked) / pools);
  const uses = [...callees, ...(queued > 0 ? [{ host: own, replicas: replicas / pools, demand: queued, beside }] : [])];
  const inside = (factor: number): Inside => ({
    threads,
    delay,
    places: uses.map((u) => placeOf(u.host, u.replicas, [u.demand], u.beside * factor, threads)),
  });
  const carried = (factor: number): number => (pools * fullThroughput(inside(factor))) / rate;
  const limit = (): number => {
    if (callees.length > 0 && carried(most * (1 - LITTLE)) > most * (1 - LITTLE))
      return (pools * closedThroughput(threads, delay + served, servers, queued)) / rate;
    if (uses.every((u) => u.beside === 0)) return carried(1);
    return largestFactor(carried, Math.min(most, (servers * pools) / Math.max(offered, rate * worked)));
  };
  let factor: number | undefined;
  const queue = poolQueue(rate / pools, inside(1));
  const wait = queue ? (queue.more * pools) / rate : 0;
  return {
    held: queue ? queue.inside * pools : Math.min(held, threads * pools),
    saturated: queue === null,
    wait:
      queue && queue.more > NOTHING * queue.inside
        ? sometimes(queue.waiting, gamma(wait / queue.waiting, (wait / queue.waiting) ** 2))
        : null,
    get factor() {
      return (factor ??= limit());
    },
  };
}

/** Fewer waiting than this share of those inside are none. */
const NOTHING = 1e-9;

/** What is left of an offered load; a rounding is nothing. */
const others = (offered: number, own: number): number => (offered - own > 1e-12 * offered ? offered - own : 0);

/** Shared processors, or one exponential law for all visits, in a queue of open traffic without bound. */
const inProductForm = (host: Host, station: Station): boolean =>
  host.room === null &&
  Number.isFinite(host.servers) &&
  station.waiting !== null &&
  (host.discipline === 'sharing' || station.plain);
