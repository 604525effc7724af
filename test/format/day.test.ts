/** The day of a scenario in the written reports: the terminal, Markdown, CSV. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { dayTable } from '../../main/cli/day.ts';
import { analyse } from '../../shared/engine/analyse.ts';
import { dayRows } from '../../shared/format/dayRows.ts';
import { exportCsv } from '../../shared/format/exportCsv.ts';
import { exportMarkdown } from '../../shared/format/exportMarkdown.ts';
import { readProject } from '../../shared/format/projectFile.ts';

const read = readProject(readFileSync(path.join(import.meta.dirname, '../../samples/order.topolith'), 'utf8'));
if (!read.ok) throw new Error(read.message);
const { project } = read;
const options = { variants: ['microservices'] };
const analysis = analyse(project, { ...options, scenario: 'day' });
const variant = analysis.variants['microservices']!;

test('a row for each journey of each stretch, hours counted on', () => {
  const rows = dayRows(variant);
  expect(rows).toHaveLength(8);
  expect(rows.map(([hours]) => hours).filter((hours) => hours !== '')).toEqual([
    '0 to 7',
    '7 to 18',
    '18 to 22',
    '22 to 24',
  ]);
  expect(rows[4]!.slice(0, 6)).toEqual(['18 to 22', '2.5 x', '11.2 %', 'Order service', 'Place an order', '20/s']);
  expect(rows[5]!.slice(0, 6)).toEqual(['', '', '', '', 'Look at an order', '60/s']);
  expect(dayRows(analyse(project, options).variants['microservices']!)).toEqual([]);
});

test('no answer is a dash with its state, never a number', () => {
  const drowned = { ...project, scenarios: [{ id: 's', name: 'S', day: [{ hours: 1, factor: 100 }] }] };
  const rows = dayRows(analyse(drowned, { ...options, scenario: 's' }).variants['microservices']!);
  expect(rows[0]!.slice(4)).toEqual(['Place an order', '800/s', '-', '-', 'saturated']);
  expect(rows.flat().join(' ')).not.toMatch(/NaN|Infinity|null|undefined/);
});

test('stands in the terminal, in Markdown and in CSV', () => {
  const text = dayTable(variant, { colour: false, width: null });
  expect(text).toMatch(/^Over the day\nHours +Traffic +Used +Busiest +Journey +Requests +Mean +p99 +State\n/);
  expect(exportMarkdown(project, analysis)).toContain(
    '| 18 to 22 | 2.5 x | 11.2 % | Order service | Place an order | 20/s |',
  );
  expect(exportCsv(analysis)).toContain('microservices,day,2,place,throughput,20,/s\r\n');
  expect(exportMarkdown(project, analyse(project, options))).not.toContain('Busiest');
});
