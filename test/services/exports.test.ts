// Exports to a file that the user names: names that do no harm, data that is what it says, and the extension.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { maxExportBytes, suggestedName } from '../../main/services/exports.ts';
import { StoreHost } from './storeHost.ts';

let host: StoreHost;
let folder: string;

beforeEach(() => {
  host = new StoreHost();
  folder = mkdtempSync(path.join(tmpdir(), 'topolith-exports-'));
});

afterEach(() => {
  host.end();
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  ['Shop', 'Shop.svg'],
  ['Bücher & 本 (v1.2)', 'Bücher 本 (v1.2).svg'],
  ['../../etc/passwd', 'etc passwd.svg'],
  ['C:\\Windows\\x', 'C Windows x.svg'],
  ['.hidden', 'hidden.svg'],
  ['-rf', 'rf.svg'],
  ['a\u0000b\nc\u202ed', 'a b c d.svg'],
  ['Shop. ', 'Shop.svg'],
  ['CON', 'Topolith.svg'],
  ['com1.x', 'Topolith.svg'],
  ['', 'Topolith.svg'],
  ['///', 'Topolith.svg'],
  ['x'.repeat(500), `${'x'.repeat(80)}.svg`],
])('%j is suggested as %j', (name, expected) => {
  expect(suggestedName(name, 'svg')).toBe(expected);
});

test('text and pictures go to the chosen file, with the extension where there was none', async () => {
  const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from([0, 255, 1])]);
  for (const [kind, data, typed, written, bytes] of [
    ['svg', '<svg>ü</svg>', 'a', 'a.svg', Buffer.from('<svg>ü</svg>')],
    ['svg', '<svg/>', 'plan v1.2', 'plan v1.2.svg', Buffer.from('<svg/>')],
    ['png', png.toString('base64'), 'b.png', 'b.png', png],
    ['csv', 'a;b', 'c.txt', 'c.txt', Buffer.from('a;b')],
  ] as const) {
    host.target = path.join(folder, typed);
    expect(await host.call('exportFile', { name: 'Shop', kind, data })).toEqual({ path: path.join(folder, written) });
    expect(readFileSync(path.join(folder, written))).toEqual(bytes);
  }
  expect(host.suggested).toEqual(['Shop.svg', 'Shop.svg', 'Shop.png', 'Shop.csv']);
});

test('nothing is written when the dialog is closed, the data is wrong, or a file would be replaced unasked', async () => {
  writeFileSync(path.join(folder, 'a.svg'), 'old');
  expect(await host.call('exportFile', { name: 'a', kind: 'svg', data: 'x' })).toBe(null);
  host.target = path.join(folder, 'a');
  expect([
    await host.call('exportFile', { name: 'a', kind: 'svg', data: 'new' }),
    await host.call('exportFile', { name: 'a', kind: 'png', data: 'bm8gcGljdHVyZQ==' }),
    await host.call('exportFile', { name: 'a', kind: 'md', data: 'x'.repeat(maxExportBytes + 1) }),
    await host.call('exportFile', { name: 'a', kind: 'exe', data: 'x' }),
  ]).toEqual(['notWritable', 'invalid', 'tooBig', 'badRequest']);
  expect([readdirSync(folder), readFileSync(path.join(folder, 'a.svg'), 'utf8')]).toEqual([['a.svg'], 'old']);
});
