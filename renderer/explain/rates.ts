// Requests of a journey as an input, and how far rates can be trusted.
import type { NetworkJourney } from '../../shared/engine/network.ts';
import type { Accuracy } from '../../shared/engine/types.ts';
import { perSecond, plain, times } from '../text/numbers.ts';
import { amount, fact, workedOut } from './facts.ts';
import type { Scene } from './scene.ts';
import type { Explanation, Input } from './types.ts';

/** Peak or average requests a second, the scenario's factor in it. */
export function rateInput(scene: Scene, { journey, factor }: NetworkJourney, at: 'peak' | 'average' = 'peak'): Input {
  const label = `${journey.name}: requests${at === 'peak' ? ' at the peak' : ' on average'}`;
  if (!journey.rate) {
    const found = scene.answer.journeys[journey.id]?.throughputPerSecond ?? 0;
    return workedOut(`${journey.name}: requests`, amount(found, 'perSecond'), {
      more: 'closed: as many as it lets through',
    });
  }
  const said = journey.rate[at];
  const more = factor === 1 ? undefined : `${plain(perSecond(said))} said, ${plain(times(factor))} by the scenario`;
  const path = `journeys/${journey.id}/rate/${at}`;
  return fact(scene, { label, path, value: amount(said * factor, 'perSecond'), source: '', more });
}

/** Of figures that are sums of rates: exact until retries or closed journeys have a say. */
export function flowAccuracy({ state }: Scene): Accuracy {
  if (!state.settled || state.approximateClosed.size > 0) return 'rough';
  return [...state.attempts.values()].some((tries) => tries > 1 + 1e-12) ? 'good' : 'exact';
}

export function explainRate(scene: Scene, entry: NetworkJourney): Explanation {
  const { journey } = entry;
  const answer = scene.answer.journeys[journey.id]!;
  const value = amount(answer.throughputPerSecond, 'perSecond');
  const title = `${journey.name}, requests`;
  if (journey.rate)
    return {
      title,
      value,
      accuracy: 'exact',
      words: [
        'As typed for the journey. Latency and load are answered at the peak, the bill at the average with machines for the peak.',
      ],
      inputs: [rateInput(scene, entry), rateInput(scene, entry, 'average')],
    };
  const { users, thinkMs } = journey.closed!;
  const path = `journeys/${journey.id}/closed`;
  return {
    title,
    value,
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
