/** What a link is between two hosts: in one of them a method call, between two of them a network call with all its costs. */
import {
  BACKOFF,
  BREAKER,
  CALL_CPU_MS,
  DELIVERY,
  LATENCY_CLASSES,
  MESH,
  MESSAGE_LATENCY,
  PAYLOAD_BYTES,
} from '../model/defaults.ts';
import {
  BROKER_KINDS,
  type Component,
  type LatencyClasses,
  type Link,
  type Protocol,
  type Scenario,
} from '../model/types.ts';
import { constant, type Law, lawOf, moved, slowed } from './distribution.ts';
import type { Disturbance } from './disturbance.ts';
import { crossZone } from './hosts.ts';
import type { RetryRule } from './retry.ts';
import type { Host, Target } from './network.ts';

/** Bytes of a call over a network, both ways; a link that gives no payload carries the usual size. */
export function payloadOf(link: Link): number {
  const { request = 0, response = 0 } = link.payload ?? PAYLOAD_BYTES.value;
  return request + response;
}

/** Everything but the callee's activity and its share. `classes`: the project's own latency classes; `fault`: of the link. */
export function passage(
  link: Link,
  callee: Component,
  from: Host,
  to: Host,
  classes: LatencyClasses,
  scenario: Scenario | null,
  fault: Disturbance | undefined,
): Omit<Target, 'activity' | 'share'> {
  const delay = link.delivery?.delayMs ?? 0;
  if (from === to) {
    const ms = link.interaction === 'async' ? 0 : (classes.inProcessMs ?? LATENCY_CLASSES.inProcessMs.value);
    return { network: false, latency: constant(ms + delay), cpuFrom: 0, cpuTo: 0, crossZone: 0 };
  }
  const cross = crossZone(from, to);
  const cpu = link.cpu ?? CALL_CPU_MS[protocolOf(link)].value;
  const mesh = meshOf(from, to);
  const given = link.latency ? lawOf(link.latency, 'constant') : defaultLatency(link, callee, from, to, cross, classes);
  const factor = (fault?.factor ?? 1) * (scenario?.network?.latencyFactor ?? 1);
  const added = mesh.latencyMs + (fault?.addMs ?? 0) + (scenario?.network?.addMs ?? 0) + delay;
  return {
    network: true,
    latency: moved(slowed(given, factor), added),
    cpuFrom: cpu.from + mesh.cpuMs,
    cpuTo: cpu.to + mesh.cpuMs,
    crossZone: cross,
  };
}

const PROTOCOL_BY_INTERACTION: Readonly<Record<Link['interaction'], Protocol>> = {
  sync: 'rest',
  async: 'kafka',
  data: 'sql',
};

export const protocolOf = (link: Link): Protocol => link.protocol ?? PROTOCOL_BY_INTERACTION[link.interaction];

function defaultLatency(
  link: Link,
  callee: Component,
  from: Host,
  to: Host,
  cross: number,
  classes: LatencyClasses,
): Law {
  const message = MESSAGE_LATENCY[protocolOf(link)];
  // Publishing costs a hop of the network; the broker's own time is on the way to the consumer.
  if (link.interaction === 'async' && message && !BROKER_KINDS.includes(callee.kind)) return lawOf(message.value);
  const ms = (key: keyof LatencyClasses): number => classes[key] ?? LATENCY_CLASSES[key].value;
  const a = from.deployable?.region;
  const b = to.deployable?.region;
  if (a !== undefined && b !== undefined && a !== b) return constant(ms('crossRegionMs'));
  return constant((1 - cross) * ms('sameZoneMs') + cross * ms('crossZoneMs'));
}

function meshOf(from: Host, to: Host): { latencyMs: number; cpuMs: number } {
  const a = MESH[from.deployable?.mesh ?? 'none'].value;
  const b = MESH[to.deployable?.mesh ?? 'none'].value;
  return { latencyMs: Math.max(a.latencyMs, b.latencyMs), cpuMs: Math.max(a.cpuMs, b.cpuMs) };
}

export function retryRule(link: Link): RetryRule | null {
  const policy = link.policy;
  if (!policy || link.interaction === 'async') return null;
  const limits = [
    policy.timeoutMs,
    policy.breaker ? (policy.breaker.timeoutMs ?? BREAKER.timeoutMs.value) : undefined,
  ].filter((ms) => ms !== undefined);
  const retries = policy.retries ?? 0;
  if (limits.length === 0 && retries === 0) return null;
  const backoff = policy.backoff ?? {};
  const base = backoff.baseMs ?? BACKOFF.baseMs.value;
  // Full jitter waits a uniform time up to the step, equal jitter at least half of it: their means.
  const jitter = backoff.jitter ?? BACKOFF.jitter.value;
  const mean = jitter === 'none' ? 1 : jitter === 'full' ? 0.5 : 0.75;
  const pauses = Array.from(
    { length: retries },
    (_, i) =>
      Math.min(backoff.capMs ?? BACKOFF.capMs.value, base * (backoff.factor ?? BACKOFF.factor.value) ** i) * mean,
  );
  return { timeoutMs: limits.length > 0 ? Math.min(...limits) : null, retries, pauses };
}

export const outboxPollMs = (link: Link): number | null =>
  link.delivery?.outbox ? (link.delivery.outbox.pollMs ?? DELIVERY.outboxPollMs.value) : null;
