// The share of answers at or below each time, for two variants in one chart.
import type { JourneyNow, Percentiles } from '../../shared/engine/types.ts';
import { hueOf, letterOf } from '../parts/Marks.tsx';
import { duration, plain } from '../../shared/explain/numbers.ts';
import type { Sides } from './compared.ts';
import { ShareAxis } from '../parts/ShareAxis.tsx';

const WIDE = 362;
const HIGH = 196;
const LEFT = 38;
const RIGHT = 6;
const TOP = 8;
const FOOT = 18;
/** Width of a label. */
const ROOM = 74;

interface TwoCurvesProps {
  readonly sides: Sides;
  readonly answers: readonly (JourneyNow | undefined)[];
  readonly objective: number | undefined;
}

interface Curve {
  readonly at: 0 | 1;
  readonly index: number;
  readonly points: readonly (readonly [number, number])[];
  readonly latency: Percentiles;
}

export function TwoCurves({ sides, answers, objective }: TwoCurvesProps) {
  const curves = ([0, 1] as const).flatMap((at): Curve[] => {
    const answer = answers[at];
    if (!answer?.latencyMs || !answer.latencyCurve || answer.latencyCurve.length < 2) return [];
    return [{ at, index: sides[at].index, points: answer.latencyCurve, latency: answer.latencyMs }];
  });
  if (curves.length === 0)
    return <p className="card-note quiet">Neither variant answers this journey, so there is no curve.</p>;
  const fastest = curves.toSorted((a, b) => a.latency.p50 - b.latency.p50)[0];
  const slowest = Math.max(...curves.map(({ latency }) => latency.p99));
  const near = objective !== undefined && objective < slowest * 2 ? objective : undefined;
  const end = Math.max(slowest * 1.2, (near ?? 0) * 1.08);
  const x = (ms: number): number => LEFT + (Math.min(ms, end) / end) * (WIDE - LEFT - RIGHT);
  const y = (part: number): number => TOP + (1 - part) * (HIGH - TOP - FOOT);
  const said = curves.map(
    ({ index, latency }) =>
      `${letterOf(index)}: half of the answers come within ${plain(duration(latency.p50))}, 99 of 100 within ${plain(duration(latency.p99))}.`,
  );
  return (
    <svg className="two-curves" viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={said.join(' ')}>
      <ShareAxis left={LEFT} right={WIDE - RIGHT} y={y} />
      {ticks(end).map((ms, at) => (
        <text key={ms} className="axis-word" x={x(ms)} y={HIGH - 4} textAnchor={at === 0 ? 'start' : 'middle'}>
          {ms === 0 ? '0' : plain(duration(ms))}
        </text>
      ))}
      {near === undefined ? null : (
        <>
          <path className="objective-line" d={`M${x(near)} ${TOP}V${y(0)}`} />
          <text className="axis-word" x={x(near) - 4} y={y(0) - 6} textAnchor="end">
            objective
          </text>
        </>
      )}
      {curves.map((curve) => (
        <Line key={curve.at} curve={curve} faster={curve === fastest} x={x} y={y} end={end} />
      ))}
    </svg>
  );
}

interface LineProps {
  readonly curve: Curve;
  readonly faster: boolean;
  readonly x: (ms: number) => number;
  readonly y: (part: number) => number;
  readonly end: number;
}

/** The faster one is labelled before its curve, the other behind it, so that two that lie close stay readable. */
function Line({ curve: { index, points, latency }, faster, x, y, end }: LineProps) {
  const path = points
    .filter(([ms]) => ms <= end)
    .map(([ms, part], step) => `${step === 0 ? 'M' : 'L'}${x(ms).toFixed(1)} ${y(part).toFixed(1)}`)
    .join('');
  const letter = letterOf(index);
  const half = x(latency.p50);
  const tail = x(latency.p99);
  const before = faster && half - LEFT > ROOM;
  const left = faster || WIDE - RIGHT - tail < ROOM;
  return (
    <g className={`variant-${hueOf(index)}`}>
      <path className="two-tail" d={`M${tail} ${y(0.99)}V${y(0)}`} />
      <path className="two-line" d={path} />
      <circle className="two-ring" cx={half} cy={y(0.5)} r="3" />
      <circle className="two-ring" cx={tail} cy={y(0.99)} r="3" />
      <text
        className="two-word"
        x={before ? half - 8 : half + 10}
        y={y(0.5) + (faster ? -6 : 15)}
        textAnchor={before ? 'end' : 'start'}
      >
        {letter}, p50 {plain(duration(latency.p50))}
      </text>
      <text
        className="two-word"
        x={left ? tail - 6 : tail + 6}
        y={y(faster ? 0.3 : 0.18)}
        textAnchor={left ? 'end' : 'start'}
      >
        {letter}, p99 {plain(duration(latency.p99))}
      </text>
    </g>
  );
}

/** Zero and up to four round times. */
function ticks(end: number): number[] {
  const raw = end / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5, 10].find((one) => one * power >= raw) ?? 10) * power;
  return Array.from({ length: Math.floor((end * 0.97) / step) + 1 }, (_, at) => at * step);
}
