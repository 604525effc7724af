/** Rule: an event can vanish between the one that publishes it and the broker. */
import { BROKER_KINDS } from '../../model/types.ts';
import type { Finding } from '../types.ts';
import { type Rule, type RuleContext, unpriced } from './rule.ts';
import { sceneOf } from './scene.ts';

function find(context: RuleContext): Finding[] {
  const scene = sceneOf(context);
  const reason = unpriced('It costs lost work, not time; how much depends on what an event is worth.');
  return scene.links.flatMap((link): Finding[] => {
    const broker = BROKER_KINDS.includes(scene.components.get(link.from)?.kind ?? 'module');
    const kept = link.delivery?.outbox !== undefined || link.delivery?.captureLagMs !== undefined;
    // Fetched by the receiver on its own clock: what is not fetched yet is still there.
    const fetched = link.delivery?.mode === 'poll';
    if (link.interaction !== 'async' || broker || kept || fetched) return [];
    if (!scene.crosses(link)) {
      return [
        {
          rule: 'lost-events',
          severity: 'info',
          targets: [link.id],
          message: `Events from ${scene.name(link.id)} stay in the memory of one process: they are lost when it dies.`,
          ...reason,
        },
      ];
    }
    if (link.needsAnswer === true) return [];
    return [
      {
        rule: 'lost-events',
        severity: 'warning',
        targets: [link.id],
        message: `${scene.name(link.from)} sends events to ${scene.name(link.to)} without waiting and without an outbox: they are lost while it is down.`,
        ...reason,
      },
    ];
  });
}

export const lostEvents: Rule = { id: 'lost-events', title: 'Events can be lost', check: find };
