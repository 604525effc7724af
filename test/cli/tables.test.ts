/** Tables for a terminal: aligned, within the screen, without what a name could smuggle in. */
import { describe, expect, it } from 'vitest';
import type { Column } from '../../main/cli/tables.ts';
import { paragraph, table, widthOf } from '../../main/cli/tables.ts';

interface Row {
  readonly name: string;
  readonly state: string;
  readonly ms: string;
}

const columns: readonly Column<Row>[] = [
  { head: 'Journey', cell: (row) => row.name },
  { head: 'State', cell: (row) => row.state },
  { head: 'Mean', align: 'right', cell: (row) => row.ms },
  { head: 'Much less important', drop: 1, cell: () => 'x' },
];
const rows: readonly Row[] = [
  { name: 'Place an order', state: 'ok', ms: '202 ms' },
  { name: '注文する', state: 'saturated', ms: '-' },
];
const wide = { colour: false, width: null };

describe('table', () => {
  it('lines columns up, numbers to the right, double-width signs counted twice', () => {
    expect(table(columns, rows, wide)).toBe(
      [
        'Journey         State        Mean  Much less important',
        'Place an order  ok         202 ms  x',
        '注文する        saturated       -  x',
        '',
      ].join('\n'),
    );
  });

  it('leaves columns out, then cuts the first, to fit the screen', () => {
    const narrow = table(columns, rows, { colour: false, width: 40 }).trimEnd().split('\n');
    expect(narrow[0]).not.toContain('important');
    const long = [{ ...rows[0]!, name: 'A journey with a name that goes on and on' }];
    const cut = table(columns, long, { colour: false, width: 45 }).trimEnd().split('\n');
    expect(cut[1]).toContain('…');
    expect(Math.max(...[...narrow, ...cut].map(widthOf))).toBeLessThanOrEqual(45);
  });

  it('colours only when asked, and states only', () => {
    const coloured = table(columns, rows, { colour: true, width: null });
    expect(coloured).toContain('\u001b[31msaturated');
    expect(coloured).not.toContain('\u001b[31mok');
  });

  it('drops escape sequences and line breaks from names', () => {
    const nasty = table(columns, [{ name: 'a\u001b[2Jb\nc', state: 'ok', ms: '1' }], wide);
    expect(nasty).not.toContain('\u001b');
    expect(nasty.trimEnd().split('\n')).toHaveLength(2);
  });
});

describe('paragraph', () => {
  it('breaks at the screen, later lines under the first word', () => {
    const text = paragraph(`error ${'word '.repeat(30)}`.trimEnd(), { colour: false, width: 50 }, '      ');
    const lines = text.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.slice(1).every((line) => line.startsWith('      word'))).toBe(true);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(50);
  });
});
