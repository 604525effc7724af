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

const SHOWN = 2;

export interface ShownAspect {
  readonly aspect: string;
  readonly rows: readonly AspectRow[];
  readonly same: boolean;
}

/** Each aspect with the first figures that differ, or its first figure where none does. */
export function shownAspects(rows: readonly AspectRow[]): ShownAspect[] {
  return [...new Set(rows.map(({ aspect }) => aspect))].map((aspect) => {
    const own = rows.filter((row) => row.aspect === aspect);
    const differ = own.filter(({ figures: [a, b] }) => aspectText(a) !== aspectText(b));
    return { aspect, rows: differ.length > 0 ? differ.slice(0, SHOWN) : own.slice(0, 1), same: differ.length === 0 };
  });
}
