/** What a call over a network is where its link says nothing: bytes, work at both ends, time on the way. */
import {
  CALL_CPU_MS,
  CALL_CPU_PER_KB,
  type BothEnds,
  type Bytes,
  type Default,
  DEMAND_MS,
  MESSAGE_LATENCY,
  OBJECT_LATENCY,
  ORDERED_LATENCY,
  PAYLOAD_BYTES,
  STITCH,
  TYPE_MS,
} from './defaults.ts';
import { BROKER_KINDS, type Component, type Distribution, type Link, type Protocol } from './types.ts';

const PROTOCOL_BY_INTERACTION: Readonly<Record<Link['interaction'], Protocol>> = {
  sync: 'rest',
  async: 'kafka',
  data: 'sql',
};

export const protocolOf = (link: Link): Protocol => link.protocol ?? PROTOCOL_BY_INTERACTION[link.interaction];

/** Bytes there and back; what a given payload leaves out is 0. */
export function payloadOf(link: Link): Default<Bytes> {
  const usual = PAYLOAD_BYTES[protocolOf(link)];
  if (link.payload) {
    const { request = 0, response = 0 } = link.payload;
    return { ...usual, value: { request, response } };
  }
  return link.interaction === 'async' ? { ...usual, value: { ...usual.value, response: 0 } } : usual;
}

const KILOBYTE = 1024;

/** Ms of work a call at each end, serialising included; a link's own `cpu` in full. */
export function workOf(link: Link, caller: Component | undefined, callee: Component | undefined): Default<BothEnds> {
  const protocol = protocolOf(link);
  const usual = CALL_CPU_MS[protocol];
  if (link.cpu) return { ...usual, value: link.cpu };
  const ends = endsOf(link, usual.value, caller, callee);
  const { write, read } = CALL_CPU_PER_KB[protocol].value;
  const { request, response } = payloadOf(link).value;
  const [out, back] = [request, response].map((bytes) => Math.max(0, bytes / KILOBYTE - 1)) as [number, number];
  const value = {
    from: ends.from > 0 ? ends.from + write * out + read * back : 0,
    to: ends.to > 0 ? ends.to + read * out + write * back : 0,
  };
  const more = out + back > 0 && write > 0 ? `; beyond 1 kB ${CALL_CPU_PER_KB[protocol].source}` : '';
  return { ...usual, value, source: usual.source + more };
}

/** The platform carries its own end: of a message that leaves it, the caller's. An object handed over has two calls, a put and a get. */
function endsOf(link: Link, usual: BothEnds, caller: Component | undefined, callee: Component | undefined): BothEnds {
  if (usual.to > 0 || usual.from === 0 || link.interaction !== 'async' || !caller || !callee) return usual;
  const carried = ({ kind }: Component): boolean => BROKER_KINDS.includes(kind) || kind === 'object-store';
  return { from: carried(caller) ? 0 : usual.from, to: carried(callee) ? 0 : usual.from };
}

/** Of an async link to who handles it: from sending to receiving, ms. Undefined elsewhere: there it is a way through the network. */
export function messageLatency(
  link: Link,
  caller: Component | undefined,
  callee: Component | undefined,
): Default<Distribution> | undefined {
  // Publishing costs a hop of the network; the broker's own time is on the way to the consumer.
  if (link.interaction !== 'async' || (callee && BROKER_KINDS.includes(callee.kind))) return undefined;
  const protocol = protocolOf(link);
  if (protocol === 's3' && caller?.kind === 'object-store') return OBJECT_LATENCY;
  const ordered = link.orderingKey ?? caller?.facts?.orderingKey;
  return (ordered === undefined ? undefined : ORDERED_LATENCY[protocol]) ?? MESSAGE_LATENCY[protocol];
}

/** Ms of work that a graphql or federation gateway adds for an answer it waits for: putting it into its own. */
export function stitchingOf(link: Link, caller: Component | undefined): number {
  const { kind, facts } = caller ?? {};
  if (kind !== 'gateway' || (facts?.type !== 'federation' && facts?.type !== 'graphql')) return 0;
  if (link.interaction === 'async') return 0;
  const { perAnswer, perKilobyte } = STITCH.value;
  return perAnswer + (perKilobyte * payloadOf(link).value.response) / KILOBYTE;
}

/** Own work of a visit where its operation says nothing: by kind, of gateways and workflows by type. */
export function workByKind({ kind, facts }: Component): Default<Distribution> {
  const byType = kind === 'gateway' || kind === 'workflow' ? TYPE_MS[facts?.type ?? 'standard'] : undefined;
  return byType ?? DEMAND_MS[kind];
}
