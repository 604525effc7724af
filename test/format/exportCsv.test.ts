/** Figures as CSV: seven columns a line, numbers as numbers, nothing that a spreadsheet would run. */
import { describe, expect, it } from 'vitest';
import { exportCsv } from '../../shared/format/exportCsv.ts';
import { exportJson } from '../../shared/format/exportJson.ts';
import { analysed, HOSTILE, hostile } from './exports.ts';

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
