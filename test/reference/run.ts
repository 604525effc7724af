/** Developer's form of the reference run: `node test/reference/run.ts [case] [--all]`, in process, as a table. */
import { parseArgs } from 'node:util';
import { caseNames } from './cases.ts';
import { valueOf } from './check.ts';
import { runCase } from './inProcess.ts';
import type { Judgement, Row } from './judge.ts';
import { short } from './judge.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { all: { type: 'boolean', default: false }, path: { type: 'string', default: '' } },
});

const percent = (value: number | null): string => (value === null ? '' : value.toExponential(1));

function line(row: Row): string {
  const { claim, verdict } = row;
  const columns = [
    row.status.padEnd(9),
    claim.path.padEnd(72),
    short(valueOf(claim.expected)).padEnd(20),
    short(claim.ours).padEnd(20),
    percent(verdict.error).padStart(9),
    percent(verdict.allowed).padStart(9),
    row.reason,
  ];
  return columns.join(' ').trimEnd();
}

let bad = 0;
for (const name of caseNames(positionals[0] ?? '')) {
  console.log(`\n${name}`);
  let judgement: Judgement;
  try {
    judgement = runCase(name);
  } catch (error) {
    bad += 1;
    console.log(error instanceof Error ? error.stack : String(error));
    continue;
  }
  const count = (status: Row['status']): number => judgement.rows.filter((row) => row.status === status).length;
  const shown = judgement.rows.filter(
    (row) =>
      row.claim.path.includes(values.path) && (values.all || row.status === 'wrong' || row.status === 'unlisted'),
  );
  for (const row of shown) console.log(line(row));
  for (const entry of judgement.stale) console.log(`stale     ${entry.path}: names nothing that is missing or wrong`);
  console.log(
    `${count('good')} good, ${count('wrong')} wrong, ${count('unlisted')} unlisted, ${count('not yet')} not yet`,
  );
  bad += count('wrong') + count('unlisted') + judgement.stale.length;
}
process.exitCode = bad === 0 ? 0 : 1;
