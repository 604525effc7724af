// The share of answers at or below each time, as a small chart that reads out how many answers take longer than any of them.
import { useState } from 'react';
import type { JourneyNow } from '../../shared/engine/types.ts';
import { shareBeyond } from '../../shared/explain/curve.ts';
import { duration, plain, share } from '../../shared/explain/numbers.ts';
import { ShareAxis } from './ShareAxis.tsx';

const WIDE = 232;
const HIGH = 92;
const LEFT = 36;
const RIGHT = 4;
const FOOT = 16;

export function LatencyCurve({
  answer,
  objective,
}: {
  readonly answer: JourneyNow;
  readonly objective: number | undefined;
}) {
  const [asked, setAsked] = useState<number | null>(null);
  const curve = answer.latencyCurve;
  if (!curve || !answer.latencyMs || curve.length < 2) return <p className="quiet">No curve for this journey.</p>;
  const { p50, p99 } = answer.latencyMs;
  const end = Math.max(p99 * 1.15, objective === undefined ? 0 : objective * 1.08);
  const x = (ms: number): number => LEFT + (Math.min(ms, end) / end) * (WIDE - LEFT - RIGHT);
  const y = (part: number): number => 6 + (1 - part) * (HIGH - FOOT - 6);
  const shown = curve.filter(([ms]) => ms <= end);
  const line = shown
    .map(([ms, part], index) => `${index === 0 ? 'M' : 'L'}${x(ms).toFixed(1)} ${y(part).toFixed(1)}`)
    .join('');
  const says = `Half of the answers come within ${plain(duration(p50))}, 99 of 100 within ${plain(duration(p99))}.`;
  const step = stepOf(end);
  const last = curve.at(-1)![0];
  const most = Math.floor(end / step) * step;
  const ms = Math.min(most, asked ?? Math.round((objective ?? p50) / step) * step);
  const beyond = shareBeyond(curve, ms);
  // Past its end the curve only says how few are left at most.
  const reading = `${ms > last ? 'at most ' : ''}${plain(share(beyond))} take longer than ${plain(duration(ms))}`;
  const point = (at: number): void => setAsked(Math.max(0, Math.round((at * end) / step) * step));
  return (
    <div className="curve-reader">
      <svg
        className="curve"
        width={WIDE}
        height={HIGH}
        viewBox={`0 0 ${WIDE} ${HIGH}`}
        role="img"
        aria-label={says}
        onPointerMove={({ clientX, currentTarget }) => {
          const { left, width } = currentTarget.getBoundingClientRect();
          point((((clientX - left) / width) * WIDE - LEFT) / (WIDE - LEFT - RIGHT));
        }}
      >
        <ShareAxis left={LEFT} right={WIDE - RIGHT} y={y} />
        {objective === undefined ? null : (
          <>
            <path className="objective-line" d={`M${x(objective)} 2V${HIGH - FOOT}`} />
            <text className="axis-word" x={x(objective)} y={HIGH - 3} textAnchor="end">
              objective {plain(duration(objective))}
            </text>
          </>
        )}
        <path className="curve-asked" d={`M${x(ms)} 6V${HIGH - FOOT}`} />
        <path className="curve-line" d={line} />
        <circle className="curve-ring" cx={x(p99)} cy={y(0.99)} r="3.5" />
        <text className="axis-word strong" x={Math.max(LEFT + 62, x(p99))} y={y(0.99) + 18} textAnchor="middle">
          p99 {plain(duration(p99))}
        </text>
        <circle className="curve-dot" cx={x(ms)} cy={y(1 - beyond)} r="3" />
        <text className="axis-word" x={LEFT} y={HIGH - 3}>
          0
        </text>
      </svg>
      <label style={{ paddingLeft: LEFT, width: WIDE - RIGHT }}>
        <input
          type="range"
          aria-label="Answers that take longer than"
          aria-valuetext={reading}
          min={0}
          max={most}
          step={step}
          value={ms}
          style={{ width: `${(most / end) * 100}%` }}
          onChange={({ target }) => setAsked(Number(target.value))}
        />
        <output>{reading}</output>
      </label>
    </div>
  );
}

/** A step of 1 or 5 of a power of ten, so that round times can be met: 40 to 200 of them on the axis. */
function stepOf(end: number): number {
  const least = end / 200;
  const power = 10 ** Math.floor(Math.log10(least));
  return power >= least ? power : 5 * power >= least ? 5 * power : 10 * power;
}
