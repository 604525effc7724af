// The verdict and the four differences that matter first.
import type { ReactNode } from 'react';
import type { ComparisonRow } from '../../shared/engine/compare.ts';
import { Pending } from '../parts/Figure.tsx';
import { letterOf } from '../parts/Marks.tsx';
import { plain } from '../../shared/explain/numbers.ts';
import type { Compared } from './compared.ts';
import { Delta } from './Delta.tsx';
import { figureOf } from './figures.ts';
import { headline, rowAt } from './headline.ts';

export function HeadlineCard({ project, sides, comparison }: Compared) {
  const [first, second] = sides;
  const journey = project.journeys[0];
  const against = `${letterOf(second.index)} against ${letterOf(first.index)}`;
  const [verdict, more] = comparison ? headline(comparison) : ['', ''];
  const differences: readonly (readonly [label: string, key: string])[] = [
    [`Cost a month, ${against}`, 'cost/monthlyUsd'],
    ...(journey
      ? ([
          [`${journey.name}, p99`, `journey/${journey.id}/p99`],
          ['Down a month', `journey/${journey.id}/downtime`],
          ['Headroom', `journey/${journey.id}/capacity`],
        ] as const)
      : []),
  ];
  return (
    <section className="compare-card verdict" aria-label="Verdict">
      <div className="verdict-words">
        {comparison ? (
          <>
            <p className="verdict-first">{verdict}</p>
            <p>{more}</p>
          </>
        ) : (
          <Pending />
        )}
      </div>
      <dl>
        {differences.map(([label, key]) => (
          <Difference key={key} label={label}>
            {comparison ? <Value row={rowAt(comparison, key)} second={second.variant.id} /> : <Pending />}
          </Difference>
        ))}
      </dl>
    </section>
  );
}

function Difference({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="cut" title={label}>
        {label}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

function Value({ row, second }: { readonly row: ComparisonRow | undefined; readonly second: string }) {
  if (!row) return <span className="quiet">Not part of it</span>;
  if (row.differences[1] === null) {
    const words = row.cells.map(({ value, word }) => (value === null ? word : plain(figureOf(row, value))));
    return <span className="verdict-word">{words.join(' → ')}</span>;
  }
  return (
    <>
      <Delta row={row} second={second} size={24} />
      {row.insideError ? <span className="verdict-note">inside the error</span> : null}
    </>
  );
}
