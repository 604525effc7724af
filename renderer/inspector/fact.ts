// Which edit changes a fact: the value common to all variants, or the one laid over it in this variant.
import { applyCommand } from '../../shared/model/applyCommand.ts';
import type { Command } from '../../shared/model/commands.ts';
import { effectiveProject, InvalidOverride } from '../../shared/model/effective.ts';
import { DEFAULT_OPERATION } from '../../shared/model/operations.ts';
import { fullPath, overrideOf, overridesOf, valueAt } from '../../shared/model/factPaths.ts';
import { isRecord } from '../../shared/model/paths.ts';
import { OVERRIDE_COLLECTIONS } from '../../shared/model/schema.ts';
import { setPath } from '../../shared/model/setPath.ts';
import type { Json, Override, Problem, Project } from '../../shared/model/types.ts';

/** Of an object that says something even when it is empty: a breaker with opossum's own defaults. */
const KEPT_EMPTY: ReadonlySet<string> = new Set(['breaker']);

/** A record of the model as a plain value; it is checked with the edit. */
export const json = (record: object): Json => record as Json;

/** A value as a word. */
export const wordOf = (value: Json): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** True where a variant can have a value of its own. Deployables are of one variant anyway. */
export function canDiffer(project: Project, path: string): boolean {
  const collection = path.split('/')[0] ?? '';
  return (
    project.variants.length > 1 &&
    collection !== 'deployables' &&
    (OVERRIDE_COLLECTIONS as readonly string[]).includes(collection)
  );
}

/** The edit that gives a fact a value, in the override that lays over it where there is one; null takes it back to the default. */
export function changeFact(project: Project, variant: string, path: string, value: Json): Command | null {
  const override = overrideOf(project, variant, path);
  if (override) return changeOverride(project, variant, override, path, value);
  const full = fullPath(variant, path);
  if (value === null) return clear(project, full);
  return withOperations(project, full, value) ?? { type: 'set', path: full, value };
}

function changeOverride(project: Project, variant: string, override: Override, path: string, value: Json): Command {
  const inner = path.slice(override.path.length + 1);
  if (inner === '') return value === null ? same(project, variant, path) : differ(project, variant, path, value);
  // What the variant took out altogether starts anew.
  const whole = typeof override.value === 'object' && override.value !== null ? override.value : {};
  const changed = setPath(whole, inner.split('/'), value) as Json;
  return differ(project, variant, override.path, changed ?? override.value);
}

/** A value for this variant only. */
export function differ(project: Project, variant: string, path: string, value: Json): Command {
  const others = overridesOf(project, variant).filter((one) => one.path !== path);
  const next = [...others, { path, value }];
  return { type: 'set', path: `variants/${variant}/overrides`, value: json(next) };
}

/** This variant no longer differs. */
export function same(project: Project, variant: string, path: string): Command {
  const others = overridesOf(project, variant).filter((one) => one.path !== path);
  return {
    type: 'set',
    path: `variants/${variant}/overrides`,
    value: others.length === 0 ? null : json(others),
  };
}

/** Takes the value out, and with it each object that would be left empty. Null when there is nothing. */
function clear(project: Project, path: string): Command | null {
  if (valueAt(project, path) === undefined) return null;
  const keys = path.split('/');
  while (keys.length > 1) {
    const above = keys.slice(0, -1);
    const holder = valueAt(project, above.join('/'));
    const last = above.at(-1) ?? '';
    if (!isRecord(holder) || 'id' in holder || Object.keys(holder).length > 1 || KEPT_EMPTY.has(last)) break;
    keys.pop();
  }
  return { type: 'set', path: keys.join('/'), value: null };
}

/** A component that was only drawn gets its default operation written out first. */
function withOperations(project: Project, path: string, value: Json): Command | null {
  const [collection, id, list, operation, ...inner] = path.split('/');
  if (collection !== 'components' || list !== 'operations' || operation !== DEFAULT_OPERATION.id) return null;
  const component = project.components.find((one) => one.id === id);
  if (!component || component.operations !== undefined) return null;
  const written = setPath(DEFAULT_OPERATION, inner, value) ?? DEFAULT_OPERATION;
  return { type: 'set', path: `components/${id}/operations`, value: [json(written)] };
}

/** What is wrong with the values that a variant lays over the design, once the edit is made: the engine would refuse them. */
export function overrideProblems(project: Project, variant: string, command: Command): readonly Problem[] {
  try {
    effectiveProject(applyCommand(project, command), variant, null);
    return [];
  } catch (error) {
    if (error instanceof InvalidOverride) return error.problems;
    throw error;
  }
}
