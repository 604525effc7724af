/** How far traffic can grow: what ends it at each place, and which journeys grow together. */
import type { Network } from './network.ts';
import type { Attempts } from './load.ts';
import { look, rest, type SteadyState } from './steady.ts';
import { threadless } from './threads.ts';
import type { JourneyNow, Limit } from './types.ts';

/** For each journey the hosts of its mix: its own, and those of journeys that meet it at a place where work can queue. */
export function mixesOf(
  network: Network,
  state: SteadyState,
  hostsOf: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const queues = (h: number): boolean =>
    (Number.isFinite(network.hosts[h]!.servers) && state.stations[h]!.offered > 0) || state.stations[h]!.quota > 0;
  // Journeys that meet, directly or through others, have one list in common.
  const firstAt = new Map<number, number>();
  const joined = hostsOf.map((_, i) => i);
  const rootOf = (i: number): number => (joined[i] === i ? i : (joined[i] = rootOf(joined[i]!)));
  hostsOf.forEach((hosts, i) => {
    for (const h of hosts) {
      if (!queues(h)) continue;
      const other = firstAt.get(h);
      if (other === undefined) firstAt.set(h, i);
      else joined[rootOf(i)] = rootOf(other);
    }
  });
  const members = new Map<number, Uint8Array>();
  hostsOf.forEach((hosts, i) => {
    const root = rootOf(i);
    const of = members.get(root) ?? new Uint8Array(network.hosts.length);
    members.set(root, of);
    for (const h of hosts) of[h] = 1;
  });
  const whole = new Map<number, number[]>();
  for (const [root, of] of members)
    whole.set(
      root,
      [...of.keys()].filter((h) => of[h] === 1),
    );
  return hostsOf.map((_, i) => whole.get(rootOf(i))!);
}

/** Every limit among these hosts, the nearest first; of equals the first by name. Attempts stay those of today. */
export function limitsOf(network: Network, state: SteadyState, hosts: readonly number[]): Limit[] {
  const found: { readonly name: string; readonly limit: Limit }[] = [];
  for (const h of hosts) {
    const host = network.hosts[h]!;
    const s = state.stations[h]!;
    if (!host.deployable) continue;
    const { id, name } = host.deployable;
    const add = (by: Limit['by'], factor: number): void => {
      if (Number.isFinite(factor)) found.push({ name, limit: { id, by, factor } });
    };
    const queues =
      (host.room === null || host.discipline === 'delay') && Number.isFinite(host.servers) && s.offered > 0;
    add('cores', queues ? (host.servers * s.replicas) / s.offered : Infinity);
    add('quota', s.quota > 0 ? 1 / s.quota : Infinity);
    add('threads', state.pools[h]?.factor ?? Infinity);
  }
  const order = (a: (typeof found)[number], b: (typeof found)[number]): number =>
    Math.abs(a.limit.factor - b.limit.factor) > 1e-12 * b.limit.factor
      ? a.limit.factor - b.limit.factor
      : a.name < b.name
        ? -1
        : a.name > b.name
          ? 1
          : 0;
  return found.sort(order).map(({ limit }) => limit);
}

/**
 * Capacity where retries grow along with the traffic: the largest factor with which the hosts of the mix still come to rest, which is
 * where the normal state ceases to exist; breakers stay as they are today. Never more than the limit of calls that all succeed.
 */
export function grownCapacity(
  network: Network,
  at: 'peak' | 'average',
  sized: readonly number[],
  breakers: SteadyState['breakers'],
): (now: Capacity) => Partial<Capacity> {
  const known = new Map<string, Partial<Capacity>>();
  const loadOnly = threadless(network);
  const idOf = (h: number): string => network.hosts[h]!.deployable?.id ?? '';
  let once: SteadyState | undefined;
  const search = ({ limits }: Capacity): Partial<Capacity> => {
    const mix = new Set(limits.map(({ id }) => id));
    const hosts = network.hosts.flatMap((_, h) => (mix.has(idOf(h)) ? [h] : []));
    // Without a failed attempt nothing carries more than this, however today's traffic fares.
    once ??= look(network, { at, sized, loadOnly, breakers }, new Map(), null).state;
    const [nearest] = limitsOf(network, once, hosts);
    if (!nearest) return {};
    const upper = nearest.factor;
    // A state that came to rest at less traffic lies below the one looked for, so the search goes on from there.
    let from: Attempts | undefined;
    let looks = MOST_LOOKS;
    const fullAt = (factor: number): string | undefined => {
      const state = rest(network, {
        at,
        sized,
        factor,
        loadOnly,
        breakers,
        rounds: ROUNDS,
        tolerance: ROUGHLY,
        ...(from && { from }),
      });
      const full = state.stations.flatMap((s, h) =>
        (s.saturated || state.pools[h]?.saturated || !state.settled) && mix.has(idOf(h))
          ? [{ id: idOf(h), use: s.utilisation }]
          : [],
      );
      if (full.length === 0) from = state.attempts;
      looks -= state.rounds;
      return full.sort((a, b) => b.use - a.use || (a.id < b.id ? -1 : 1))[0]?.id;
    };
    if (fullAt(upper * (1 - 1e-8)) === undefined) return { capacityFactor: upper, givesWayFirst: nearest.id };
    let [low, high] = [0, upper];
    let first: string | null = null;
    // Most designs lose little to retries, so look near the limit first.
    for (let middle = low + 0.98 * (high - low); high - low > NARROW * high; middle = (low + high) / 2) {
      if (looks <= 0) break;
      const full = fullAt(middle);
      if (full === undefined) low = middle;
      else [high, first] = [middle, full];
    }
    return { capacityFactor: low, ...(first !== null && { givesWayFirst: first }) };
  };
  return (now) => {
    const mix = now.limits.map(({ id }) => id).join();
    if (!known.has(mix)) known.set(mix, search(now));
    return known.get(mix)!;
  };
}

type Capacity = Pick<JourneyNow, 'capacityFactor' | 'givesWayFirst' | 'limits'>;

/** Near the last stable load it takes long to come to rest; what has not by then is taken as not stable. */
const ROUNDS = 50;
const ROUGHLY = 1e-5;

/** Rounds of the whole search: beyond them the last stable factor found is taken. */
const MOST_LOOKS = 150;

/** How far the last stable and the first unstable factor may lie apart, as a share. */
const NARROW = 1e-3;
