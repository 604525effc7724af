/** Lays two to four analysed variants side by side: every figure in a row, its differences, and which variant is better. */
import type { ComparisonRow, Scored, Unit } from './compareScore.ts';
import { ERROR, NOT_PART, number, row, word } from './compareScore.ts';
import type { Analysis, JourneyResult, ScorecardFigure, StalenessResult, VariantAnalysis } from './types.ts';

export type { ComparisonCell, ComparisonRow, Unit } from './compareScore.ts';

/** One figure of the seven aspects, as the scorecards give it. */
export interface AspectRow {
  readonly aspect: string;
  readonly label: string;
  /** One for each compared variant; null where its scorecard has no such figure. */
  readonly figures: readonly (ScorecardFigure | null)[];
}

export interface Comparison {
  readonly scenario: string | null;
  readonly at: 'peak' | 'average';
  readonly variants: readonly { readonly id: string; readonly name: string; readonly style: string }[];
  readonly rows: readonly ComparisonRow[];
  readonly aspects: readonly AspectRow[];
  /** Rows won, by variant id. */
  readonly wins: Readonly<Record<string, number>>;
}

export const FEWEST_VARIANTS = 2;
export const MOST_VARIANTS = 4;

type Variants = readonly (readonly [id: string, analysis: VariantAnalysis])[];

function journeyRows(id: string, name: string, variants: Variants): ComparisonRow[] {
  const ids = variants.map(([variant]) => variant);
  const results = variants.map(([, variant]) => variant.journeys[id]);
  const build: Build = (part, label, unit, better, read) =>
    row(
      { key: `journey/${id}/${part}`, group: name, label, unit, better },
      ids,
      results.map((result) => (result ? read(result) : NOT_PART)),
    );
  const latency = (pick: 'mean' | 'p50' | 'p90' | 'p99' | 'p999') => (result: JourneyResult) =>
    result.latencyMs === null
      ? word(result.state, Infinity)
      : number(result.latencyMs[pick], result.latencyAccuracy, 'less');
  return [
    build('mean', 'mean', 'ms', 'less', latency('mean')),
    build('p50', 'half answer within', 'ms', 'less', latency('p50')),
    build('p90', '90 % answer within', 'ms', 'less', latency('p90')),
    build('p99', '99 % answer within', 'ms', 'less', latency('p99')),
    build('p999', '99.9 % answer within', 'ms', 'less', latency('p999')),
    ...exceedsRow(results, build),
    build('availability', 'availability', 'share', 'more', ({ availability, availabilityAccuracy }) =>
      // The error of an availability is one of the time it is missing.
      number(availability.served, availabilityAccuracy, 'more', 1 - availability.served),
    ),
    build('downtime', 'down a month', 'ms', 'less', ({ availability, availabilityAccuracy }) =>
      number(availability.downtimeMinutesPerMonth * 60_000, availabilityAccuracy, 'less'),
    ),
    build('errors', 'end in an error', 'share', 'less', (result) =>
      result.latencyMs === null
        ? word(result.state, Infinity)
        : number(result.errorShare < LEAST_SHARE ? 0 : result.errorShare, result.latencyAccuracy, 'less'),
    ),
    build('capacity', 'traffic it can take', 'factor', 'more', (result) =>
      result.capacityFactor === null ? word('no limit', -Infinity) : number(result.capacityFactor, 'good', 'more'),
    ),
    ...retryRows(results, build),
    build('networkCalls', 'network calls', 'count', 'less', (result) => number(result.networkCalls, 'exact', 'less')),
  ];
}

type Build = (
  part: string,
  label: string,
  unit: Unit,
  better: 'less' | 'more',
  read: (result: JourneyResult) => Scored,
) => ComparisonRow;

/** Only where something is tried again. */
function retryRows(results: readonly (JourneyResult | undefined)[], build: Build): ComparisonRow[] {
  if (!results.some((result) => result?.retry)) return [];
  const tips = ({ retry }: JourneyResult): Scored =>
    retry === null || retry.tipsAtFactor === null
      ? word('does not tip', -Infinity)
      : number(retry.tipsAtFactor, retry.accuracy, 'more');
  return [
    build('amplification', 'calls by retries', 'factor', 'less', ({ retry }) =>
      number(retry?.amplification ?? 1, retry?.accuracy ?? 'exact', 'less'),
    ),
    build('tips', 'load at which it tips', 'factor', 'more', tips),
  ];
}

/** Only where a time was asked about. */
function exceedsRow(results: readonly (JourneyResult | undefined)[], build: Build): ComparisonRow[] {
  const asked = results.find((result) => result?.exceeds)?.exceeds;
  if (!asked) return [];
  const read = ({ exceeds, state, latencyAccuracy }: JourneyResult): Scored => {
    const share = exceeds?.share ?? null;
    return share === null ? word(state, Infinity) : number(share < LEAST_SHARE ? 0 : share, latencyAccuracy, 'less');
  };
  return [build('exceeds', `take longer than ${asked.ms} ms`, 'share', 'less', read)];
}

/** Nobody meets an error that fewer than one in a million requests end in. */
const LEAST_SHARE = 1e-6;

/** How far behind a consumer is, or the end of a measured chain. */
function stalenessRows(part: 'staleness' | 'measures', variants: Variants): ComparisonRow[] {
  const ids = [...new Set(variants.flatMap(([, variant]) => Object.keys(variant[part])))];
  const read = (result: StalenessResult | undefined, pick: 'meanMs' | 'p99'): Scored => {
    if (!result || (result.state === 'ok' && result[pick] === null)) return NOT_PART;
    const value = result[pick];
    return value === null ? word(result.state, Infinity) : number(value, result.accuracy, 'less');
  };
  const build = (id: string, pick: 'meanMs' | 'p99', label: string): ComparisonRow =>
    row(
      { key: `${part}/${id}/${pick}`, group: `Behind: ${id}`, label, unit: 'ms', better: 'less' },
      variants.map(([variant]) => variant),
      variants.map(([, variant]) => read(variant[part][id], pick)),
    );
  return ids.flatMap((id) => [build(id, 'meanMs', 'mean'), build(id, 'p99', '99 % within')]);
}

const crashes = (variant: VariantAnalysis): readonly number[] =>
  variant.faults.filter((fault) => fault.kind === 'deployable-down').map((fault) => fault.failedShare);

/** The largest share of traffic that one crash takes with it, 0 to 1. */
export const largestBlast = (variant: VariantAnalysis): number => Math.max(0, ...crashes(variant));

/** The share of traffic that a crash takes with it, over all deployables alike, 0 to 1. */
export function averageBlast(variant: VariantAnalysis): number {
  const shares = crashes(variant);
  return shares.length === 0 ? 0 : shares.reduce((total, share) => total + share, 0) / shares.length;
}

const sum = (variant: VariantAnalysis, of: 'cores' | 'coresBusy' | 'replicas'): number =>
  Object.values(variant.deployables)
    .filter((deployable) => deployable.kind !== 'external')
    .reduce((total, deployable) => total + deployable[of], 0);

/** Functions run on somebody else's machines, so a count of one's own says nothing about them. */
function size(variant: VariantAnalysis, of: 'cores' | 'coresBusy' | 'replicas'): Scored {
  const functions = Object.values(variant.deployables).some((deployable) => deployable.kind === 'function');
  return functions ? { ...NOT_PART, word: 'functions' } : number(sum(variant, of), 'exact', 'less');
}

function bill(variant: VariantAnalysis): Scored {
  const { monthlyUsd, servable, unpriced } = variant.cost;
  const price = number(monthlyUsd, 'exact', 'less');
  // A bill for traffic that the design cannot serve, or with parts left out, beats nothing.
  if (!servable) return { ...price, word: 'cannot serve', score: Infinity };
  return unpriced.length > 0
    ? { ...price, word: 'not all priced', accuracy: 'rough', error: ERROR.rough * monthlyUsd }
    : price;
}

function wholeRows(variants: Variants): ComparisonRow[] {
  const ids = variants.map(([id]) => id);
  const build = (
    key: string,
    group: string,
    label: string,
    unit: Unit,
    read: (variant: VariantAnalysis) => Scored,
  ): ComparisonRow =>
    row(
      { key, group, label, unit, better: 'less' },
      ids,
      variants.map(([, variant]) => read(variant)),
    );
  const exact = (value: number): Scored => number(value, 'exact', 'less');
  return [
    build('cost/monthlyUsd', 'Cost', 'a month', 'usd', bill),
    build('size/deployables', 'Size', 'deployables', 'count', (variant) =>
      exact(Object.values(variant.deployables).filter((deployable) => deployable.kind !== 'external').length),
    ),
    build('size/replicas', 'Size', 'replicas', 'count', (variant) => size(variant, 'replicas')),
    build('size/cores', 'Size', 'cores', 'cores', (variant) => size(variant, 'cores')),
    build('size/coresBusy', 'Size', 'busy cores', 'cores', (variant) => size(variant, 'coresBusy')),
    build('failure/largestBlast', 'Failure', 'largest blast of one crash', 'share', (variant) =>
      exact(largestBlast(variant)),
    ),
    build('failure/averageBlast', 'Failure', 'average blast of one crash', 'share', (variant) =>
      exact(averageBlast(variant)),
    ),
    build('findings/errors', 'Findings', 'errors', 'count', (variant) =>
      exact(variant.findings.filter((finding) => finding.severity === 'error').length),
    ),
    build('findings/warnings', 'Findings', 'warnings', 'count', (variant) =>
      exact(variant.findings.filter((finding) => finding.severity === 'warning').length),
    ),
  ];
}

/** Figures of one aspect and label stand in one row. */
function aspectRows(variants: Variants): AspectRow[] {
  const keys = new Map<string, readonly [aspect: string, label: string]>();
  for (const [, { scorecard }] of variants) {
    for (const [aspect, figures] of Object.entries(scorecard)) {
      for (const { label } of figures) keys.set(`${aspect}/${label}`, [aspect, label]);
    }
  }
  return [...keys.values()].map(([aspect, label]) => ({
    aspect,
    label,
    figures: variants.map(([, { scorecard }]) => scorecard[aspect]?.find((figure) => figure.label === label) ?? null),
  }));
}

/**
 * Compares the named variants of one analysis (two to four, each part of it), in the order given.
 * Ties, and differences inside the error of rough figures, have no winner. Throws RangeError on a wrong count or an unknown id.
 */
export function compareVariants(analysis: Analysis, ids: readonly string[]): Comparison {
  if (ids.length < FEWEST_VARIANTS || ids.length > MOST_VARIANTS) {
    throw new RangeError(`compare takes ${FEWEST_VARIANTS} to ${MOST_VARIANTS} variants, not ${ids.length}`);
  }
  const variants: Variants = ids.map((id) => {
    const variant = analysis.variants[id];
    if (!variant) throw new RangeError(`compare: no variant "${id}" in the analysis`);
    return [id, variant];
  });
  const journeys = new Map<string, string>();
  for (const [, variant] of variants) {
    for (const [id, journey] of Object.entries(variant.journeys)) journeys.set(id, journey.name);
  }
  const rows = [
    ...[...journeys].flatMap(([id, name]) => journeyRows(id, name, variants)),
    ...stalenessRows('staleness', variants),
    ...stalenessRows('measures', variants),
    ...wholeRows(variants),
  ];
  const wins = Object.fromEntries(ids.map((id) => [id, rows.filter((entry) => entry.winner === id).length]));
  return {
    scenario: analysis.scenario,
    at: analysis.at,
    variants: variants.map(([id, { name, style }]) => ({ id, name, style })),
    rows,
    aspects: aspectRows(variants),
    wins,
  };
}
