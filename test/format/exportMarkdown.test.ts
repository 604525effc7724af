/** The report: complete, the same each time, and safe whatever the parts are called. */
import { describe, expect, it } from 'vitest';
import { exportMarkdown } from '../../shared/format/exportMarkdown.ts';
import { analysed, hostile, tipping } from './exports.ts';

/** Cells of a line, at pipes that are not escaped. */
const cells = (line: string): number => line.split(/(?<!\\)\|/).length;

describe('exportMarkdown', () => {
  it('opens with the comparison and has a section for each variant', () => {
    const { project, analysis } = analysed('order');
    const text = exportMarkdown(project, analysis);
    const heads = text.split('\n').filter((line) => line.startsWith('#'));
    expect(heads).toEqual([
      '# Order: pay now, tell the others later',
      '## Comparison',
      '## Monolith (monolith)',
      '## Microservices (microservices)',
      '## Microservices with outbox (microservices)',
    ]);
    expect(exportMarkdown(project, analysis)).toBe(text);
  });

  it('leaves the comparison out where there is one variant', () => {
    const { project, analysis } = analysed('order');
    const outbox = analysis.variants['outbox']!;
    expect(exportMarkdown(project, { ...analysis, variants: { outbox } })).not.toContain('## Comparison');
  });

  it('says saturated and cannot serve in words, with no number that is none', () => {
    const { project, analysis } = analysed('prime-video');
    const text = exportMarkdown(project, analysis);
    expect(text).toContain('saturated: workflow-service');
    expect(text).toContain('cannot serve');
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('says what saturates next, where retries tip it, what costs most, and what an open breaker does', () => {
    const { project, analysis } = tipping();
    const text = exportMarkdown(project, analysis);
    expect(text).toMatch(/Saturates in this order \| Tips at \|/);
    expect(text).toMatch(/\| Station cores at 1\.63 x \| \\\+45\.3 % \|/);
    const order = analysed('order', undefined, { scenario: 'hangs-breaker', variants: ['microservices'] });
    const report = exportMarkdown(order.project, order.analysis);
    expect(report).not.toContain('Tips at');
    expect(report).toContain(
      '- Look at an order loses in a month 43.8 min to Order service and 21.9 min to Orders server.',
    );
    expect(report).toMatch(
      /- Breaker of order-payment: open: one call in 661 gets through; a probe every 33 s; opens 7\.75 s after/,
    );
  });

  it('keeps every table whole under hostile names', () => {
    const { project, analysis } = analysed('order', hostile);
    const blocks = exportMarkdown(project, analysis).split('\n\n');
    const tables = blocks.filter((block) => block.startsWith('|'));
    expect(tables.length).toBeGreaterThan(5);
    for (const table of tables) expect(new Set(table.split('\n').map(cells)).size).toBe(1);
    expect(blocks.join('\n')).not.toContain('<b>');
  });
});
