/** The traffic over a day: what a list of stretches makes of the rates of a journey. */
import type { Journey, Scenario } from './types.ts';

/** A stretch of the day: hours, and a factor on the average rate. */
export type DayStretch = NonNullable<Scenario['day']>[number];

export const HOURS_A_DAY = 24;

/** The stretches in their order; hours that they leave open follow at the average rate. */
export function wholeDay(day: readonly DayStretch[]): readonly DayStretch[] {
  const open = HOURS_A_DAY - hoursOf(day);
  return open > 1e-9 ? [...day, { hours: open, factor: 1 }] : day;
}

export const hoursOf = (day: readonly DayStretch[]): number => day.reduce((sum, { hours }) => sum + hours, 0);

/** Factors on the average rate: the mean over the day, and the largest. */
export function dayFactors(day: readonly DayStretch[]): { readonly mean: number; readonly largest: number } {
  const stretches = wholeDay(day);
  const mean = stretches.reduce((sum, { hours, factor }) => sum + hours * factor, 0) / hoursOf(stretches);
  return { mean, largest: Math.max(...stretches.map(({ factor }) => factor)) };
}

/** The journey with the rates of that day: on average by the mean of the factors, at the peak by the largest. Closed ones stay. */
export function overTheDay(journey: Journey, day: readonly DayStretch[]): Journey {
  if (!journey.rate) return journey;
  const { mean, largest } = dayFactors(day);
  const { average } = journey.rate;
  return { ...journey, rate: { average: average * mean, peak: average * largest } };
}
