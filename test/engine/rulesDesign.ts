/** Builds small designs, and answers that say only what a rule reads, so that rules are tested on their own. */
import type { Answers, RuleContext } from '../../shared/engine/rules/rule.ts';
import type { DeployableResult, FaultResult, JourneyResult, LinkResult } from '../../shared/engine/types.ts';
import type { Component, Deployable, Journey, Link, Project, Variant } from '../../shared/model/types.ts';

export function module(id: string, more: Partial<Component> = {}): Component {
  return { id, kind: 'module', name: id, ...more };
}

export function sync(from: string, to: string, more: Partial<Link> = {}): Link {
  return { id: `${from}-${to}`, from, to, interaction: 'sync', policy: { timeoutMs: 1000 }, ...more };
}

export function process(id: string, more: Partial<Deployable> = {}): Deployable {
  return { id, name: id, kind: 'process', ...more };
}

/** `placed`: deployable id to the components on it; deployables not given are plain processes. */
export interface Design {
  readonly components: readonly Component[];
  readonly links?: readonly Link[];
  readonly placed: Readonly<Record<string, readonly string[]>>;
  readonly deployables?: readonly Deployable[];
  readonly journeys?: readonly Journey[];
  readonly absent?: Variant['absent'];
  readonly project?: Partial<Project>;
}

export function journey(id: string, component: string, more: Partial<Journey> = {}): Journey {
  return { id, name: id, entry: { component }, rate: { average: 1, peak: 1 }, ...more };
}

export function journeyResult(id: string, more: Partial<JourneyResult> = {}): JourneyResult {
  return {
    name: id,
    state: 'ok',
    saturatedAt: [],
    latencyMs: { mean: 10, p50: 8, p90: 20, p95: 25, p99: 40, p999: 60 },
    latencyAccuracy: 'good',
    latencyCurve: null,
    contributions: [],
    criticalPath: [],
    availability: { full: 0.99, served: 0.99, downtimeMinutesPerMonth: 438 },
    availabilityAccuracy: 'exact',
    availabilityInterval: null,
    cutSets: [],
    cutSetsComplete: true,
    expectedLoss: [],
    retry: null,
    errorShare: 0,
    shedShare: 0,
    attempts: 1,
    throughputPerSecond: 1,
    capacityFactor: 2,
    givesWayFirst: null,
    limits: [],
    networkCalls: 0,
    visits: {},
    ...more,
  };
}

export function deployableResult(id: string, more: Partial<DeployableResult> = {}): DeployableResult {
  return {
    name: id,
    kind: 'process',
    utilisation: 0.1,
    saturated: false,
    replicas: 1,
    cores: 1,
    coresBusy: 0,
    threadsHeld: 0,
    threads: null,
    threadWaitMs: 0,
    visits: 1,
    waitMs: 0,
    queueLength: 0,
    jobs: 0,
    waitingShare: 0,
    shedShare: 0,
    accuracy: 'good',
    ...more,
  };
}

export function lost(target: string, failedShare: number): FaultResult {
  return {
    kind: 'deployable-down',
    target,
    failedShare,
    degradedShare: 0,
    delayedShare: 0,
    journeys: {},
    lostEvents: [],
    parts: {},
    survivorsCarryLoad: true,
    capacityLeft: null,
    exhausted: [],
  };
}

const LINK: LinkResult = {
  nature: 'network',
  callsPerSecond: 1,
  bytesPerSecond: 0,
  networkMs: 0.5,
  attempts: 1,
  breaker: null,
  bulkhead: null,
};

export function contextOf(design: Design, result: Partial<Answers> = {}, merged: Partial<Answers> = {}): RuleContext {
  const given = new Map(design.deployables?.map((each) => [each.id, each]));
  const deployables = Object.keys(design.placed).map((id) => given.get(id) ?? process(id));
  const variant: Variant = {
    id: 'v',
    name: 'v',
    deployables,
    placements: Object.entries(design.placed).flatMap(([deployable, components]) =>
      components.map((component) => ({ component, deployable })),
    ),
    ...(design.absent ? { absent: design.absent } : {}),
  };
  const project: Project = {
    format: 'topolith',
    formatVersion: 1,
    minReaderVersion: 1,
    app: 'test',
    id: 'p',
    name: 'p',
    components: design.components,
    links: design.links ?? [],
    journeys: design.journeys ?? [],
    variants: [variant],
    ...design.project,
  };
  const answers: Answers = {
    name: 'v',
    style: 'hybrid',
    journeys: Object.fromEntries(project.journeys.map(({ id }) => [id, journeyResult(id)])),
    deployables: Object.fromEntries(deployables.map(({ id }) => [id, deployableResult(id)])),
    links: Object.fromEntries(project.links.map(({ id }) => [id, LINK])),
    cost: { monthlyUsd: 0, servable: true, lines: [], perMillionRequestsUsd: null, unpriced: [] },
    faults: [],
    staleness: {},
    measures: {},
    notes: [],
    ...result,
  };
  return {
    project,
    variant,
    result: answers,
    servedIn: (_change, id) => ({ ...answers, ...merged }).journeys[id]?.availability.served ?? null,
  };
}
