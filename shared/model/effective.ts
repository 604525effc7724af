/** The project as one variant and one scenario see it: overrides and the profile of a day carried out, everything else untouched. */
import { overTheDay } from './day.ts';
import { checkIntegrity } from './integrity.ts';
import { DEFAULT_OPERATION } from './operations.ts';
import { isRecord } from './paths.ts';
import { checkRecord, type OverrideCollection } from './schema.ts';
import { setPath } from './setPath.ts';
import type { Override, Problem, Project, Scenario, Variant } from './types.ts';

export interface Effective {
  readonly project: Project;
  /** The chosen variant of `project`; its overrides are carried out and gone. */
  readonly variant: Variant;
  /** Null also when the scenario leaves this variant out; a note says so. */
  readonly scenario: Scenario | null;
  /** One sentence for each override that had nothing to change. */
  readonly notes: readonly string[];
}

/** An override that would make the project invalid. */
export class InvalidOverride extends Error {
  override readonly name = 'InvalidOverride';
  readonly path: string;
  readonly problems: readonly Problem[];
  constructor(path: string, problems: readonly Problem[]) {
    const [first] = problems;
    super(`the override ${path} is not possible: ${first?.path ?? ''} ${first?.message ?? ''}`.trim());
    this.path = path;
    this.problems = problems;
  }
}

/** The ids asked for are not in the project. */
export class UnknownId extends Error {
  override readonly name = 'UnknownId';
}

/**
 * Applies the overrides of the variant, then those of the scenario; later ones win; then the scenario's day to the rates. Pure.
 * An override of a part that is absent in the variant, or whose path leads nowhere, is left out with a note.
 * @throws UnknownId for a variant or scenario that the project does not have.
 * @throws InvalidOverride when a value does not fit its field, or a reference made by it leads nowhere.
 */
export function effectiveProject(project: Project, variantId: string, scenarioId: string | null): Effective {
  const variant = project.variants.find(({ id }) => id === variantId);
  if (variant === undefined) throw new UnknownId(`the project has no variant "${variantId}"`);
  const asked = scenarioId === null ? null : project.scenarios?.find(({ id }) => id === scenarioId);
  if (asked === undefined) throw new UnknownId(`the project has no scenario "${scenarioId}"`);

  const notes: string[] = [];
  const applies = asked?.variants?.includes(variantId) ?? true;
  if (!applies) notes.push(`The scenario "${asked!.name}" leaves the variant "${variant.name}" out.`);
  const scenario = applies ? asked : null;

  const { overrides: _, ...bare } = variant;
  const start: Project = { ...project, variants: project.variants.map((other) => (other === variant ? bare : other)) };
  const applied: string[] = [];
  const result = [...(variant.overrides ?? []), ...(scenario?.overrides ?? [])].reduce((current, override) => {
    const next = applyOverride(current, bare, override, notes);
    if (next !== current) applied.push(override.path);
    return next;
  }, start);
  const cut = result.variants.find(({ id }) => id === variantId)!;
  if (applied.length > 0) refuseDangling(result, cut, applied);
  const day = scenario?.day;
  const journeys = day ? result.journeys.map((journey) => overTheDay(journey, day)) : result.journeys;
  return { project: { ...result, journeys }, variant: cut, scenario, notes };
}

function applyOverride(project: Project, variant: Variant, { path, value }: Override, notes: string[]): Project {
  const [collection = '', ...inner] = path.split('/');
  const target = targetOf(project, variant, collection, inner[0] ?? '');
  if (target === null) {
    notes.push(`The override ${path} was left out: its target is not part of the variant "${variant.name}".`);
    return project;
  }
  if (collection !== 'assumptions' && inner.length === 2 && inner[1] === 'id') {
    throw new InvalidOverride(path, [{ path, message: 'an id cannot change' }]);
  }
  const full = [...target.base, ...inner];
  let next: Project | null;
  try {
    next = setPath(target.project, full, value);
  } catch {
    throw new InvalidOverride(path, [{ path, message: 'holds a reserved word' }]);
  }
  if (next === null) {
    notes.push(`The override ${path} was left out: there is nothing at this path.`);
    return project;
  }
  const problems = checkRecord(target.collection, recordAt(next, target.record), [
    path.split('/').slice(0, 2).join('/'),
  ]);
  if (problems.length > 0) throw new InvalidOverride(path, problems);
  return next;
}

interface Target {
  readonly project: Project;
  readonly collection: OverrideCollection;
  /** Path of the collection, and of the record that the schema checks afterwards. */
  readonly base: readonly string[];
  readonly record: readonly string[];
}

/** Where an override works, or null when the part is unknown or absent in the variant. */
function targetOf(project: Project, variant: Variant, collection: string, id: string): Target | null {
  const absent = new Set(variant.absent?.components);
  const record = [collection, id];
  switch (collection) {
    case 'components': {
      const index = project.components.findIndex((component) => component.id === id);
      if (index < 0 || absent.has(id)) return null;
      return { project: withOperations(project, index), collection, base: [collection], record };
    }
    case 'links': {
      const link = project.links.find((candidate) => candidate.id === id);
      if (link === undefined || absent.has(link.from) || absent.has(link.to)) return null;
      return variant.absent?.links?.includes(id) ? null : { project, collection, base: [collection], record };
    }
    case 'journeys':
      return project.journeys.some((journey) => journey.id === id)
        ? { project, collection, base: [collection], record }
        : null;
    case 'deployables': {
      if (!variant.deployables.some((deployable) => deployable.id === id)) return null;
      const base = ['variants', variant.id, 'deployables'];
      return { project, collection, base, record: [...base, id] };
    }
    case 'assumptions':
      return { project, collection, base: [collection], record: [collection] };
    default:
      return null;
  }
}

/** Writes out the default operation, so that an override can refine a component that was only drawn. */
function withOperations(project: Project, index: number): Project {
  const component = project.components[index]!;
  if (component.operations !== undefined) return project;
  return { ...project, components: project.components.with(index, { ...component, operations: [DEFAULT_OPERATION] }) };
}

function recordAt(project: Project, path: readonly string[]): unknown {
  return path.reduce<unknown>((node, key) => {
    if (Array.isArray(node)) return node.find((item: unknown) => isRecord(item) && item['id'] === key);
    return isRecord(node) ? node[key] : undefined;
  }, project);
}

/**
 * A steps list or an owner set by an override may point anywhere; the engine relies on references that lead somewhere.
 * Other variants and scenarios are left out: these overrides are not for them.
 */
function refuseDangling(project: Project, variant: Variant, applied: readonly string[]): void {
  const problems = checkIntegrity({ ...project, variants: [variant], scenarios: [], layout: {} });
  if (problems.length > 0) throw new InvalidOverride(applied.join(', '), problems);
}
