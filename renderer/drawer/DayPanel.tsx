// The day of the scenario: how busy the design is hour by hour, and what that does to one journey.
import type { DayPart, VariantAnswer } from '../../shared/engine/types.ts';
import { HOURS_A_DAY } from '../../shared/model/day.ts';
import { duration, perSecond, plain, quantity, share, times } from '../../shared/explain/numbers.ts';
import type { What } from '../../shared/explain/types.ts';
import { Explained } from '../explain/Explained.tsx';
import { Figure } from '../parts/Figure.tsx';
import { Select } from '../parts/Select.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { set, useWindow } from '../state/store.ts';
import { DayChart } from './DayChart.tsx';

interface DayProps {
  readonly day: NonNullable<VariantAnswer['day']>;
  readonly journeys: VariantAnswer['journeys'];
  readonly deployables: VariantAnswer['deployables'];
}

/** A stretch with the hour that it begins at. */
export interface Stretch {
  readonly from: number;
  readonly part: DayPart;
}

export function DayPanel({ day, journeys, deployables }: DayProps) {
  const chosen = useWindow((state) => state.journey);
  const ids = Object.keys(journeys);
  const id = chosen !== null && ids.includes(chosen) ? chosen : (ids[0] ?? '');
  const stretches = day.map((part, i): Stretch => ({
    from: day.slice(0, i).reduce((sum, { hours }) => sum + hours, 0),
    part,
  }));
  return (
    <section className="day" aria-label="Over the day">
      <header className="day-head">
        <h3>Over the day</h3>
        {ids.length > 1 ? (
          <Select
            label="Journey of the day"
            value={id}
            options={ids.map((value) => ({ value, word: journeys[value]!.name }))}
            onChange={(journey) => set({ journey })}
          />
        ) : null}
      </header>
      <div className="day-body">
        <DayChart stretches={stretches} journey={id} name={journeys[id]?.name ?? id} />
        <table className="table verdicts">
          <thead>
            <tr>
              <th>Hours</th>
              <th className="right">Traffic</th>
              <th className="right">Highest use</th>
              <th className="fold-next">At</th>
              <th className="right fold-next">Requests</th>
              <th className="right fold-first">Mean</th>
              <th className="right">p99</th>
              <th>State</th>
            </tr>
          </thead>
          <tbody>
            {stretches.map(({ from, part }, i) => (
              <Row
                key={i}
                part={i}
                hours={`${quantity(from).text} to ${quantity(Math.min(HOURS_A_DAY, from + part.hours)).text}`}
                stretch={part}
                journey={id}
                at={part.busiest === null ? '' : (deployables[part.busiest]?.name ?? part.busiest)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface RowProps {
  readonly part: number;
  readonly hours: string;
  readonly stretch: DayPart;
  readonly journey: string;
  readonly at: string;
}

function Row({ part, hours, stretch, journey, at }: RowProps) {
  const one = stretch.journeys[journey];
  const figure = (what: What, label: string, value: Parameters<typeof plain>[0]) => (
    <Explained label={`${hours} h, ${label} ${plain(value)}`} what={what}>
      <Figure value={value} light />
    </Explained>
  );
  const time = (of: 'meanMs' | 'p99Ms', label: string) => {
    const ms = one?.[of] ?? null;
    return ms === null ? (
      <span className="quiet">–</span>
    ) : (
      figure({ kind: 'dayJourney', part, journey, of }, label, duration(ms))
    );
  };
  return (
    <tr>
      <td>{hours}</td>
      <td className="right">{plain(times(stretch.factor))}</td>
      <td className="right">
        {figure({ kind: 'day', part, of: 'utilisation' }, 'highest use', share(stretch.utilisation))}
      </td>
      <td className="fold-next">{at}</td>
      <td className="right fold-next">
        {one
          ? figure(
              { kind: 'dayJourney', part, journey, of: 'throughputPerSecond' },
              'requests',
              perSecond(one.throughputPerSecond),
            )
          : null}
      </td>
      <td className="right fold-first">{time('meanMs', 'mean')}</td>
      <td className="right">{time('p99Ms', 'p99')}</td>
      <td>{one ? <StateMark mark={one.state} /> : null}</td>
    </tr>
  );
}
