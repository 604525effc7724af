/** Closed networks of too many states to go through: what holds in the limit of many users. Times in ms, rates per ms. */
import type { ClosedClass, ClosedPlace, ClosedSolution, Profile } from './mva.ts';

/**
 * Many users of one class: throughput X at which the means add up, N = X delay + jobs of all places, each as if it stood open
 * to arrivals of rate X (fixed population mean: Whitt 1984). Right in the limit of many users, careful before it.
 */
export function crowded(delay: number, places: readonly ClosedPlace[]): Profile {
  const most = Math.min(...places.map(({ demand, rates }) => rates.at(-1)! / demand[0]!));
  const known = new Map<number, { throughput: number; open: readonly OpenPlace[] }>();
  const at = (users: number): { throughput: number; open: readonly OpenPlace[] } => {
    let found = known.get(users);
    if (found) return found;
    let low = 0;
    let high = Math.min(most, users / delay);
    let open: readonly OpenPlace[] = [];
    for (let i = 0; i < 100 && high - low > 1e-15 * high; i++) {
      const x = (low + high) / 2;
      open = places.map((p) => openPlace(p, x));
      const inside = open.reduce((sum, o, k) => sum + o.jobs * places[k]!.copies, x * delay);
      if (inside > users) high = x;
      else low = x;
    }
    known.set(users, (found = { throughput: (low + high) / 2, open }));
    return found;
  };
  return {
    throughput: (n) => at(n).throughput,
    presence: places.map((p, k) => ({
      stretch: (n) => (n === 0 ? 1 / p.rates[0]! : at(n).open[k]!.jobs / (at(n).throughput * p.demand[0]!)),
      jobs: (n) => at(n).open[k]?.jobs ?? 0,
      share: (n, count) => at(n).open[k]?.shares[count] ?? (count === 0 ? 1 : 0),
    })),
  };
}

/** The same as a solution for the whole crowd. */
export function manyAlike({ users, delay }: ClosedClass, places: readonly ClosedPlace[]): ClosedSolution {
  const { throughput, presence } = crowded(delay, places);
  return {
    throughput: [throughput(users)],
    places: presence.map((at, k) => ({
      stretch: [at.stretch(users)],
      outsideStretch: at.stretch(users),
      jobs: at.jobs(users) * places[k]!.copies,
    })),
    exact: false,
  };
}

export interface OpenPlace {
  readonly jobs: number;
  /** P(k jobs), the last one P(as many as there are levels, or more). */
  readonly shares: readonly number[];
}

/** One copy at `rate` arrivals per ms: birth-death process with a geometric tail. */
export function openPlace({ demand, rates }: ClosedPlace, rate: number): OpenPlace {
  const a = rate * demand[0]!;
  const use = a / rates.at(-1)!;
  if (use >= 1) return { jobs: Infinity, shares: [] };
  const shares = [1];
  let sum = 1;
  for (let k = 1; k <= rates.length; k++) {
    const term = (shares[k - 1]! * a) / rates[k - 1]! / (k === rates.length ? 1 - use : 1);
    shares.push(term);
    sum += term;
    // Rescale before a large load overflows.
    if (sum > 1e200) {
      for (let i = 0; i <= k; i++) shares[i]! /= sum;
      sum = 1;
    }
  }
  let jobs = (shares.at(-1)! * use) / (1 - use);
  shares.forEach((p, k) => (jobs += p * k));
  return { jobs: jobs / sum, shares: shares.map((p) => p / sum) };
}

const MOST_ROUNDS = 5000;

/**
 * An arriving user of class c finds (N(c) - 1) / N(c) of the mean jobs of its class (Bard 1979, Schweitzer 1979); a station
 * of several levels is one of its full rate behind a delay (Seidmann 1987). Right in the limit of many users; off by a few per
 * cent where the knee of the throughput is.
 */
export function approximately(classes: readonly ClosedClass[], places: readonly ClosedPlace[]): ClosedSolution {
  const full = places.map((p) => p.rates.at(-1)!);
  // Jobs at the part of a station that queues, by class; to begin with everybody is spread evenly.
  let queued = places.map((p) =>
    classes.map(({ users }, c) => (p.demand[c]! > 0 ? users / (places.length * p.copies) : 0)),
  );
  let throughput: number[] = [];
  const stretchOf = (k: number, found: number): number => 1 / places[k]!.rates[0]! + found / full[k]!;
  const found = (k: number, c: number): number =>
    queued[k]!.reduce(
      (sum, q, other) => sum + (other === c ? (q * (classes[c]!.users - 1)) / classes[c]!.users : q),
      0,
    );
  for (let round = 0; round < MOST_ROUNDS; round++) {
    throughput = classes.map(({ users, delay }, c) => {
      if (users === 0) return 0;
      const inside = places.reduce((sum, p, k) => sum + p.copies * p.demand[c]! * stretchOf(k, found(k, c)), 0);
      return users / (delay + inside);
    });
    const next = places.map((p, k) =>
      classes.map(({ users }, c) => (users > 0 ? (throughput[c]! * p.demand[c]! * (1 + found(k, c))) / full[k]! : 0)),
    );
    const still = next.every((row, k) => row.every((q, c) => Math.abs(q - queued[k]![c]!) <= 1e-10 * Math.max(1, q)));
    queued = next;
    if (still) break;
  }
  return {
    throughput,
    places: places.map((p, k) => {
      const stretch = classes.map(({ users }, c) => (users > 0 ? stretchOf(k, found(k, c)) : 1));
      return {
        stretch,
        outsideStretch: stretchOf(
          k,
          queued[k]!.reduce((a, b) => a + b, 0),
        ),
        jobs: p.copies * classes.reduce((sum, _, c) => sum + throughput[c]! * p.demand[c]! * stretch[c]!, 0),
      };
    }),
    exact: false,
  };
}
