/** `--exceeds MS`: the share of answers that take longer, against published values, through a project file and the command line. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Comparison } from '../../shared/engine/compare.ts';
import type { Analysis } from '../../shared/engine/types.ts';
import type { Project } from '../../shared/model/types.ts';
import { smallSystem } from '../engine/published.ts';
import { sample, topolith } from './cli.ts';

// Each test starts processes; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'topolith-exceeds-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function shareBeyond(project: Project, ms: number): Promise<number | null | undefined> {
  const file = path.join(folder, `${ms}-${project.components.length}.topolith`);
  await writeFile(file, JSON.stringify(project));
  const { code, out, err } = await topolith('analyse', file, '--exceeds', String(ms), '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const { variants } = JSON.parse(out) as Analysis;
  return Object.values(Object.values(variants)[0]!.journeys)[0]!.exceeds?.share;
}

// A single server with exponential work: P(T > t) = e^(-(50 - 42) t).
it.each([
  [100, 0.449329],
  [250, 0.135335],
  [500, 0.018316],
])('M/M/1 with 42 of 50 requests a second: more than %i ms', async (ms, expected) => {
  const single = smallSystem({ a: { demand: { mean: 20 }, host: { discipline: 'fifo', cores: 1 } } }, 42);
  expect(await shareBeyond(single, ms)).toBeCloseTo(expected, 6);
});

/** Servers that answer in exponential time and are slower than a second with this chance, all asked at once. */
function fanOut(slow: number, nodes: number, each: number): Project {
  const host = { discipline: 'delay' } as const;
  const atOnce = (to: string, repeat: number) => ({ to, repeat, group: { id: 'all', kind: 'parallel' as const } });
  return smallSystem(
    {
      root: { host, steps: [atOnce('node', nodes)] },
      node: { host, steps: [atOnce('leaf', each)] },
      leaf: { host, demand: { mean: 1000 / -Math.log(slow) } },
    },
    1,
  );
}

// Dean and Barroso, The Tail at Scale, 2013: 1 - 0.99^100 and 1 - 0.9999^2000. A group holds up to 1,000 branches, so that
// 2,000 servers are asked by two nodes that are asked at once themselves.
it.each([
  ['100 servers, each slow once in 100', 0.01, 1, 100, 0.633968],
  ['2,000 servers, each slow once in 10,000', 0.0001, 2, 1000, 0.181273],
])('%s', async (_, slow, groups, branches, expected) => {
  expect(await shareBeyond(fanOut(slow, groups, branches), 1000)).toBeCloseTo(expected, 5);
});

it('is a column of the tables, a row of the comparison, and absent when it is not asked', async () => {
  const [table, compared, plain] = await Promise.all([
    topolith('analyse', sample('order'), '--exceeds', '250', '--variant', 'monolith'),
    topolith('compare', sample('order'), '--exceeds', '250', '--json'),
    topolith('analyse', sample('order'), '--json'),
  ]);
  expect(table.out).toMatch(/Over 250 ms[\s\S]*Place an order +ok .* 2[45]\.\d %/);
  const row = (JSON.parse(compared.out) as Comparison).rows.find(({ key }) => key === 'journey/place/exceeds');
  expect(row).toMatchObject({ label: 'take longer than 250 ms', unit: 'share', better: 'less' });
  expect(plain.out).not.toContain('exceeds');
});

it('is null where nothing is answered', async () => {
  const full = smallSystem({ a: { demand: { mean: 20 }, host: { discipline: 'fifo', cores: 1 } } }, 60);
  expect(await shareBeyond(full, 10)).toBeNull();
});

it.each(['fast', '', '0', '-1', 'NaN', '1e99'])('is refused as "%s"', async (ms) => {
  const { code, err } = await topolith('analyse', sample('order'), `--exceeds=${ms}`);
  expect(code).toBe(2);
  expect(err).toBe(`topolith: --exceeds is a time in ms, from 1e-9 to 10000000000, not "${ms}".\n`);
});
