/** What overrides and faults may point at; integrity reports what points elsewhere, prune takes it out. */
import { OVERRIDE_COLLECTIONS, type OverrideCollection } from './schema.ts';
import type { Project, Variant } from './types.ts';

/** Ids a fault can hit in any variant: one that a variant lacks is left out there, with a note. */
export function faultTargets(project: Project): ReadonlySet<string> {
  const { zones = [], regions = [], region } = project.assumptions ?? {};
  const targets = new Set([...project.components, ...project.links, ...zones, ...regions].map(({ id }) => id));
  if (region !== undefined) targets.add(region);
  for (const deployable of project.variants.flatMap((variant) => variant.deployables)) {
    targets.add(deployable.id);
    if (deployable.region !== undefined) targets.add(deployable.region);
    if (typeof deployable.zones === 'object') for (const zone of deployable.zones) targets.add(zone);
  }
  return targets;
}

/**
 * What is wrong with the path of an override for these variants, or null. It must start at a known part; whether the
 * rest leads anywhere is seen when it is carried out.
 */
export function overrideProblem(project: Project, variants: readonly Variant[], path: string): string | null {
  const [collection = '', id, field] = path.split('/');
  if (!isCollection(collection))
    return `starts with "${collection}", not with one of ${OVERRIDE_COLLECTIONS.join(', ')}`;
  if (!id || (collection !== 'assumptions' && !field)) return 'names no field; write collection/id/field';
  if (collection === 'assumptions') return null;
  const records: readonly { readonly id: string }[] =
    collection === 'deployables' ? variants.flatMap(({ deployables }) => deployables) : project[collection];
  return records.some((record) => record.id === id) ? null : `there is no "${id}" in ${collection}`;
}

const isCollection = (word: string): word is OverrideCollection =>
  (OVERRIDE_COLLECTIONS as readonly string[]).includes(word);

/** The variants a scenario is for: those it lists, or all. */
export function variantsOf(project: Project, only: readonly string[] | undefined): readonly Variant[] {
  return only === undefined ? project.variants : project.variants.filter(({ id }) => only.includes(id));
}
