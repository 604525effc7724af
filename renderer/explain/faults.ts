// Share of traffic that a fault fails, degrades or delays.
import type { JourneyState } from '../../shared/engine/types.ts';
import { faultTitle } from '../lenses/blastWords.ts';
import { MARK_WORD } from '../text/words.ts';
import { amount, workedOut } from './facts.ts';
import { flowAccuracy, rateInput } from './rates.ts';
import type { Scene } from './scene.ts';
import type { Explanation, FaultShare, What } from './types.ts';

const WHY: Readonly<Record<FaultShare, string>> = {
  failed:
    'A journey fails when its answer cannot come: a hard call without a fallback, or the place it enters, is down.',
  degraded:
    'A journey is degraded when it answers without something: a soft call or one with a fallback, or its event is lost.',
  delayed: 'A journey is delayed when it answers in full, but a consumer of its events is down and catches up later.',
  ok: 'A journey carries on when it answers in full and every consumer of its events is up.',
};

export function explainFault(
  scene: Scene,
  { fault, target, of }: Extract<What, { kind: 'fault' }>,
): Explanation | null {
  const result = scene.answer.faults?.find((one) => one.kind === fault && one.target === target);
  if (!result) return null;
  const whole = scene.network.journeys.reduce(
    (sum, { journey }) => sum + (scene.answer.journeys[journey.id]?.throughputPerSecond ?? 0),
    0,
  );
  const shares = { failed: result.failedShare, degraded: result.degradedShare, delayed: result.delayedShare };
  const rest = Math.max(0, 1 - shares.failed - shares.degraded - shares.delayed);
  const journeys = scene.network.journeys.map((entry) => {
    const state: JourneyState = result.journeys[entry.journey.id] ?? 'ok';
    const rate = scene.answer.journeys[entry.journey.id]?.throughputPerSecond ?? 0;
    return { entry, state, part: whole > 0 ? rate / whole : 1 / scene.network.journeys.length };
  });
  const hit = journeys.filter(({ state }) => state === of || (of === 'ok' && state === 'saturated'));
  return {
    title: `${faultTitle(scene.project, result)}: ${MARK_WORD[of].toLowerCase()}`,
    value: amount(of === 'ok' ? rest : shares[of], 'share'),
    accuracy: flowAccuracy(scene),
    words: [WHY[of], 'Each journey counts by its share of the requests, at the peak and before the fault.'],
    shares: {
      title: 'Journeys, by their share of the requests',
      parts: hit.map(({ entry, part }) => ({ name: entry.journey.name, value: amount(part, 'share') })),
    },
    inputs: journeys
      .toSorted((a, b) => Number(hit.includes(b)) - Number(hit.includes(a)))
      .flatMap(({ entry, state, part }) => [
        workedOut(`${entry.journey.name}: share of requests`, amount(part, 'share'), {
          more: MARK_WORD[state].toLowerCase(),
        }),
        rateInput(scene, entry),
      ]),
  };
}
