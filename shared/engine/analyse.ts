/** The one entry of the engine: project + variants + scenario -> analysis. Reads as a table of contents. */
import { effectiveProject } from '../model/effective.ts';
import type { Project, Scenario, Variant } from '../model/types.ts';
import { availabilityOf, type JourneyAvailability, standingOf } from './availability.ts';
import { compile } from './compile.ts';
import { costOf } from './cost.ts';
import { costInput } from './quantities.ts';
import { type FailureModel, failureModel, faultsOf } from './failure.ts';
import type { Network } from './network.ts';
import { runRules } from './rules/index.ts';
import { scorecard } from './scorecard.ts';
import { measureOf, stalenessOf } from './staleness.ts';
import { deployableResults, journeyResults, linkResults } from './results.ts';
import { retries, settle } from './steady.ts';
import type { Analysis, VariantAnalysis } from './types.ts';

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
    servedIn: (change) => {
      const changed = change(project, variant);
      const network = compile(changed.project, changed.variant, scenario);
      const sized = settle(network, 'peak', undefined, true).stations.map((s) => s.replicas);
      const { availability } = standing(network, sized);
      return Object.fromEntries(network.journeys.map((j, i) => [j.journey.id, availability[i]!.served]));
    },
  });
  return { ...result, findings, scorecard: scorecard(project, variant, result) };
}

const UNSETTLED = 'Retries and load did not come to rest: latencies are rough.';

/** What can fail, and how much of the time each journey is answered. */
function standing(
  network: Network,
  sized: readonly number[],
): { failure: FailureModel; availability: JourneyAvailability[] } {
  const failure = failureModel(
    network,
    network.hosts.map((h, i) => standingOf(h.deployable, sized[i]!)),
  );
  return { failure, availability: availabilityOf(network, failure) };
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

  const { failure, availability } = standing(network, sized);
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
    notes: [...notes, ...network.notes, ...(state.settled ? [] : [UNSETTLED])],
  };
}
