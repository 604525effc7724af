// One stretch of the day: the same design with its traffic at that level.
import type { DayPart } from '../engine/types.ts';
import { amount, workedOut } from './facts.ts';
import type { Journey } from '../model/types.ts';
import type { Scene } from './scene.ts';
import type { DayFigure, DayJourneyFigure, Explanation, Input, Unit } from './types.ts';

const METHOD =
  'The same design with all traffic at the level of this stretch of the day, in a steady state of its own; machines as they are bought for the peak.';

const PART: Readonly<Record<DayFigure, { readonly unit: Unit; readonly word: string; readonly words: string }>> = {
  hours: { unit: 'hours', word: 'length', words: 'As the scenario says.' },
  factor: {
    unit: 'times',
    word: 'traffic',
    words: 'As the scenario says: a factor on the average rate of every journey.',
  },
  utilisation: { unit: 'share', word: 'busiest deployable', words: 'The highest utilisation of all deployables.' },
};

const stretch = ({ scenario }: Scene, { hours, factor }: DayPart): Input[] => {
  const typed = { origin: 'typed', source: `in the scenario ${scenario?.name ?? ''}` } as const;
  return [
    { label: 'Hours', value: amount(hours, 'hours'), ...typed },
    { label: 'Traffic', value: amount(factor, 'times'), ...typed },
  ];
};

const requests = ({ journeys }: DayPart, { id, name, rate }: Journey): Input =>
  workedOut(`${name}: requests`, amount(journeys[id]?.throughputPerSecond ?? 0, 'perSecond'), {
    more: rate ? 'average rate × traffic' : 'closed: as many as it lets through',
  });

export function explainDay(scene: Scene, part: number, of: DayFigure): Explanation | null {
  const answer = scene.answer.day?.[part];
  if (!answer) return null;
  const { unit, word, words } = PART[of];
  return {
    title: `Part ${part + 1} of the day, ${word}`,
    value: amount(answer[of], unit),
    accuracy: of === 'utilisation' ? 'good' : 'exact',
    words: of === 'utilisation' ? [words, METHOD] : [words],
    inputs: [...stretch(scene, answer), ...scene.network.journeys.map(({ journey }) => requests(answer, journey))],
  };
}

const JOURNEY: Readonly<Record<DayJourneyFigure, { readonly unit: Unit; readonly word: string }>> = {
  throughputPerSecond: { unit: 'perSecond', word: 'requests' },
  meanMs: { unit: 'ms', word: 'mean' },
  p99Ms: { unit: 'ms', word: 'p99' },
};

export function explainDayJourney(
  scene: Scene,
  part: number,
  journey: string,
  of: DayJourneyFigure,
): Explanation | null {
  const answer = scene.answer.day?.[part];
  const value = answer?.journeys[journey]?.[of] ?? null;
  const entry = scene.network.journeys.find((one) => one.journey.id === journey);
  if (!answer || !entry || value === null) return null;
  const { unit, word } = JOURNEY[of];
  return {
    title: `${entry.journey.name}, ${word}, in part ${part + 1} of the day`,
    value: amount(value, unit),
    accuracy: scene.answer.journeys[journey]?.latencyAccuracy ?? 'good',
    words: [METHOD],
    inputs: [
      ...stretch(scene, answer),
      requests(answer, entry.journey),
      workedOut('Highest utilisation', amount(answer.utilisation, 'share')),
    ],
  };
}
