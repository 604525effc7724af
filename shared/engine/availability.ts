/** Availability of parts and journeys: shares of time, exact over shared causes, and what each cause takes of it. */
import { AVAILABILITY, DEPLOYABLE } from '../model/defaults.ts';
import type { Deployable, Project, Scenario, Variant } from '../model/types.ts';
import { built } from './built.ts';
import { Cases, isSet } from './cases.ts';
import { compile } from './compile.ts';
import { CutSets } from './cutSets.ts';
import { Diagrams, orderOf, within } from './diagram.ts';
import { failureModel, type FailureModel, type Outcome, type Standing } from './failure.ts';
import { Failing } from './importance.ts';
import { all, any, up as works } from './logic.ts';
import { hoursPerMonth, type Network } from './network.ts';
import { lostPlaces } from './places.ts';
import { coldPairDown, meanDown, tooFewUp } from './repair.ts';
import { sampledShares, wilson } from './sampled.ts';
import { MOST_RESULTS } from './tables.ts';
import type { JourneyStanding, LossOf } from './types.ts';

/** What can fail, with replicas as bought, by host. */
export function failuresOf(network: Network, replicas: readonly number[]): FailureModel {
  const quorums = quorumsOf(network);
  return failureModel(
    network,
    network.hosts.map(({ deployable }, h) => standingOf(deployable, replicas[h]!, quorums[h]!)),
  );
}

/** Copies that the stores of a host need for a read and for a write, by host. */
function quorumsOf(network: Network): readonly number[] {
  const needs = network.hosts.map(() => 1);
  for (const { host, component } of network.activities)
    needs[host] = Math.max(needs[host]!, component.facts?.readQuorum ?? 1, component.facts?.writeQuorum ?? 1);
  return needs;
}

/** How a deployable stands: see failure.ts. `need`: replicas that must be up, where there are so many. */
function standingOf(d: Deployable | null, replicas: number, need: number): Standing {
  if (!d) return { whole: 1, replica: 1, replicas: 1, need: 1, zones: [] };
  const zones = Array.isArray(d.zones) ? (d.zones as readonly string[]) : [];
  const up = need <= replicas ? need : 1;
  const a = d.availability;
  const stands = (whole: number, replica: number): Standing => ({ whole, replica, replicas, need: up, zones });
  const pair = d.standby !== undefined && d.standby.kind !== 'none';
  if (a && 'mtbfHours' in a) {
    const fail = 1 / a.mtbfHours;
    const mend = 60 / a.mttrMinutes;
    if (pair) return standingOfPair(d, fail, mend, zones, a.crews);
    if (a.crews === undefined || a.crews >= replicas) return stands(1, mend / (fail + mend));
    const machines = { count: replicas, need: up, fail, mend, crews: a.crews };
    const down = tooFewUp(machines);
    if (zones.length === 0) return stands(1 - down, 1);
    // Machines that wait for one crew fail together more often than alone: each its own share, the rest in common.
    const each = meanDown(machines);
    const alone = tooFewUp({ count: replicas, need: up, fail: each, mend: 1 - each, crews: Infinity });
    return { ...stands((1 - down) / (1 - alone), 1 - each), rough: true };
  }
  const value = a?.value ?? AVAILABILITY[d.kind].value;
  if (pair) {
    const mend = 60 / DEPLOYABLE.mttrMinutes.value;
    return standingOfPair(d, (mend * (1 - value)) / Math.max(value, 1e-12), mend, zones);
  }
  return a && 'of' in a && a.of === 'replica' ? stands(1, value) : stands(value, 1);
}

/** Whether its availability depends on how many replicas it has. */
const countsReplicas = ({ availability: a, standby }: Deployable): boolean =>
  (standby?.kind ?? 'none') === 'none' && a !== undefined && ('mtbfHours' in a || a.of === 'replica');

/**
 * A pair, down for a share of time. Hot: both fail, a crew each unless it says less. Cold: the spare does not fail, one crew
 * unless it says more. Each failure also costs the failover time, or a whole repair where failover does not notice (first order).
 * In named zones each machine stands in one: exact where the two fail independently, else the rest is a cause in common.
 */
function standingOfPair(d: Deployable, fail: number, mend: number, zones: readonly string[], crews?: number): Standing {
  const pair =
    d.standby!.kind === 'cold'
      ? coldPairDown(fail, mend, crews ?? 1)
      : tooFewUp({ count: 2, need: 1, fail, mend, crews: crews ?? 2 });
  const coverage = d.standby!.coverage ?? DEPLOYABLE.coverage.value;
  const failover = (d.standby!.failoverSeconds ?? DEPLOYABLE.failoverSeconds.value) / 3600;
  const up = Math.max(0, 1 - pair - fail * (coverage * failover + (1 - coverage) / mend));
  const stands = { replicas: 2, need: 1, zones };
  if (zones.length === 0) return { ...stands, whole: up, replica: 1 };
  // Of a machine that is left alone, but never so much that both together are down for longer than the pair.
  const each = Math.min(fail / (fail + mend), Math.sqrt(pair));
  const rough = d.standby!.kind === 'cold' || (crews ?? 2) < 2;
  return { ...stands, whole: Math.min(1, up / (1 - each * each)), replica: 1 - each, rough };
}

/** Minimal cut sets that are listed, at most; those of the fewest causes first, then the likeliest. */
export const MOST_CUT_SETS = 100;
/** Causes in a cut set, at most, where all minimal ones would be too many to hold. */
const FEW = 3;
/** A share of the time down below which nothing is left of it. */
const NOTHING_LEFT = 1e-9;

/**
 * How each journey stands, asked by its index: exact by decision diagram, which all journeys share; by trial where that grows too
 * large. `requests`: average ones per ms, by journey.
 */
export function standings(
  network: Network,
  model: FailureModel,
  requests: readonly number[],
): (journey: number) => JourneyStanding {
  const minutes = hoursPerMonth(network.project) * 60;
  const together = new Weigher(model, model.journeys);
  return (journey) => {
    const outcome = model.journeys[journey]!;
    let weigher = together;
    let exact = weigher.shares(outcome);
    if (!exact && model.journeys.length > 1) {
      // The others left no room: alone it may fit.
      weigher = new Weigher(model, [outcome]);
      exact = weigher.shares(outcome);
    }
    if (!exact) return sampled(model, outcome, minutes);
    const month = minutes * 60_000 * requests[journey]!;
    const worth = network.journeys[journey]!.journey.valuePerRequest;
    const { served, down, full } = exact;
    const { sets, complete } = weigher.cutSets(served);
    const losses = weigher.importances(served, complete ? sets : null).map(({ lost, ...rest }): LossOf => ({
      ...rest,
      minutesPerMonth: lost * minutes,
      requestsPerMonth: lost * month,
      usdPerMonth: worth === undefined ? null : lost * month * worth,
    }));
    return {
      availability: { full: 1 - full, served: 1 - down, downtimeMinutesPerMonth: down * minutes },
      availabilityAccuracy: isRough(model, outcome) ? 'rough' : 'exact',
      availabilityInterval: null,
      cutSets: inOrder(sets.map((set) => set.map((n) => model.causes[n]!.name).sort())),
      cutSetsComplete: complete,
      expectedLoss: losses.sort(
        (a, b) => b.minutesPerMonth - a.minutesPerMonth || (a.cause < b.cause ? -1 : a.cause > b.cause ? 1 : 0),
      ),
      retry: null,
    };
  };
}

/** It asks for a cause that is not exact. */
const isRough = ({ causes }: FailureModel, { served, full }: Outcome): boolean =>
  orderOf([full, served], (cause) => causes[cause]!.rough === true).length > 0;

/** Share of time that one journey is answered; null where its diagram grows too large. */
export function servedShare(model: FailureModel, journey: number): number | null {
  const { served } = model.journeys[journey]!;
  const order = orderOf([served], (cause) => model.causes[cause]!.works < 1);
  const diagrams = new Diagrams(order);
  const root = diagrams.build(served);
  return root === null ? null : 1 - new Failing(diagrams.nodes, failsOf(model, order)).of(root);
}

/**
 * Share of time that one journey of a design is answered, without answering the whole design; null where the design does not have
 * it or its diagram grows too large. Throws what `compile` throws.
 */
export function servedAlone(
  project: Project,
  variant: Variant,
  scenario: Scenario | null,
  journey: string,
): number | null {
  const alone = { ...project, journeys: project.journeys.filter(({ id }) => id === journey) };
  const network = compile(alone, variant, scenario);
  if (network.journeys.length === 0) return null;
  const region = project.assumptions?.region;
  const counted =
    lostPlaces(variant, region, scenario?.faults).size > 0 ||
    quorumsOf(network).some((need) => need > 1) ||
    network.hosts.some(({ deployable }) => deployable !== null && countsReplicas(deployable));
  if (!counted)
    return servedShare(
      failuresOf(
        network,
        network.hosts.map(() => 1),
      ),
      0,
    );
  // How many replicas there are is decided by all journeys together.
  const { network: whole, peak } = built(project, variant, scenario, true);
  const nth = whole.journeys.findIndex((j) => j.journey.id === journey);
  return servedShare(
    failuresOf(
      whole,
      peak.stations.map((s) => s.replicas),
    ),
    nth,
  );
}

const failsOf = (model: FailureModel, order: readonly number[]): number[] =>
  order.map((cause) => 1 - model.causes[cause]!.works);

const inOrder = (sets: string[][]): string[][] =>
  sets.sort((a, b) => a.length - b.length || (a.join() < b.join() ? -1 : 1));

/** Decision diagrams of some outcomes, and what they weigh. Causes go by their numbers. */
class Weigher {
  readonly #model: FailureModel;
  readonly #order: readonly number[];
  readonly #fails: readonly number[];
  readonly #diagrams: Diagrams;
  readonly #failing: Failing;
  readonly #most: number;

  /** Journeys share the work that may be put into them. */
  constructor(model: FailureModel, outcomes: readonly Outcome[]) {
    this.#model = model;
    this.#most = Math.ceil(MOST_RESULTS / model.journeys.length);
    this.#order = orderOf(
      // An answer that is never full still has causes of its own.
      outcomes.flatMap((o) => [o.full, o.served]),
      (cause) => model.causes[cause]!.works < 1,
    );
    this.#fails = failsOf(model, this.#order);
    this.#diagrams = new Diagrams(this.#order, this.#most * outcomes.length);
    this.#failing = new Failing(this.#diagrams.nodes, this.#fails);
  }

  /** The diagram of "served", and the shares of time without "served" and without "full"; null where they do not fit. */
  shares(outcome: Outcome): { served: number; down: number; full: number } | null {
    const served = this.#diagrams.build(outcome.served);
    const full = served === null ? null : this.#diagrams.build(outcome.full);
    if (served === null || full === null) return null;
    return { served, down: this.#failing.of(served), full: this.#failing.of(full) };
  }

  /** The minimal cut sets to list, and whether they are all there are. */
  cutSets(served: number): { sets: number[][]; complete: boolean } {
    for (const size of [Infinity, FEW, 1]) {
      const family = new CutSets(this.#diagrams.nodes, this.#most);
      const root = within(() => family.minimal(served, size));
      if (root === null) continue;
      const sets = family.list(root, MOST_CUT_SETS, this.#fails).map((set) => set.map((level) => this.#order[level]!));
      return { sets, complete: size === Infinity && family.count(root) === sets.length };
    }
    return { sets: [], complete: false };
  }

  /** Every cause that the diagram asks for. `sets`: all minimal cut sets; null where they are too many. */
  importances(served: number, sets: readonly (readonly number[])[] | null): (Weight & { lost: number })[] {
    const down = this.#failing.of(served);
    return this.#failing.birnbaum(served).flatMap((birnbaum, level) => {
      if (birnbaum === undefined) return [];
      const cause = this.#order[level]!;
      const fails = this.#fails[level]!;
      const lost = fails * birnbaum;
      const without = down - lost;
      return [
        {
          cause: this.#model.causes[cause]!.name,
          lost,
          birnbaum,
          criticality: lost / down,
          fussellVesely: sets && this.#partOf(cause, sets, down),
          riskAchievement: (down + (1 - fails) * birnbaum) / down,
          riskReduction: without > NOTHING_LEFT * down ? down / without : null,
        },
      ];
    });
  }

  /** Share of the time down during which a cut set with the cause in it is down. */
  #partOf(cause: number, sets: readonly (readonly number[])[], down: number): number | null {
    const withIt = sets.filter((set) => set.includes(cause));
    const node = this.#diagrams.build(all(...withIt.map((set) => any(...set.map(works)))));
    return node === null ? null : this.#failing.of(node) / down;
  }
}

type Weight = Omit<LossOf, 'minutesPerMonth' | 'requestsPerMonth' | 'usdPerMonth'>;

/** By trial: an estimate with its interval, and the causes that stop the journey alone. */
function sampled(model: FailureModel, outcome: Outcome, minutes: number): JourneyStanding {
  const works = model.causes.map((c) => c.works);
  const causes = orderOf([outcome.full, outcome.served], (cause) => works[cause]! < 1);
  const { shares, trials } = sampledShares([outcome.served, outcome.full], causes, works, 1 / model.journeys.length);
  const [served, full] = shares as [number, number];
  const cases = new Cases(causes);
  const row = cases.row(outcome.served);
  const words = Math.ceil(causes.length / 32);
  const bits = cases.oneDown(words, causes);
  const alone = causes.filter((_, c) => !isSet(bits, words, row, c));
  return {
    availability: { full, served, downtimeMinutesPerMonth: (1 - served) * minutes },
    availabilityAccuracy: 'rough',
    availabilityInterval: wilson(served, trials),
    cutSets: inOrder(alone.slice(0, MOST_CUT_SETS).map((cause) => [model.causes[cause]!.name])),
    cutSetsComplete: false,
    expectedLoss: [],
    retry: null,
  };
}
