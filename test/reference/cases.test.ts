/** Every reference case through the public command line: one process for each case and scenario. */
import { afterAll, describe, expect, it } from 'vitest';
import type { Analysis } from '../../shared/engine/types.ts';
import { topolith } from '../cli/cli.ts';
import { caseNames, readCase } from './cases.ts';
import { valueOf } from './check.ts';
import type { Row } from './judge.ts';
import { judgeCase, short } from './judge.ts';

const notYet: Row[] = [];

async function ask(file: string, scenario: string): Promise<Analysis> {
  const wanted = scenario === '' ? [] : ['--scenario', scenario];
  const { code, out, err } = await topolith('analyse', file, '--json', ...wanted);
  if (code !== 0) throw new Error(`analyse ended with ${String(code)}: ${err}`);
  return JSON.parse(out) as Analysis;
}

const say = (row: Row): string =>
  `${row.claim.path}: expected ${short(valueOf(row.claim.expected))}, got ${short(row.claim.ours)} ${row.reason}`.trim();

describe.each(caseNames())('%s', (name) => {
  it('answers what is known from outside', { timeout: 120_000 }, async () => {
    const reference = readCase(name);
    const answers = new Map<string, Analysis>();
    for (const scenario of ['', ...reference.scenarios]) answers.set(scenario, await ask(reference.file, scenario));
    const { rows, stale } = judgeCase(reference, answers);
    notYet.push(...rows.filter((row) => row.status === 'not yet'));
    expect(rows.filter((row) => row.status === 'good').length).toBeGreaterThan(0);
    expect(rows.filter((row) => row.status === 'wrong' || row.status === 'unlisted').map(say)).toEqual([]);
    expect(stale, 'listed in notYet.ts although nothing is missing or wrong').toEqual([]);
  });
});

afterAll(() => {
  const reasons = new Map<string, number>();
  for (const row of notYet) {
    const key = `${row.case}: ${row.reason}`;
    reasons.set(key, (reasons.get(key) ?? 0) + 1);
  }
  const lines = [...reasons].map(([reason, count]) => `  ${String(count).padStart(3)} ${reason}`);
  process.stdout.write(`\nNot answered yet, ${notYet.length} values:\n${lines.join('\n')}\n`);
});
