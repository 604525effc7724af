/** A pool of threads over what they are held for, as one server whose speed depends on how many are inside. Times in ms, rates per ms. */
import { openPlace } from './manyUsers.ts';
import { type ClosedPlace, profileOf } from './mva.ts';
import { SATURATED } from './load.ts';
import type { Host } from './network.ts';
import { ratesLeft } from './queueing.ts';

/** What one request does inside: `delay` ms that nobody queues for, and work at places. */
export interface Inside {
  readonly threads: number;
  readonly delay: number;
  readonly places: readonly ClosedPlace[];
}

export interface PoolQueue {
  /** Share of requests that find no free thread. */
  readonly waiting: number;
  /** Mean requests inside, and waiting for a thread. */
  readonly inside: number;
  readonly outside: number;
  /** How many more that is than there would be with a thread for everybody. */
  readonly more: number;
}

/** Open traffic beyond this share of a place leaves others next to nothing; it is then saturated, or nearly. */
const MOST_OPEN = 1 - 1e-6;

/** A host as a place: `demand` of a cycle by class, beside other work of so many erlangs. */
export function placeOf(
  host: Host,
  replicas: number,
  demand: readonly number[],
  beside: number,
  users: number,
): ClosedPlace {
  const copies = host.pooled ? 1 : replicas;
  const servers = host.pooled ? host.servers * replicas : host.servers;
  const a = Math.min(beside / copies, servers * MOST_OPEN);
  return { demand: demand.map((d) => d / copies), copies, rates: ratesLeft(servers, a, users + 1) };
}

/**
 * Requests come at `rate`; at most `threads` are inside, the others wait. Null where the pool cannot carry the rate. Flow-equivalent
 * server (Chandy, Herzog, Woo 1975): n inside leave at the throughput X(n) of n users in a closed loop. Exact for one place and no
 * delay; else close, and on the careful side: stages in a row vary less than the one exponential that stands for them.
 */
export function poolQueue(rate: number, pool: Inside): PoolQueue | null {
  const { threads } = pool;
  const leave = loop(pool);
  const most = leave(threads);
  if (rate >= most * SATURATED) return null;
  // Relative probabilities of n inside; beyond the last thread a geometric tail.
  let p = 1;
  let sum = 1;
  let inside = 0;
  for (let n = 1; n <= threads; n++) {
    p *= rate / leave(n);
    sum += p;
    inside += n * p;
    if (sum > 1e200) [p, sum, inside] = [p / sum, 1, inside / sum];
  }
  const load = rate / most;
  const tail = (p * load) / (1 - load);
  const whole = sum + tail;
  const found = { inside: (inside + threads * tail) / whole, outside: tail / (1 - load) / whole };
  const open = pool.places.reduce((jobs, p) => jobs + p.copies * openPlace(p, rate).jobs, rate * pool.delay);
  return { waiting: (p + tail) / whole, ...found, more: Math.max(0, found.inside + found.outside - open) };
}

/** What a pool lets through when all its threads are taken, per ms. */
export const fullThroughput = (pool: Inside): number => loop(pool)(pool.threads);

/** Throughput of so many users in a closed loop of a delay and places, per ms. */
function loop({ threads, delay, places }: Inside): (n: number) => number {
  const work = places.reduce((sum, { demand, copies }) => sum + demand[0]! * copies, 0);
  if (work === 0) return (n) => n / delay;
  // A loop needs some delay; this much does not show.
  return profileOf(threads, Math.max(delay, 1e-15 * work), places).throughput;
}

/** How far a limit may be off, as a share. */
const NEAR = 1e-10;

/**
 * Largest multiple f of all traffic that a pool keeps up with: carried(f) = f x today's rate. `carried` falls, as other traffic
 * takes more of the places, so there is one, below `most`. False position (Illinois).
 */
export function largestFactor(carried: (factor: number) => number, most: number): number {
  let [low, high] = [0, most];
  let [over, under] = [carried(low), carried(high) - high];
  for (let side = 0, i = 0; i < 100; i++) {
    const middle = (low * under - high * over) / (under - over);
    const left = carried(middle) - middle;
    if (Math.abs(left) <= NEAR * middle) return middle;
    // An end that stays twice counts half, so that it moves.
    if (left > 0) {
      [low, over] = [middle, left];
      if (side > 0) under /= 2;
    } else {
      [high, under] = [middle, left];
      if (side < 0) over /= 2;
    }
    side = Math.sign(left);
  }
  return low;
}
