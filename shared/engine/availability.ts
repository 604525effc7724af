/** Availability of parts and journeys: shares of time, exact over shared causes. */
import { AVAILABILITY, DEPLOYABLE } from '../model/defaults.ts';
import type { Deployable } from '../model/types.ts';
import { hoursPerMonth, type Network } from './network.ts';
import type { FailureModel, Standing } from './failure.ts';
import { Diagrams } from './logic.ts';
import type { JourneyStanding } from './types.ts';

/** How a deployable stands: see failure.ts. `replicas` as bought. */
export function standingOf(d: Deployable | null, replicas: number): Standing {
  if (!d) return { whole: 1, replica: 1, replicas: 1, zones: [] };
  const zones = Array.isArray(d.zones) ? (d.zones as readonly string[]) : [];
  const a = d.availability;
  if (a && 'mtbfHours' in a) {
    const fail = 1 / a.mtbfHours;
    const mend = 60 / a.mttrMinutes;
    if (d.standby && d.standby.kind !== 'none')
      return { whole: 1 - pairDown(d, fail, mend), replica: 1, replicas, zones };
    return { whole: 1, replica: mend / (fail + mend), replicas, zones };
  }
  const value = a?.value ?? AVAILABILITY[d.kind].value;
  if (d.standby && d.standby.kind !== 'none') {
    const mend = 60 / DEPLOYABLE.mttrMinutes.value;
    return { whole: 1 - pairDown(d, (mend * (1 - value)) / Math.max(value, 1e-12), mend), replica: 1, replicas, zones };
  }
  return a && 'of' in a && a.of === 'replica'
    ? { whole: 1, replica: value, replicas, zones }
    : { whole: value, replica: 1, replicas, zones };
}

/**
 * Share of time that a pair is down; rates per hour. Hot: both fail, each has a crew. Cold: the spare does not fail, one
 * crew. Each failure also costs the failover time, or a whole repair where failover does not notice (first order).
 */
function pairDown(d: Deployable, fail: number, mend: number): number {
  const cold = d.standby!.kind === 'cold';
  const pair = cold ? fail ** 2 / (mend ** 2 + fail * mend + fail ** 2) : (fail / (fail + mend)) ** 2;
  const coverage = d.standby!.coverage ?? DEPLOYABLE.coverage.value;
  const failover = (d.standby!.failoverSeconds ?? DEPLOYABLE.failoverSeconds.value) / 3600;
  return Math.min(1, pair + fail * (coverage * failover + (1 - coverage) / mend));
}

/** Exact by decision diagram: the probability of an answer to one journey, and of one with nothing missing. */
export function standingOfJourney(network: Network, model: FailureModel, journey: number): JourneyStanding {
  const { works, certain } = chancesOf(model);
  const minutes = hoursPerMonth(network.project) * 60;
  const outcome = model.journeys[journey]!;
  const diagrams = new Diagrams(certain);
  const served = diagrams.build(outcome.served);
  const full = diagrams.build(outcome.full);
  if (served === null || full === null)
    return {
      availability: { full: 0, served: 0, downtimeMinutesPerMonth: minutes },
      availabilityAccuracy: 'invalid',
      availabilityInterval: null,
      cutSets: [],
      cutSetsComplete: false,
      expectedLoss: [],
      retry: null,
    };
  const p = diagrams.probability(served, works);
  return {
    availability: { full: diagrams.probability(full, works), served: p, downtimeMinutesPerMonth: (1 - p) * minutes },
    availabilityAccuracy: 'exact',
    availabilityInterval: null,
    cutSets: cutSets(diagrams, served, model),
    cutSetsComplete: true,
    expectedLoss: [],
    retry: null,
  };
}

/** Share of time that one journey is answered; null where its diagram grows too large. */
export function servedShare(model: FailureModel, journey: number): number | null {
  const { works, certain } = chancesOf(model);
  const diagrams = new Diagrams(certain);
  const served = diagrams.build(model.journeys[journey]!.served);
  return served === null ? null : diagrams.probability(served, works);
}

function chancesOf(model: FailureModel): { works: readonly number[]; certain: ReadonlySet<number> } {
  const works = model.causes.map((c) => c.works);
  return { works, certain: new Set(works.flatMap((p, n) => (p === 1 ? [n] : []))) };
}

/** Sets of up to three causes; larger ones are rarer than anything they could explain. */
function cutSets(diagrams: Diagrams, node: number, model: FailureModel): string[][] {
  const candidates = diagrams.causes(node).filter((n) => model.causes[n]!.works < 1);
  const found: number[][] = [];
  const extend = (set: readonly number[], from: number, size: number): void => {
    for (let i = from; i < candidates.length; i++) {
      const bigger = [...set, candidates[i]!];
      if (found.some((f) => f.every((n) => bigger.includes(n)))) continue;
      if (bigger.length === size) {
        if (!diagrams.holds(node, new Set(bigger))) found.push(bigger);
      } else extend(bigger, i + 1, size);
    }
  };
  const largest = candidates.length > 60 ? 1 : candidates.length > 24 ? 2 : 3;
  for (let size = 1; size <= largest; size++) extend([], 0, size);
  return found
    .map((set) => set.map((n) => model.causes[n]!.name).sort())
    .sort((a, b) => a.length - b.length || (a.join() < b.join() ? -1 : 1));
}
