/** Everything that can be wrong with a file or an argument: exit code 2, one clear message, the file untouched. */
import { createHash } from 'node:crypto';
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sample, topolith } from './cli.ts';

// Each test starts processes; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

let folder = '';
let good: Record<string, unknown> = {};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'topolith-bad-'));
  good = JSON.parse(await readFile(sample('order'), 'utf8')) as Record<string, unknown>;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Part {
  id: string;
  [key: string]: unknown;
}

/** A good project with one thing changed. */
function broken(change: (project: { components: Part[]; links: Part[]; variants: Part[] }) => void): () => string {
  return () => {
    const copy = structuredClone(good);
    change(copy as never);
    return JSON.stringify(copy, null, 2);
  };
}

const text = async (): Promise<string> => readFile(sample('order'), 'utf8');

/** What is wrong, how to make it, and what the message must name. */
const TABLE: readonly (readonly [name: string, bytes: () => string | Buffer | Promise<string>, place: RegExp])[] = [
  ['empty', () => '', /empty/],
  ['only blanks', () => ' \n\t ', /empty/],
  ['cut off', async () => (await text()).slice(0, 5000), /cut off.*line \d+/],
  ['not JSON', () => 'components:\n  - id: order\n', /not JSON.*line 1/],
  ['binary', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00, 0x01]), /not UTF-8/],
  ['a list', () => '[1, 2, 3]', /Topolith/i],
  ["another program's JSON", () => '{"name": "left-pad", "version": "1.3.0"}', /Topolith/i],
  [
    'a newer version',
    broken((project) => Object.assign(project, { formatVersion: 99, minReaderVersion: 99 })),
    /newer/,
  ],
  ['a link to nowhere', broken((project) => Object.assign(project.links[0]!, { to: 'nobody' })), /links\[0\]\.to/],
  ['an id twice', broken((project) => project.components.push(project.components[0]!)), /components\[\d+\]/],
  [
    'a share above 1',
    broken((project) =>
      Object.assign(project.variants[0]!, { placements: [{ component: 'order', deployable: 'app', share: 7 }] }),
    ),
    /variants\[0\]\.placements\[0\]\.share/,
  ],
  [
    'a negative time',
    broken((project) => Object.assign(project.links[0]!, { latency: { mean: -1 } })),
    /links\[0\]\.latency/,
  ],
  [
    'an unknown kind',
    broken((project) => Object.assign(project.components[0]!, { kind: 'blockchain' })),
    /components\[0\]\.kind/,
  ],
  [
    'a prototype key',
    async () => (await text()).replace('"format"', '"__proto__": {"polluted": true}, "format"'),
    /__proto__/,
  ],
  [
    'a prototype id',
    broken((project) => Object.assign(project.components[0]!, { id: '__proto__' })),
    /components\[0\]\.id/,
  ],
  ['nested without end', () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`, /./],
];

const hash = async (file: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex');

describe('a bad file', () => {
  it.each(TABLE)('%s', async (name, bytes, place) => {
    const file = path.join(folder, `${name.replaceAll(/\W+/g, '-')}.topolith`);
    await writeFile(file, await bytes());
    const before = await hash(file);
    const { code, out, err } = await topolith('analyse', file);
    expect(err).toMatch(/^topolith: /);
    expect(err).toMatch(place);
    expect(err).toContain(path.basename(file));
    expect(err).not.toMatch(/\n\s+at .*\.[jt]s/);
    expect({ code, out, bytes: await hash(file) }).toEqual({ code: 2, out: '', bytes: before });
  });

  it('is no file', async () => {
    const { code, err } = await topolith('analyse', path.join(folder, 'missing.topolith'));
    expect({ code, lines: err.trim().split('\n').length }).toEqual({ code: 2, lines: 1 });
    expect(err).toContain('missing.topolith');
  });

  it('is a folder', async () => {
    await mkdir(path.join(folder, 'folder.topolith'), { recursive: true });
    const { code, err } = await topolith('analyse', path.join(folder, 'folder.topolith'));
    expect({ code, lines: err.trim().split('\n').length }).toEqual({ code: 2, lines: 1 });
    expect(err).toContain('folder.topolith');
  });

  it('has more problems than anyone reads: twenty and a count', async () => {
    const file = path.join(folder, 'many.topolith');
    const make = broken((project) => {
      project.components = Array.from({ length: 30 }, (_, index) => ({ id: `c${index}`, kind: 'nothing', name: 'C' }));
      project.links = [];
    });
    await writeFile(file, make());
    const { code, err } = await topolith('analyse', file);
    const lines = err.trim().split('\n');
    expect(code).toBe(2);
    expect(lines).toHaveLength(22);
    expect(lines.at(-1)).toMatch(/and \d+ more/);
  });

  it('cannot send escape sequences to the terminal', async () => {
    const file = path.join(folder, 'escape.topolith');
    await writeFile(file, broken((project) => Object.assign(project.links[0]!, { to: '\u001b[2Jgone' }))());
    const { code, err } = await topolith('analyse', file);
    expect(code).toBe(2);
    expect(err).not.toContain('\u001b');
  });
});

const ARGUMENTS: readonly (readonly [name: string, args: readonly string[], message: RegExp])[] = [
  ['no such command', ['frobnicate'], /analyse, compare, export/],
  ['no file', ['analyse'], /needs a file/],
  ['two files', ['analyse', 'a.topolith', 'b.topolith'], /one file/],
  ['unknown option', ['analyse', 'a.topolith', '--frob'], /--frob/],
  ['an option of another command', ['analyse', 'a.topolith', '--out', 'x'], /no option --out/],
  ['an option without its value', ['analyse', 'a.topolith', '--variant'], /--variant/],
  ['unknown variant', ['analyse', sample('order'), '--variant', 'nope'], /"nope".*monolith, microservices, outbox/],
  ['unknown scenario', ['analyse', sample('order'), '--scenario', 'nope'], /"nope".*triple, payment-slower/],
  ['neither peak nor average', ['analyse', sample('order'), '--at', 'noon'], /peak, average/],
  ['no format', ['export', sample('order')], /svg, md, csv, json/],
  ['unknown format', ['export', sample('order'), '--format', 'pdf'], /svg, md, csv, json/],
  ['one variant to compare', ['compare', sample('order'), '--variant', 'monolith'], /two variants/],
  [
    'two drawings in one',
    ['export', sample('order'), '--format', 'svg', '--variant', 'monolith', '--variant', 'outbox'],
    /one variant/,
  ],
];

describe('bad arguments', () => {
  it.each(ARGUMENTS)('%s', async (_, args, message) => {
    const { code, out, err } = await topolith(...args);
    expect(err).toMatch(message);
    expect({ code, out, lines: err.trim().split('\n').length }).toEqual({ code: 2, out: '', lines: 1 });
  });
});

describe('--out', () => {
  it('never touches the input, under any of its names', async () => {
    const file = path.join(folder, 'input.topolith');
    await writeFile(file, await text());
    const before = await hash(file);
    const detour = path.join(folder, 'folder.topolith', '..', 'input.topolith');
    for (const out of [file, detour]) {
      const { code, err } = await topolith('export', file, '--format', 'json', '--out', out);
      expect({ code, bytes: await hash(file) }).toEqual({ code: 2, bytes: before });
      expect(err).toMatch(/input file/);
    }
  });

  it('says when it cannot write', async () => {
    const out = path.join(folder, 'no', 'such', 'folder', 'x.md');
    const { code, err } = await topolith('export', sample('order'), '--format', 'md', '--out', out);
    expect(code).toBe(2);
    expect(err).toMatch(/cannot be written/);
  });
});
