/** Rule: parts in different deployables change together. */
import type { Finding } from '../types.ts';
import { figure, listWords, percent, plural, type Rule, type RuleContext, unique, unpriced } from './rule.ts';
import { sceneOf } from './scene.ts';

export interface CoChange {
  readonly components: readonly string[];
  readonly deployables: readonly string[];
  readonly perMonth: number;
}

/** Co-changes of the assumptions whose present parts stand in different deployables. */
export function coChanges(context: RuleContext): CoChange[] {
  const scene = sceneOf(context);
  return (context.project.assumptions?.delivery?.coChanges ?? []).flatMap(({ components, perMonth }): CoChange[] => {
    const present = unique(components).filter((id) => scene.components.has(id) && scene.hostsOf(id).length > 0);
    const deployables = unique(present.flatMap((id) => scene.hostsOf(id)));
    const together = deployables.some((host) => present.every((id) => scene.hostsOf(id).includes(host)));
    return together || deployables.length < 2 || perMonth <= 0 ? [] : [{ components: present, deployables, perMonth }];
  });
}

function find(context: RuleContext): Finding[] {
  const scene = sceneOf(context);
  const releases = context.project.assumptions?.delivery?.releasesPerMonth;
  return coChanges(context).map(({ components, deployables, perMonth }) => {
    const often =
      releases === undefined || releases <= 0
        ? `${plural(perMonth, 'change')} a month`
        : `${figure(perMonth)} of ${plural(releases, 'release')} a month (${percent(Math.min(1, perMonth / releases))})`;
    return {
      rule: 'co-change',
      severity: 'warning',
      targets: components,
      message: `${often} touch ${listWords(components.map(scene.name))} together, across ${deployables.length} deployables.`,
      ...unpriced('It costs releases that wait for each other; the running system does not pay for it.'),
    };
  });
}

export const coChange: Rule = { id: 'co-change', title: 'Changed together', check: find };
