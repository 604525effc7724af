/** Takes out of a project whatever refers to parts that are gone: the one cascade behind every removal. */
import { countBranches, findOperation } from './operations.ts';
import { faultTargets, overrideProblem, variantsOf } from './references.ts';
import type {
  Component,
  Link,
  Operation,
  OperationRef,
  Project,
  Scenario,
  Step,
  Variant,
  VariantLayout,
} from './types.ts';

/**
 * The project without dangling references: links without both ends, steps without their link, journeys and measures
 * without their operations, placements, absences, overrides, faults and boxes of what no longer exists. Components that
 * lost their place are listed as absent. Records that need no change are shared with the original.
 */
export function prune(project: Project): Project {
  const byId = new Map(project.components.map((component) => [component.id, component]));
  const links = kept(project.links, ({ from, to }) => byId.has(from) && byId.has(to));
  const isThere: IsThere = ({ component, operation }) => {
    const found = byId.get(component);
    return found !== undefined && findOperation(found, operation) !== undefined;
  };
  const linked = { ...project, links, components: pruneComponents({ ...project, links }, isThere) };
  const flows = {
    ...linked,
    journeys: kept(project.journeys, ({ entry }) => isThere(entry)),
    ...(project.measures && { measures: kept(project.measures, ({ from, to }) => isThere(from) && isThere(to)) }),
  };
  const placed = { ...flows, variants: mapped(flows.variants, (variant) => pruneVariant(flows, variant)) };
  return pruneRest(placed);
}

type IsThere = (ref: OperationRef) => boolean;

function pruneComponents(project: Project, isThere: IsThere): readonly Component[] {
  const ids = new Set(project.components.map(({ id }) => id));
  const teams = new Set(project.teams?.map(({ id }) => id));
  const links = new Map(project.links.map((link) => [link.id, link]));
  return mapped(project.components, (component) => {
    const { team, owner, operations } = component;
    return replaced(component, {
      team: team !== undefined && teams.has(team) ? team : undefined,
      owner: owner !== undefined && ids.has(owner) ? owner : undefined,
      operations:
        operations?.length === 0
          ? undefined
          : operations && mapped(operations, (operation) => pruneSteps(operation, links, isThere)),
    });
  });
}

function pruneSteps(operation: Operation, links: ReadonlyMap<string, Link>, isThere: IsThere): Operation {
  if (operation.steps === undefined) return operation;
  const steps = kept(operation.steps, ({ link, operation: called }) => {
    const to = links.get(link)?.to;
    return to !== undefined && isThere({ component: to, ...(called !== undefined && { operation: called }) });
  });
  return steps === operation.steps
    ? operation
    : { ...operation, steps: mapped(steps, (step) => fitQuorum(step, steps)) };
}

/** A quorum cannot need more answers than it has branches left. */
function fitQuorum(step: Step, steps: readonly Step[]): Step {
  const { group } = step;
  if (group?.need === undefined) return step;
  const branches = countBranches(steps.filter((other) => other.group?.id === group.id));
  return group.need <= branches ? step : { ...step, group: { ...group, need: branches } };
}

function pruneVariant(project: Project, variant: Variant): Variant {
  const components = new Set(project.components.map(({ id }) => id));
  const links = new Set(project.links.map(({ id }) => id));
  const deployables = new Set(variant.deployables.map(({ id }) => id));
  const left = kept(variant.placements, (one) => components.has(one.component) && deployables.has(one.deployable));
  const moved = new Set(variant.placements.filter((one) => !left.includes(one)).map(({ component }) => component));
  // What is left of a component that was split over several deployables is shared out evenly.
  const placements = mapped(left, (one) => (moved.has(one.component) ? replaced(one, { share: undefined }) : one));

  const placed = new Set(placements.map(({ component }) => component));
  const absent = kept(variant.absent?.components ?? [], (id) => components.has(id));
  const homeless = project.components
    .filter(({ id, kind }) => kind !== 'client' && !placed.has(id) && !absent.includes(id))
    .map(({ id }) => id);
  return replaced(variant, {
    placements,
    absent:
      variant.absent || homeless.length > 0
        ? replaced(variant.absent ?? {}, {
            components: homeless.length > 0 ? [...absent, ...homeless] : variant.absent?.components && absent,
            links: variant.absent?.links && kept(variant.absent.links, (id) => links.has(id)),
          })
        : undefined,
    overrides:
      variant.overrides && kept(variant.overrides, ({ path }) => overrideProblem(project, [variant], path) === null),
  });
}

function pruneRest(project: Project): Project {
  const components = new Set(project.components.map(({ id }) => id));
  const variants = new Map(project.variants.map((variant) => [variant.id, variant]));
  const targets = faultTargets(project);
  const { assumptions, layout, scenarios } = project;
  const coChanges = assumptions?.delivery?.coChanges;
  const delivery = assumptions?.delivery;
  return replaced(project, {
    scenarios: scenarios && mapped(scenarios, (scenario) => pruneScenario(project, scenario, variants, targets)),
    assumptions:
      delivery && coChanges
        ? replaced(assumptions, {
            delivery: replaced(delivery, {
              coChanges: mapped(coChanges, (one) =>
                replaced(one, { components: kept(one.components, (id) => components.has(id)) }),
              ),
            }),
          })
        : assumptions,
    layout: layout?.variants
      ? replaced(layout, {
          variants: filteredRecord(layout.variants, (id, boxes) => pruneLayout(boxes, variants.get(id), components)),
        })
      : layout,
  });
}

function pruneScenario(
  project: Project,
  scenario: Scenario,
  variants: ReadonlyMap<string, Variant>,
  targets: ReadonlySet<string>,
): Scenario {
  const journeys = new Set(project.journeys.map(({ id }) => id));
  const only = scenario.variants && kept(scenario.variants, (id) => variants.has(id));
  const { traffic, faults, overrides } = scenario;
  return replaced(scenario, {
    traffic:
      typeof traffic === 'object'
        ? filteredRecord(traffic, (id, factor) => (journeys.has(id) ? factor : undefined))
        : traffic,
    faults: faults && kept(faults, ({ target }) => targets.has(target)),
    overrides:
      overrides && kept(overrides, ({ path }) => overrideProblem(project, variantsOf(project, only), path) === null),
    variants: only,
  });
}

function pruneLayout(
  layout: VariantLayout,
  variant: Variant | undefined,
  components: ReadonlySet<string>,
): VariantLayout | undefined {
  if (variant === undefined) return undefined;
  const deployables = new Set(variant.deployables.map(({ id }) => id));
  const nodes =
    layout.nodes &&
    filteredRecord(layout.nodes, (id, box) => (components.has(id) || deployables.has(id) ? box : undefined));
  return replaced(layout, { nodes });
}

/** `list.filter`, but the list itself when all of it stays. */
function kept<T>(list: readonly T[], test: (item: T) => boolean): readonly T[] {
  return list.every(test) ? list : list.filter(test);
}

/** `list.map`, but the list itself when no item changes. */
function mapped<T>(list: readonly T[], change: (item: T) => T): readonly T[] {
  const next = list.map(change);
  return next.every((item, index) => item === list[index]) ? list : next;
}

/** The record with these fields; undefined takes a field out. The record itself when nothing changes. */
export function replaced<T extends object>(record: T, fields: Partial<T>): T {
  const next = { ...record, ...fields };
  const keys = Object.keys(next) as (keyof T)[];
  if (keys.every((key) => next[key] === record[key])) return record;
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)) as T;
}

/** The record with each value changed; undefined takes the key out. The record itself when nothing changes. */
function filteredRecord<T>(
  record: Readonly<Record<string, T>>,
  change: (key: string, value: T) => T | undefined,
): Readonly<Record<string, T>> {
  const entries = Object.entries(record).flatMap(([key, value]): [string, T][] => {
    const next = change(key, value);
    return next === undefined ? [] : [[key, next]];
  });
  const same = entries.length === Object.keys(record).length && entries.every(([key, value]) => record[key] === value);
  return same ? record : Object.fromEntries(entries);
}
