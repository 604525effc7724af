// Reading project files from a real disk: what opens, and how each thing that is no project file is refused without a hang.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maxFileBytes, projectName, readProjectFile } from '../../main/services/files.ts';
import { createSamples } from '../../main/services/samples.ts';

let folder: string;
const at = (name: string) => path.join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'topolith-files-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a file that opens', () => {
  test.each<[string, string | Buffer, string]>([
    ['plain.topolith', '{"name":"Plain"}', '{"name":"Plain"}'],
    ['umlaut ü.topolith', '{"name":"Bücher 本"}', '{"name":"Bücher 本"}'],
    ['bom.topolith', Buffer.from('\uFEFF{}'), '{}'],
    ['empty.topolith', '', ''],
    ['large.topolith', 'x'.repeat(300_000), 'x'.repeat(300_000)],
  ])('%s', async (name, content, text) => {
    writeFileSync(at(name), content);
    const hash = createHash('sha256').update(content).digest('hex');
    expect(await readProjectFile(at(name))).toEqual({
      name: name.replace('.topolith', ''),
      path: at(name),
      text,
      hash,
    });
    expect(readFileSync(at(name))).toEqual(Buffer.from(content));
  });

  test('through a link, under the name that was asked for', async () => {
    writeFileSync(at('target.topolith'), '{}');
    symlinkSync(at('target.topolith'), at('link.topolith'));
    expect(await readProjectFile(at('link.topolith'))).toMatchObject({
      name: 'link',
      path: at('link.topolith'),
      text: '{}',
    });
  });

  test('exactly at the size limit', async () => {
    writeFileSync(at('limit.topolith'), '');
    truncateSync(at('limit.topolith'), maxFileBytes);
    expect((await readProjectFile(at('limit.topolith'))).text).toHaveLength(maxFileBytes);
  });
});

describe('a file that does not', () => {
  const refused = (name: string) =>
    readProjectFile(at(name)).then(
      () => 'opened',
      (error: unknown) => Reflect.get(Object(error), 'code') as unknown,
    );

  test('a missing one, also below a file', async () => {
    writeFileSync(at('file'), '');
    expect([await refused('missing'), await refused('file/x'), await refused('a\0b')]).toEqual([
      'notFound',
      'notFound',
      'notFound',
    ]);
  });

  test('a folder and a pipe, without waiting for a writer', async () => {
    mkdirSync(at('folder.topolith'));
    execFileSync('mkfifo', [at('pipe.topolith')]);
    expect([await refused('folder.topolith'), await refused('pipe.topolith')]).toEqual([
      'notRegularFile',
      'notRegularFile',
    ]);
  });

  test('one byte above the limit', async () => {
    writeFileSync(at('big.topolith'), '');
    truncateSync(at('big.topolith'), maxFileBytes + 1);
    expect(await refused('big.topolith')).toBe('tooBig');
  });

  test.each<[string, Buffer]>([
    ['utf16.topolith', Buffer.from('\uFEFF{}', 'utf16le')],
    ['broken.topolith', Buffer.from([0x7b, 0xff, 0x7d])],
    ['cut.topolith', Buffer.from('é').subarray(0, 1)],
    ['picture.topolith', Buffer.from([0x89, 0x50, 0x4e, 0x47])],
  ])('%s is not UTF-8', async (name, bytes) => {
    writeFileSync(at(name), bytes);
    expect(await refused(name)).toBe('notText');
  });

  test.runIf(process.getuid?.() !== 0)('one that may not be read (root may read all)', async () => {
    writeFileSync(at('closed.topolith'), '{}');
    chmodSync(at('closed.topolith'), 0o000);
    expect(await refused('closed.topolith')).toBe('notReadable');
  });
});

test.each([
  ['/a/Shop.topolith', 'Shop'],
  ['/a/Shop.TOPOLITH', 'Shop'],
  ['/a/shop.json', 'shop.json'],
  ['/a/b.c.topolith', 'b.c'],
])('%s is named %s', (file, name) => {
  expect(projectName(file)).toBe(name);
});

describe('samples', () => {
  beforeAll(() => {
    mkdirSync(at('samples'));
    writeFileSync(at('samples/b-shop.topolith'), '{"name":"Shop","note":"Sells"}');
    writeFileSync(at('samples/a-odd.topolith'), 'not JSON');
    writeFileSync(at('samples/README.md'), 'no sample');
    writeFileSync(at('samples/Not An Id.topolith'), '{}');
    writeFileSync(at('outside.topolith'), '{}');
  });

  test('are listed by id; one that does not parse shows its file name', async () => {
    expect(await createSamples(at('samples')).list()).toEqual([
      { id: 'a-odd', name: 'a-odd', note: '' },
      { id: 'b-shop', name: 'Shop', note: 'Sells' },
    ]);
  });

  test('open by id only', async () => {
    const samples = createSamples(at('samples'));
    expect(await samples.open('b-shop')).toEqual({ name: 'Shop', path: null, text: '{"name":"Shop","note":"Sells"}' });
    for (const id of ['../outside', 'missing', '', 'README']) {
      await expect(samples.open(id)).rejects.toMatchObject({ code: 'notFound' });
    }
  });

  test('a missing folder means none', async () => {
    expect(await createSamples(at('nowhere')).list()).toEqual([]);
  });
});
