/** `topolith compare`: two to four variants side by side. */
import type { AspectRow, ComparisonRow } from '../../shared/engine/compare.ts';
import { compareVariants, FEWEST_VARIANTS, MOST_VARIANTS } from '../../shared/engine/compare.ts';
import { exportJson } from '../../shared/format/exportJson.ts';
import { aspectFigure, difference, inUnit, marked } from '../../shared/format/figures.ts';
import type { AnalyseCommand } from './analyse.ts';
import { BadInput } from './exit.ts';
import { analyseProject, loadProject, variantIds } from './load.ts';
import type { Screen } from './tables.ts';
import type { Column } from './tables.ts';
import { heading, table } from './tables.ts';

function cellText(row: ComparisonRow, index: number): string {
  const cell = row.cells[index];
  if (!cell) return '';
  if (cell.value === null) return cell.word ?? '-';
  const number = marked(inUnit(cell.value, row.unit), cell.accuracy);
  return cell.word === null ? number : `${number} (${cell.word})`;
}

function verdict(row: ComparisonRow): string {
  if (row.winner !== null) return row.winner;
  return row.insideError ? 'inside the error' : '';
}

/** Throws BadInput. */
export async function compareCommand(command: Omit<AnalyseCommand, 'explain'>, screen: Screen): Promise<string> {
  const project = await loadProject(command.file);
  const all = variantIds(project, command.variants);
  const ids = command.variants.length === 0 ? all.slice(0, MOST_VARIANTS) : all;
  if (ids.length < FEWEST_VARIANTS) {
    throw new BadInput(`compare needs two variants; there is only ${ids[0] ?? 'none'}.`);
  }
  if (ids.length > MOST_VARIANTS) throw new BadInput(`compare takes at most ${MOST_VARIANTS} variants.`);
  const comparison = compareVariants(analyseProject(project, { ...command, variants: ids }), ids);
  if (command.json) return exportJson({ project: { id: project.id, name: project.name }, ...comparison });

  const columns: Column<ComparisonRow>[] = [
    { head: '', cell: (row) => `${row.group}: ${row.label}` },
    ...comparison.variants.flatMap(({ id }, index): Column<ComparisonRow>[] => {
      const value: Column<ComparisonRow> = { head: id, align: 'right', cell: (row) => cellText(row, index) };
      if (index === 0) return [value];
      const change: Column<ComparisonRow> = {
        head: 'difference',
        align: 'right',
        drop: index,
        cell: (row) => {
          const by = row.differences[index];
          return by === null || by === undefined ? '' : difference(by, row.unit);
        },
      };
      return [value, change];
    }),
    { head: 'better', cell: verdict },
  ];
  const aspects: Column<AspectRow>[] = [
    { head: '', cell: (row) => `${row.aspect}: ${row.label}` },
    ...comparison.variants.map(({ id }, index): Column<AspectRow> => ({
      head: id,
      align: 'right',
      cell: (row) => aspectFigure(row.figures[index] ?? null),
    })),
  ];
  const under = comparison.scenario === null ? '' : `, scenario ${comparison.scenario}`;
  const names = comparison.variants.map(({ id, name }) => `${id} = ${name}`).join('; ');
  const wins = Object.entries(comparison.wins).map(([id, count]) => `${id} ${count}`);
  return [
    heading(`${project.name}, at ${comparison.at} rates${under}: ${names}`, screen),
    table(columns, comparison.rows, screen),
    '\n',
    table(aspects, comparison.aspects, screen),
    `\nBetter in: ${wins.join(', ')} of ${comparison.rows.length} rows. ~ marks a figure that is rough.\n`,
  ].join('');
}
