/** What a link is between two hosts: in one of them a method call, between two of them a network call with all its costs. */
import { BACKOFF, BREAKER, DELIVERY, LATENCY_CLASSES, MESH, type MeshCost } from '../model/defaults.ts';
import { keptBy } from '../model/kept.ts';
import { messageLatency, payloadOf, stitchingOf, workOf } from '../model/protocols.ts';
import type { Breaker, Component, LatencyClasses, Link, Policy, Scenario } from '../model/types.ts';
import { constant, type Law, lawOf, moved, slowed } from './distribution.ts';
import type { Disturbance } from './disturbance.ts';
import { crossZone } from './hosts.ts';
import type { BreakerRule } from './breaker.ts';
import type { BulkheadRule } from './bulkhead.ts';
import type { RetryRule } from './retry.ts';
import type { Call, Host, Target } from './network.ts';

/** Bytes of a call over a network, both ways; a link that gives no payload carries the usual size. */
export function callBytes(link: Link): number {
  const { request, response } = payloadOf(link).value;
  return request + response;
}

/** What a call is on its way between two hosts: all of a Target but whom it reaches and how often. */
export type Passage = Omit<Target, 'activity' | 'share'>;

interface Known {
  readonly caller: Component;
  readonly callee: Component;
  readonly from: Host;
  readonly to: Host;
  readonly classes: LatencyClasses;
  readonly scenario: Scenario | null;
  readonly fault: Disturbance | undefined;
  readonly passage: Passage;
}

/** The last passages of each link: after an edit most of them are asked for again. */
const passages = new WeakMap<Link, readonly Known[]>();
const MOST_PASSAGES = 8;

/** Everything but the callee's activity and its share. `classes`: the project's own latency classes; `fault`: of the link. */
export function passage(
  link: Link,
  caller: Component,
  callee: Component,
  from: Host,
  to: Host,
  classes: LatencyClasses,
  scenario: Scenario | null,
  fault: Disturbance | undefined,
): Passage {
  const all = passages.get(link);
  if (all)
    for (const known of all)
      if (
        known.from === from &&
        known.to === to &&
        known.caller === caller &&
        known.callee === callee &&
        known.classes === classes &&
        known.scenario === scenario &&
        known.fault === fault
      )
        return known.passage;
  const asked = { caller, callee, from, to, classes, scenario, fault };
  const known = { ...asked, passage: freshPassage(link, asked) };
  passages.set(link, all ? [...all.slice(1 - MOST_PASSAGES), known] : [known]);
  return known.passage;
}

function freshPassage(
  link: Link,
  { caller, callee, from, to, classes, scenario, fault }: Omit<Known, 'passage'>,
): Passage {
  const delay = link.delivery?.delayMs ?? 0;
  const stitching = stitchingOf(link, caller);
  if (from === to) {
    const ms = link.interaction === 'async' ? 0 : (classes.inProcessMs ?? LATENCY_CLASSES.inProcessMs.value);
    return { network: false, latency: constant(ms + delay), cpuFrom: stitching, cpuTo: 0, crossZone: 0 };
  }
  const cross = crossZone(from, to);
  const cpu = workOf(link, caller, callee).value;
  const [near, far] = [meshOf(from), meshOf(to)];
  const message = messageLatency(link, caller, callee);
  const given = link.latency
    ? lawOf(link.latency, 'constant')
    : message
      ? lawOf(message.value)
      : wayBetween(from, to, cross, classes);
  const factor = (fault?.factor ?? 1) * (scenario?.network?.latencyFactor ?? 1);
  const added = near.latencyMs + far.latencyMs + (fault?.addMs ?? 0) + (scenario?.network?.addMs ?? 0) + delay;
  return {
    network: true,
    latency: moved(slowed(given, factor), added),
    cpuFrom: cpu.from + near.cpuMs + stitching,
    cpuTo: cpu.to + far.cpuMs,
    crossZone: cross,
  };
}

/** Round trip through the network by where both ends stand. */
function wayBetween(from: Host, to: Host, cross: number, classes: LatencyClasses): Law {
  const ms = (key: keyof LatencyClasses): number => classes[key] ?? LATENCY_CLASSES[key].value;
  const a = from.deployable?.region;
  const b = to.deployable?.region;
  if (a !== undefined && b !== undefined && a !== b) return constant(ms('crossRegionMs'));
  return constant((1 - cross) * ms('sameZoneMs') + cross * ms('crossZoneMs'));
}

/** The proxy beside one end of a call: each end has its own, or none. */
const meshOf = ({ deployable }: Host): MeshCost => MESH[deployable?.mesh ?? 'none'].value;

/** What a call does when it goes wrong: in one process nothing can. */
export type CallPolicy = Pick<Call, 'retry' | 'breaker' | 'bulkhead'>;

export const NO_POLICY: CallPolicy = { retry: null, breaker: null, bulkhead: null };

/** The policy of a link over a network; what it leaves out has the defaults of opossum and of BACKOFF. */
export const policyOf = keptBy(({ policy, interaction }: Link): CallPolicy => {
  if (!policy || interaction === 'async') return NO_POLICY;
  const breaker = policy.breaker ? breakerRule(policy.breaker) : null;
  return { retry: retryRule(policy, breaker), breaker, bulkhead: bulkheadRule(policy) };
});

function retryRule(policy: Policy, breaker: BreakerRule | null): RetryRule | null {
  const limits = [policy.timeoutMs, breaker?.timeoutMs].filter((ms) => ms !== undefined);
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
  return {
    timeoutMs: limits.length > 0 ? Math.min(...limits) : null,
    retries,
    pauses,
    budget: policy.retryBudget,
    cancels: policy.cancellable,
  };
}

function breakerRule(given: Breaker): BreakerRule {
  const windowMs = given.rollingWindowMs ?? BREAKER.rollingWindowMs.value;
  return {
    timeoutMs: given.timeoutMs ?? BREAKER.timeoutMs.value,
    threshold: (given.errorThresholdPercentage ?? BREAKER.errorThresholdPercentage.value) / 100,
    resetMs: given.resetTimeoutMs ?? BREAKER.resetTimeoutMs.value,
    volume: given.volumeThreshold ?? BREAKER.volumeThreshold.value,
    windowMs,
    meanWindowMs: windowMs * (1 - 0.5 / (given.buckets ?? BREAKER.buckets.value)),
  };
}

/** The narrower of a bulkhead and a breaker's capacity. */
function bulkheadRule({ bulkhead, breaker }: Policy): BulkheadRule | null {
  const capacity = breaker?.capacity;
  if (capacity !== undefined && capacity <= (bulkhead?.concurrent ?? Infinity))
    return { concurrent: capacity, queue: 0, feedsBreaker: true };
  return bulkhead ? { concurrent: bulkhead.concurrent, queue: bulkhead.queue ?? 0, feedsBreaker: false } : null;
}

export const outboxPollMs = (link: Link): number | null =>
  link.delivery?.outbox ? (link.delivery.outbox.pollMs ?? DELIVERY.outboxPollMs.value) : null;
