/** The compiled network: flat lists with integer ids that every analysis reads. Rates are per ms, times in ms. */
import { ASSUMPTIONS } from '../model/defaults.ts';
import type {
  Component,
  Deployable,
  Journey,
  Link,
  Operation,
  Project,
  Scenario,
  Step,
  Variant,
} from '../model/types.ts';
import type { Law } from './distribution.ts';
import type { BreakerRule } from './breaker.ts';
import type { BulkheadRule } from './bulkhead.ts';
import type { RetryRule } from './retry.ts';

/** Where activities run: a deployable, or the place of a client that no deployable holds (null). */
export interface Host {
  readonly deployable: Deployable | null;
  readonly discipline: 'sharing' | 'fifo' | 'delay';
  /** Servers of one replica: cores, or threads where those are what serves. */
  readonly servers: number;
  /** How much longer work takes than on a whole core. */
  readonly slowness: number;
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
  readonly breaker: BreakerRule | null;
  readonly bulkhead: BulkheadRule | null;
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

/** Whether the caller answers without it. */
export const isOptional = (call: Call): boolean => !call.hard || (call.link.policy?.fallback ?? 'none') !== 'none';

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

/** The groups of an activity that it waits for: asked for at every step of the engine. */
export function waitedGroupsOf({ calls }: Activity): readonly (readonly Call[])[] {
  let groups = waitedGroups.get(calls);
  if (!groups) waitedGroups.set(calls, (groups = groupsOf(calls.filter((c) => c.waits))));
  return groups;
}

const waitedGroups = new WeakMap<readonly Call[], readonly (readonly Call[])[]>();

export const hoursPerMonth = (project: Project): number =>
  project.assumptions?.hoursPerMonth ?? ASSUMPTIONS.hoursPerMonth.value;
