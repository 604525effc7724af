/** One row of a comparison: which variant is better, by how much, and whether the figures are good enough to say so. */
import type { Accuracy } from './types.ts';

export type Unit = 'ms' | 'share' | 'usd' | 'factor' | 'count' | 'cores';

export interface ComparisonCell {
  /** Null when a word stands in its place. */
  readonly value: number | null;
  /** "saturated", "failed", "not part of it", "no limit"; also a remark on a number, as "cannot serve". */
  readonly word: string | null;
  readonly accuracy: Accuracy;
}

export interface ComparisonRow {
  /** Stable: "journey/place/p99", "cost/monthlyUsd". */
  readonly key: string;
  readonly group: string;
  readonly label: string;
  readonly unit: Unit;
  readonly better: 'less' | 'more';
  /** One for each compared variant, in their order. */
  readonly cells: readonly ComparisonCell[];
  /** Value minus the first variant's; null where either is a word. */
  readonly differences: readonly (number | null)[];
  /** The better variant's id; null when all are alike, or when the difference lies inside the error. */
  readonly winner: string | null;
  /** The best two differ by less than their figures can be trusted. */
  readonly insideError: boolean;
}

/** Half width of the band a figure may lie in, as a share of it. Rules: docs/formulas.md, "Accuracy marks". */
export const ERROR: Readonly<Record<Accuracy, number>> = { exact: 1e-9, good: 0.05, rough: 0.2, invalid: Infinity };

/** A cell with what the comparison needs of it: a score (less is better) and the width of its error. */
export interface Scored extends ComparisonCell {
  readonly score: number | null;
  readonly error: number;
}

export interface RowShape {
  readonly key: string;
  readonly group: string;
  readonly label: string;
  readonly unit: Unit;
  readonly better: 'less' | 'more';
}

/** Two sums of the same numbers differ by this much, as a share, and mean nothing by it. */
const DUST = 1e-9;

const alike = (a: number, b: number): boolean =>
  a === b || (Number.isFinite(a) && Number.isFinite(b) && Math.abs(a - b) <= DUST * Math.max(Math.abs(a), Math.abs(b)));

export const NOT_PART: Scored = { value: null, word: 'not part of it', accuracy: 'exact', score: null, error: 0 };

export function number(value: number, accuracy: Accuracy, better: 'less' | 'more', spread = Math.abs(value)): Scored {
  return {
    value,
    word: null,
    accuracy,
    score: better === 'less' ? value : -value,
    error: ERROR[accuracy] * spread,
  };
}

/** A state in words that is worse (or better) than every number. */
export function word(text: string, score: number): Scored {
  return { value: null, word: text, accuracy: 'exact', score, error: 0 };
}

function changeFrom(first: number | null, value: number | null): number | null {
  if (first === null || value === null) return null;
  return alike(first, value) ? 0 : value - first;
}

export function row(shape: RowShape, ids: readonly string[], scored: readonly Scored[]): ComparisonRow {
  const ranked = scored
    .map((cell, index) => ({ id: ids[index] ?? '', score: cell.score, error: cell.error }))
    .filter((entry): entry is { id: string; score: number; error: number } => entry.score !== null)
    .toSorted((a, b) => a.score - b.score);
  const [best, next] = ranked;
  const comparable = best !== undefined && next !== undefined && ranked.length === ids.length;
  const differ = comparable && !alike(best.score, next.score);
  const insideError = differ && next.score - best.score <= best.error + next.error;
  const first = scored[0]?.value ?? null;
  return {
    ...shape,
    cells: scored.map(({ value, word: text, accuracy }) => ({ value, word: text, accuracy })),
    differences: scored.map((cell) => changeFrom(first, cell.value)),
    winner: differ && !insideError ? best.id : null,
    insideError,
  };
}
