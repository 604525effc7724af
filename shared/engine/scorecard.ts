/** The seven aspects an architect compares, each as a few numbers of this design. */
import { STORE_KINDS, type Deployable, type Project, type Variant } from '../model/types.ts';
import type { Answers } from './rules/rule.ts';
import { coChanges } from './rules/co-change.ts';
import { releaseGroups } from './rules/release-group.ts';
import { ownDeployables, rateOf, type Scene, sceneOf } from './rules/scene.ts';
import { sharedSchemas } from './rules/shared-schema.ts';
import type { ScorecardFigure } from './types.ts';

export const ASPECTS = ['deployment', 'scaling', 'development', 'data', 'operations', 'team', 'failure'] as const;
export type Aspect = (typeof ASPECTS)[number];

interface Sheet {
  readonly project: Project;
  readonly result: Answers;
  readonly scene: Scene;
  /** Processes and functions: what the team builds and releases. */
  readonly units: readonly Deployable[];
  readonly coChanged: ReadonlySet<string>;
  readonly rates: ReadonlyMap<string, number>;
}

type Figures = readonly ScorecardFigure[];

function figure(
  label: string,
  value: ScorecardFigure['value'],
  unit: string,
  more: Partial<ScorecardFigure> = {},
): ScorecardFigure {
  return { label, value, unit, accuracy: 'exact', ...more };
}

/** Modules and functions: the code that the team writes. */
function codeOn({ scene }: Sheet, id: string): number {
  return scene.componentsOn(id).filter(({ kind }) => kind === 'module' || kind === 'function').length;
}

function modulesOf({ scene }: Sheet): number {
  return [...scene.components.values()].filter(({ kind }) => kind === 'module' || kind === 'function').length;
}

/** Mean over journeys, weighted by their rates; null without any. */
function weighted({ result, rates }: Sheet, pick: (id: string) => number): number | null {
  const ids = Object.keys(result.journeys);
  const total = ids.reduce((sum, id) => sum + (rates.get(id) ?? 0), 0);
  if (ids.length === 0) return null;
  if (total <= 0) return ids.reduce((sum, id) => sum + pick(id), 0) / ids.length;
  return ids.reduce((sum, id) => sum + pick(id) * (rates.get(id) ?? 0), 0) / total;
}

function deployment(sheet: Sheet): Figures {
  const { scene, units, coChanged, project } = sheet;
  const tied = new Set([
    ...[...releaseGroups(scene).values()].flat(),
    ...sharedSchemas(scene).flatMap(({ deployables }) => deployables),
    ...coChanged,
  ]);
  const free = units.filter(({ id }) => !tied.has(id));
  const largest = Math.max(0, ...units.map(({ id }) => codeOn(sheet, id)));
  const modules = modulesOf(sheet);
  const releases = project.assumptions?.delivery?.releasesPerMonth;
  return [
    figure('Deployables', units.length, 'units'),
    figure('Released alone', free.length, `of ${units.length} units`),
    figure('Modules in the largest unit', modules === 0 ? null : largest / modules, 'share'),
    ...(releases === undefined ? [] : [figure('Releases', releases, 'a month')]),
  ];
}

function scaling(sheet: Sheet): Figures {
  const { result, units } = sheet;
  const journeys = Object.values(result.journeys);
  const limited = journeys.filter(({ capacityFactor }) => capacityFactor !== null);
  const first = limited.toSorted(
    (a, b) => (a.capacityFactor ?? 0) - (b.capacityFactor ?? 0) || (a.name < b.name ? -1 : 1),
  )[0];
  const elastic = units.filter(
    ({ kind, replicas }) => kind === 'function' || (replicas !== undefined && 'min' in replicas),
  );
  const cores = units.reduce((sum, { id }) => sum + (result.deployables[id]?.cores ?? 0), 0);
  const gives = first?.givesWayFirst ?? null;
  return [
    figure('Scales by itself', elastic.length, `of ${units.length} units`),
    figure('Traffic it can take', first?.capacityFactor ?? null, "times today's", {
      accuracy: first?.latencyAccuracy === 'invalid' ? 'rough' : 'good',
    }),
    figure('Gives way first', gives === null ? null : sheet.scene.name(gives), ''),
    figure('Cores running', cores, 'cores'),
  ];
}

function development(sheet: Sheet): Figures {
  const { scene } = sheet;
  const sync = scene.links.filter(({ interaction }) => interaction === 'sync');
  const network = scene.links.filter((link) => scene.crosses(link) && link.interaction !== 'data');
  const calls = weighted(sheet, (id) => sheet.result.journeys[id]?.networkCalls ?? 0);
  return [
    figure('Modules', modulesOf(sheet), 'modules'),
    figure('Contracts over the network', network.length, 'links'),
    figure(
      'Calls inside a process',
      sync.filter((link) => !scene.crosses(link)).length,
      `of ${sync.length} sync links`,
    ),
    figure('Network calls', calls, 'a request'),
  ];
}

function data(sheet: Sheet): Figures {
  const { scene, result } = sheet;
  const stores = [...scene.components.values()].filter(({ kind }) => STORE_KINDS.includes(kind));
  const shared = new Set(sharedSchemas(scene).map(({ store }) => store.id));
  const foreign = sharedSchemas(scene).reduce((sum, { foreignLinks }) => sum + foreignLinks.length, 0);
  // A join needs both stores in one process: count pairs of stores that different units own.
  const homes = stores.map(({ id, owner }) =>
    owner === undefined
      ? scene.links.filter(({ to }) => to === id).flatMap(({ from }) => scene.hostsOf(from))
      : scene.hostsOf(owner),
  );
  const pairs = homes.flatMap((one, at) =>
    homes.slice(at + 1).map((other) => one.some((host) => other.includes(host))),
  );
  const stale = Object.values(result.staleness).flatMap(({ state, meanMs }) =>
    state === 'saturated' ? Infinity : (meanMs ?? []),
  );
  const worst = Math.max(...stale);
  return [
    figure('Stores with one owner', stores.length - shared.size, `of ${stores.length} stores`),
    figure(
      'Pairs of stores that no unit can join',
      pairs.filter((together) => !together).length,
      `of ${pairs.length} pairs`,
    ),
    figure('Links into a foreign schema', foreign, 'links'),
    ...(stale.length === 0
      ? []
      : [figure('Oldest copy, mean', Number.isFinite(worst) ? worst : 'saturated', 'ms', { accuracy: 'good' })]),
  ];
}

function operations({ scene, result, units }: Sheet): Figures {
  const watched = [...scene.deployables.values()].filter(
    ({ id, kind }) => kind !== 'external' && scene.componentsOn(id).length > 0,
  );
  const network = scene.links.filter((link) => scene.crosses(link));
  const replicas = units.reduce((sum, { id }) => sum + (result.deployables[id]?.replicas ?? 0), 0);
  return [
    figure('Parts to watch', watched.length, 'deployables'),
    figure('Instances running', replicas, 'replicas'),
    figure('Links over the network', network.length, `of ${scene.links.length} links`),
    figure('Bill', result.cost.monthlyUsd, 'USD a month'),
  ];
}

function team({ project, scene, units }: Sheet): Figures {
  const teams = project.teams ?? [];
  const engineers = teams.reduce((sum, each) => sum + each.engineers, 0);
  const teamsOn = (id: string) => new Set(scene.componentsOn(id).flatMap(({ team: owner }) => owner ?? []));
  const mixed = units.filter(({ id }) => teamsOn(id).size > 1);
  return [
    figure('Engineers', teams.length === 0 ? null : engineers, 'people'),
    figure('Engineers a unit', teams.length === 0 || units.length === 0 ? null : engineers / units.length, 'people'),
    figure('Units of several teams', mixed.length, `of ${units.length} units`),
  ];
}

function failure(sheet: Sheet): Figures {
  const { result, scene } = sheet;
  // By name, so that of equals always the same one is named.
  const losses = result.faults
    .filter(({ kind }) => kind === 'deployable-down')
    .sort((a, b) => (scene.name(a.target) < scene.name(b.target) ? -1 : 1));
  const worst = losses.reduce<(typeof losses)[number] | null>(
    (most, fault) => (most === null || fault.failedShare > most.failedShare ? fault : most),
    null,
  );
  const mean =
    losses.length === 0 ? null : losses.reduce((sum, { failedShare }) => sum + failedShare, 0) / losses.length;
  const served = weighted(sheet, (id) => result.journeys[id]?.availability.served ?? 0);
  const rough = Object.values(result.journeys).some(({ availabilityAccuracy }) => availabilityAccuracy !== 'exact');
  return [
    figure('Worst loss of one part', worst?.failedShare ?? null, 'share of traffic that fails'),
    figure('By losing', worst === null || worst.failedShare <= 0 ? null : scene.name(worst.target), ''),
    figure('Mean loss of one part', mean, 'share of traffic that fails'),
    figure('Availability', served, 'share of time served', { accuracy: rough ? 'good' : 'exact' }),
  ];
}

/**
 * Two to four figures for each of the seven aspects, in the order of `ASPECTS`; shares are 0 to 1. `project` and `variant`
 * with overrides applied. A value that the design does not give (no teams, no journeys) is null.
 */
export function scorecard(project: Project, variant: Variant, result: Answers): Record<Aspect, ScorecardFigure[]> {
  const context = { project, variant, result, servedIn: () => null };
  const scene = sceneOf(context);
  const sheet: Sheet = {
    project,
    result,
    scene,
    units: ownDeployables(scene),
    coChanged: new Set(coChanges(context).flatMap(({ deployables }) => deployables)),
    rates: new Map(scene.journeys.map(({ journey }) => [journey.id, rateOf(context, journey)])),
  };
  return {
    deployment: [...deployment(sheet)],
    scaling: [...scaling(sheet)],
    development: [...development(sheet)],
    data: [...data(sheet)],
    operations: [...operations(sheet)],
    team: [...team(sheet)],
    failure: [...failure(sheet)],
  };
}
