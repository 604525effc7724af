// Requests of a journey as an input, and how far rates can be trusted.
import type { NetworkJourney } from '../engine/network.ts';
import { dayFactors } from '../model/day.ts';
import type { Accuracy, Analysis } from '../engine/types.ts';
import { perSecond, plain, times } from './numbers.ts';
import { amount, fact, workedOut } from './facts.ts';
import type { JourneyScene, Scene } from './scene.ts';
import type { Explanation, Input } from './types.ts';

/** Peak or average requests a second, the scenario's factor in it. */
export function rateInput(scene: Scene, { journey, factor }: NetworkJourney, at: Analysis['at'] = scene.at): Input {
  const label = `${journey.name}: requests${at === 'peak' ? ' at the peak' : ' on average'}`;
  if (!journey.rate) {
    const found = scene.answer.journeys[journey.id]?.throughputPerSecond ?? 0;
    return workedOut(`${journey.name}: requests`, amount(found, 'perSecond'), {
      more: 'closed: as many as it lets through',
    });
  }
  const said = journey.rate[at];
  const day = scene.scenario?.day && dayFactors(scene.scenario.day);
  const words = [
    ...(day ? [`${plain(times(at === 'peak' ? day.largest : day.mean))} the average, by the day of the scenario`] : []),
    ...(factor === 1 ? [] : [`${plain(perSecond(said))} said, ${plain(times(factor))} by the scenario`]),
  ];
  const more = words.length > 0 ? words.join('; ') : undefined;
  const path = `journeys/${journey.id}/rate/${day ? 'average' : at}`;
  return fact(scene, { label, path, value: amount(said * factor, 'perSecond'), source: '', more });
}

/** Of figures that are sums of rates: exact until retries or closed journeys have a say. */
export function flowAccuracy({ state }: Scene): Accuracy {
  if (!state.settled || state.approximateClosed.size > 0) return 'rough';
  return [...state.attempts.values()].some(({ tries }) => tries > 1 + 1e-12) ? 'good' : 'exact';
}

export function explainRate(scene: Scene, { journey: entry }: JourneyScene): Omit<Explanation, 'title' | 'value'> {
  const { journey } = entry;
  const answer = scene.answer.journeys[journey.id]!;
  if (journey.rate)
    return {
      accuracy: 'exact',
      words: [
        'As typed for the journey. Latency and load are answered at the peak, the bill at the average with machines for the peak.',
      ],
      inputs: [rateInput(scene, entry, 'peak'), rateInput(scene, entry, 'average')],
    };
  const { users, thinkMs } = journey.closed!;
  const path = `journeys/${journey.id}/closed`;
  return {
    accuracy: answer.latencyAccuracy,
    words: [
      'A closed journey: so many users think, ask and wait. Requests = users / (think time + mean answer), by Little’s law.',
      'No load of theirs saturates anything: they wait instead.',
    ],
    inputs: [
      fact(scene, { label: 'Users', path: `${path}/users`, value: amount(users, 'number'), source: '' }),
      fact(scene, { label: 'Think time', path: `${path}/thinkMs`, value: amount(thinkMs, 'ms'), source: '' }),
      ...(answer.latencyMs ? [workedOut('Mean answer', amount(answer.latencyMs.mean, 'ms'))] : []),
    ],
  };
}
