/** The text of docs/accuracy.md: every figure that is known from outside, beside the engine's own. */
import type { Accuracy, VariantAnalysis } from '../../shared/engine/types.ts';
import { caseNames, isObject } from './cases.ts';
import type { Answers } from './claims.ts';
import { runCase } from './inProcess.ts';
import type { Row } from './judge.ts';

/** What a figure is, by the end of its path. */
const KINDS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/(latencyMs\.mean|\.meanMs|\.waitMs)$/, 'mean times'],
  [/\.(p50|p90|p95|p99)$/, 'percentiles to p99'],
  [/\.p999$/, 'p99.9'],
  [/\.(utilisation|threadsHeld|queueLength|replicas)$|visits|networkCalls/i, 'load'],
  [/\.(errorShare|shedShare|attempts|attemptsPerCall)$|\.retry\./, 'errors and retries'],
  [/\.availability\.|cutSets|expectedLoss|birnbaum/, 'availability'],
  [/capacity|givesWayFirst/, 'capacity'],
  [/\.cost\.|^oneStream|compare\./, 'bills'],
  [/\.faults\./, 'faults'],
  [/\.(staleness|measures)\./, 'staleness'],
  [/\.findings\./, 'findings'],
  [/\.(id|ms|contributions)$/, 'where time goes'],
  [/\.(jobs|waitingShare|throughputPerSecond|offered|hours|factor|busiest)$/, 'load'],
  [/\.(state|saturated|saturatedAt|accuracy|\w+Accuracy|latencyMs)$/, 'states and marks'],
];

const kindOf = (row: Row): string => KINDS.find(([pattern]) => pattern.test(row.claim.path))?.[1] ?? 'other';

const howOf = (row: Row): string => {
  const how = isObject(row.claim.expected) ? row.claim.expected['how'] : undefined;
  return typeof how === 'string' ? how : 'rule';
};

/** Below this a difference is rounding, which the last bits of a machine decide. */
const ROUNDING = 1e-6;

function percent(share: number): string {
  if (share === 0) return '0';
  return share < ROUNDING ? 'under 0.0001 %' : `${(share * 100).toPrecision(2)} %`;
}

function line(name: string, rows: readonly Row[]): string {
  const errors = rows.map((row) => row.verdict.error).filter((error) => error !== null);
  const sorted = errors.toSorted((a, b) => a - b);
  const half = sorted[Math.floor(sorted.length / 2)];
  const worst = sorted.at(-1);
  const how = [...new Set(rows.map(howOf))].toSorted().join(', ');
  const cells = [
    name,
    String(rows.length),
    half === undefined ? 'all as expected' : percent(half),
    worst === undefined ? '' : percent(worst),
    how,
  ];
  return `| ${cells.join(' | ')} |`;
}

function grouped(rows: readonly Row[], key: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) found.set(key(row), [...(found.get(key(row)) ?? []), row]);
  return found;
}

const groups = (rows: readonly Row[], key: (row: Row) => string): string[] =>
  [...grouped(rows, key)].map(([name, group]) => line(name, group));

/** Our own mark on a figure; none where figures of its kind carry none. */
function markOf(row: Row, answers: Answers): Accuracy | '' {
  const [, scenario, rest] = /^scenarios\.([^.]+)\.(.*)$/.exec(row.claim.path) ?? [];
  const path = (rest ?? row.claim.path.replace(/^variants\./, '')).split('.');
  const ours: VariantAnalysis | undefined = answers.get(scenario ?? '')?.variants[path[0]!];
  const [, section, id = '', figure] = path;
  if (section === 'journeys') {
    const journey = ours?.journeys[id];
    if (figure === 'latencyMs') return journey?.latencyAccuracy ?? '';
    if (figure === 'availability') return journey?.availabilityAccuracy ?? '';
    return figure === 'retry' ? (journey?.retry?.accuracy ?? '') : '';
  }
  if (section === 'deployables') return ours?.deployables[id]?.accuracy ?? '';
  if (section === 'staleness' || section === 'measures') return ours?.[section][id]?.accuracy ?? '';
  return '';
}

const digits = (value: number): string => String(Number(value.toPrecision(6)));

/** One figure that is a number and was found in a way that is named; rules and words are counted only. */
function figure(row: Row, answers: Answers): string[] {
  const { expected, ours, path } = row.claim;
  const value = isObject(expected) ? expected['value'] : undefined;
  if (typeof value !== 'number' || typeof ours !== 'number') return [];
  // What should be nothing, and is but for rounding, has no last digits to show.
  const own = value === 0 && Math.abs(ours) < ROUNDING ? 0 : ours;
  const error = row.verdict.error === null ? '' : percent(row.verdict.error);
  const name = path.replace(/^variants\./, '');
  const cells = [row.case, name, howOf(row), digits(value), digits(own), error, markOf(row, answers)];
  return [`| ${cells.join(' | ')} |`];
}

export function accuracyText(): { readonly text: string; readonly compared: number; readonly wrong: number } {
  const cases = caseNames().map((name) => runCase(name));
  const rows = cases.flatMap((one) => one.rows);
  const compared = rows.filter((row) => row.status === 'good' || row.status === 'wrong');
  const wrong = compared.filter((row) => row.status === 'wrong').length;
  const notYet = rows.filter((row) => row.status === 'not yet');
  const head = ['| | figures | half are within | worst | known by |', '|---|---:|---:|---:|---|'];
  const figures = cases.flatMap(({ rows: all, answers }) =>
    all.filter((row) => compared.includes(row)).flatMap((row) => figure(row, answers)),
  );
  const missing = [...grouped(notYet, (row) => `${row.case}: ${row.reason}`)];

  const text = `# How accurate the figures are

Written by \`node test/reference/accuracy.ts\` from the reference cases in \`test/reference\`: designs whose answers were found without the engine. Errors are shares of the expected value.

${compared.length} figures compared, ${wrong} outside their tolerance, ${notYet.length} known figures that the engine does not give.

## By kind of figure

${[...head, ...groups(compared, kindOf)].join('\n')}

## By case

${[...head, ...groups(compared, (row) => row.case)].join('\n')}

## Percentiles furthest off

| case | figure | expected | ours | error | allowed |
|---|---|---:|---:|---:|---:|
${compared
  .filter((row) => /\.p\d+$/.test(row.claim.path) && row.verdict.error !== null)
  .toSorted((a, b) => (b.verdict.error ?? 0) - (a.verdict.error ?? 0))
  .slice(0, 12)
  .map((row) => {
    const expected = isObject(row.claim.expected) ? Number(row.claim.expected['value']) : Number(row.claim.expected);
    const figures = [expected.toPrecision(5), Number(row.claim.ours).toPrecision(5)];
    const errors = [percent(row.verdict.error ?? 0), percent(row.verdict.allowed ?? 0)];
    return `| ${[row.case, row.claim.path.replace('variants.', ''), ...figures, ...errors].join(' | ')} |`;
  })
  .join('\n')}

## Known figures that the engine does not give

${missing.map(([reason, group]) => `- ${reason} (${group.length})`).join('\n')}

## Every number

Figures that are numbers, with the way in which each was found (its derivation stands in the case's folder) and our own mark on it where figures of its kind carry one.

| case | figure | source | expected | ours | error | mark |
|---|---|---|---:|---:|---:|---|
${figures.join('\n')}
`;
  return { text, compared: compared.length, wrong };
}
