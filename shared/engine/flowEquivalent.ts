/** A pool of threads over the processors and calls that they are held for, as one server whose speed depends on how many are inside. */

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
 * 1975): n inside leave at the throughput X(n) of n users in a closed loop, by convolution (Buzen 1973). Exact without time away;
 * with it close, and on the careful side: work and time away in a row vary less than the one exponential that stands for them.
 */
export function poolQueue(
  rate: number,
  threads: number,
  away: number,
  servers: number,
  work: number,
): PoolQueue | null {
  const leave = throughputs(threads, away, servers, work);
  const most = leave[threads]!;
  if (rate >= most) return null;
  // Relative probabilities of n inside; beyond the last thread a geometric tail.
  let p = 1;
  let sum = 1;
  let inside = 0;
  for (let n = 1; n <= threads; n++) {
    p *= rate / leave[n]!;
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

/** Users beyond which a closed loop is taken at its limits. */
const MOST_USERS = 2000;

/** Throughput of 0 to `users` users in a closed loop of a delay and `servers` processors, per ms. */
function throughputs(users: number, away: number, servers: number, work: number): Float64Array {
  const limit = (n: number): number => Math.min(n / (away + work), work > 0 ? servers / work : Infinity);
  const found = new Float64Array(users + 1);
  if (users > MOST_USERS || work === 0 || away === 0 || !Number.isFinite(servers)) {
    for (let n = 1; n <= users; n++) found[n] = away === 0 && work > 0 ? Math.min(n, servers) / work : limit(n);
    return found;
  }
  // Both factors scaled by the throughput at the limit, so that they stay within the range of a double.
  const scale = limit(users);
  const there = new Float64Array(users + 1);
  const gone = new Float64Array(users + 1);
  there[0] = gone[0] = 1;
  for (let n = 1; n <= users; n++) {
    there[n] = (there[n - 1]! * work * scale) / Math.min(n, servers);
    gone[n] = (gone[n - 1]! * away * scale) / n;
  }
  let before = 1;
  for (let n = 1; n <= users; n++) {
    let constant = 0;
    for (let k = 0; k <= n; k++) constant += there[k]! * gone[n - k]!;
    found[n] = (before / constant) * scale;
    before = constant;
  }
  return found;
}
