/** The commands on the shipped samples: what they print, where they write, how they end. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Comparison } from '../../shared/engine/compare.ts';
import type { Analysis } from '../../shared/engine/types.ts';
import { root, sample, topolith } from './cli.ts';

// Each test starts processes; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'topolith-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('help and version', () => {
  it.each([[['--help']], [['-h']], [['help']], [[]]])('topolith %j lists the commands', async (args) => {
    const { code, out, err } = await topolith(...args);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/analyse FILE[\s\S]*compare FILE[\s\S]*export FILE/);
  });

  it.each(['analyse', 'compare', 'export'])('%s --help explains the command', async (command) => {
    const { code, out } = await topolith(command, '--help');
    expect(code).toBe(0);
    expect(out).toContain(`topolith ${command} FILE`);
  });

  it('prints the version of the package', async () => {
    const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { version: string };
    expect(await topolith('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });
});

describe('analyse', () => {
  it('prints tables that a person can read, without colour into a pipe', async () => {
    const { code, out, err } = await topolith('analyse', sample('order'));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).not.toContain('\u001b');
    for (const word of ['Monolith', 'Place an order', 'Availability', 'Order service', 'Cost a month', 'Total 456.']) {
      expect(out).toContain(word);
    }
  });

  it('says saturated in words', async () => {
    const { out } = await topolith('analyse', sample('prime-video'), '--variant', 'serverless');
    expect(out).toContain('saturated');
    expect(out).toContain('cannot serve');
    expect(out).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('answers only what was asked', async () => {
    const { out } = await topolith('analyse', sample('order'), '--variant', 'outbox', '--scenario', 'triple', '--json');
    const analysis = JSON.parse(out) as Analysis;
    expect(Object.keys(analysis.variants)).toEqual(['outbox']);
    expect(analysis).toMatchObject({ scenario: 'triple', at: 'peak' });
  });

  it('prints the same bytes twice, as JSON with two spaces', async () => {
    const [first, second] = await Promise.all([0, 1].map(() => topolith('analyse', sample('order'), '--json')));
    expect(first!.out).toBe(second!.out);
    expect(first!.out).toBe(`${JSON.stringify(JSON.parse(first!.out), null, 2)}\n`);
  });

  it('answers at average rates', async () => {
    const rate = async (at: string): Promise<number> => {
      const { out } = await topolith('analyse', sample('order'), '--at', at, '--json');
      return (JSON.parse(out) as Analysis).variants['monolith']!.journeys['place']!.throughputPerSecond;
    };
    expect([await rate('peak'), await rate('average')]).toEqual([20, 8]);
  });
});

describe('compare', () => {
  it('lays all variants of the file side by side', async () => {
    const { code, out } = await topolith('compare', sample('order'));
    expect(code).toBe(0);
    expect(out).toMatch(/monolith +microservices +difference +outbox/);
    expect(out).toMatch(/Place an order: 99 % answer within/);
    expect(out).toMatch(/Cost: a month .*123\.30 USD.*456\.76 USD/);
  });

  it('names the better one', async () => {
    const { out } = await topolith('compare', sample('online-boutique'), '--json');
    const comparison = JSON.parse(out) as Comparison;
    const row = (key: string) => comparison.rows.find((candidate) => candidate.key === key);
    expect(row('cost/monthlyUsd')?.winner).toBe('one-process');
    expect(row('journey/product/networkCalls')?.winner).toBe('one-process');
    expect(row('journey/product/mean')?.cells.map((cell) => cell.value)).toHaveLength(2);
  });

  it('keeps the order that was asked for', async () => {
    const { out } = await topolith(
      'compare',
      sample('order'),
      '--variant',
      'outbox',
      '--variant',
      'monolith',
      '--json',
    );
    expect((JSON.parse(out) as Comparison).variants.map(({ id }) => id)).toEqual(['outbox', 'monolith']);
  });
});

describe('export', () => {
  it.each([
    ['md', /^# Order: pay now/],
    ['csv', /^variant,part,id,name,figure,value,unit\r\n/],
    ['json', /^\{\n {2}"project"/],
    ['svg', /^<(\?xml|svg)[\s\S]*<\/svg>\s*$/],
  ])('%s', async (format, shape) => {
    const { code, out, err } = await topolith('export', sample('order'), '--format', format);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(shape);
    expect(out).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('json is what analyse prints', async () => {
    const [exported, analysed] = await Promise.all([
      topolith('export', sample('order'), '--format', 'json'),
      topolith('analyse', sample('order'), '--json'),
    ]);
    expect(exported.out).toBe(analysed.out);
  });

  it('writes a file whole, replaces it, and leaves nothing else behind', async () => {
    const target = path.join(folder, 'report.md');
    await writeFile(target, 'old');
    const { code, out } = await topolith('export', sample('order'), '--format', 'md', '--out', target);
    expect({ code, out }).toEqual({ code: 0, out: `${target} written.\n` });
    expect(await readFile(target, 'utf8')).toMatch(/^# Order/);
    expect(await readdir(folder)).toEqual(['report.md']);
  });
});
