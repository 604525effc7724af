/** How far traffic can grow: what ends it at each place, and which journeys grow together. */
import type { Network } from './network.ts';
import { rest, type SteadyState } from './steady.ts';
import { threadsOf } from './threads.ts';
import type { JourneyNow, Limit } from './types.ts';

/** For each journey the hosts of its mix: its own, and those of journeys that meet it at a place where work can queue. */
export function mixesOf(
  network: Network,
  state: SteadyState,
  hostsOf: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const queues = (h: number): boolean =>
    (Number.isFinite(network.hosts[h]!.servers) && state.stations[h]!.offered > 0) || state.stations[h]!.quota > 0;
  const mixes = hostsOf.map((hosts) => new Set(hosts));
  for (let changed = true; changed;) {
    changed = false;
    for (const mix of mixes)
      for (const other of mixes)
        if (mix !== other && [...mix].some((h) => queues(h) && other.has(h)))
          for (const h of other)
            if (!mix.has(h)) {
              mix.add(h);
              changed = true;
            }
  }
  return mixes.map((mix) => [...mix].sort((a, b) => a - b));
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
    add('threads', state.pools[h]!.factor);
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
 * where the normal state ceases to exist. Never more than the limit without that growth, which is what `now` holds.
 */
export function grownCapacity(
  network: Network,
  at: 'peak' | 'average',
  sized: readonly number[],
): (now: Capacity) => Partial<Capacity> {
  const known = new Map<string, Partial<Capacity>>();
  const loadOnly = network.hosts.every((host) => threadsOf(host, 1) === null);
  const idOf = (h: number): string => network.hosts[h]!.deployable?.id ?? '';
  const search = ({ capacityFactor: upper, limits }: Capacity): Partial<Capacity> => {
    if (upper === null || upper <= 1) return {};
    const mix = new Set(limits.map(({ id }) => id));
    const fullAt = (factor: number): string | undefined => {
      const { stations, pools, settled } = rest(network, { at, sized, factor, loadOnly, rounds: ROUNDS });
      const full = stations.flatMap((s, h) =>
        (s.saturated || pools[h]?.saturated || !settled) && mix.has(idOf(h))
          ? [{ id: idOf(h), use: s.utilisation }]
          : [],
      );
      return full.sort((a, b) => b.use - a.use || (a.id < b.id ? -1 : 1))[0]?.id;
    };
    if (fullAt(upper * (1 - 1e-8)) === undefined) return {};
    let [low, high] = [1, upper];
    let first: string | null = null;
    for (let i = 0; i < HALVINGS; i++) {
      const middle = (low + high) / 2;
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
const ROUNDS = 400;

/** Halvings in the search for the last stable load. */
const HALVINGS = 24;
