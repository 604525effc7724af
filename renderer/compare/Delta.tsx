// How far the second variant is from the first: arrow for the direction, hue for good or bad, sign and unit always.
import type { ComparisonRow } from '../../shared/engine/compare.ts';
import { Figure } from '../parts/Figure.tsx';
import { plain } from '../../shared/explain/numbers.ts';
import { signed, toneOf, type Tone } from './figures.ts';

interface DeltaProps {
  readonly row: ComparisonRow;
  readonly second: string;
  readonly size?: 24;
}

export function Delta({ row, second, size }: DeltaProps) {
  const by = row.differences[1] ?? null;
  if (by === null) return <span className="quiet">–</span>;
  if (by === 0) return <span className="quiet">same</span>;
  const tone = toneOf(row, second);
  const figure = signed(row, by);
  return (
    <span className={`delta ${tone}`}>
      {tone === 'even' ? null : <Arrow up={by > 0} size={size ? 10 : 7} />}
      {size ? <Figure value={figure} size={size} /> : plain(figure)}
      <Said tone={tone} />
    </span>
  );
}

/** What the hue says, for screen readers. */
function Said({ tone }: { readonly tone: Tone }) {
  return tone === 'even' ? null : <span className="unseen">, {tone}</span>;
}

export function Arrow({ up, size }: { readonly up: boolean; readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 8 8" aria-hidden="true">
      <path d={up ? 'M0 6.5h8L4 1z' : 'M0 1.5h8L4 7z'} fill="currentColor" />
    </svg>
  );
}
