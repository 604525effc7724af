/** Rules about what the design does not carry: saturated parts and missed objectives. */
import type { Finding, JourneyResult } from '../types.ts';
import { figure, listWords, percent, priced, type Rule, type RuleContext, unpriced } from './rule.ts';
import { sceneOf } from './scene.ts';

function findSaturated(context: RuleContext): Finding[] {
  const { result } = context;
  return Object.entries(result.deployables)
    .filter(([, station]) => station.saturated)
    .map(([id, station]) => {
      const stopped = Object.values(result.journeys).filter(({ saturatedAt }) => saturatedAt.includes(id));
      const who = stopped.length === 0 ? '' : `; ${listWords(stopped.map(({ name }) => name))} cannot be served`;
      return {
        rule: 'saturated',
        severity: 'error',
        targets: [id],
        message: `${station.name} is asked for ${percent(station.utilisation)} of what it can do${who}.`,
        ...unpriced('A queue that grows without end has no finite wait.'),
      };
    });
}

/** Availability with the digits that matter: 99.95 %. */
function nines(share: number): string {
  const digits = Math.min(6, Math.max(2, Math.ceil(-Math.log10(Math.max(1e-9, 1 - share)))));
  return `${(share * 100).toFixed(digits).replace(/\.?0+$/, '')} %`;
}

function missedLatency(id: string, journey: JourneyResult, p99Ms: number): Finding[] {
  const base = { rule: 'objective-missed', severity: 'error', targets: [id] } as const;
  const goal = `the objective of ${figure(p99Ms)} ms at p99`;
  if (journey.latencyMs === null) {
    const how = journey.state === 'saturated' ? 'saturated' : 'not answered';
    return [
      { ...base, message: `${journey.name} is ${how}, so ${goal} is missed.`, ...unpriced('There is no finite p99.') },
    ];
  }
  const { p99 } = journey.latencyMs;
  if (p99 <= p99Ms) return [];
  return [
    {
      ...base,
      message: `${journey.name} takes ${figure(p99)} ms at p99 and misses ${goal}.`,
      ...priced({ journey: id, ms: p99 - p99Ms }),
    },
  ];
}

function missedAvailability(id: string, journey: JourneyResult, goal: number): Finding[] {
  const { served } = journey.availability;
  if (served >= goal) return [];
  return [
    {
      rule: 'objective-missed',
      severity: 'error',
      targets: [id],
      message: `${journey.name} is available ${nines(served)} of the time and misses the objective of ${nines(goal)}.`,
      ...priced({ journey: id, availability: goal - served }),
    },
  ];
}

function findMissed(context: RuleContext): Finding[] {
  return sceneOf(context).journeys.flatMap(({ journey: { id, objective } }): Finding[] => {
    const journey = context.result.journeys[id];
    if (journey === undefined || objective === undefined) return [];
    return [
      ...(objective.p99Ms === undefined ? [] : missedLatency(id, journey, objective.p99Ms)),
      ...(objective.availability === undefined ? [] : missedAvailability(id, journey, objective.availability)),
    ];
  });
}

export const saturated: Rule = { id: 'saturated', title: 'Saturated', check: findSaturated };
export const objectiveMissed: Rule = { id: 'objective-missed', title: 'Objective missed', check: findMissed };
