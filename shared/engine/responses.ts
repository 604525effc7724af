/** Laws of the time at a station with exponential work. Times in ms. */
import { exponential, type Law, TAIL } from './distribution.ts';
import { statesWithRoom } from './queueing.ts';
import { lnGammaP, lnSum } from './specialFunctions.ts';

/** Response of M/M/c, first come first served: work of mean `s`, `a` erlangs offered, a < c. Exact. */
export function responseMMc(s: number, c: number, a: number, wait: number): Law {
  if (c === 1) return exponential(s / (1 - a));
  const m = 1 / s;
  const d = (c - a) / s;
  const tail = (t: number): number =>
    Math.abs(d - m) < 1e-9 * m
      ? Math.exp(-m * t) * (1 + wait * m * t)
      : (1 - wait) * Math.exp(-m * t) + (wait * (d * Math.exp(-m * t) - m * Math.exp(-d * t))) / (d - m);
  return {
    mean: s + wait / d,
    variance: s * s + (wait * (2 - wait)) / (d * d),
    upper: -Math.log(TAIL) * (s + 1 / d),
    cdf: (t) => (t > 0 ? 1 - tail(t) : 0),
  };
}

/** Response of those whom a station with `room` waiting places admits, and the share that it refuses. M/M/c/K, exact. */
export function responseWithRoom(s: number, c: number, room: number, a: number): { law: Law; refused: number } {
  const p = statesWithRoom(c, room, a);
  const refused = p[p.length - 1]!;
  const seen = Array.from(p.subarray(0, -1), (x) => x / (1 - refused));
  return { law: mixtureOfPlaces(s, c, seen), refused };
}

/** Response in a station of `c` servers with exponential work `s`, by what an arrival finds: seen[n] = P(n jobs inside). */
export function mixtureOfPlaces(s: number, c: number, seen: readonly number[]): Law {
  const m = 1 / s;
  const v = c / s;
  let mean = 0;
  let second = 0;
  seen.forEach((p, n) => {
    const ahead = Math.max(0, n - c + 1);
    const mu = s + ahead / v;
    mean += p * mu;
    second += p * (s * s + ahead / (v * v) + mu * mu);
  });
  // How many must leave before one is served, and the chance of it.
  const ahead: number[] = [];
  seen.forEach((p, n) => {
    const k = Math.max(0, n - c + 1);
    if (p > 1e-17) ahead[k] = (ahead[k] ?? 0) + p;
  });
  const most = ahead.length - 1;
  const lnFactorial = [0];
  for (let k = 1; k <= most; k++) lnFactorial[k] = lnFactorial[k - 1]! + Math.log(k);
  const lnPoisson = (k: number, x: number): number =>
    x > 0 ? k * Math.log(x) - x - lnFactorial[k]! : k === 0 ? 0 : -Infinity;
  const poisson = (k: number, x: number): number => Math.exp(lnPoisson(k, x));
  /**
   * P(Erlang(k, v) + Exp(m) > t) = Q(k, vt) + e^(-mt) (v/(v-m))^k P(k, (v-m)t), with the incomplete gamma functions summed from
   * their small ends: only additions of positive terms. One server: the sum is Erlang(k + 1, m).
   */
  const tail = (t: number): number => {
    const slow = (v - m) * t;
    const growth = c === 1 ? 0 : Math.log(v / (v - m));
    // In logarithms: with much room both factors leave the range of a double, their product does not.
    const lower: number[] = [];
    if (c > 1 && most > 0) {
      lower[most] = lnGammaP(most, slow);
      for (let k = most - 1; k >= 1; k--) lower[k] = lnSum(lower[k + 1]!, lnPoisson(k, slow));
    }
    let upper = 0;
    let sum = 0;
    for (let k = 0; k <= most; k++) {
      const overlap =
        k === 0
          ? Math.exp(-m * t)
          : c === 1
            ? poisson(k, v * t)
            : Math.exp(k * growth - m * t + Math.min(0, lower[k]!));
      sum += (ahead[k] ?? 0) * (upper + overlap);
      upper += poisson(k, v * t);
    }
    return Math.min(1, sum);
  };
  return {
    mean,
    variance: Math.max(0, second - mean * mean),
    upper: -Math.log(TAIL) * s * (1 + Math.max(0, seen.length - c) / c),
    cdf: (t) => (t > 0 ? 1 - tail(t) : 0),
  };
}
