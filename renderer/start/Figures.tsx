// The three figures of a design in small: latency and availability of its first journey, and the bill.
import type { VariantAnalysis } from '../../shared/engine/types.ts';
import { Figure, Pending } from '../parts/Figure.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { availability, duration, usdAMonth } from '../../shared/explain/numbers.ts';

interface FiguresProps {
  readonly journey: string | undefined;
  readonly result: VariantAnalysis | undefined;
}

export function Figures({ journey, result }: FiguresProps) {
  if (!result) return <Pending />;
  const answer = result.journeys[journey ?? ''];
  return (
    <>
      {answer?.latencyMs ? (
        <Figure value={duration(answer.latencyMs.p99)} suffix="p99" />
      ) : answer ? (
        <StateMark mark={answer.state} />
      ) : (
        <span className="quiet">{journey ? 'Not part of it' : 'No journey yet'}</span>
      )}
      {answer ? <Figure value={availability(answer.availability.full)} /> : <span />}
      <Figure value={usdAMonth(result.cost.monthlyUsd)} />
    </>
  );
}
