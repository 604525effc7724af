/** What a rule is, what it may read, and small helpers that all rules share. */
import type { Project, Variant } from '../../model/types.ts';
import type { Finding, VariantAnalysis } from '../types.ts';

/** The answers of a variant without what is made from them. */
export type Answers = Omit<VariantAnalysis, 'findings' | 'scorecard' | 'day'>;

export interface RuleContext {
  /** With the overrides of variant and scenario applied. */
  readonly project: Project;
  readonly variant: Variant;
  readonly result: Answers;
  /** Share of time that a journey of a changed design is served, under the same scenario; null where that is not known. */
  readonly servedIn: (
    change: (project: Project, variant: Variant) => { project: Project; variant: Variant },
    journey: string,
  ) => number | null;
}

export interface Rule {
  /** Stable: scripts and exported findings name it. */
  readonly id: string;
  /** A few words for lists. */
  readonly title: string;
  readonly check: (context: RuleContext) => Finding[];
}

export type Priced = Pick<Finding, 'price' | 'noPriceReason'>;

/** A finding that has no figure, and why. */
export function unpriced(noPriceReason: string): Priced {
  return { price: null, noPriceReason };
}

/** A finding with its figure. */
export function priced(price: NonNullable<Finding['price']>): Priced {
  return { price, noPriceReason: null };
}

/** "A", "A and B", "A, B and C". */
export function listWords(names: readonly string[]): string {
  if (names.length <= 1) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** At most three significant digits and no trailing zeros: 12345 -> "12,345", 0.05 -> "0.05". */
export function figure(value: number): string {
  const rounded = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  const [whole = '0', fraction] = String(rounded).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** A share as a percentage in words: 0.25 -> "25 %". */
export function percent(share: number): string {
  return `${figure(share * 100)} %`;
}

/** "1 call", "3 calls". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${figure(count)} ${count === 1 ? one : many}`;
}

/** Every item once, in the order of first appearance. */
export function unique<T>(items: Iterable<T>): T[] {
  return [...new Set(items)];
}
