/** Writes docs/accuracy.md: how far the engine is from every figure that is known from outside. `node test/reference/accuracy.ts` */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { caseNames, isObject } from './cases.ts';
import { runCase } from './inProcess.ts';
import type { Row } from './judge.ts';

/** What a figure is, by the end of its path. */
const KINDS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/(latencyMs\.mean|\.meanMs)$/, 'mean times'],
  [/\.(p50|p90|p95|p99)$/, 'percentiles to p99'],
  [/\.p999$/, 'p99.9'],
  [/\.(utilisation|threadsHeld|waitMs|queueLength|visits|replicas)$|^visits|networkCalls/, 'load'],
  [/\.availability\./, 'availability'],
  [/capacity|givesWayFirst/, 'capacity'],
  [/\.cost\.|^oneStream|compare\./, 'bills'],
  [/\.faults\./, 'faults'],
  [/\.findings\./, 'findings'],
];

const kindOf = (row: Row): string => KINDS.find(([pattern]) => pattern.test(row.claim.path))?.[1] ?? 'other';

const howOf = (row: Row): string => {
  const how = isObject(row.claim.expected) ? row.claim.expected['how'] : undefined;
  return typeof how === 'string' ? how : 'rule';
};

function percent(share: number): string {
  const value = share * 100;
  if (value === 0) return '0';
  return value < 1e-4 ? 'under 0.0001 %' : `${value.toPrecision(2)} %`;
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

function groups(rows: readonly Row[], key: (row: Row) => string): string[] {
  return [...grouped(rows, key)].map(([name, group]) => line(name, group));
}

const rows = caseNames().flatMap((name) => runCase(name).rows);
const compared = rows.filter((row) => row.status === 'good' || row.status === 'wrong');
const wrong = compared.filter((row) => row.status === 'wrong');
const notYet = rows.filter((row) => row.status === 'not yet');
const head = ['| | figures | half are within | worst | known by |', '|---|---:|---:|---:|---|'];

const text = `# How accurate the figures are

Written by \`node test/reference/accuracy.ts\` from the reference cases in \`test/reference\`: designs whose answers were found without the engine. Errors are shares of the expected value.

${compared.length} figures compared, ${wrong.length} outside their tolerance, ${notYet.length} known figures that the engine does not give.

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

${[...grouped(notYet, (row) => `${row.case}: ${row.reason}`)].map(([reason, group]) => `- ${reason} (${group.length})`).join('\n')}
`;

const folder = path.join(import.meta.dirname, '../../docs');
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, 'accuracy.md'), text);
console.log(`docs/accuracy.md: ${compared.length} figures, ${wrong.length} outside their tolerance`);
process.exitCode = wrong.length === 0 ? 0 : 1;
