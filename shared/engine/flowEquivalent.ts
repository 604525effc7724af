/** A pool of threads over the processors and calls that they are held for, as one server whose speed depends on how many are inside. */
import { profileOf } from './mva.ts';

export interface PoolQueue {
  /** Share of requests that find no free thread. */
  readonly waiting: number;
  /** Mean requests inside, and waiting for a thread. */
  readonly inside: number;
  readonly outside: number;
}

/**
 * Requests come at `rate` per ms; inside, each works `work` ms in all on `servers` processors and is away for `away` ms; at most
 * `threads` are inside, the others wait. Null where the pool cannot carry the rate. Flow-equivalent server (Chandy, Herzog, Woo
 * 1975): n inside leave at the throughput X(n) of n users in a closed loop. Exact without time away;
 * with it close, and on the careful side: work and time away in a row vary less than the one exponential that stands for them.
 */
export function poolQueue(
  rate: number,
  threads: number,
  away: number,
  servers: number,
  work: number,
): PoolQueue | null {
  const leave = loop(threads, away, servers, work);
  const most = leave(threads);
  if (rate >= most) return null;
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
  return {
    waiting: (p + tail) / whole,
    inside: (inside + threads * tail) / whole,
    outside: tail / (1 - load) / whole,
  };
}

/** Throughput of so many users in a closed loop of a delay and processors, per ms. */
function loop(users: number, away: number, servers: number, work: number): (n: number) => number {
  if (work === 0) return (n) => n / away;
  const rates = Array.from({ length: Math.min(users, Math.ceil(servers)) }, (_, k) => Math.min(k + 1, servers));
  // A loop needs some delay; this much does not show.
  return profileOf(users, Math.max(away, 1e-15 * work), [{ demand: [work], copies: 1, rates }]).throughput;
}
