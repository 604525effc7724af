/** The one entry of the engine: project + variants + scenario -> analysis. Reads as a table of contents. */
import { effectiveProject } from '../model/effective.ts';
import type { Project, Scenario, Variant } from '../model/types.ts';
import { availabilityOf, standingOf } from './availability.ts';
import { closedStation, solveClosed } from './closed.ts';
import { compile } from './compile.ts';
import type { Network } from './network.ts';
import { costOf } from './cost.ts';
import { costInput } from './quantities.ts';
import { failureModel, faultsOf } from './failure.ts';
import { latencyModel, type LatencyModel, type ThreadWait } from './latency.ts';
import { type Attempts, type Station, stationsOf, type Traffic, trafficOf } from './load.ts';
import { runRules } from './rules/index.ts';
import { scorecard } from './scorecard.ts';
import { measureOf, stalenessOf } from './staleness.ts';
import { deployableResults, journeyResults, linkResults } from './results.ts';
import { type Pool, poolsOf } from './threads.ts';
import type { Analysis, VariantAnalysis } from './types.ts';
import type { Law } from './distribution.ts';

export interface AnalyseOptions {
  /** Ids; absent = all variants. */
  readonly variants?: readonly string[];
  readonly scenario?: string | null;
  /** Rates that load and latency are answered at; cost is always at average rates, machines sized at peak. */
  readonly at?: 'peak' | 'average';
}

/**
 * Everything that can be said about the design. Pure: same input, same result. `project` must have passed the schema and the
 * integrity checks. Throws EngineError for operations that call themselves, and what
 * effectiveProject throws for unknown ids and overrides that do not fit.
 */
export function analyse(project: Project, options: AnalyseOptions = {}): Analysis {
  const at = options.at ?? 'peak';
  const scenario = options.scenario ?? null;
  const variants: Record<string, VariantAnalysis> = {};
  for (const id of options.variants ?? project.variants.map((v) => v.id)) {
    const effective = effectiveProject(project, id, scenario);
    variants[id] = analyseVariant(effective.project, effective.variant, effective.scenario, at, effective.notes);
  }
  return { project: { id: project.id, name: project.name }, scenario, at, variants };
}

function analyseVariant(
  project: Project,
  variant: Variant,
  scenario: Scenario | null,
  at: 'peak' | 'average',
  notes: readonly string[],
): VariantAnalysis {
  const result = answer(project, variant, scenario, at, notes);
  const findings = runRules({
    project,
    variant,
    result,
    reanalyse: (change) => {
      const changed = change(project, variant);
      return answer(changed.project, changed.variant, scenario, at, []);
    },
  });
  return { ...result, findings, scorecard: scorecard(project, variant, result) };
}

type Answer = Omit<VariantAnalysis, 'findings' | 'scorecard'>;

function answer(
  project: Project,
  variant: Variant,
  scenario: Scenario | null,
  at: 'peak' | 'average',
  notes: readonly string[],
): Answer {
  const network = compile(project, variant, scenario);
  // Machines are bought for the peak; the average decides what is used of them.
  const peak = settle(network, 'peak');
  const sized = peak.stations.map((s) => s.replicas);
  const average = settle(network, 'average', sized, !retries(network));
  const state = at === 'peak' ? peak : settle(network, 'average', sized);

  const failure = failureModel(
    network,
    network.hosts.map((h, i) => standingOf(h.deployable, sized[i]!)),
  );
  const availability = availabilityOf(network, failure);
  const total = state.traffic.requests.reduce((a, b) => a + b, 0);
  const weights = state.traffic.requests.map((r) => (total > 0 ? r / total : 1 / network.journeys.length));
  const faults = faultsOf(network, failure, weights, sized, (h, left) => {
    const host = network.hosts[h]!;
    return !Number.isFinite(host.servers) || state.stations[h]!.offered < host.servers * left;
  });
  const journeys = journeyResults(network, state, failure, availability);
  const servable =
    Object.values(journeys).every((j) => j.state !== 'saturated') &&
    !peak.stations.some((s) => s.saturated) &&
    !peak.pools.some((p) => p.saturated);
  return {
    name: variant.name,
    style: variant.style ?? 'hybrid',
    journeys,
    deployables: deployableResults(network, state),
    links: linkResults(network, state),
    cost: costOf(costInput(network, average, sized, servable)),
    faults,
    staleness: stalenessOf(network, state.traffic, state.stations, state.latency),
    measures: Object.fromEntries(
      (project.measures ?? []).flatMap((m) => {
        const r = measureOf(network, m, state.stations, state.latency);
        return r ? [[m.id, r] as const] : [];
      }),
    ),
    notes: [...notes, ...network.notes],
  };
}

/** A network in its steady state at one set of rates. */
export interface SteadyState {
  readonly traffic: Traffic;
  readonly stations: readonly Station[];
  readonly pools: readonly Pool[];
  readonly latency: LatencyModel;
  readonly attempts: Attempts;
  /** Indices of closed journeys whose throughput is approximate. */
  readonly approximateClosed: ReadonlySet<number>;
}

/** Rounds of the loop between load, latency and retries. */
const MOST_ROUNDS = 60;

/** Without retries nothing that latency says comes back as load. */
const retries = (network: Network): boolean =>
  network.activities.some((a) => a.calls.some((c) => (c.retry?.retries ?? 0) > 0));

/** Load decides latency, latency decides which calls are cut and tried again, and those are load: from below, until it rests. */
function settle(network: Network, at: 'peak' | 'average', sized?: readonly number[], loadOnly = false): SteadyState {
  let attempts: Attempts = new Map();
  let threads: ThreadWait | null = null;
  for (let round = 0; ; round++) {
    const open = network.journeys.map((j) => (j.journey.rate ? (j.journey.rate[at] * j.factor) / 1000 : 0));
    const closed = network.journeys.some((j) => j.journey.closed) ? solveClosed(network, open, attempts, sized) : null;
    const traffic = trafficOf(network, closed?.requests ?? open, attempts);
    const stations = stationsOf(network, traffic, attempts, sized).map((s, h) => {
      const found = closed?.hosts.get(h);
      return found ? closedStation(s, found, network.hosts[h]!.discipline === 'sharing') : s;
    });
    const latency = latencyModel(network, stations, attempts, threads);
    touch(network, latency, stations);
    const pools = loadOnly ? [] : poolsOf(network, traffic, stations, attempts, latency);
    const waits = pools.map((p) => p.wait);
    const still = rests(attempts, latency.attempts) && sameWaits(threads, waits);
    if (still || round >= MOST_ROUNDS || stations.some((s) => s.saturated))
      return { traffic, stations, pools, latency, attempts, approximateClosed: closed?.approximate ?? new Set() };
    attempts = new Map(latency.attempts);
    threads = { wait: waits };
  }
}

/** Builds every call that carries a retry policy once, so that its attempts are known. */
function touch(network: Network, latency: LatencyModel, stations: readonly Station[]): void {
  if (stations.some((s) => s.saturated)) return;
  for (const a of network.activities)
    for (const call of a.calls) if ((call.retry?.retries ?? 0) > 0 && call.fate === 'ok') latency.call(call);
}

const rests = (before: Attempts, after: Attempts): boolean =>
  [...after].every(([call, n]) => Math.abs(n - (before.get(call) ?? 1)) <= 1e-9 * n);

const sameWaits = (before: ThreadWait | null, after: readonly (Law | null)[]): boolean =>
  after.every(
    (law, h) => Math.abs((law?.mean ?? 0) - (before?.wait[h]?.mean ?? 0)) <= 1e-6 * Math.max(1, law?.mean ?? 0),
  );
