// New variants of one design: nothing in them yet, or every part placed by a rule.
import { newId, newName } from '../../shared/model/newId.ts';
import { placeNew } from '../../shared/model/placeNew.ts';
import type { Project, Style, Variant } from '../../shared/model/types.ts';

export const START_STYLES = ['empty', 'monolith', 'microservices'] as const;
export type StartStyle = (typeof START_STYLES)[number];

const NAME: Readonly<Record<StartStyle, string>> = {
  empty: 'New variant',
  monolith: 'Monolith',
  microservices: 'Microservices',
};

export function freshVariant(project: Project, base: string): { readonly id: string; readonly name: string } {
  const name = newName(project.variants, base);
  return { id: newId(project, name), name };
}

/** Empty = every part is left out until it is brought in; clients are always there. */
export function newVariant(project: Project, start: StartStyle): Variant {
  const style: Style = start === 'empty' ? 'hybrid' : start;
  const bare: Variant = { ...freshVariant(project, NAME[start]), style, deployables: [], placements: [] };
  const parts = project.components.filter(({ kind }) => kind !== 'client');
  if (start === 'empty')
    return parts.length === 0 ? bare : { ...bare, absent: { components: parts.map(({ id }) => id) } };
  return parts.reduce((variant, part) => placeNew(project, variant, part, undefined), bare);
}
