// The seven aspects in words, and which of their figures tell two variants apart.
import type { AspectRow } from '../../shared/engine/compare.ts';
import { aspectText } from './figures.ts';

export const ASPECT_WORD: Readonly<Record<string, string>> = {
  deployment: 'Deployment',
  scaling: 'Scaling',
  development: 'Development',
  data: 'Data',
  operations: 'Operations',
  team: 'Team',
  failure: 'Failure',
};

export interface ShownAspect {
  readonly row: AspectRow;
  readonly same: boolean;
}

/** Each aspect with the figure that tells most: a number that differs, else words that do, else its first. */
export function shownAspects(rows: readonly AspectRow[]): ShownAspect[] {
  return [...new Set(rows.map(({ aspect }) => aspect))].flatMap((aspect) => {
    const own = rows.filter((row) => row.aspect === aspect);
    const differ = own.filter(({ figures: [a, b] }) => aspectText(a) !== aspectText(b));
    const counts = differ.find(({ figures: [a, b] }) => typeof a?.value === 'number' && a.value !== b?.value);
    const row = counts ?? differ[0] ?? own[0];
    return row ? [{ row, same: differ.length === 0 }] : [];
  });
}
