/** Figures as CSV: seven columns a line, numbers as numbers, nothing that a spreadsheet would run. */
import { describe, expect, it } from 'vitest';
import { exportCsv } from '../../shared/format/exportCsv.ts';
import { exportJson } from '../../shared/format/exportJson.ts';
import { analysed, HOSTILE, hostile, tipping } from './exports.ts';

/** RFC 4180, as small as it gets. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r"]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end !== ',') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

describe('exportCsv', () => {
  it('has one figure a line, with its place and unit', () => {
    const { analysis } = analysed('order');
    const [head, ...rows] = parse(exportCsv(analysis));
    expect(head).toEqual(['variant', 'part', 'id', 'name', 'figure', 'value', 'unit']);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([7]));
    const value = (...keys: string[]): number =>
      Number(rows.find((row) => keys.every((key, index) => [row[0], row[1], row[2], row[4]][index] === key))?.[5]);
    const { journeys, cost } = analysis.variants['outbox']!;
    expect(value('outbox', 'journey', 'place', 'p99')).toBe(journeys['place']?.latencyMs?.p99);
    expect(value('outbox', 'cost', 'total', 'monthly')).toBe(cost.monthlyUsd);
  });

  it('holds limits, steady states, losses, breakers and what threads run out', () => {
    const find = (text: string) => {
      const rows = parse(text);
      return (...keys: string[]): string | undefined =>
        rows.find((row) => keys.every((key, index) => [row[0], row[1], row[2], row[4]][index] === key))?.[5];
    };
    const { analysis } = tipping();
    const value = find(exportCsv(analysis));
    const { limits, retry, expectedLoss } = analysis.variants['only']!.journeys['ask']!;
    expect(value('only', 'journey', 'ask', 'limit h-station cores')).toBe(String(limits[0]!.factor));
    expect(value('only', 'journey', 'ask', 'retry.tipsAtFactor')).toBe(String(retry!.tipsAtFactor));
    expect(value('only', 'journey', 'ask', 'retry.2 collapsed calls')).toBe('240');
    expect(value('only', 'journey', 'ask', 'loss front birnbaum')).toBe(String(expectedLoss[0]!.birnbaum));
    const order = find(
      exportCsv(analysed('order', undefined, { scenario: 'hangs-breaker', variants: ['microservices'] }).analysis),
    );
    expect(order('microservices', 'link', 'order-payment', 'breaker')).toBe('open');
    expect(order('microservices', 'link', 'order-payment', 'breaker.opensAfter')).toBe('7750');
    expect(order('microservices', 'deployable', 'order-svc', 'threads')).toBe('50');
    expect(order('microservices', 'deployable-slow', 'kafka', 'exhausted')).toBe('order-svc');
  });

  it('runs nothing in a spreadsheet', () => {
    const rows = parse(exportCsv(analysed('order', hostile).analysis));
    expect(rows.flat().filter((cell) => /^[=@]/.test(cell))).toEqual([]);
    expect(rows.flat()).toContain(`'${HOSTILE}`);
  });
});

describe('exportJson', () => {
  it('gives the analysis back, and refuses numbers that JSON cannot hold', () => {
    const { analysis } = analysed('order');
    expect(JSON.parse(exportJson(analysis))).toEqual(analysis);
    expect(() => exportJson({ a: { b: NaN } })).toThrow(/b is not a finite number/);
  });
});
