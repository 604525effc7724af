// The scripts around the product: which Node is refused, when a build is stale, and that an empty test run does not count as a good one.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isStale, markBuilt } from '../../scripts/freshness.mjs';
import { unfitNode } from '../../scripts/nodeVersion.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'topolith-scripts-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  ['18.20.0', false],
  ['20.20.2', false],
  ['22.11.9', false],
  ['22.12.0', true],
  ['23.0.0', true],
  ['24.21.0', true],
])('Node %s will do: %s', (version, fit) => {
  expect(unfitNode(version) === null).toBe(fit);
});

describe('a build', () => {
  const aged = (name: string, seconds: number) => utimesSync(path.join(folder, name), seconds, seconds);

  beforeEach(() => {
    mkdirSync(path.join(folder, 'main/services'), { recursive: true });
    mkdirSync(path.join(folder, 'out'));
    writeFileSync(path.join(folder, 'main/services/a.ts'), '');
    for (const name of ['main/services/a.ts', 'main/services', 'main']) aged(name, 1000);
  });

  test('is stale until it was made, and again after a change, a new file or a removed one', () => {
    const seen = [isStale(folder)];
    markBuilt(folder);
    aged('out/.built', 2000);
    seen.push(isStale(folder));
    aged('main/services/a.ts', 3000);
    seen.push(isStale(folder));
    aged('main/services/a.ts', 1000);
    rmSync(path.join(folder, 'main/services/a.ts'));
    seen.push(isStale(folder));
    expect(seen).toEqual([true, false, true, true]);
  });
});

describe('the count of tests', () => {
  const count = (report: unknown) => {
    const file = path.join(folder, 'report.json');
    writeFileSync(file, typeof report === 'string' ? report : JSON.stringify(report));
    const run = spawnSync(process.execPath, ['scripts/testCount.mjs', file], { encoding: 'utf8' });
    return [run.status, run.stdout];
  };
  const report = (passed: number, failed: number, success: boolean, testResults: unknown[] = []) => ({
    numPassedTests: passed,
    numFailedTests: failed,
    success,
    testResults,
  });

  test.each<[string, unknown, number, string]>([
    ['a good run', report(3, 0, true), 0, '3 passed, 0 failed\n'],
    ['a failed test', report(3, 1, false), 1, '3 passed, 1 failed\n'],
    ['no test at all', report(0, 0, true), 1, '0 passed, 0 failed\n'],
    [
      'a file that does not load',
      report(3, 0, false, [{ status: 'failed', assertionResults: [] }]),
      1,
      '3 passed, 1 failed\n',
    ],
    ['no report', 'cut off', 1, '0 passed, 0 failed\n'],
  ])('%s', (_what, given, status, printed) => {
    expect(count(given)).toEqual([status, printed]);
  });
});
