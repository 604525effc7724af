/** The one entry of the engine: project + variants + scenario -> analysis. Reads as a table of contents. */
import { effectiveProject } from '../model/effective.ts';
import type { Project } from '../model/types.ts';
import { failuresOf, servedAlone, standings } from './availability.ts';
import { grownCapacity } from './capacity.ts';
import { built } from './built.ts';
import { costOf } from './cost.ts';
import { dayPartsOf } from './dayParts.ts';
import { equilibriaOf, retryResult } from './equilibria.ts';
import { costInput } from './quantities.ts';
import { type FailureModel, scriptedStates } from './failure.ts';
import { faultOrder, faultsOf } from './faults.ts';
import type { Network } from './network.ts';
import { type RuleContext, runRules } from './rules/index.ts';
import { scorecard } from './scorecard.ts';
import { measureOf, stalenessOf } from './staleness.ts';
import { linkResults } from './linkResults.ts';
import { deployableResults, journeyResults } from './results.ts';
import { grows, retries, settle, type SteadyState } from './steady.ts';
import type { Analysis, FaultResult, JourneyResult, VariantAnalysis, VariantNow } from './types.ts';

export interface AnalyseOptions {
  /** Ids; absent = all variants. */
  readonly variants?: readonly string[];
  readonly scenario?: string | null;
  /** Rates that load and latency are answered at; cost is always at average rates, machines sized at peak. */
  readonly at?: 'peak' | 'average';
  /** Ms: each journey says which share of its answers takes longer. */
  readonly exceedsMs?: number;
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
  for (const id of options.variants ?? project.variants.map((v) => v.id))
    variants[id] = finished(answerFor(project, id, scenario, at, options.exceedsMs).later());
  return { project: { id: project.id, name: project.name }, scenario, at, variants };
}

function finished<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The answer for one variant: what follows an edit at once, and the whole when it is asked for. */
export interface VariantSteps {
  readonly now: VariantNow;
  /** In small steps, so that one can stop between them; yields the share that is done. */
  later(): Generator<number, VariantAnalysis>;
}

const UNSETTLED = 'Retries and load did not come to rest: latencies are rough.';

/** See analyse. */
export function answerFor(
  whole: Project,
  id: string,
  scenarioId: string | null,
  at: 'peak' | 'average' = 'peak',
  exceedsMs?: number,
): VariantSteps {
  const { project, variant, scenario, notes } = effectiveProject(whole, id, scenarioId);
  // Machines are bought for the peak; the average decides what is used of them.
  const { network, bought, peak } = built(project, variant, scenario);
  const sized = peak.stations.map((s) => s.replicas);
  const average = settle(network, 'average', sized, !retries(network));
  const state = at === 'peak' ? peak : settle(network, 'average', sized);
  let known: FailureModel | undefined;
  const failure = (): FailureModel => (known ??= failuresOf(network, sized));

  const scripted = scriptedStates(network, failure);
  const journeys = journeyResults(network, state, scripted, exceedsMs);
  const servable =
    Object.values(journeys).every((j) => j.state !== 'saturated') &&
    !peak.stations.some((s) => s.saturated) &&
    !peak.pools.some((p) => p.saturated);
  const now: VariantNow = {
    name: variant.name,
    style: variant.style ?? 'hybrid',
    journeys,
    deployables: deployableResults(network, state),
    links: linkResults(network, state),
    cost: costOf(costInput(network, average, bought, servable)),
    notes: [...notes, ...network.notes, ...(state.settled ? [] : [UNSETTLED])],
  };

  function* later(): Generator<number, VariantAnalysis> {
    const staleness = stalenessOf(network, state);
    yield STALENESS;
    const model = failure();
    // What retries do beyond the state of today.
    const states = retries(network) ? equilibriaOf(network, { at, sized }, state) : null;
    const grown = grows(network) ? grownCapacity(network, at, sized, state.breakers) : null;
    const standingOf = standings(network, model, average.traffic.requests);
    const standing: Record<string, JourneyResult> = {};
    for (const [i, { journey }] of network.journeys.entries()) {
      const { name, state: how, saturatedAt, ...rest } = journeys[journey.id]!;
      standing[journey.id] = {
        name,
        state: how,
        saturatedAt,
        ...standingOf(i),
        ...rest,
        ...grown?.(rest),
        retry: states ? retryResult(network, i, state, states) : null,
      };
      yield STALENESS + (AVAILABILITY * (i + 1)) / network.journeys.length;
    }
    const faults: FaultResult[] = [];
    for (const fault of faultsOf(network, state, model, sharesOf(state.traffic.requests))) {
      faults.push(fault);
      yield STALENESS + AVAILABILITY + FAULTS * Math.min(1, faults.length / model.causes.length);
    }
    const { notes: remarks, ...head } = now;
    const result = {
      ...head,
      journeys: standing,
      faults: faults.sort(faultOrder),
      staleness,
      measures: measuresOf(project, network, state),
      notes: remarks,
    };
    const days = dayPartsOf(network, sized, scripted);
    let day = days.next();
    for (; !day.done; day = days.next()) yield STALENESS + AVAILABILITY + FAULTS;
    const findings = runRules({ project, variant, result, servedIn });
    return { ...result, findings, scorecard: scorecard(project, variant, result), day: day.value };
  }

  const servedIn: RuleContext['servedIn'] = (change, journey) => {
    const changed = change(project, variant);
    return servedAlone(changed.project, changed.variant, scenario, journey);
  };
  return { now, later };
}

/** How much of the later work each step is; findings are the rest. */
const STALENESS = 0.2;
const AVAILABILITY = 0.4;
const FAULTS = 0.2;

function measuresOf(project: Project, network: Network, state: SteadyState): VariantAnalysis['measures'] {
  const found = (project.measures ?? []).flatMap((m) => {
    const delay = measureOf(network, m, state);
    return delay ? [[m.id, delay] as const] : [];
  });
  return Object.fromEntries(found);
}

/** Shares of the whole, equal ones where there is nothing. */
function sharesOf(amounts: readonly number[]): readonly number[] {
  const total = amounts.reduce((a, b) => a + b, 0);
  return amounts.map((amount) => (total > 0 ? amount / total : 1 / amounts.length));
}
