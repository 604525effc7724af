// One journey's latency in both variants: the curves over each other, the percentiles below.
import type { Comparison } from '../../shared/engine/compare.ts';
import type { JourneyNow } from '../../shared/engine/types.ts';
import { Figure, Pending } from '../parts/Figure.tsx';
import { letterOf, VariantKey } from '../parts/Marks.tsx';
import { Select } from '../parts/Select.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { set, useWindow } from '../state/store.ts';
import { duration } from '../../shared/explain/numbers.ts';
import { Card, Scroll } from './Card.tsx';
import type { Compared, Sides } from './compared.ts';
import { Delta } from './Delta.tsx';
import { rowAt } from './headline.ts';
import { TwoCurves } from './TwoCurves.tsx';

const PERCENTILES = [
  ['p50', 'p50'],
  ['p90', 'p90'],
  ['p99', 'p99'],
  ['p999', 'p99.9'],
] as const;

export function LatencyCard({ project, sides, comparison }: Compared) {
  const chosen = useWindow((state) => state.journey);
  const journey = project.journeys.find(({ id }) => id === chosen) ?? project.journeys[0];
  const [first, second] = sides;
  return (
    <Card
      title="Latency"
      className="latency"
      end={
        journey ? (
          <Select
            label="Journey"
            value={journey.id}
            options={project.journeys.map(({ id, name }) => ({ value: id, word: name }))}
            onChange={(id) => set({ journey: id })}
          />
        ) : null
      }
    >
      {!journey ? (
        <p className="card-note quiet">No journey yet: a journey says who calls what, and how often.</p>
      ) : first.result && second.result ? (
        <Scroll label="Latency of both">
          <TwoCurves
            sides={sides}
            answers={[first.result.journeys[journey.id], second.result.journeys[journey.id]]}
            objective={journey.objective?.p99Ms}
          />
          <Percentiles sides={sides} journey={journey.id} comparison={comparison} />
        </Scroll>
      ) : (
        <div className="card-wait">
          <Pending />
        </div>
      )}
    </Card>
  );
}

interface PercentilesProps {
  readonly sides: Sides;
  readonly journey: string;
  readonly comparison: Comparison | null;
}
function Percentiles({ sides, journey, comparison }: PercentilesProps) {
  const [first, second] = sides;
  return (
    <table className="compared dense">
      <thead>
        <tr>
          <th aria-label="Variant" />
          {PERCENTILES.map(([, word]) => (
            <th key={word} className="right">
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sides.map((side) => (
          <tr key={side.variant.id}>
            <th scope="row">
              <VariantKey index={side.index} />
            </th>
            <Cells answer={side.result?.journeys[journey]} />
          </tr>
        ))}
        <tr>
          <th scope="row" className="quiet">
            {letterOf(second.index)} against {letterOf(first.index)}
          </th>
          {PERCENTILES.map(([part, word]) => {
            const row = comparison ? rowAt(comparison, `journey/${journey}/${part}`) : undefined;
            return (
              <td key={word} className="right">
                {row ? <Delta row={row} second={second.variant.id} /> : null}
              </td>
            );
          })}
        </tr>
      </tbody>
    </table>
  );
}

function Cells({ answer }: { readonly answer: JourneyNow | undefined }) {
  const { latencyMs } = answer ?? {};
  if (!answer || !latencyMs) {
    return (
      <td colSpan={4} className="right">
        {answer ? (
          <StateMark mark={answer.state === 'saturated' ? 'saturated' : 'failed'} />
        ) : (
          <span className="quiet">not part of it</span>
        )}
      </td>
    );
  }
  return PERCENTILES.map(([part, word]) => (
    <td key={word} className="right">
      <Figure value={duration(latencyMs[part])} {...(part === 'p99' ? { accuracy: answer.latencyAccuracy } : {})} />
    </td>
  ));
}
