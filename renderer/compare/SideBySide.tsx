// The table of all results: both figures, the difference, and which variant is better.
import { ChevronRight, Search } from 'lucide-react';
import { Fragment, useMemo, useState } from 'react';
import type { ComparisonCell, ComparisonRow } from '../../shared/engine/compare.ts';
import type { ScorecardFigure } from '../../shared/engine/types.ts';
import { AccuracyMark, Figure, Pending } from '../parts/Figure.tsx';
import { letterOf, VariantKey } from '../parts/Marks.tsx';
import { StateMark, StateShape } from '../parts/StateMark.tsx';
import { Card, Scroll } from './Card.tsx';
import type { Compared, Sides } from './compared.ts';
import { Delta } from './Delta.tsx';
import { aspectText, figureOf } from './figures.ts';
import { countRows, filtered, rowGroups, type RowGroup, type TableRow } from './tableRows.ts';

export function SideBySide({ project, sides, comparison }: Compared) {
  const [words, setWords] = useState('');
  const groups = useMemo(() => (comparison ? rowGroups(project, comparison) : []), [project, comparison]);
  const shown = filtered(groups, words);
  return (
    <Card
      title="Side by side"
      className="side-by-side"
      end={
        <>
          <span className="quiet">
            {words === '' ? countRows(groups) : `${countRows(shown)} of ${countRows(groups)}`} rows
          </span>
          <span className="row-filter">
            <Search size={13} strokeWidth={1.75} aria-hidden="true" />
            <input
              type="search"
              aria-label="Filter the rows"
              placeholder="Filter"
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          </span>
        </>
      }
    >
      {comparison ? (
        <Scroll label="All results">
          <table className="compared">
            <Head sides={sides} />
            {shown.map((group) => (
              // A filter opens every group it leaves something in, so its tables are others.
              <Group key={`${group.title} ${words === ''}`} group={group} sides={sides} />
            ))}
          </table>
          {shown.length === 0 ? <p className="card-note quiet">No row holds these words.</p> : null}
        </Scroll>
      ) : (
        <div className="card-wait">
          <Pending />
        </div>
      )}
    </Card>
  );
}

function Head({ sides }: { readonly sides: Sides }) {
  return (
    <thead>
      <tr>
        <th>Measure</th>
        {sides.map(({ variant, index }) => (
          <th key={variant.id} className="right">
            <span className="head-variant">
              <VariantKey index={index} />
              <span className="cut" title={variant.name}>
                {variant.name}
              </span>
            </span>
          </th>
        ))}
        <th className="right">
          {letterOf(sides[1].index)} against {letterOf(sides[0].index)}
        </th>
        <th className="right">Better</th>
      </tr>
    </thead>
  );
}

function Group({ group, sides }: { readonly group: RowGroup; readonly sides: Sides }) {
  const [open, setOpen] = useState(group.open);
  return (
    <tbody>
      <tr className="group-row">
        <th colSpan={5} scope="rowgroup">
          <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
            <ChevronRight size={12} strokeWidth={2} aria-hidden="true" />
            {group.title}
            <span className="quiet">{group.rows.length}</span>
          </button>
        </th>
      </tr>
      {open ? group.rows.map((row) => <Row key={row.key} row={row} sides={sides} />) : null}
    </tbody>
  );
}

function Row({ row: { label, row, aspect }, sides }: { readonly row: TableRow; readonly sides: Sides }) {
  const second = sides[1].variant.id;
  return (
    <tr>
      <th scope="row" title={label}>
        {label}
      </th>
      {sides.map(({ variant }, at) => (
        <Fragment key={variant.id}>
          {row ? (
            <Cell row={row} cell={row.cells[at]} best={row.winner === variant.id} />
          ) : (
            <AspectCell figure={aspect.figures[at]} />
          )}
        </Fragment>
      ))}
      <td className="right">{row ? <Delta row={row} second={second} /> : null}</td>
      <td className="right">{row ? <Better row={row} sides={sides} /> : null}</td>
    </tr>
  );
}

interface CellProps {
  readonly row: ComparisonRow;
  readonly cell: ComparisonCell | undefined;
  readonly best: boolean;
}
function Cell({ row, cell, best }: CellProps) {
  if (!cell) return <td />;
  const { value, word, accuracy } = cell;
  return (
    <td className={`right ${best ? 'best' : ''}`}>
      {value === null ? (
        <Word word={word ?? ''} />
      ) : (
        <>
          {word === null ? null : <Remark word={word} />}
          <Figure value={figureOf(row, value)} accuracy={accuracy} />
        </>
      )}
    </td>
  );
}

function Word({ word }: { readonly word: string }) {
  if (word === 'saturated' || word === 'failed') return <StateMark mark={word} />;
  return <span className="quiet">{word}</span>;
}

/** What to know of a number beside it: it may be that of a bill that buys too little, or that lacks a price. */
function Remark({ word }: { readonly word: string }) {
  return (
    <span className="remark" title={word}>
      {word === 'cannot serve' ? <StateShape mark="saturated" size={12} /> : '≥'}
      <span className="unseen">{word}, </span>
    </span>
  );
}

function AspectCell({ figure }: { readonly figure: ScorecardFigure | null | undefined }) {
  return (
    <td className="right">
      <span className="aspect-value" title={aspectText(figure)}>
        {aspectText(figure)}
      </span>
      {figure && figure.value !== null ? <AccuracyMark accuracy={figure.accuracy} /> : null}
    </td>
  );
}

function Better({ row, sides }: { readonly row: ComparisonRow; readonly sides: Sides }) {
  if (row.insideError) return <span className="quiet small">inside the error</span>;
  const winner = sides.find(({ variant }) => variant.id === row.winner);
  return winner ? <VariantKey index={winner.index} /> : null;
}
