/** All rules, and one run of them over a variant. */
import type { Finding } from '../types.ts';
import { chattyLink } from './chatty-link.ts';
import { coChange } from './co-change.ts';
import { deepSyncChain } from './deep-sync-chain.ts';
import { distributedMonolith } from './distributed-monolith.ts';
import { endlessCalls } from './endless-calls.ts';
import { lagsBehind } from './lags-behind.ts';
import { objectiveMissed, saturated } from './load.ts';
import { lostEvents } from './lost-events.ts';
import { sharedServer, teamSize } from './ownership.ts';
import { breakerTimeout, missingTimeout, retryAmplification, retryIdempotence } from './policies.ts';
import { releaseGroup } from './release-group.ts';
import { singlePoint, singleReplica } from './replicas.ts';
import type { Rule, RuleContext } from './rule.ts';
import { sharedSchema } from './shared-schema.ts';
import { inProcessCycle, syncCycle } from './sync-cycle.ts';

export type { Rule, RuleContext } from './rule.ts';

/** In the order a reader meets them: what ties parts together, how they talk, what breaks, what does not fit. */
export const RULES: readonly Rule[] = [
  distributedMonolith,
  sharedSchema,
  releaseGroup,
  coChange,
  endlessCalls,
  syncCycle,
  inProcessCycle,
  chattyLink,
  deepSyncChain,
  missingTimeout,
  breakerTimeout,
  retryIdempotence,
  retryAmplification,
  lostEvents,
  singlePoint,
  singleReplica,
  saturated,
  lagsBehind,
  objectiveMissed,
  sharedServer,
  teamSize,
];

const SEVERITIES: readonly Finding['severity'][] = ['error', 'warning', 'info'];

/** -1, 0 or 1 by code units, the same on every machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareText(a.rule, b.rule) ||
    compareText(a.targets.join('\n'), b.targets.join('\n')) ||
    compareText(a.message, b.message)
  );
}

/** What the rules say about one variant: errors first, then by rule and by what they point at. Parts absent here are ignored. */
export function runRules(context: RuleContext): Finding[] {
  return RULES.flatMap((rule) => rule.check(context)).toSorted(compareFindings);
}
