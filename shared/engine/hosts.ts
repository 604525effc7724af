/** Where activities run: what serves, what waits, and how far apart two places are. */
import { DEPLOYABLE } from '../model/defaults.ts';
import { keptBy } from '../model/kept.ts';
import type { Deployable, Placement } from '../model/types.ts';
import type { Host } from './network.ts';

/** A client without a placement: it takes no machine and never queues. */
export const OUTSIDE: Host = {
  deployable: null,
  discipline: 'delay',
  servers: Infinity,
  slowness: 1,
  room: null,
  threads: null,
  threadsServe: false,
  pooled: false,
};

const hostOf = keptBy((d: Deployable): Host => {
  const cores = d.cores ?? DEPLOYABLE.cores.value;
  const threads = typeof d.threads === 'number' ? d.threads : null;
  const discipline = d.discipline ?? DEPLOYABLE.discipline(d.kind).value;
  const pooled = d.balancing === 'shared-queue' || d.balancing === 'least-busy';
  const room = d.room ?? null;
  // Threads on processors without limit are themselves the servers; a thread for each core at most is so too.
  const threadsServe = threads !== null && (discipline === 'delay' || (discipline === 'fifo' && threads <= cores));
  if (threadsServe)
    return {
      deployable: d,
      discipline: 'fifo',
      servers: threads,
      slowness: 1,
      room,
      threads: null,
      threadsServe,
      pooled,
    };
  // Part of one core is one core that is slow.
  const slowness = discipline === 'delay' || cores >= 1 ? 1 : 1 / cores;
  return {
    deployable: d,
    discipline,
    servers: discipline === 'delay' ? Infinity : Math.max(1, cores),
    slowness,
    room,
    threads,
    threadsServe,
    pooled,
  };
});

export const hostsOf = keptBy((deployables: readonly Deployable[]): readonly Host[] => deployables.map(hostOf));

/** A host, by its place in the list, and the share of a component's calls that it takes. */
export interface Place {
  readonly host: number;
  readonly share: number;
}

/** By component, in the order of the placements; those that say no share divide what the others leave. */
export const placesIn = keptBy((deployables: readonly Deployable[]) => {
  const hosts = new Map(deployables.map((d, i) => [d.id, i]));
  return keptBy((placements: readonly Placement[]): ReadonlyMap<string, readonly Place[]> => {
    const places = new Map<string, { host: number; share: number }[]>();
    for (const { component, deployable, share = Number.NaN } of placements) {
      const host = hosts.get(deployable);
      if (host === undefined) continue;
      const list = places.get(component);
      if (list) list.push({ host, share });
      else places.set(component, [{ host, share }]);
    }
    for (const list of places.values()) shareOut(list);
    return places;
  });
});

function shareOut(list: { share: number }[]): void {
  const silent = list.filter((p) => Number.isNaN(p.share));
  if (silent.length === 0) return;
  const given = list.reduce((sum, p) => (Number.isNaN(p.share) ? sum : sum + p.share), 0);
  for (const p of silent) p.share = Math.max(0, 1 - given) / silent.length;
}

/** Zones that a deployable's replicas stand in. */
const zoneCount = (d: Deployable | null): number => (typeof d?.zones === 'number' ? d.zones : (d?.zones?.length ?? 1));

/** Share of calls between two hosts that cross a zone, when each end picks a replica by chance. */
export function crossZone(from: Host, to: Host): number {
  const a = from.deployable?.zones;
  const b = to.deployable?.zones;
  if (Array.isArray(a) && Array.isArray(b)) {
    const same = a.reduce((sum: number, z: string) => sum + b.filter((y: string) => y === z).length, 0);
    return 1 - same / (a.length * b.length);
  }
  return 1 - 1 / Math.max(zoneCount(from.deployable), zoneCount(to.deployable), 1);
}
