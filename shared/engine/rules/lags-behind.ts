/** Rule: more events come in than their consumer can handle. */
import type { Finding } from '../types.ts';
import { figure, type Rule, type RuleContext, unpriced } from './rule.ts';
import { sceneOf } from './scene.ts';

function find(context: RuleContext): Finding[] {
  const scene = sceneOf(context);
  return Object.entries(context.result.staleness).flatMap(([id, { inPerSecond, mostPerSecond }]): Finding[] => {
    // A full machine is a finding of its own.
    const full = scene.hostsOf(id).some((host) => context.result.deployables[host]?.saturated);
    if (full || mostPerSecond === null || inPerSecond < mostPerSecond * (1 - 1e-9)) return [];
    return [
      {
        rule: 'lags-behind',
        severity: 'error',
        targets: [id],
        message: `${scene.name(id)} gets ${figure(inPerSecond)} messages a second and handles at most ${figure(mostPerSecond)}: it falls ever further behind.`,
        ...unpriced('A backlog that grows without end has no finite delay.'),
      },
    ];
  });
}

export const lagsBehind: Rule = { id: 'lags-behind', title: 'Lags behind', check: find };
