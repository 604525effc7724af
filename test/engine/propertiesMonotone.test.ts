/**
 * What more of something does to any design: more traffic never makes it faster, more machines or zones never less available,
 * a fault never better. Designs with fixed replicas, open traffic, and nothing that refuses work (randomProject, `plain`).
 */
import { describe, expect, test } from 'vitest';
import { answerFor } from '../../shared/engine/analyse.ts';
import { failuresOf, standings } from '../../shared/engine/availability.ts';
import { compile } from '../../shared/engine/compile.ts';
import type { JourneyNow, JourneyState } from '../../shared/engine/types.ts';
import { effectiveProject } from '../../shared/model/effective.ts';
import type { Deployable, Project, ScenarioFault } from '../../shared/model/types.ts';
import { randomProject, seeded } from '../support/randomProject.ts';

const PROJECTS = 1000;
/** Parts, so that the runner can be heard from. */
const PARTS = Array.from({ length: 5 }, (_, i) => [i * (PROJECTS / 5) + 1, (i + 1) * (PROJECTS / 5)] as const);

/** What the grid may be off, as a share. */
const GRID = 1e-3;
/** Sums taken in another order. */
const ROUNDING = 1e-12;

const STATES: readonly JourneyState[] = ['ok', 'delayed', 'degraded', 'failed'];
const FIGURES = ['mean', 'p50', 'p90', 'p95', 'p99', 'p999'] as const;

/** The first variant alone, with a scenario. */
const scripted = (project: Project, change: { traffic?: number; faults?: readonly ScenarioFault[] }): Project => ({
  ...project,
  scenarios: [{ id: 'change', name: 'Change', ...change }],
});

const first = (project: Project): string => project.variants[0]!.id;

function changedJourneys(
  project: Project,
  change: Parameters<typeof scripted>[1],
): Readonly<Record<string, JourneyNow>> {
  return answerFor(scripted(project, change), first(project), 'change').now.journeys;
}

/**
 * Why a journey with more traffic looks faster; none when it does not. Without an answer at all it is slower than with one.
 * `latencyMs` counts answered requests: where more load makes more calls end at their limit, the slow ones drop out of it and
 * those that are left may well be faster. Such journeys are told by their share of errors and say nothing here.
 */
function faster(before: JourneyNow, after: JourneyNow): string[] {
  if (before.state === 'saturated' && after.state !== 'saturated') return [`saturated, then ${after.state}`];
  if (!before.latencyMs || !after.latencyMs || after.errorShare - before.errorShare > ROUNDING) return [];
  const [slow, quick] = [after.latencyMs, before.latencyMs];
  return FIGURES.filter((key) => slow[key] < quick[key] * (1 - GRID)).map(
    (key) => `${key} ${quick[key]}, then ${slow[key]}`,
  );
}

/** A fault that any part of the project may have, seeded. */
function someFault(project: Project, seed: number): ScenarioFault {
  const next = seeded(seed);
  const targets = [...project.components, ...project.links, ...project.variants[0]!.deployables].map(({ id }) => id);
  const target = targets[Math.floor(next() * targets.length)]!;
  const kind = (['down', 'hang', 'slow', 'errors'] as const)[Math.floor(next() * 4)]!;
  return {
    target,
    kind,
    ...(kind === 'slow' && { factor: 1 + 20 * next() }),
    ...(kind === 'errors' && { share: next() }),
  };
}

/**
 * Whether a journey stands better with a fault than without. One that more load than it can carry has brought down does not
 * count: a dead part can take that load away, and then it is better off.
 */
function better(before: JourneyNow, after: JourneyNow): boolean {
  if (before.state === 'saturated' || after.state === 'saturated') return false;
  return STATES.indexOf(after.state) < STATES.indexOf(before.state);
}

interface Shares {
  readonly served: number;
  readonly full: number;
}

/** Of each journey, without load and latency. */
function availability(project: Project, faults: readonly ScenarioFault[] = []): readonly Shares[] {
  const {
    project: whole,
    variant,
    scenario,
  } = effectiveProject(scripted(project, { faults }), first(project), 'change');
  const network = compile(whole, variant, scenario);
  const replicas = network.hosts.map(({ deployable }) => {
    const bought = deployable?.replicas;
    return bought && 'fixed' in bought ? bought.fixed : 1;
  });
  const ask = standings(
    network,
    failuresOf(network, replicas),
    network.journeys.map(() => 1),
  );
  return network.journeys.map((_, i) => ask(i).availability);
}

const worse = (before: readonly Shares[], after: readonly Shares[]): string[] =>
  before.flatMap(({ served, full }, i) => {
    const now = after[i]!;
    const falls = now.served < served - ROUNDING || now.full < full - ROUNDING;
    return falls ? [`journey ${i}: served ${served}, then ${now.served}; full ${full}, then ${now.full}`] : [];
  });

/** The project with some deployables of its first variant changed. */
const rebuilt = (project: Project, change: (d: Deployable) => Deployable): Project => ({
  ...project,
  variants: project.variants.map((v, i) => (i === 0 ? { ...v, deployables: v.deployables.map(change) } : v)),
});

const replicasOf = (d: Deployable): number => (d.replicas && 'fixed' in d.replicas ? d.replicas.fixed : 1);

const withOneMore = (d: Deployable): Deployable => ({ ...d, replicas: { fixed: replicasOf(d) + 1 } });

describe.each(PARTS)('random projects %i to %i', (from, to) => {
  const projects = Array.from({ length: to - from + 1 }, (_, i) => randomProject(from + i, { plain: true }));

  test('a third more traffic lowers no percentile, a fault betters no state', { timeout: 300_000 }, () => {
    const wrong: string[] = [];
    projects.forEach((project, i) => {
      const before = answerFor(project, first(project), null).now.journeys;
      const more = changedJourneys(project, { traffic: 1.3 });
      const fault = someFault(project, from + i);
      const faulty = changedJourneys(project, { faults: [fault] });
      for (const [id, journey] of Object.entries(before)) {
        wrong.push(...faster(journey, more[id]!).map((how) => `${project.id} ${id} with more traffic: ${how}`));
        if (better(journey, faulty[id]!))
          wrong.push(`${project.id} ${id}: ${journey.state}, then ${faulty[id]!.state} by ${JSON.stringify(fault)}`);
      }
    });
    expect(wrong).toEqual([]);
  });

  test('a machine more, of one or of all, lowers no availability; a fault raises none', { timeout: 300_000 }, () => {
    const wrong: string[] = [];
    projects.forEach((project, i) => {
      const before = availability(project);
      const say = (what: string, found: readonly string[]): number =>
        wrong.push(...found.map((how) => `${project.id} ${what}: ${how}`));
      say('all', worse(before, availability(rebuilt(project, withOneMore))));
      for (const { id } of project.variants[0]!.deployables)
        say(id, worse(before, availability(rebuilt(project, (d) => (d.id === id ? withOneMore(d) : d)))));
      const fault = someFault(project, from + i);
      say(`without ${JSON.stringify(fault)}`, worse(availability(project, [fault]), before));
    });
    expect(wrong).toEqual([]);
  });

  /**
   * A zone is added with a machine in it. Moving machines that are there into a zone that fails more often can truly cost
   * availability, so the old ones stay where they are: one machine in each zone before, one in each after.
   */
  test('a zone more, with a machine in it, lowers no availability', { timeout: 300_000 }, () => {
    const wrong: string[] = [];
    const spread = (zones: readonly string[]) => (d: Deployable) => ({
      ...d,
      zones,
      replicas: { fixed: zones.length },
    });
    for (const project of projects) {
      const within = (zones: readonly string[]): readonly Shares[] => availability(rebuilt(project, spread(zones)));
      const [one, two] = [within(['a']), within(['a', 'b'])];
      wrong.push(...worse(one, two).map((how) => `${project.id} ${how}`));
      wrong.push(...worse(two, within(['a', 'b', 'c'])).map((how) => `${project.id} third zone ${how}`));
    }
    expect(wrong).toEqual([]);
  });
});
