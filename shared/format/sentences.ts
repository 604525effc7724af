/** What the tables of the written exports and of the command line have no room for, one sentence each. */
import type { BreakerResult, DeployableResult, JourneyResult, VariantAnalysis } from '../engine/types.ts';
import { breakerWords } from '../explain/breakerWords.ts';
import { listed } from '../explain/words.ts';
import { marked, percent, rounded, time } from './figures.ts';

const MOST_CAUSES = 3;
const MOST_LIMITS = 3;

const nameOf = ({ deployables }: VariantAnalysis, id: string): string => deployables[id]?.name ?? id;

/** What saturates as traffic grows, nearest first: "Order service threads at 8.86 x, Orders server cores at 28.6 x". */
export const limitsWords = ({ limits }: JourneyResult, variant: VariantAnalysis): string =>
  limits
    .slice(0, MOST_LIMITS)
    .map(({ id, by, factor }) => `${nameOf(variant, id)} ${by} at ${rounded(factor)} x`)
    .join(', ');

/** "+45 %"; a dash where no surge tips it. */
export function tipsWords({ retry }: JourneyResult): string {
  if (!retry || retry.tipsAtFactor === null) return '-';
  return marked(`+${percent(retry.tipsAtFactor - 1)}`, retry.accuracy);
}

/** "4.24 of 50"; without a limit the number alone. */
export const threadsWords = ({ threads, threadsHeld }: DeployableResult): string =>
  threads === null ? rounded(threadsHeld) : `${rounded(threadsHeld)} of ${rounded(threads)}`;

/** One for each breaker that is not closed: its link and what it does. */
export function breakerSentences({ links }: VariantAnalysis): string[] {
  return Object.entries(links).flatMap(([id, { breaker }]) =>
    breaker && breaker.state !== 'closed' ? [`Breaker of ${id}: ${breakerSentence(breaker)}.`] : [],
  );
}

function breakerSentence(breaker: BreakerResult): string {
  const { probeEveryMs, opensAfterMs, recoversWithinMs } = breaker;
  const words = breakerWords(breaker);
  return [
    words.charAt(0).toLowerCase() + words.slice(1),
    ...(probeEveryMs === null ? [] : [`a probe every ${time(probeEveryMs)}`]),
    ...(opensAfterMs === null ? [] : [`opens ${time(opensAfterMs)} after the first bad call`]),
    ...(recoversWithinMs === null ? [] : [`closes within ${time(recoversWithinMs)} of recovery`]),
  ].join('; ');
}

/** One for each journey that a single cause stops: the causes that cost most. */
export function lossSentences(variant: VariantAnalysis): string[] {
  return Object.values(variant.journeys).flatMap(({ name, expectedLoss }) => {
    const causes = expectedLoss
      .filter(({ minutesPerMonth }) => minutesPerMonth > 0)
      .slice(0, MOST_CAUSES)
      .map(({ cause, minutesPerMonth }) => `${time(minutesPerMonth * 60_000)} to ${nameOf(variant, cause)}`);
    return causes.length === 0 ? [] : [`${name} loses in a month ${listed(causes)}.`];
  });
}
