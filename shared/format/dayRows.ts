/** The stretches of a day as rows of a table: one for each journey, what belongs to the stretch in the first of them. */
import type { DayPart, VariantAnalysis } from '../engine/types.ts';
import { percent, rounded, time } from './figures.ts';

export const DAY_HEAD = ['Hours', 'Traffic', 'Used', 'Busiest', 'Journey', 'Requests', 'Mean', 'p99', 'State'] as const;

/** Cells by row, as people read them; times of what has no answer are "-". Empty without a day. */
export function dayRows({ day, deployables, journeys }: VariantAnalysis): readonly (readonly string[])[] {
  let from = 0;
  return day.flatMap((part): string[][] => {
    const hours = `${rounded(from)} to ${rounded(from + part.hours)}`;
    from += part.hours;
    const busiest = part.busiest === null ? '' : (deployables[part.busiest]?.name ?? part.busiest);
    const head = [hours, `${rounded(part.factor)} x`, percent(part.utilisation), busiest];
    return Object.entries(part.journeys).map(([id, one], i) => [
      ...(i === 0 ? head : head.map(() => '')),
      journeys[id]?.name ?? id,
      `${rounded(one.throughputPerSecond)}/s`,
      ...timesOf(one),
      one.state,
    ]);
  });
}

const timesOf = ({ meanMs, p99Ms }: DayPart['journeys'][string]): readonly string[] =>
  [meanMs, p99Ms].map((ms) => (ms === null ? '-' : time(ms)));
