/** The day of a scenario as a table of the terminal. */
import type { VariantAnalysis } from '../../shared/engine/types.ts';
import { DAY_HEAD, dayRows } from '../../shared/format/dayRows.ts';
import { heading, type Screen, table } from './tables.ts';

const MOST_ROWS = 60;
const NUMBERS = new Set(['Traffic', 'Used', 'Requests', 'Mean', 'p99']);
/** What a narrow screen goes without, first to last. */
const DROP: Readonly<Record<string, number>> = { Requests: 3, Busiest: 2, Mean: 1 };

export function dayTable(variant: VariantAnalysis, screen: Screen): string {
  const rows = dayRows(variant);
  const columns = DAY_HEAD.map((head, i) => ({
    head,
    cell: (row: readonly string[]) => row[i]!,
    ...(NUMBERS.has(head) && { align: 'right' as const }),
    ...(DROP[head] !== undefined && { drop: DROP[head] }),
  }));
  const left = rows.length - MOST_ROWS;
  const more = left > 0 ? `and ${left} more, in --json\n` : '';
  return heading('Over the day', screen) + table(columns, rows.slice(0, MOST_ROWS), screen) + more;
}
