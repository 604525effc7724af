/** An analysis as a Markdown report: the comparison first, then each variant; for decision records and pull requests. */
import type { Comparison, ComparisonRow } from '../engine/compare.ts';
import { compareVariants, FEWEST_VARIANTS, MOST_VARIANTS } from '../engine/compare.ts';
import type { Analysis, VariantAnalysis } from '../engine/types.ts';
import type { Project } from '../model/types.ts';
import { DAY_HEAD, dayRows } from './dayRows.ts';
import { markdownCell } from './escape.ts';
import { aspectFigure, availability, difference, inUnit, marked, percent, rounded, time, usd } from './figures.ts';
import { breakerSentences, limitsWords, lossSentences, threadsWords, tipsWords } from './sentences.ts';

const MOST_FAULTS = 20;

type Row = readonly string[];

/** Cells are escaped here, and nowhere else. `right` = columns of numbers. */
function table(head: Row, rows: readonly Row[], right: readonly number[]): string {
  const line = (cells: Row): string => `| ${cells.map(markdownCell).join(' | ')} |`;
  const rule = `|${head.map((_, index) => (right.includes(index) ? '---:' : '---')).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

const columns = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

function comparedCell(row: ComparisonRow, index: number): string {
  const cell = row.cells[index];
  if (!cell) return '';
  const number = cell.value === null ? '' : marked(inUnit(cell.value, row.unit), cell.accuracy);
  const by = index === 0 ? null : (row.differences[index] ?? null);
  const words = [cell.word, by === null ? null : difference(by, row.unit)].filter((text) => text !== null);
  if (number === '') return cell.word ?? '';
  return words.length === 0 ? number : `${number} (${words.join(', ')})`;
}

function comparisonSection(comparison: Comparison): string {
  const nameOf = new Map(comparison.variants.map(({ id, name }) => [id, name]));
  const rows = comparison.rows.map((row): Row => {
    const better = row.winner === null ? (row.insideError ? 'inside the error' : '') : (nameOf.get(row.winner) ?? '');
    return [`${row.group}: ${row.label}`, ...row.cells.map((_, index) => comparedCell(row, index)), better];
  });
  const head = ['', ...comparison.variants.map(({ name }) => name), 'Better'];
  return `## Comparison\n\n${table(head, rows, columns(1, head.length - 1))}\n\nIn brackets: the difference to the first variant. ~ marks a rough figure; two figures closer than their error have no better one.

${aspectsTable(comparison)}`;
}

function aspectsTable(comparison: Comparison): string {
  const rows = comparison.aspects.map((row): Row => [`${row.aspect}: ${row.label}`, ...row.figures.map(aspectFigure)]);
  const head = ['Aspect', ...comparison.variants.map(({ name }) => name)];
  return table(head, rows, columns(1, head.length));
}

function journeysTable(variant: VariantAnalysis): string {
  const retried = Object.values(variant.journeys).some(({ retry }) => retry !== null);
  const rows = Object.values(variant.journeys).map((journey): Row => {
    const { latencyMs: of, latencyAccuracy: accuracy } = journey;
    const latency = (value: number | undefined): string => (value === undefined ? '-' : marked(time(value), accuracy));
    const state =
      journey.saturatedAt.length > 0 ? `${journey.state}: ${journey.saturatedAt.join(', ')}` : journey.state;
    return [
      journey.name,
      state,
      latency(of?.mean),
      latency(of?.p50),
      latency(of?.p99),
      latency(of?.p999),
      availability(journey.availability.served),
      journey.capacityFactor === null ? 'no limit' : `${rounded(journey.capacityFactor)} x`,
      limitsWords(journey, variant),
      ...(retried ? [tipsWords(journey)] : []),
    ];
  });
  const head = ['Journey', 'State', 'Mean', 'p50', 'p99', 'p99.9', 'Availability', 'Takes', 'Saturates in this order'];
  return table(retried ? [...head, 'Tips at'] : head, rows, [...columns(2, 8), 9]);
}

function deployablesTable(variant: VariantAnalysis): string {
  const rows = Object.values(variant.deployables).map((part): Row => [
    part.name,
    part.kind,
    rounded(part.replicas),
    rounded(part.cores),
    percent(part.utilisation),
    part.saturated ? 'saturated' : part.waitMs === null ? '-' : time(part.waitMs),
    threadsWords(part),
    part.threads === null || part.threadWaitMs === null ? '-' : time(part.threadWaitMs),
  ]);
  const head = ['Deployable', 'Kind', 'Replicas', 'Cores', 'Used', 'Wait', 'Threads held', 'Wait for a thread'];
  return table(head, rows, columns(2, 8));
}

function dayTable(variant: VariantAnalysis): string {
  const rows = dayRows(variant);
  return rows.length === 0 ? '' : table(DAY_HEAD, rows, [1, 2, ...columns(5, 8)]);
}

const MS_PER_MINUTE = 60_000;
const BEHIND_HEAD = [
  'Behind by',
  'State',
  'Mean',
  'p50',
  'p99',
  'Clocks alone',
  'In/s',
  'At most/s',
  'An outage leaves',
  'Gone in',
  'Old reads',
] as const;

function stalenessTable(variant: VariantAnalysis): string {
  const say = (value: number | null): string => (value === null ? '-' : time(value));
  const rows = [...Object.entries(variant.staleness), ...Object.entries(variant.measures)].map(([id, result]): Row => [
    id,
    result.state,
    say(result.meanMs),
    say(result.p50),
    say(result.p99),
    say(result.worstMs),
    rounded(result.inPerSecond),
    result.mostPerSecond === null ? '-' : rounded(result.mostPerSecond),
    result.growth ? `${rounded(result.growth.backlog)} in ${time(result.growth.outageMinutes * MS_PER_MINUTE)}` : '-',
    say(result.drainMinutes === null ? null : result.drainMinutes * MS_PER_MINUTE),
    result.staleRead ? percent(result.staleRead.share) : '-',
  ]);
  return rows.length === 0 ? '' : table([...BEHIND_HEAD], rows, columns(2, BEHIND_HEAD.length));
}

function faultsTable(variant: VariantAnalysis): string {
  const hurts = variant.faults
    .filter((fault) => fault.failedShare + fault.degradedShare + fault.delayedShare > 0)
    .toSorted((a, b) => b.failedShare - a.failedShare || b.degradedShare - a.degradedShare);
  if (hurts.length === 0) return '';
  const rows = hurts.slice(0, MOST_FAULTS).map((fault): Row => {
    const hit = Object.entries(fault.journeys).filter(([, state]) => state !== 'ok');
    const journeys = hit.map(([id, state]) => `${variant.journeys[id]?.name ?? id}: ${state}`).join('; ');
    return [
      `${fault.kind} ${fault.target}`,
      percent(fault.failedShare),
      percent(fault.degradedShare),
      percent(fault.delayedShare),
      journeys,
    ];
  });
  const left = hurts.length - rows.length;
  const more = left > 0 ? `\n\nand ${left} more.` : '';
  return table(['Fault', 'Failed', 'Degraded', 'Delayed', 'Journeys'], rows, columns(1, 4)) + more;
}

function costTable({ cost }: VariantAnalysis): string {
  if (cost.lines.length === 0) return '';
  const rows = cost.lines.map((line): Row => [
    line.label,
    `${rounded(line.quantity)} ${line.unit}`,
    String(line.unitPriceUsd),
    usd(line.monthlyUsd),
    `${line.source}, ${line.asOf}`,
  ]);
  const total: Row = ['Total', '', '', usd(cost.monthlyUsd), cost.servable ? '' : 'cannot serve this traffic'];
  return table(['Cost a month', 'Quantity', 'Each', 'Amount', 'Source'], [...rows, total], columns(1, 4));
}

function findingsList(variant: VariantAnalysis): string {
  return variant.findings
    .map((finding) => `- **${finding.severity}** ${markdownCell(finding.rule)}: ${markdownCell(finding.message)}`)
    .join('\n');
}

const list = (lines: readonly string[]): string => lines.map((line) => `- ${markdownCell(line)}`).join('\n');

function variantSection(variant: VariantAnalysis): string {
  const parts = [
    `## ${markdownCell(variant.name)} (${variant.style})`,
    journeysTable(variant),
    list(lossSentences(variant)),
    deployablesTable(variant),
    list(breakerSentences(variant)),
    dayTable(variant),
    stalenessTable(variant),
    faultsTable(variant),
    costTable(variant),
    findingsList(variant),
    list(variant.notes),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/**
 * The report on everything the analysis holds. With two to four variants it opens with their comparison.
 * Same project and analysis, same text.
 */
export function exportMarkdown(project: Project, analysis: Analysis): string {
  const ids = Object.keys(analysis.variants);
  const scenario = project.scenarios?.find((candidate) => candidate.id === analysis.scenario);
  const under = scenario ? ` Scenario: ${markdownCell(scenario.name)}.` : '';
  const parts = [
    `# ${markdownCell(project.name)}`,
    ...(project.note === undefined ? [] : [markdownCell(project.note)]),
    `Load and latency at ${analysis.at} rates.${under}`,
    ...(ids.length >= FEWEST_VARIANTS && ids.length <= MOST_VARIANTS
      ? [comparisonSection(compareVariants(analysis, ids))]
      : []),
    ...Object.values(analysis.variants).map(variantSection),
  ];
  return `${parts.join('\n\n')}\n`;
}
