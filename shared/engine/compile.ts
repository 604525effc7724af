/**
 * Project + variant + scenario -> a flat network with integer ids. Here links part into in-process and network calls; every
 * analysis reads only what this file makes. Rates are per ms, times in ms.
 */
import {
  ASSUMPTIONS,
  BACKOFF,
  BREAKER,
  CALL_CPU_MS,
  COLD_START,
  DELIVERY,
  DEMAND_MS,
  DEPLOYABLE,
  GATEWAY_MS,
  LATENCY_CLASSES,
  MESH,
  MESSAGE_LATENCY,
} from '../model/defaults.ts';
import { findOperation, outgoingLinks, stepsOf } from '../model/operations.ts';
import {
  BROKER_KINDS,
  type Component,
  type Deployable,
  type Journey,
  type LatencyClasses,
  type Link,
  type Operation,
  type Project,
  type Protocol,
  type Scenario,
  type ScenarioFault,
  type Step,
  type Variant,
} from '../model/types.ts';
import { constant, exponential, type Law, lawOf, sometimes } from './distribution.ts';
import type { RetryRule } from './journeyTime.ts';

/** Where activities run: a deployable, or the place of a client that no deployable holds (null). */
export interface Host {
  readonly deployable: Deployable | null;
  readonly discipline: 'sharing' | 'fifo' | 'delay';
  /** Servers of one replica: cores, or threads where those are what serves. */
  readonly servers: number;
  /** Waiting places of one replica; null = no limit. */
  readonly room: number | null;
  /** Threads of one replica that a request holds while it is inside; null = no limit. */
  readonly threads: number | null;
  /** The threads are the servers. */
  readonly threadsServe: boolean;
  /** One queue for all replicas, or one each. */
  readonly pooled: boolean;
}

/** One operation of one component, as it runs in one host. */
export interface Activity {
  readonly index: number;
  readonly component: Component;
  readonly operation: Operation;
  readonly host: number;
  /** Own work of a visit, without calls. */
  readonly demand: Law;
  /** Wait that occupies no server: a scenario's added delay, a cold start. */
  readonly pause: Law | null;
  readonly calls: readonly Call[];
}

export interface Call {
  readonly step: Step;
  readonly link: Link;
  /** Mean number of calls a visit, without `probability`. */
  readonly count: number;
  /** Chance that a visit makes them: of a choice, its share; of an alternative, that the ones before it failed. */
  probability: number;
  readonly hard: boolean;
  /** The caller waits for the answer (of an async link: for the broker's acknowledgement). */
  readonly waits: boolean;
  readonly targets: readonly Target[];
  readonly retry: RetryRule | null;
  /** What a scenario does to the callee: it does not answer, or answers only with errors. */
  readonly fate: 'ok' | 'down' | 'hangs';
}

export interface Target {
  readonly activity: number;
  readonly share: number;
  readonly network: boolean;
  /** Round trip (one way for async), ms. */
  readonly latency: Law;
  /** Work added to each end, ms a call. */
  readonly cpuFrom: number;
  readonly cpuTo: number;
  /** Share of calls that cross a zone. */
  readonly crossZone: number;
}

export interface NetworkJourney {
  readonly journey: Journey;
  readonly entries: readonly { readonly activity: number; readonly share: number }[];
  /** Factor of the scenario on the journey's traffic. */
  readonly factor: number;
}

export interface Network {
  readonly project: Project;
  readonly variant: Variant;
  readonly scenario: Scenario | null;
  readonly hosts: readonly Host[];
  /** Callees before callers, so that one backward pass carries load down. */
  readonly activities: readonly Activity[];
  readonly journeys: readonly NetworkJourney[];
  readonly notes: readonly string[];
  readonly absent: ReadonlySet<string>;
}

export class EngineError extends Error {}

interface Disturbance {
  down: boolean;
  hangs: boolean;
  factor: number;
  addMs: number;
  errors: number;
}

/**
 * `project` and `variant` with overrides already applied (see model/effective.ts). Throws EngineError when operations call
 * each other without end, which a checked project cannot contain.
 */
export function compile(project: Project, variant: Variant, scenario: Scenario | null): Network {
  const absentComponents = new Set(variant.absent?.components ?? []);
  const absentLinks = new Set(variant.absent?.links ?? []);
  const components = new Map(project.components.map((c) => [c.id, c]));
  const outgoing = outgoingLinks(project.links);
  const links = new Map(project.links.map((l) => [l.id, l]));
  const notes: string[] = [];
  const classes = project.assumptions?.latencyClasses ?? {};
  const faults = disturbances(scenario?.faults ?? []);

  const hosts: Host[] = variant.deployables.map(hostOf);
  const hostIndex = new Map(variant.deployables.map((d, i) => [d.id, i]));
  const places = new Map<string, { host: number; share: number }[]>();
  for (const p of variant.placements) {
    const host = hostIndex.get(p.deployable);
    if (host === undefined || absentComponents.has(p.component)) continue;
    const list = places.get(p.component) ?? [];
    list.push({ host, share: p.share ?? Number.NaN });
    places.set(p.component, list);
  }
  for (const list of places.values()) shareOut(list);

  /** A component's hosts as seen from `from`: a copy beside the caller wins. */
  const placesOf = (component: Component, from: number | null): readonly { host: number; share: number }[] => {
    let list = places.get(component.id);
    if (!list) {
      list = [{ host: hosts.length, share: 1 }];
      hosts.push(OUTSIDE);
      places.set(component.id, list);
    }
    const beside = list.find((p) => p.host === from);
    return beside ? [{ host: beside.host, share: 1 }] : list;
  };

  const activities: Activity[] = [];
  const known = new Map<string, number>();
  const open = new Set<string>();

  const activity = (component: Component, operation: Operation, host: number): number => {
    const key = `${component.id}\n${operation.id}\n${host}`;
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    if (open.has(key)) throw new EngineError(`Operation "${operation.name}" of "${component.name}" calls itself without end.`);
    open.add(key);
    const calls: Call[] = [];
    const misses = component.kind === 'cache' ? 1 - (component.facts?.hitRatio ?? 0) : 1;
    for (const step of stepsOf(operation, outgoing.get(component.id) ?? [])) {
      const link = links.get(step.link);
      const callee = link && components.get(link.to);
      if (!link || !callee || absentLinks.has(link.id) || absentComponents.has(callee.id)) continue;
      const operationOfCallee = findOperation(callee, step.operation);
      if (!operationOfCallee) continue;
      const targets = placesOf(callee, host).map(({ host: to, share }) =>
        target(link, activity(callee, operationOfCallee, to), share, hosts[host]!, hosts[to]!, host === to, callee),
      );
      const beyond = [faults.get(link.id), faults.get(callee.id), ...targets.map((t) => faultOfHost(hosts[activities[t.activity]!.host]!))];
      calls.push({
        step,
        link,
        count: step.repeat ?? 1,
        probability: (step.probability ?? 1) * misses,
        hard: step.hard ?? link.hard ?? true,
        waits: link.interaction !== 'async' || link.needsAnswer === true,
        targets,
        retry: targets.some((t) => t.network) ? retryRule(link) : null,
        fate: beyond.some((f) => f?.hangs) ? 'hangs' : beyond.some((f) => f?.down) ? 'down' : 'ok',
      });
    }
    open.delete(key);
    setGroupChances(calls, activities);
    const own = faults.get(component.id);
    const where = faultOfHost(hosts[host]!);
    const factor = (own?.factor ?? 1) * (where?.factor ?? 1);
    const addMs = (own?.addMs ?? 0) + (where?.addMs ?? 0);
    const index = activities.length;
    activities.push({
      index,
      component,
      operation: withErrors(operation, own, where),
      host,
      demand: slowed(demandOf(component, operation), factor),
      pause: addMs > 0 ? constant(addMs) : coldStart(hosts[host]!),
      calls,
    });
    known.set(key, index);
    return index;
  };

  const faultOfHost = (host: Host): Disturbance | undefined => (host.deployable ? faults.get(host.deployable.id) : undefined);

  const target = (
    link: Link,
    callee: number,
    share: number,
    from: Host,
    to: Host,
    sameHost: boolean,
    calleeComponent: Component,
  ): Target => {
    const fault = faults.get(link.id);
    const delay = link.delivery?.delayMs ?? 0;
    if (sameHost) {
      const ms = link.interaction === 'async' ? 0 : (classes.inProcessMs ?? LATENCY_CLASSES.inProcessMs.value);
      return { activity: callee, share, network: false, latency: constant(ms + delay), cpuFrom: 0, cpuTo: 0, crossZone: 0 };
    }
    const cross = crossZone(from, to);
    const cpu = link.cpu ?? CALL_CPU_MS[protocolOf(link)].value;
    const mesh = meshOf(from, to);
    const given = link.latency ? lawOf(link.latency, 'constant') : defaultLatency(link, calleeComponent, from, to, cross, classes);
    const extra = mesh.latencyMs + (fault?.addMs ?? 0) + (scenario?.network?.addMs ?? 0) + delay;
    return {
      activity: callee,
      share,
      network: true,
      latency: moved(slowed(given, (fault?.factor ?? 1) * (scenario?.network?.latencyFactor ?? 1)), extra),
      cpuFrom: cpu.from + mesh.cpuMs,
      cpuTo: cpu.to + mesh.cpuMs,
      crossZone: cross,
    };
  };

  const journeys: NetworkJourney[] = [];
  for (const journey of project.journeys) {
    const entry = components.get(journey.entry.component);
    const operation = entry && findOperation(entry, journey.entry.operation);
    if (!entry || !operation || absentComponents.has(entry.id)) {
      notes.push(`Journey "${journey.name}" is not part of this variant: its entry is absent.`);
      continue;
    }
    const entries = placesOf(entry, null).map((p) => ({ activity: activity(entry, operation, p.host), share: p.share }));
    journeys.push({ journey, entries, factor: trafficFactor(scenario, journey.id) });
  }

  const ids = new Set([
    ...project.components.map((c) => c.id),
    ...project.links.map((l) => l.id),
    ...variant.deployables.map((d) => d.id),
    ...(project.assumptions?.zones ?? []).map((z) => z.id),
  ]);
  for (const f of scenario?.faults ?? [])
    if (!ids.has(f.target) || absentComponents.has(f.target) || absentLinks.has(f.target))
      notes.push(`Scenario "${scenario?.name}": "${f.target}" is absent here, so its fault is ignored.`);

  return { project, variant, scenario, hosts, activities, journeys, notes, absent: new Set([...absentComponents, ...absentLinks]) };
}

/** Where a group says which of its calls are made, their probabilities follow from it. */
function setGroupChances(calls: readonly Call[], activities: readonly Activity[]): void {
  const groups = new Map<string, Call[]>();
  for (const call of calls) {
    const group = call.step.group;
    if (group?.kind !== 'choice' && group?.kind !== 'alternative') continue;
    groups.set(group.id, [...(groups.get(group.id) ?? []), call]);
  }
  for (const group of groups.values()) {
    const branches = branchesOf(group);
    if (group[0]!.step.group!.kind === 'choice') {
      for (const branch of branches)
        for (const call of branch) call.probability *= call.step.probability === undefined ? 1 / branches.length : 1;
      continue;
    }
    let tried = 1;
    for (const branch of branches) {
      let fine = 1;
      for (const call of branch) {
        call.probability *= tried;
        const errors = activities[call.targets[0]!.activity]!.operation.errorRate ?? 0;
        fine *= call.fate === 'ok' ? 1 - errors : 0;
      }
      tried *= 1 - fine;
    }
  }
}

/** Calls of one group by branch: steps that share a branch name belong together, all others stand alone. */
export function branchesOf(group: readonly Call[]): readonly (readonly Call[])[] {
  const branches: Call[][] = [];
  const named = new Map<string, Call[]>();
  for (const call of group) {
    const name = call.step.group?.branch;
    const branch = name === undefined ? undefined : named.get(name);
    if (branch) {
      branch.push(call);
      continue;
    }
    const fresh = [call];
    branches.push(fresh);
    if (name !== undefined) named.set(name, fresh);
  }
  return branches;
}

/** Calls in their order, those of one group together. */
export function groupsOf(calls: readonly Call[]): readonly (readonly Call[])[] {
  const groups: Call[][] = [];
  for (const call of calls) {
    const id = call.step.group?.id;
    const last = groups.at(-1);
    if (id !== undefined && last?.[0]?.step.group?.id === id) last.push(call);
    else groups.push([call]);
  }
  return groups;
}

/** A client without a placement: it takes no machine and never queues. */
const OUTSIDE: Host = { deployable: null, discipline: 'delay', servers: Infinity, room: null, threads: null, threadsServe: false, pooled: false };

function hostOf(d: Deployable): Host {
  const cores = d.cores ?? DEPLOYABLE.cores.value;
  const threads = typeof d.threads === 'number' ? d.threads : null;
  const discipline = d.discipline ?? DEPLOYABLE.discipline(d.kind).value;
  const pooled = d.balancing === 'shared-queue' || d.balancing === 'least-busy';
  const room = d.room ?? null;
  // Threads on processors without limit are themselves the servers; a thread for each core at most is so too.
  if (discipline === 'delay' && threads !== null)
    return { deployable: d, discipline: 'fifo', servers: threads, room, threads: null, threadsServe: true, pooled };
  if (discipline === 'fifo' && threads !== null && threads <= cores)
    return { deployable: d, discipline, servers: threads, room, threads: null, threadsServe: true, pooled };
  return { deployable: d, discipline, servers: discipline === 'delay' ? Infinity : cores, room, threads, threadsServe: false, pooled };
}

function shareOut(list: { host: number; share: number }[]): void {
  const given = list.filter((p) => !Number.isNaN(p.share)).reduce((sum, p) => sum + p.share, 0);
  const silent = list.filter((p) => Number.isNaN(p.share)).length;
  for (const p of list) if (Number.isNaN(p.share)) p.share = Math.max(0, 1 - given) / silent;
}

function disturbances(faults: readonly ScenarioFault[]): Map<string, Disturbance> {
  const map = new Map<string, Disturbance>();
  for (const f of faults) {
    const d = map.get(f.target) ?? { down: false, hangs: false, factor: 1, addMs: 0, errors: 0 };
    if (f.kind === 'down') d.down = true;
    if (f.kind === 'hang') d.hangs = true;
    if (f.kind === 'slow') {
      d.factor *= f.factor ?? 1;
      d.addMs += f.addMs ?? 0;
    }
    if (f.kind === 'errors') d.errors = 1 - (1 - d.errors) * (1 - (f.share ?? 1));
    map.set(f.target, d);
  }
  return map;
}

function withErrors(operation: Operation, ...faults: readonly (Disturbance | undefined)[]): Operation {
  const fine = faults.reduce((p, f) => p * (1 - (f?.errors ?? 0)), 1 - (operation.errorRate ?? 0));
  return fine === 1 - (operation.errorRate ?? 0) ? operation : { ...operation, errorRate: 1 - fine };
}

export function demandOf(component: Component, operation: Operation): Law {
  if (operation.demand) return lawOf(operation.demand);
  const gateway = component.kind === 'gateway' ? GATEWAY_MS[component.facts?.type ?? ''] : undefined;
  return lawOf((gateway ?? DEMAND_MS[component.kind]).value);
}

function slowed(law: Law, factor: number): Law {
  if (factor === 1) return law;
  if (law.variance === 0) return constant(law.mean * factor);
  if (law.exponential) return exponential(law.mean * factor);
  return {
    mean: law.mean * factor,
    variance: law.variance * factor * factor,
    upper: law.upper * factor,
    cdf: (t) => law.cdf(t / factor),
  };
}

function moved(law: Law, ms: number): Law {
  if (ms === 0) return law;
  return { mean: law.mean + ms, variance: law.variance, upper: law.upper + ms, cdf: (t) => law.cdf(t - ms) };
}

function coldStart(host: Host): Law | null {
  const d = host.deployable;
  if (!d || d.kind !== 'function') return null;
  const cold = d.coldStart ?? COLD_START.value;
  return cold.share > 0 ? sometimes(cold.share, lawOf(cold.duration)) : null;
}

const PROTOCOL_BY_INTERACTION: Readonly<Record<Link['interaction'], Protocol>> = { sync: 'rest', async: 'kafka', data: 'sql' };
export const protocolOf = (link: Link): Protocol => link.protocol ?? PROTOCOL_BY_INTERACTION[link.interaction];

/** Zones that a deployable's replicas stand in. */
const zoneCount = (d: Deployable | null): number => (typeof d?.zones === 'number' ? d.zones : (d?.zones?.length ?? 1));

/** Share of calls between two hosts that cross a zone, when each end picks a replica by chance. */
function crossZone(from: Host, to: Host): number {
  const a = from.deployable?.zones;
  const b = to.deployable?.zones;
  if (Array.isArray(a) && Array.isArray(b)) {
    const same = a.reduce((sum: number, z: string) => sum + b.filter((y: string) => y === z).length, 0);
    return 1 - same / (a.length * b.length);
  }
  return 1 - 1 / Math.max(zoneCount(from.deployable), zoneCount(to.deployable), 1);
}

function defaultLatency(link: Link, callee: Component, from: Host, to: Host, cross: number, classes: LatencyClasses): Law {
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

function retryRule(link: Link): RetryRule | null {
  const policy = link.policy;
  if (!policy || link.interaction === 'async') return null;
  const limits = [policy.timeoutMs, policy.breaker ? (policy.breaker.timeoutMs ?? BREAKER.timeoutMs.value) : undefined].filter(
    (ms) => ms !== undefined,
  );
  const retries = policy.retries ?? 0;
  if (limits.length === 0 && retries === 0) return null;
  const backoff = policy.backoff ?? {};
  const base = backoff.baseMs ?? BACKOFF.baseMs.value;
  // Full jitter waits a uniform time up to the step, equal jitter at least half of it: their means.
  const jitter = backoff.jitter ?? BACKOFF.jitter.value;
  const mean = jitter === 'none' ? 1 : jitter === 'full' ? 0.5 : 0.75;
  const pauses = Array.from({ length: retries }, (_, i) =>
    Math.min(backoff.capMs ?? BACKOFF.capMs.value, base * (backoff.factor ?? BACKOFF.factor.value) ** i) * mean,
  );
  return { timeoutMs: limits.length > 0 ? Math.min(...limits) : null, retries, pauses };
}

function trafficFactor(scenario: Scenario | null, journey: string): number {
  const traffic = scenario?.traffic;
  return typeof traffic === 'number' ? traffic : (traffic?.[journey] ?? 1);
}

export const hoursPerMonth = (project: Project): number => project.assumptions?.hoursPerMonth ?? ASSUMPTIONS.hoursPerMonth.value;

export const outboxPollMs = (link: Link): number | null =>
  link.delivery?.outbox ? (link.delivery.outbox.pollMs ?? DELIVERY.outboxPollMs.value) : null;
