// Bars of how busy the design is by the hour, and the p99 of one journey as a line over them.
import { HOURS_A_DAY } from '../../shared/model/day.ts';
import { duration, plain, share } from '../../shared/explain/numbers.ts';
import type { Stretch } from './DayPanel.tsx';
import { ShareAxis } from '../parts/ShareAxis.tsx';

const WIDE = 360;
const HIGH = 132;
const LEFT = 40;
const RIGHT = 44;
const TOP = 10;
const FOOT = 18;
const SATURATED = new Set(['saturated', 'failed']);

interface ChartProps {
  readonly stretches: readonly Stretch[];
  readonly journey: string;
  readonly name: string;
}

/** The table beside it says the same in figures. */
export function DayChart({ stretches, journey, name }: ChartProps) {
  const p99 = (one: Stretch): number | null => one.part.journeys[journey]?.p99Ms ?? null;
  const slowest = Math.max(...stretches.map((one) => p99(one) ?? 0));
  const x = (hour: number): number => LEFT + (Math.min(hour, HOURS_A_DAY) / HOURS_A_DAY) * (WIDE - LEFT - RIGHT);
  const y = (part: number): number => TOP + (1 - Math.min(1, part)) * (HIGH - TOP - FOOT);
  const line = (ms: number): number => y(ms / (slowest * 1.15));
  const busiest = stretches.reduce((a, b) => (b.part.utilisation > a.part.utilisation ? b : a));
  const words = `Highest use over the day: ${plain(share(busiest.part.utilisation))}. Slowest p99 of ${name}: ${slowest > 0 ? plain(duration(slowest)) : 'no answer'}.`;
  return (
    <svg className="day-chart" viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={words}>
      <ShareAxis left={LEFT} right={WIDE - RIGHT} y={y} />
      {[0, 6, 12, 18, 24].map((hour) => (
        <text key={hour} className="axis-word" x={x(hour)} y={HIGH - 4} textAnchor="middle">
          {hour}
        </text>
      ))}
      {stretches.map(({ from, part }, i) => (
        <rect
          key={i}
          className={`day-bar ${SATURATED.has(part.journeys[journey]?.state ?? '') ? 'saturated' : ''}`}
          x={x(from) + 0.5}
          width={Math.max(0.5, x(from + part.hours) - x(from) - 1)}
          y={y(part.utilisation)}
          height={y(0) - y(part.utilisation)}
        />
      ))}
      {slowest > 0 ? (
        <>
          {stretches.map((one, i) => {
            const ms = p99(one);
            if (ms === null) return null;
            const next = stretches[i + 1];
            const after = next ? p99(next) : null;
            const turn = after === null ? '' : `V${line(after)}`;
            return (
              <path
                key={i}
                className="day-line"
                d={`M${x(one.from)} ${line(ms)}H${x(one.from + one.part.hours)}${turn}`}
              />
            );
          })}
          <text className="axis-word" x={WIDE - RIGHT + 5} y={line(slowest) + 3.5}>
            {plain(duration(slowest))}
          </text>
        </>
      ) : null}
    </svg>
  );
}
