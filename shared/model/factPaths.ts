/** Where a fact stands in the project: the value common to all variants, or the one laid over it in one of them. */
import { isRecord, ownValue } from './paths.ts';
import type { Json, Override, Project } from './types.ts';

/** A fact is named as overrides name it, `deployables/app/cores`; deployables live in their variant. */
export function fullPath(variant: string, path: string): string {
  return path.startsWith('deployables/') ? `variants/${variant}/${path}` : path;
}

/** The value at a path: keys of objects, in lists the id of an item or its number. */
export function valueAt(root: unknown, path: string): Json | undefined {
  return path.split('/').reduce<unknown>((node, key) => {
    if (Array.isArray(node)) {
      return node.find((item: unknown) => isRecord(item) && ownValue(item, 'id') === key) ?? node[Number(key)];
    }
    return isRecord(node) ? ownValue(node, key) : undefined;
  }, root) as Json | undefined;
}

export const overridesOf = (project: Project, variant: string): readonly Override[] =>
  project.variants.find((one) => one.id === variant)?.overrides ?? [];

/** The override that lays over this fact: of the fact itself, or of something that it is a part of. The last one wins. */
export function overrideOf(project: Project, variant: string, path: string): Override | undefined {
  return overridesOf(project, variant).findLast((one) => `${path}/`.startsWith(`${one.path}/`));
}
