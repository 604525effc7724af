// A fault in words: what is broken, and which share of the traffic feels it how.
import type { FaultResult, JourneyState } from '../../shared/engine/types.ts';
import type { Project } from '../../shared/model/types.ts';
import type { Fault } from '../state/store.ts';
import { plain, share } from '../text/numbers.ts';
import { listed } from '../text/words.ts';

export function nameOf(project: Project, id: string): string {
  const component = project.components.find((one) => one.id === id);
  if (component) return component.name;
  for (const variant of project.variants) {
    const deployable = variant.deployables.find((one) => one.id === id);
    if (deployable) return deployable.name;
  }
  const journey = project.journeys.find((one) => one.id === id);
  if (journey) return journey.name;
  const link = project.links.find((one) => one.id === id);
  return link ? `${nameOf(project, link.from)} to ${nameOf(project, link.to)}` : id;
}

export function faultTitle(project: Project, fault: Fault): string {
  const name = nameOf(project, fault.target);
  switch (fault.kind) {
    case 'component-down':
      return `${name} fails`;
    case 'deployable-down':
      return `${name} is down`;
    case 'replica-down':
      return `One replica of ${name} is lost`;
    case 'zone-down':
      return `Zone ${fault.target} is lost`;
    case 'region-down':
      return `Region ${fault.target} is lost`;
    case 'link-down':
      return `The link ${name} is cut`;
    case 'component-slow':
    case 'deployable-slow':
      return `${name} is slow`;
  }
}

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
  if (!answer.survivorsCarryLoad) lines.push('What is left is saturated: it cannot carry the load.');
  return lines;
}
