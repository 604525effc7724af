/** Closed forms of single stations: who waits, how long, how much is refused. Times in ms, rates per ms, loads in erlangs. */

/**
 * Erlang B: share of arrivals that find all `c` servers busy and are refused, at offered load `a` erlangs.
 * Recursion B(k) = a B(k-1) / (k + a B(k-1)); exact for every service distribution. Source: Erlang 1917.
 */
export function erlangB(c: number, a: number): number {
  let b = 1;
  for (let k = 1; k <= c; k++) b = (a * b) / (k + a * b);
  return b;
}

/**
 * Erlang C: share of arrivals that must wait in M/M/c at offered load `a` < c erlangs; 1 at or beyond c.
 * Source: Erlang 1917; B / (1 - (a/c)(1 - B)).
 */
export function erlangC(c: number, a: number): number {
  if (a <= 0) return 0;
  if (a >= c) return 1;
  // Part of a core: between the whole numbers around it.
  const whole = Math.floor(c);
  if (whole < c) return (whole + 1 - c) * (whole > 0 ? erlangC(whole, a) : 1) + (c - whole) * erlangC(whole + 1, a);
  const b = erlangB(c, a);
  return b / (1 - (a / c) * (1 - b));
}

/**
 * How much longer work takes on `c` cores that all jobs share, each on at most one core: response = work x this.
 * Exact for every distribution and class mix. Infinity when a >= c. Source: Cohen 1979, generalised processor sharing.
 */
export function sharingStretch(c: number, a: number): number {
  if (a >= c) return Infinity;
  // Less than one core is one core that is slow.
  return c < 1 ? 1 / (c - a) : 1 + erlangC(c, a) / (c - a);
}

/** State probabilities of M/M/c/K (`room` waiting places, K = c + room) at offered load `a`; index = jobs in the station. */
export function statesWithRoom(c: number, room: number, a: number): Float64Array {
  const p = new Float64Array(c + room + 1);
  p[0] = 1;
  let sum = 1;
  for (let n = 1; n < p.length; n++) {
    p[n] = (p[n - 1]! * a) / Math.min(n, c);
    sum += p[n]!;
    // Rescale before a large load overflows.
    if (sum > 1e200) {
      for (let k = 0; k <= n; k++) p[k]! /= sum;
      sum = 1;
    }
  }
  return p.map((x) => x / sum);
}

/** Loops of more users than this are as good as at their limit. */
const MOST_USERS = 100_000;

/**
 * A closed loop of `users` between a delay of mean `think` and one station of `c` servers with exponential work of mean
 * `work`. Gives jobs-at-station probabilities. Exact (birth-death, machine repair model). Source: Feller I, XVII.7.
 */
export function closedStates(users: number, think: number, c: number, work: number): Float64Array {
  const p = new Float64Array(users + 1);
  if (users === 0 || work === 0) {
    p[0] = 1;
    return p;
  }
  if (think === 0) {
    p[users] = 1;
    return p;
  }
  // In logarithms: with many users the raw products leave the range of a double.
  const log = new Float64Array(users + 1);
  let top = 0;
  for (let n = 1; n <= users; n++) {
    log[n] = log[n - 1]! + Math.log(((users - n + 1) / think) * (work / Math.min(n, c)));
    top = Math.max(top, log[n]!);
  }
  let sum = 0;
  for (let n = 0; n <= users; n++) sum += p[n] = Math.exp(log[n]! - top);
  return p.map((x) => x / sum);
}

/** Answers per ms of that closed loop. With very many users its limits are its value. */
export function closedThroughput(users: number, think: number, c: number, work: number): number {
  if (users > MOST_USERS) return Math.min(users / (think + work), c / work);
  if (work === 0) return think === 0 ? Infinity : users / think;
  return closedStates(users, think, c, work).reduce((sum, p, n) => sum + (p * Math.min(n, c)) / work, 0);
}

/** Beyond so many servers open traffic is taken to occupy whole servers. */
const MANY_SERVERS = 500;

/**
 * Work per ms that a station of `c` servers does for k = 1, 2, … closed jobs beside `a` erlangs of open traffic, a < c: the
 * last entry holds for all larger numbers, up to `most` jobs. Without open traffic min(k, c). Exact for shared processors, and
 * for first come first served with one exponential law: the open jobs summed out of the product form (Reiser, Kobayashi 1975).
 */
export function ratesLeft(c: number, a: number, most: number): number[] {
  const levels = Math.max(1, Math.min(Math.ceil(c), most));
  const s = Math.ceil(c) - 1;
  if (a === 0 || s > MANY_SERVERS) return Array.from({ length: levels }, (_, k) => Math.min(k + 1, c - a));
  // k! times the weight of k closed jobs, as head + tail: fewer, or at least as many jobs inside as keep all servers busy.
  const term = [1];
  for (let j = 1; j <= s; j++) term[j] = (term[j - 1]! * a) / j;
  const heads = [0];
  for (let j = 0; j < s; j++) heads.push(heads[j]! + term[j]!);
  const rates: number[] = [];
  let tail = term[s]!;
  let weight = heads[s]! + (c / (c - a)) * tail;
  for (let k = 1; k <= levels; k++) {
    if (k > s || tail > 1e200) {
      rates.push(c - a);
      continue;
    }
    tail = (tail * k) / (c - a) + term[s - k]!;
    const next = heads[s - k]! + (c / (c - a)) * tail;
    rates.push((k * weight) / next);
    weight = next;
  }
  return rates;
}
