/** Runs all rules over the distributed monolith and its better cut. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../shared/engine/analyse.ts';
import type { Project } from '../../shared/model/types.ts';

const file = new URL('../reference/08-distributed-monolith/project.topolith', import.meta.url);
const project = JSON.parse(readFileSync(file, 'utf8')) as Project;
const { bad, better } = analyse(project).variants;

describe('the distributed monolith', () => {
  it('shows every planted fault, errors first', () => {
    expect(bad?.findings.map(({ rule }) => rule)).toEqual([
      'distributed-monolith',
      'release-group',
      'shared-schema',
      'sync-cycle',
      'chatty-link',
      'co-change',
      'deep-sync-chain',
      'single-point-of-failure',
      'single-point-of-failure',
      'shared-server',
      'single-replica',
      'team-size',
    ]);
  });

  it('prices the chatty link and the deep chain', () => {
    const price = (rule: string) => bad?.findings.find((finding) => finding.rule === rule)?.price;
    expect(price('chatty-link')?.ms).toBeCloseTo(23.4236757896, 6);
    expect(price('deep-sync-chain')?.availability).toBeCloseTo(0.001993008995, 9);
  });

  it('gives a reason wherever there is no price', () => {
    const all = [...(bad?.findings ?? []), ...(better?.findings ?? [])];
    expect(all.filter(({ price, noPriceReason }) => (price === null) !== (noPriceReason !== null))).toEqual([]);
  });

  it('falls silent in the better cut', () => {
    const quiet = new Set(['in-process-cycle', 'shared-server', 'single-point-of-failure', 'single-replica']);
    expect(better?.findings.filter(({ rule }) => !quiet.has(rule))).toEqual([]);
  });
});
