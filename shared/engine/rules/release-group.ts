/** Rule: several deployables have to be released together. */
import type { Finding } from '../types.ts';
import { listWords, type Rule, type RuleContext, unpriced } from './rule.ts';
import { type Scene, sceneOf } from './scene.ts';

/** Release groups with two or more deployables: group name to deployable ids, in variant order. */
export function releaseGroups(scene: Scene): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { id, releaseGroup } of scene.deployables.values()) {
    if (releaseGroup === undefined || scene.componentsOn(id).length === 0) continue;
    groups.set(releaseGroup, [...(groups.get(releaseGroup) ?? []), id]);
  }
  return new Map([...groups].filter(([, members]) => members.length > 1));
}

function find(context: RuleContext): Finding[] {
  const scene = sceneOf(context);
  return [...releaseGroups(scene)].map(([group, members]) => {
    return {
      rule: 'release-group',
      severity: 'error',
      targets: members,
      message: `${listWords(members.map(scene.name))} are released together as ${group}: ${members.length} deployables, one release.`,
      ...unpriced('It costs independence, which is no latency, availability or money of a running system.'),
    };
  });
}

export const releaseGroup: Rule = { id: 'release-group', title: 'Released together', check: find };
