// A fault in words: which share of the traffic feels it how.
import type { FaultResult, JourneyState } from '../../shared/engine/types.ts';
import type { Project } from '../../shared/model/types.ts';
import { nameOf } from '../../shared/explain/names.ts';
import { plain, share } from '../../shared/explain/numbers.ts';
import { listed } from '../../shared/explain/words.ts';

const journeysIn = (project: Project, answer: FaultResult, state: JourneyState): string[] =>
  project.journeys.filter((journey) => answer.journeys[journey.id] === state).map((journey) => journey.name);

/** "25 % of requests fail: Place an order." and so on; one line when nothing changes. */
export function blastSentences(project: Project, answer: FaultResult): string[] {
  const lines: string[] = [];
  const say = (part: number, verb: string, state: JourneyState): void => {
    const names = journeysIn(project, answer, state);
    if (names.length > 0) lines.push(`${plain(share(part))} of requests ${verb}: ${listed(names)}.`);
  };
  say(answer.failedShare, 'fail', 'failed');
  say(answer.degradedShare, 'are degraded', 'degraded');
  say(answer.delayedShare, 'are done, but their effects come later', 'delayed');
  if (lines.length === 0) lines.push('Every journey carries on.');
  if (answer.lostEvents.length > 0) {
    const names = project.journeys
      .filter((journey) => answer.lostEvents.includes(journey.id))
      .map((journey) => journey.name);
    lines.push(`Events of ${listed(names)} are lost.`);
  }
  if (answer.exhausted.length > 0)
    lines.push(`Threads run out at ${listed(answer.exhausted.map((id) => nameOf(project, id)))}.`);
  if (!answer.survivorsCarryLoad) lines.push('What is left is saturated: it cannot carry the load.');
  return lines;
}
