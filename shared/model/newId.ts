/** Ids for new records: readable, and free in the whole project, so that no reference can mean two things. */
import type { Project, Variant } from './types.ts';

/** Every id in use; `variant` may hold deployables that the project does not have yet. */
function idsOf(project: Project, variant?: Variant): ReadonlySet<string> {
  const records = [
    ...(project.teams ?? []),
    ...project.components,
    ...project.links,
    ...project.journeys,
    ...(project.measures ?? []),
    ...project.variants,
    ...project.variants.flatMap(({ deployables }) => deployables),
    ...(variant?.deployables ?? []),
    ...(project.scenarios ?? []),
  ];
  return new Set(records.map(({ id }) => id));
}

/** `Order service` -> `order-service`, or with a number behind it: `order-service-2`. Never in use in the project, nor in `also`. */
export function newId(
  project: Project,
  name: string,
  also: { readonly variant?: Variant; readonly ids?: ReadonlySet<string> } = {},
): string {
  const taken = idsOf(project, also.variant);
  const stem = slug(name);
  let id = stem;
  for (let number = 2; taken.has(id) || also.ids?.has(id); number++) id = `${stem}-${number}`;
  return id;
}

function slug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  return plain === '' ? 'part' : plain;
}

/** `Module`, or with the first free number behind it: `Module 2`. */
export function newName(taken: readonly { readonly name: string }[], base: string): string {
  const names = new Set(taken.map(({ name }) => name));
  let name = base;
  for (let number = 2; names.has(name); number++) name = `${base} ${number}`;
  return name;
}
