/** Rule: one schema is reached by modules of several deployables. */
import type { Component, ComponentKind, Link } from '../../model/types.ts';
import type { Finding } from '../types.ts';
import { listWords, type Rule, type RuleContext, unique, unpriced } from './rule.ts';
import { type Scene, sceneOf } from './scene.ts';

const SCHEMA_KINDS: readonly ComponentKind[] = ['relational', 'document', 'key-value', 'search'];
/** These pass things on as often as they keep them: only a named owner makes other users a fault. */
const HANDOVER_KINDS: readonly ComponentKind[] = ['cache', 'object-store'];

export interface SharedSchema {
  readonly store: Component;
  /** Deployables whose modules reach the store, in variant order. */
  readonly deployables: readonly string[];
  readonly users: readonly string[];
  /** Links of those who do not own the schema, or all links when nobody does. */
  readonly foreignLinks: readonly string[];
}

/** The stores of the variant that several deployables reach. */
export function sharedSchemas(scene: Scene): SharedSchema[] {
  const linksTo = new Map<string, Link[]>();
  for (const link of scene.links) {
    if (scene.components.get(link.from)?.kind === 'client') continue;
    const known = linksTo.get(link.to);
    if (known) known.push(link);
    else linksTo.set(link.to, [link]);
  }
  const places = new Map([...scene.deployables.keys()].map((id, place) => [id, place]));
  return [...scene.components.values()].flatMap((store): SharedSchema[] => {
    const judged =
      SCHEMA_KINDS.includes(store.kind) || (HANDOVER_KINDS.includes(store.kind) && store.owner !== undefined);
    if (!judged) return [];
    const links = linksTo.get(store.id) ?? [];
    const users = unique(links.map(({ from }) => from));
    const reached = unique(users.flatMap((user) => scene.hostsOf(user)));
    const deployables = reached.sort((a, b) => places.get(a)! - places.get(b)!);
    if (deployables.length < 2 || users.length < 2) return [];
    const home = new Set(store.owner === undefined ? [] : scene.hostsOf(store.owner));
    const foreignLinks = links.filter(({ from }) => scene.hostsOf(from).some((host) => !home.has(host)));
    if (foreignLinks.length === 0) return [];
    return [{ store, deployables, users, foreignLinks: foreignLinks.map(({ id }) => id) }];
  });
}

function find(context: RuleContext): Finding[] {
  const scene = sceneOf(context);
  return sharedSchemas(scene).map(({ store, deployables, users, foreignLinks }) => {
    const names = (ids: readonly string[]) => listWords(ids.map(scene.name));
    const others = users.filter((user) => user !== store.owner);
    const whose =
      store.owner === undefined
        ? `${store.name} has no owner and is reached by ${names(users)}`
        : `${store.name} belongs to ${scene.name(store.owner)} but is also reached by ${names(others)}`;
    return {
      rule: 'shared-schema',
      severity: HANDOVER_KINDS.includes(store.kind) ? 'warning' : 'error',
      targets: [store.id, ...deployables, ...foreignLinks],
      message: `${whose}, from ${deployables.length} deployables: none of them can change the schema alone.`,
      ...unpriced('It costs independence: a change of the schema is a release of every deployable that reads it.'),
    };
  });
}

export const sharedSchema: Rule = { id: 'shared-schema', title: 'Shared schema', check: find };
