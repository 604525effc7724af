// What one cause does to the availability of a journey: lost minutes, requests and money, and the measures of importance.
import { causeInputs, failuresOf, hoursInput } from './availability.ts';
import { amount, fact, workedOut } from './facts.ts';
import { LOSS_WORD } from './figureNames.ts';
import { nameOf } from './names.ts';
import { rateInput } from './rates.ts';
import { journeyScene, type Scene } from './scene.ts';
import type { Explanation, LossFigure, Unit } from './types.ts';

export const LOSS: Readonly<Record<LossFigure, { readonly unit: Unit; readonly words: string }>> = {
  minutesPerMonth: {
    unit: 'minutes',
    words:
      'Minutes a month that the journey would be answered more if this never failed: (answered with it always up − answered today) × hours × 60.',
  },
  requestsPerMonth: {
    unit: 'number',
    words: 'Requests a month that fall into the minutes lost: the same share × requests on average × hours × 3,600 s.',
  },
  usdPerMonth: { unit: 'usd', words: 'Requests lost a month × what a request is worth.' },
  birnbaum: {
    unit: 'share',
    words:
      'The chance that the journey hangs on this alone: share answered with it always up − share answered with it always down (Birnbaum 1969).',
  },
  criticality: {
    unit: 'share',
    words:
      'The chance that this is down and decides, given that the journey is down: Birnbaum importance × its own share of time down / that of the journey.',
  },
  fussellVesely: {
    unit: 'share',
    words: 'The share of the journey’s time down in which this is part of what takes it down.',
  },
  riskAchievement: {
    unit: 'times',
    words: 'How many times as much the journey would be down if this were always down.',
  },
  riskReduction: {
    unit: 'times',
    words: 'How many times less the journey would be down if this never failed.',
  },
};

export function explainLoss(scene: Scene, id: string, cause: string, of: LossFigure): Explanation | null {
  const found = journeyScene(scene, id);
  const answer = scene.answer.journeys[id];
  const loss = answer?.expectedLoss?.find((one) => one.cause === cause);
  const value = loss?.[of] ?? null;
  if (!found || !answer?.availability || !loss || value === null) return null;
  const { unit, words } = LOSS[of];
  const worth = found.journey.journey.valuePerRequest;
  const failing = failuresOf(scene).causes.find(({ name }) => name === cause);
  return {
    title: `${answer.name}, ${nameOf(scene.project, cause)}: ${LOSS_WORD[of]}`,
    value: amount(value, unit),
    accuracy: answer.availabilityAccuracy ?? 'invalid',
    words: [words],
    shares: {
      title: 'Minutes lost a month by cause',
      parts: (answer.expectedLoss ?? []).map((one) => ({
        name: nameOf(scene.project, one.cause),
        value: amount(one.minutesPerMonth, 'minutes'),
      })),
    },
    inputs: [
      workedOut('Answered at all', amount(answer.availability.served, 'uptime')),
      workedOut('Birnbaum importance', amount(loss.birnbaum, 'share')),
      ...(failing ? causeInputs(scene, failing) : []),
      ...(worth === undefined
        ? []
        : [
            fact(scene, {
              label: 'Worth of a request',
              path: `journeys/${id}/valuePerRequest`,
              value: amount(worth, 'unitPrice', 'request'),
              source: '',
            }),
          ]),
      hoursInput(scene),
      rateInput(scene, found.journey, 'average'),
    ],
  };
}
