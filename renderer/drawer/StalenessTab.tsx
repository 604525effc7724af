// How far behind each consumer of events is, and each measure the design asks for.
import { History } from 'lucide-react';
import type { StalenessResult, VariantAnswer } from '../../shared/engine/types.ts';
import type { Project } from '../../shared/model/types.ts';
import { nameOf } from '../lenses/blastWords.ts';
import { Explained } from '../explain/Explained.tsx';
import type { LateFigure } from '../explain/types.ts';
import { LATE_WORD } from '../explain/words.ts';
import { Empty } from '../parts/Empty.tsx';
import { Figure } from '../parts/Figure.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { select } from '../state/actions.ts';
import { duration, plain } from '../text/numbers.ts';
import { Waiting } from './Waiting.tsx';

export function StalenessTab({ project, result }: { readonly project: Project; readonly result: VariantAnswer }) {
  if (!result.staleness || !result.measures) return <Waiting />;
  const consumers = Object.entries(result.staleness).map(([id, one]) => ({
    id,
    name: nameOf(project, id),
    what: 'Consumer',
    one,
  }));
  const measures = Object.entries(result.measures).map(([id, one]) => {
    const measure = project.measures?.find((candidate) => candidate.id === id);
    return {
      id,
      name: measure?.name ?? id,
      what: measure?.kind === 'delay' ? 'Delay' : 'Measure',
      one,
    };
  });
  const rows = [...measures, ...consumers];
  if (rows.length === 0) {
    return (
      <Empty icon={<History size={20} strokeWidth={1.75} />} title="Nothing is stale here">
        Whatever hears of a change by an asynchronous link has a line here: how far behind it is, and how far at worst.
      </Empty>
    );
  }
  return (
    <table className="table">
      <thead>
        <tr>
          <th>What is behind</th>
          <th>Kind</th>
          <th className="right">Mean</th>
          <th className="right">p50</th>
          <th className="right">p99</th>
          <th className="right">At worst</th>
          <th>State</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, what, one }) => (
          <tr key={`${what} ${id}`}>
            <td>
              {what === 'Consumer' ? (
                <button type="button" className="row-name" onClick={() => select({ kind: 'component', id })}>
                  {name}
                </button>
              ) : (
                <b>{name}</b>
              )}
            </td>
            <td className="quiet">{what}</td>
            {FIGURES.map(([of, read]) => (
              <Time key={of} row={{ what, id, name }} of={of} value={read(one)} one={one} />
            ))}
            <td>
              {one.state === 'saturated' ? (
                <StateMark mark="saturated" word="Saturated: never catches up" />
              ) : (
                <StateMark mark="ok" word="Keeps up" />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const FIGURES: readonly (readonly [LateFigure, (one: StalenessResult) => number | null])[] = [
  ['mean', (one) => one.meanMs],
  ['p50', (one) => one.p50],
  ['p99', (one) => one.p99],
  ['worst', (one) => one.worstMs],
];

interface TimeProps {
  readonly row: { readonly what: string; readonly id: string; readonly name: string };
  readonly of: LateFigure;
  readonly value: number | null;
  readonly one: StalenessResult;
}

function Time({ row: { what, id, name }, of, value, one }: TimeProps) {
  const none = one.state === 'saturated' ? 'Saturated: it grows without end' : 'No upper bound: nothing is polled';
  return (
    <td className="right">
      {value === null ? (
        <span className="quiet" title={none}>
          –
        </span>
      ) : (
        <Explained
          label={`${name}, ${LATE_WORD[of]} ${plain(duration(value))}`}
          what={{ kind: what === 'Consumer' ? 'staleness' : 'measure', id, of }}
        >
          {of === 'p99' ? (
            <Figure value={duration(value)} accuracy={one.accuracy} />
          ) : (
            <Figure value={duration(value)} light />
          )}
        </Explained>
      )}
    </td>
  );
}
