/** A part with as much work as it can do, or more, is "saturated" in all that the command line prints and writes; nothing is huge. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Analysis } from '../../shared/engine/types.ts';
import { senseless, saturatedProject } from '../support/saturatedProject.ts';
import { topolith } from './cli.ts';

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(path.join(tmpdir(), 'saturated-'));
const file = path.join(folder, 'overrun.topolith');
writeFileSync(file, JSON.stringify(saturatedProject));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function printed(...args: readonly string[]): Promise<string> {
  const { code, out, err } = await topolith(...args);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

async function written(format: string, variant: string): Promise<string> {
  const out = path.join(folder, `${variant}.${format}`);
  await printed('export', file, '--format', format, '--variant', variant, '--out', out);
  return readFileSync(out, 'utf8');
}

/** Numbers that are too large to mean anything, by path. */
function huge(value: unknown, at = ''): string[] {
  if (typeof value === 'number') return Math.abs(value) < 1e9 ? [] : [`${at} = ${value}`];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, of]) => huge(of, `${at}.${key}`));
}

describe.each(['over', 'edge'])('the cut "%s"', (variant) => {
  it('is saturated in the tables', async () => {
    const out = await printed('analyse', file, '--variant', variant);
    expect(out).toMatch(/Buy +saturated/);
    expect(out).toMatch(/Cart host .*saturated/);
    expect(out).toMatch(/Mail host .*saturated/);
    expect(out).toContain('cannot serve');
    expect(senseless(out)).toEqual([]);
  });

  it('is saturated in the answers for programs', async () => {
    const analysis = JSON.parse(await printed('analyse', file, '--json', '--variant', variant)) as Analysis;
    const answer = analysis.variants[variant]!;
    expect(answer.journeys['buy']).toMatchObject({
      state: 'saturated',
      saturatedAt: ['cart-host'],
      latencyMs: null,
      latencyCurve: null,
      latencyAccuracy: 'invalid',
    });
    for (const id of ['cart-host', 'mail-host'])
      expect(answer.deployables[id]).toMatchObject({
        saturated: true,
        waitMs: null,
        queueLength: null,
        accuracy: 'invalid',
      });
    expect(answer.deployables['cart-host']!.utilisation).toBeCloseTo(variant === 'edge' ? 1 : 1.5, 9);
    expect(answer.staleness['mail']).toMatchObject({ state: 'saturated', meanMs: null, p50: null, p99: null });
    expect(answer.measures['bought-mailed']).toMatchObject({ state: 'saturated', meanMs: null });
    expect(answer.cost.servable).toBe(false);
    expect(huge(analysis)).toEqual([]);
  });

  it.each(['md', 'csv', 'svg'])('is saturated in the export as %s', async (format) => {
    const text = await written(format, variant);
    expect(text).toContain('saturated');
    expect(senseless(text)).toEqual([]);
  });

  it('is saturated in the export as json', async () => {
    const text = await written('json', variant);
    expect(text).toContain('"saturated"');
    expect(huge(JSON.parse(text))).toEqual([]);
  });

  it('is saturated beside another', async () => {
    const out = await printed('compare', file, '--variant', variant, '--variant', 'fine');
    expect(out).toContain('saturated');
    expect(senseless(out)).toEqual([]);
    expect(
      huge(JSON.parse(await printed('compare', file, '--variant', variant, '--variant', 'fine', '--json'))),
    ).toEqual([]);
  });
});

it('with enough cores says it nowhere', async () => {
  expect(await printed('analyse', file, '--variant', 'fine')).not.toContain('saturated');
  for (const format of ['md', 'svg']) expect(await written(format, 'fine')).not.toContain('saturated');
});
