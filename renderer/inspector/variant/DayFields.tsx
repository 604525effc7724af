// The traffic of a scenario over a day: stretches of so many hours at a factor on the average rate.
import { type DayStretch, HOURS_A_DAY, hoursOf } from '../../../shared/model/day.ts';
import type { Scenario } from '../../../shared/model/types.ts';
import { plain, quantity, times } from '../../../shared/explain/numbers.ts';
import { AddButton } from '../AddButton.tsx';
import { json } from '../fact.ts';
import { QuantityField } from '../field/QuantityField.tsx';
import { Item } from '../Item.tsx';
import { useFact } from '../useFact.ts';

/** Two stretches to begin with; together they leave the average as it is. */
const FIRST: readonly DayStretch[] = [
  { hours: 16, factor: 0.75 },
  { hours: 8, factor: 1.5 },
];

export function DayFields({ scenario }: { readonly scenario: Scenario }) {
  const path = `scenarios/${scenario.id}/day`;
  const fact = useFact(path);
  const day = scenario.day ?? [];
  const write = (next: readonly DayStretch[]): void => void fact.set(next.length === 0 ? null : json(next));
  if (day.length === 0) return <AddButton onClick={() => write(FIRST)}>Add a profile of the day</AddButton>;
  const said = hoursOf(day);
  return (
    <div role="group" aria-label={`Day of ${scenario.name}`}>
      {day.map((stretch, index) => (
        <Item
          // Stretches have no name: only the place in the list tells them apart.
          key={index}
          title={hoursWords(day, index)}
          summary={plain(times(stretch.factor))}
          onRemove={() => write(day.toSpliced(index, 1))}
        >
          <QuantityField label="Lasts" path={`${path}/${index}/hours`} unit="hours" range="dayHours" required />
          <QuantityField
            label="Traffic"
            path={`${path}/${index}/factor`}
            unit="number"
            range="factor"
            suffix="× average"
            required
          />
        </Item>
      ))}
      <p className="quiet">
        {said < HOURS_A_DAY - 1e-9
          ? `${hours(said)} of ${HOURS_A_DAY} h; the rest runs at the average. `
          : `${HOURS_A_DAY} h in all. `}
        The busiest takes the place of the peak.
      </p>
      <AddButton onClick={() => write(withOneMore(day))}>Add a stretch</AddButton>
    </div>
  );
}

const hours = (value: number): string => quantity(value).text;

/** "7 to 18 h" */
function hoursWords(day: readonly DayStretch[], index: number): string {
  const from = hoursOf(day.slice(0, index));
  return `${hours(from)} to ${hours(from + day[index]!.hours)} h`;
}

/** The hours that are left at the average; of a full day, the longest stretch in two. */
function withOneMore(day: readonly DayStretch[]): readonly DayStretch[] {
  const left = HOURS_A_DAY - hoursOf(day);
  if (left >= 0.01) return [...day, { hours: left, factor: 1 }];
  const longest = day.reduce((a, b) => (b.hours > a.hours ? b : a));
  const half = { ...longest, hours: longest.hours / 2 };
  return day.toSpliced(day.indexOf(longest), 1, half, half);
}
