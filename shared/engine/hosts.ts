/** Where activities run: what serves, what waits, and how far apart two places are. */
import { DEPLOYABLE } from '../model/defaults.ts';
import type { Deployable } from '../model/types.ts';
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

const hosts = new WeakMap<Deployable, Host>();

/** The same host for the same deployable, so that what is worked out of it can be kept. */
export function hostOf(d: Deployable): Host {
  let host = hosts.get(d);
  if (!host) hosts.set(d, (host = freshHost(d)));
  return host;
}

function freshHost(d: Deployable): Host {
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
