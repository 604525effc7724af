/** Closed queueing networks in product form: how fast users of several kinds go round. Times in ms, rates per ms. */
import { approximately, crowded, manyAlike } from './manyUsers.ts';

/** Users of one kind, who all ask the same. */
export interface ClosedClass {
  readonly users: number;
  /** Mean ms of a cycle that nobody queues for: thinking, networks, pauses. Above 0. */
  readonly delay: number;
}

/** Where users queue: `copies` stations alike, each visited as often as the others. */
export interface ClosedPlace {
  /** Work of a cycle at one of the copies, by class, ms. */
  readonly demand: readonly number[];
  readonly copies: number;
  /** Work done per ms with 1, 2, … closed jobs inside; the last entry holds for all larger numbers. See `ratesLeft` in queueing.ts. */
  readonly rates: readonly number[];
}

export interface PlaceResult {
  /** Response over work of a visit, by class. */
  readonly stretch: readonly number[];
  /** The same for one more job from outside, which finds all users. */
  readonly outsideStretch: number;
  /** Closed jobs inside, mean over all copies. */
  readonly jobs: number;
}

export interface ClosedSolution {
  /** Cycles per ms by class. */
  readonly throughput: readonly number[];
  readonly places: readonly PlaceResult[];
  /** Exact for product form; false where there were too many states. */
  readonly exact: boolean;
}

/** Steps of the recursion beyond which the answer is approximated. */
const MOST_STEPS = 2e6;

/** The same for a profile, of which a layered network needs many. */
const MOST_PROFILE_STEPS = 2e5;

/** A network that work is added to place by place: cycles per ms by population and class. */
type Flow = Float64Array<ArrayBuffer>;

/**
 * Exact while populations x places x levels stay under 2e6 steps, else `crowded` for one class and `approximately` for several. A class without users has no
 * throughput. Sources: Reiser, Lavenberg 1980; Chandy, Herzog, Woo 1975.
 */
export function solveNetwork(classes: readonly ClosedClass[], places: readonly ClosedPlace[]): ClosedSolution {
  const lattice = latticeOf(classes.map((c) => c.users));
  if (lattice.size * classes.length * passesOf(places) <= MOST_STEPS) return exactly(classes, places, lattice);
  return classes.length === 1 ? manyAlike(classes[0]!, places) : approximately(classes, places);
}

/** Steps of one population and class. */
function passesOf(places: readonly ClosedPlace[]): number {
  const several = places.filter((p) => p.rates.length > 1);
  const levels = (of: readonly ClosedPlace[]): number => of.reduce((sum, p) => sum + p.copies * p.rates.length, 0);
  return Math.max(1, 2 * levels(places.filter((p) => p.rates.length === 1)) + (several.length + 1) * levels(several));
}

/** All populations from nobody to everybody, in an order in which a smaller one comes first. */
interface Lattice {
  readonly users: readonly number[];
  /** How far the population with one user less of a class stands before. */
  readonly stride: readonly number[];
  readonly size: number;
}

function latticeOf(users: readonly number[]): Lattice {
  let size = 1;
  const stride = users.map((n) => {
    const own = size;
    size *= n + 1;
    return own;
  });
  return { users, stride, size };
}

const present = (lattice: Lattice, at: number, c: number): number =>
  Math.floor(at / lattice.stride[c]!) % (lattice.users[c]! + 1);

/** What is known of a place at every population (a position in the lattice). */
export interface Presence {
  /** Response over work for one more job. */
  readonly stretch: (at: number) => number;
  /** Mean jobs at one copy. */
  readonly jobs: (at: number) => number;
  /** P(k jobs at one copy) below the number of levels, and P(as many or more) there. */
  readonly share: (at: number, k: number) => number;
}

function exactly(classes: readonly ClosedClass[], places: readonly ClosedPlace[], lattice: Lattice): ClosedSolution {
  const last = lattice.size - 1;
  const { flow, presence } = everyPopulation(classes, places, lattice);
  return {
    throughput: classes.map((_, c) => flow[last * classes.length + c]!),
    places: presence.map((at, k) => ({
      stretch: classes.map((_, c) => (lattice.users[c]! > 0 ? at.stretch(last - lattice.stride[c]!) : 1)),
      outsideStretch: at.stretch(last),
      jobs: at.jobs(last) * places[k]!.copies,
    })),
    exact: true,
  };
}

function everyPopulation(
  classes: readonly ClosedClass[],
  places: readonly ClosedPlace[],
  lattice: Lattice,
): { flow: Flow; presence: readonly Presence[] } {
  const kinds = classes.length;
  let flow = new Float64Array(lattice.size * kinds);
  for (let n = 1; n < lattice.size; n++)
    for (let c = 0; c < kinds; c++) flow[n * kinds + c] = present(lattice, n, c) / classes[c]!.delay;
  for (const p of places)
    if (p.rates.length === 1) for (let i = 0; i < p.copies; i++) flow = withPlace(flow, p, lattice).flow;
  const single = flow;
  const known = new Map<ClosedPlace, Presence>();
  // What a place of several levels looks like is known when it is the last to be added.
  for (const p of places) {
    if (p.rates.length === 1) continue;
    flow = single;
    for (const other of places)
      if (other.rates.length > 1)
        for (let i = other === p ? 1 : 0; i < other.copies; i++) flow = withPlace(flow, other, lattice).flow;
    const whole = withPlace(flow, p, lattice);
    flow = whole.flow;
    known.set(p, whole);
  }
  return { flow, presence: places.map((p) => known.get(p) ?? singleServer(flow, p, lattice)) };
}

/** One class at every population up to `users`. */
export interface Profile {
  /** Cycles per ms. */
  readonly throughput: (users: number) => number;
  /** By place; populations in place of positions. */
  readonly presence: readonly Presence[];
}

/** Exact while the recursion stays under `MOST_PROFILE_STEPS`, else `crowded`. `delay` above 0. */
export function profileOf(users: number, delay: number, places: readonly ClosedPlace[]): Profile {
  if ((users + 1) * passesOf(places) > MOST_PROFILE_STEPS) return crowded(delay, places);
  const { flow, presence } = everyPopulation([{ users, delay }], places, latticeOf([users]));
  return { throughput: (n) => flow[n]!, presence };
}

/**
 * The network with one more station. With q(n, k) = P(k jobs there | population n), arrivals theorem and flow equivalence
 * give q(n, k) = sum over c of D(c) X(c, n) q(n - c, k - 1) / rate(k) and q(n, 0) = q(n - c, 0) X(c, n) / X'(c, n), X' being
 * the throughput without the station; that they sum to 1 gives X. Only positive terms are added, so nothing cancels.
 */
function withPlace(without: Flow, place: ClosedPlace, lattice: Lattice): Presence & { readonly flow: Flow } {
  const { demand, rates } = place;
  const { size, stride } = lattice;
  const kinds = demand.length;
  const levels = rates.length;
  // Of each population: P(0 … levels - 1 jobs), P(more), and mean jobs of the cases with more.
  const width = levels + 2;
  const seen = new Float64Array(size * width);
  const flow = new Float64Array(size * kinds);
  const weight = new Float64Array(kinds);
  const full = rates[levels - 1]!;
  seen[0] = 1;
  for (let n = 1; n < size; n++) {
    let first = -1;
    const here = n * width;
    for (let c = 0; c < kinds; c++) {
      weight[c] = 0;
      if (present(lattice, n, c) === 0) continue;
      const before = n - stride[c]!;
      if (first < 0) {
        first = c;
        seen[here] = seen[before * width]! / without[n * kinds + c]!;
      }
      // Throughputs of two classes stand in this ratio, whatever the station.
      weight[c] = c === first ? 1 : flow[(n - stride[first]!) * kinds + c]! / flow[before * kinds + first]!;
      const d = demand[c]! * weight[c]!;
      if (d === 0) continue;
      const old = before * width;
      for (let k = 1; k < levels; k++) seen[here + k]! += (d * seen[old + k - 1]!) / rates[k - 1]!;
      const grown = seen[old + levels - 1]!;
      const more = seen[old + levels]!;
      seen[here + levels]! += (d * (grown + more)) / full;
      seen[here + levels + 1]! += (d * (levels * grown + more + seen[old + levels + 1]!)) / full;
    }
    let sum = 0;
    for (let k = 0; k <= levels; k++) sum += seen[here + k]!;
    for (let k = 0; k < width; k++) seen[here + k]! /= sum;
    for (let c = 0; c < kinds; c++) flow[n * kinds + c] = weight[c]! / sum;
  }
  return {
    flow,
    stretch: (at) => {
      const row = at * width;
      let sum = (seen[row + levels]! + seen[row + levels + 1]!) / full;
      for (let k = 0; k < levels; k++) sum += (seen[row + k]! * (k + 1)) / rates[k]!;
      return sum;
    },
    share: (at, k) => seen[at * width + k]!,
    jobs: (at) => {
      let sum = seen[at * width + levels + 1]!;
      for (let k = 1; k < levels; k++) sum += k * seen[at * width + k]!;
      return sum;
    },
  };
}

/** A station of one level, by mean values alone: Q(n) = sum over c of D(c) X(c, n) (1 + Q(n - c)) / rate. */
function singleServer(flow: Flow, { demand, rates }: ClosedPlace, lattice: Lattice): Presence {
  const kinds = demand.length;
  const full = rates[0]!;
  const jobs = new Float64Array(lattice.size);
  const busy = new Float64Array(lattice.size);
  for (let n = 1; n < lattice.size; n++)
    for (let c = 0; c < kinds; c++) {
      const load = (demand[c]! * flow[n * kinds + c]!) / full;
      if (load === 0) continue;
      busy[n]! += load;
      jobs[n]! += load * (1 + jobs[n - lattice.stride[c]!]!);
    }
  return {
    stretch: (at) => (1 + jobs[at]!) / full,
    jobs: (at) => jobs[at]!,
    share: (at, k) => (k === 0 ? Math.max(0, 1 - busy[at]!) : busy[at]!),
  };
}
