/** Rule: an operation that calls itself, by way of others, without end. */
import { circlesOf } from '../../model/circles.ts';
import type { Finding } from '../types.ts';
import { listWords, type Rule, type RuleContext, unique, unpriced } from './rule.ts';
import { sceneOf } from './scene.ts';

function check(context: RuleContext): Finding[] {
  const scene = sceneOf(context);
  const told = new Set<string>();
  return circlesOf(context.project, context.variant).flatMap(({ components, links }): Finding[] => {
    const ids = links.map(({ id }) => id);
    const circle = ids.toSorted().join();
    if (told.has(circle)) return [];
    told.add(circle);
    const events = links.some(({ interaction }) => interaction === 'async');
    const way = [...components, components[0]!].map(scene.name).join(' to ');
    return [
      {
        rule: 'endless-calls',
        severity: 'error',
        targets: [...unique(components), ...ids],
        message: `${events ? 'Events' : 'Calls'} go round without end: ${way}. Give ${listWords(unique(components).map(scene.name))} operations that say which call leads to which.`,
        ...unpriced('A request that never ends has no time and no price.'),
      },
    ];
  });
}

export const endlessCalls: Rule = { id: 'endless-calls', title: 'Calls without end', check };
