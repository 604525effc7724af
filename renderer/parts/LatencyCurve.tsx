// The share of answers at or below each time, as a small chart with its reading in words beside it.
import type { JourneyNow } from '../../shared/engine/types.ts';
import { duration, plain } from '../text/numbers.ts';

const WIDE = 232;
const HIGH = 92;
const LEFT = 36;
const FOOT = 16;

export function LatencyCurve({
  answer,
  objective,
}: {
  readonly answer: JourneyNow;
  readonly objective: number | undefined;
}) {
  const curve = answer.latencyCurve;
  if (!curve || !answer.latencyMs || curve.length < 2) return <p className="quiet">No curve for this journey.</p>;
  const { p50, p99 } = answer.latencyMs;
  const end = Math.max(p99 * 1.15, objective === undefined ? 0 : objective * 1.08);
  const x = (ms: number): number => LEFT + (Math.min(ms, end) / end) * (WIDE - LEFT - 4);
  const y = (part: number): number => 6 + (1 - part) * (HIGH - FOOT - 6);
  const shown = curve.filter(([ms]) => ms <= end);
  const line = shown
    .map(([ms, part], index) => `${index === 0 ? 'M' : 'L'}${x(ms).toFixed(1)} ${y(part).toFixed(1)}`)
    .join('');
  const says = `Half of the answers come within ${plain(duration(p50))}, 99 of 100 within ${plain(duration(p99))}.`;
  return (
    <svg className="curve" width={WIDE} height={HIGH} viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={says}>
      {[0, 0.5, 1].map((part) => (
        <g key={part}>
          <path className="axis-line" d={`M${LEFT} ${y(part)}H${WIDE - 4}`} />
          <text className="axis-word" x={LEFT - 5} y={y(part) + 3.5} textAnchor="end">
            {part * 100} %
          </text>
        </g>
      ))}
      {objective === undefined ? null : (
        <>
          <path className="objective-line" d={`M${x(objective)} 2V${HIGH - FOOT}`} />
          <text className="axis-word" x={x(objective)} y={HIGH - 3} textAnchor="end">
            objective {plain(duration(objective))}
          </text>
        </>
      )}
      <path className="curve-line" d={line} />
      <circle className="curve-ring" cx={x(p99)} cy={y(0.99)} r="3.5" />
      <text className="axis-word strong" x={Math.max(LEFT + 62, x(p99))} y={y(0.99) + 18} textAnchor="middle">
        p99 {plain(duration(p99))}
      </text>
      <text className="axis-word" x={LEFT} y={HIGH - 3}>
        0
      </text>
    </svg>
  );
}
