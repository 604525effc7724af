/** Comparing: who is better, when nobody is, and what words do beside numbers. */
import { describe, expect, it } from 'vitest';
import { compareVariants } from '../../shared/engine/compare.ts';
import type { ComparisonRow } from '../../shared/engine/compare.ts';
import type { Analysis, DeployableResult, JourneyResult, VariantAnalysis } from '../../shared/engine/types.ts';

const journey = (p99: number, more: Partial<JourneyResult> = {}): JourneyResult => ({
  name: 'Buy',
  state: 'ok',
  saturatedAt: [],
  latencyMs: { mean: p99 / 4, p50: p99 / 5, p90: p99 / 2, p95: p99 / 1.5, p99, p999: p99 * 1.5 },
  latencyAccuracy: 'exact',
  latencyCurve: null,
  contributions: [],
  criticalPath: [],
  availability: { full: 0.999, served: 0.999, downtimeMinutesPerMonth: 43.8 },
  availabilityAccuracy: 'exact',
  availabilityInterval: null,
  cutSets: [],
  cutSetsComplete: true,
  expectedLoss: [],
  retry: null,
  errorShare: 0,
  shedShare: 0,
  attempts: 1,
  throughputPerSecond: 10,
  capacityFactor: 5,
  givesWayFirst: 'app',
  limits: [],
  networkCalls: 1,
  visits: {},
  ...more,
});

const host = (kind: string, more: Partial<DeployableResult> = {}): DeployableResult => ({
  name: kind,
  kind,
  utilisation: 0.2,
  saturated: false,
  replicas: 1,
  cores: 2,
  coresBusy: 0.4,
  threadsHeld: 0,
  threads: null,
  threadWaitMs: 0,
  visits: 10,
  waitMs: 0,
  queueLength: 0,
  jobs: 0,
  waitingShare: 0,
  shedShare: 0,
  accuracy: 'exact',
  ...more,
});

const variant = (
  buy: JourneyResult | null,
  monthlyUsd = 100,
  more: Partial<VariantAnalysis> = {},
): VariantAnalysis => ({
  name: 'V',
  style: 'monolith',
  journeys: buy === null ? {} : { buy },
  deployables: { app: host('process') },
  links: {},
  cost: { monthlyUsd, servable: true, lines: [], perMillionRequestsUsd: null, unpriced: [] },
  faults: [],
  staleness: {},
  measures: {},
  day: [],
  findings: [],
  scorecard: {},
  notes: [],
  ...more,
});

const analysis = (variants: Record<string, VariantAnalysis>): Analysis => ({
  project: { id: 'p', name: 'P' },
  scenario: null,
  at: 'peak',
  variants,
});

function rowOf(key: string, variants: Record<string, VariantAnalysis>): ComparisonRow {
  const found = compareVariants(analysis(variants), Object.keys(variants)).rows.find((row) => row.key === key);
  if (!found) throw new Error(`no row ${key}`);
  return found;
}

const cost = (more: Partial<VariantAnalysis['cost']>): Partial<VariantAnalysis> => ({
  cost: { monthlyUsd: 10, servable: true, lines: [], perMillionRequestsUsd: null, unpriced: [], ...more },
});

describe('a row', () => {
  it('names the better variant and the difference to the first', () => {
    expect(rowOf('journey/buy/p99', { a: variant(journey(100)), b: variant(journey(60)) })).toMatchObject({
      differences: [0, -40],
      winner: 'b',
      insideError: false,
    });
  });

  it('has no winner inside the error of rough figures, and one outside it', () => {
    const rough = (p99: number) => variant(journey(p99, { latencyAccuracy: 'rough' }));
    const near = rowOf('journey/buy/p99', { a: rough(100), b: rough(110) });
    expect(near).toMatchObject({ winner: null, insideError: true });
    expect(rowOf('journey/buy/p99', { a: rough(100), b: rough(200) })).toMatchObject({
      winner: 'a',
      insideError: false,
    });
  });

  it('measures the error of an availability by the time that is missing', () => {
    const available = (served: number) =>
      variant(
        journey(100, {
          availability: { full: served, served, downtimeMinutesPerMonth: 0 },
          availabilityAccuracy: 'good',
        }),
      );
    expect(rowOf('journey/buy/availability', { a: available(0.999), b: available(0.9999) }).winner).toBe('b');
  });

  it('takes dust of adding up for nothing', () => {
    const busy = (coresBusy: number) =>
      variant(journey(1), 1, { deployables: { app: host('process', { coresBusy }) } });
    expect(rowOf('size/coresBusy', { a: busy(0.1 + 0.2), b: busy(0.3) })).toMatchObject({
      winner: null,
      differences: [0, 0],
    });
  });

  it('puts a word behind every number: saturated loses, no limit wins', () => {
    const saturated = journey(1, { state: 'saturated', saturatedAt: ['app'], latencyMs: null, capacityFactor: 0.1 });
    const calm = journey(900, { capacityFactor: null });
    const both = { a: variant(saturated), b: variant(calm) };
    expect(rowOf('journey/buy/p99', both)).toMatchObject({ winner: 'b', differences: [null, null] });
    expect(rowOf('journey/buy/p99', both).cells[0]).toMatchObject({ value: null, word: 'saturated' });
    expect(rowOf('journey/buy/capacity', both)).toMatchObject({ winner: 'b' });
  });

  it('has no winner where a variant has no such journey', () => {
    const row = rowOf('journey/buy/p99', { a: variant(journey(100)), b: variant(null) });
    expect(row).toMatchObject({ winner: null, cells: [{ value: 100 }, { value: null, word: 'not part of it' }] });
  });

  it('lets no bill win that the design cannot serve', () => {
    const row = rowOf('cost/monthlyUsd', {
      a: variant(journey(1), 10, cost({ servable: false })),
      b: variant(journey(1), 1000),
    });
    expect(row).toMatchObject({
      winner: 'b',
      cells: [
        { value: 10, word: 'cannot serve' },
        { value: 1000, word: null },
      ],
    });
  });

  it('compares how far consumers are behind, and says so where one falls behind for good', () => {
    const behind = (p99: number | null): Partial<VariantAnalysis> => ({
      staleness: {
        mail: {
          state: p99 === null ? 'saturated' : 'ok',
          meanMs: p99 === null ? null : p99 / 4,
          p50: null,
          p90: null,
          p99,
          worstMs: null,
          accuracy: 'rough',
          inPerSecond: 1,
          mostPerSecond: null,
          growth: null,
          drainMinutes: null,
          staleRead: null,
        },
      },
    });
    const row = rowOf('staleness/mail/p99', {
      a: variant(journey(1), 1, behind(40)),
      b: variant(journey(1), 1, behind(null)),
    });
    expect(row).toMatchObject({ winner: 'a', cells: [{ value: 40 }, { value: null, word: 'saturated' }] });
    const only = rowOf('staleness/mail/meanMs', { a: variant(journey(1), 1, behind(40)), b: variant(journey(1)) });
    expect(only).toMatchObject({ winner: null, cells: [{ value: 10 }, { word: 'not part of it' }] });
  });

  it('compares retries where there are any, and prefers what does not tip', () => {
    const retry = { amplification: 1.5, roots: [], tipsAtFactor: 1.2, accuracy: 'good' as const };
    const sides = { a: variant(journey(1, { retry })), b: variant(journey(1)) };
    expect(rowOf('journey/buy/amplification', sides)).toMatchObject({ winner: 'b', differences: [0, -0.5] });
    expect(rowOf('journey/buy/tips', sides)).toMatchObject({
      winner: 'b',
      cells: [{ value: 1.2 }, { value: null, word: 'does not tip' }],
    });
    const { rows } = compareVariants(analysis({ a: variant(journey(1)), b: variant(journey(1)) }), ['a', 'b']);
    expect(rows.map(({ key }) => key)).not.toContain('journey/buy/tips');
  });

  it('counts no cores of functions', () => {
    const functions = { deployables: { f: host('function', { cores: 0 }) } };
    expect(rowOf('size/cores', { a: variant(journey(1), 1, functions), b: variant(journey(1)) }).winner).toBeNull();
  });
});

describe('a comparison', () => {
  it('takes two to four variants that exist', () => {
    const one = analysis({ a: variant(journey(1)) });
    expect(() => compareVariants(one, ['a'])).toThrow(RangeError);
    expect(() => compareVariants(one, ['a', 'b'])).toThrow(/"b"/);
    expect(() => compareVariants(one, ['a', 'a', 'a', 'a', 'a'])).toThrow(RangeError);
  });

  it('counts wins and keeps the order asked for', () => {
    const both = analysis({ a: variant(journey(100), 50), b: variant(journey(60), 80) });
    const comparison = compareVariants(both, ['b', 'a']);
    expect(comparison.variants.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(comparison.wins).toEqual({ b: 5, a: 1 });
  });

  it('aligns the scorecards by aspect and label', () => {
    const figure = (label: string, value: number) => ({ label, value, unit: '', accuracy: 'exact' as const });
    const both = analysis({
      a: variant(journey(1), 1, { scorecard: { data: [figure('Stores', 2), figure('Joins', 1)] } }),
      b: variant(journey(1), 1, { scorecard: { data: [figure('Stores', 3)] } }),
    });
    const values = compareVariants(both, ['a', 'b']).aspects.map((row) => [
      row.label,
      ...row.figures.map((figure) => figure?.value ?? null),
    ]);
    expect(values).toEqual([
      ['Stores', 2, 3],
      ['Joins', 1, null],
    ]);
  });
});
