// Share of traffic that a fault fails, degrades or delays.
import type { FaultKind, JourneyState } from '../engine/types.ts';
import { faultTitle, nameOf } from './names.ts';
import { counted, listed, MARK_WORD } from './words.ts';
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
    words: [WHY[of], 'Each journey counts by its share of the requests before the fault.'],
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

/** The multiple of today's traffic that what is left can carry. */
export function explainCapacityLeft(scene: Scene, fault: FaultKind, target: string): Explanation | null {
  const result = scene.answer.faults?.find((one) => one.kind === fault && one.target === target);
  if (!result || result.capacityLeft === null) return null;
  const { capacityLeft, exhausted } = result;
  return {
    title: `${faultTitle(scene.project, result)}: what is left carries`,
    value: amount(capacityLeft, 'times'),
    accuracy: flowAccuracy(scene) === 'exact' ? 'good' : 'rough',
    words: [
      'The largest multiple of today’s traffic that every place which is still up can carry, with the replicas that are left: cores × replicas / work offered, the least of all places.',
      ...(exhausted.length > 0
        ? [`Threads run out at ${listed(exhausted.map((id) => nameOf(scene.project, id)))}.`]
        : []),
    ],
    inputs: [
      ...Object.entries(scene.answer.deployables)
        .filter(([, one]) => one.utilisation > 0)
        .toSorted(([, a], [, b]) => b.utilisation - a.utilisation)
        .map(([id, one]) =>
          workedOut(`${one.name}: utilisation before the fault`, amount(one.utilisation, 'share'), {
            more: counted(one.replicas, 'replica'),
            part: { kind: 'deployable', id },
          }),
        ),
      ...scene.network.journeys.map((entry) => rateInput(scene, entry)),
    ],
  };
}
