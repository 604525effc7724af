// Figures and differences of a comparison in their units.
import type { ComparisonRow } from '../../shared/engine/compare.ts';
import type { ScorecardFigure } from '../../shared/engine/types.ts';
import {
  availability,
  duration,
  plain,
  quantity,
  share,
  times,
  usd,
  usdWhole,
  type FigureText,
} from '../../shared/explain/numbers.ts';

export function figureOf(row: ComparisonRow, value: number): FigureText {
  switch (row.unit) {
    case 'ms':
      return duration(value);
    case 'share':
      return row.key.endsWith('/availability') ? availability(value) : shortShare(value);
    case 'usd':
      return money(value);
    case 'factor':
      return times(value);
    case 'count':
    case 'cores':
      return quantity(value);
  }
}

/** Dollars in little room: whole from 10 up, thousands from 100,000, millions from one. */
export function money(value: number): FigureText {
  if (value >= 999_500) return { before: '$', text: (value / 1e6).toFixed(2), unit: 'M' };
  if (value >= 99_950) return { before: '$', text: (value / 1000).toFixed(0), unit: 'k' };
  return usdWhole(value);
}

const shortShare = (value: number): FigureText =>
  value > 0 && value < 0.00005 ? { text: '<0.01', unit: '%' } : share(value);

/** A difference without its sign; shares in points. */
function sizeOf(row: ComparisonRow, size: number): FigureText {
  if (row.unit === 'usd') return money(size);
  if (row.unit === 'share') return { text: shortShare(size).text, unit: 'pp' };
  return figureOf(row, size);
}

export function signed(row: ComparisonRow, by: number): FigureText {
  const size = sizeOf(row, Math.abs(by));
  const sign = by < 0 ? '−' : '+';
  return size.before === undefined ? { ...size, text: sign + size.text } : { ...size, before: sign + size.before };
}

export type Tone = 'better' | 'worse' | 'even';

/** Good or bad for the user, as the engine judges it: nothing inside the error is either. */
export function toneOf(row: ComparisonRow, second: string): Tone {
  if (row.winner === null) return 'even';
  return row.winner === second ? 'better' : 'worse';
}

/** A figure of the scorecard: "4 units", "1 of 4 units", "30 s". */
export function aspectText(figure: ScorecardFigure | null | undefined): string {
  if (!figure || figure.value === null) return '–';
  const { value, unit } = figure;
  if (typeof value === 'string') return value;
  if (unit === 'ms') return plain(duration(value));
  if (unit === 'USD a month') return `${plain(usd(value))} a month`;
  if (unit.startsWith('share of time')) return plain(availability(value));
  if (unit.startsWith('share')) return plain(share(value));
  if (unit === "times today's") return plain(times(value));
  const one = value === 1 && !unit.startsWith('of') && !unit.startsWith('a ') ? unit.replace(/s$/, '') : unit;
  return plain(quantity(value, one));
}
