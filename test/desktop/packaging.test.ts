// Packs the app with electron-builder on a dummy runtime and looks inside: what is in the archive, and the fuses of the program.
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
const folder = mkdtempSync(path.join(tmpdir(), 'topolith-pack-'));
const runtime = path.join(folder, 'runtime');
const packed = path.join(folder, 'packed');

/** The mark in a real program that says where its fuses are: text, version, count, then one sign for each fuse. */
const fuseWire = (fuses: string) =>
  `dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001${String.fromCodePoint(fuses.length)}${fuses}`;

const unpackedFolder = () =>
  path.join(packed, process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`);

beforeAll(async () => {
  mkdirSync(path.join(runtime, 'locales'), { recursive: true });
  mkdirSync(path.join(runtime, 'resources'));
  const files = { version: electronVersion(), LICENSE: '', 'LICENSES.chromium.html': '', 'locales/en-US.pak': '' };
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(runtime, name), content);
  for (const name of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler']) {
    writeFileSync(path.join(runtime, name), `#!/bin/sh\nexit 0\n${name === 'electron' ? fuseWire('101100110') : ''}\n`);
    chmodSync(path.join(runtime, name), 0o755);
  }
  const builder = require.resolve('electron-builder/cli.js');
  const args = [
    '--linux',
    'dir',
    '--config',
    'electron-builder.yml',
    `--config.electronDist=${runtime}`,
    `--config.directories.output=${packed}`,
  ];
  await promisify(execFile)(process.execPath, [builder, ...args, '--publish', 'never'], { cwd: root });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function electronVersion(): string {
  const text = readFileSync(require.resolve('electron/package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

test('the archive holds what was built, the store for this system, and nothing else', () => {
  const entries = listPackage(path.join(unpackedFolder(), 'resources/app.asar'), { isPack: false });
  const own = entries.filter((entry) => !entry.startsWith('/node_modules'));
  expect(own).toEqual(
    expect.arrayContaining([
      '/package.json',
      '/out/main/index.js',
      '/out/preload/preload.cjs',
      '/out/renderer/index.html',
      '/out/samples',
    ]),
  );
  expect(own.filter((entry) => entry.endsWith('.map') || !/^\/(out(\/|$)|package\.json$)/.test(entry))).toEqual([]);
  expect(entries.filter((entry) => entry.endsWith('.node'))).toEqual([
    `/node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`,
  ]);
  const modules = entries.map((entry) => /^\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(entry)?.[1]);
  expect(new Set(modules.filter((name) => name !== undefined))).toEqual(new Set(['better-sqlite3']));
});

test('the fuses are set as the safety page wants them', async () => {
  const wire = await getCurrentFuseWire(path.join(unpackedFolder(), 'topolith'));
  const fuse = (option: FuseV1Options) => wire[option] === FuseState.ENABLE;
  expect({
    runAsNode: fuse(FuseV1Options.RunAsNode),
    nodeOptions: fuse(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    nodeInspect: fuse(FuseV1Options.EnableNodeCliInspectArguments),
    asarIntegrity: fuse(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyAsar: fuse(FuseV1Options.OnlyLoadAppFromAsar),
    fileScheme: fuse(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({
    runAsNode: false,
    nodeOptions: false,
    nodeInspect: false,
    asarIntegrity: true,
    onlyAsar: true,
    fileScheme: false,
  });
});

test('each system has its own list with its own library, and none stands at the top', () => {
  const text = readFileSync(path.join(root, 'electron-builder.yml'), 'utf8');
  expect(text).not.toMatch(/^files:/m);
  const sections = text.split(/^(?=\w)/m).filter((section) => /^(linux|win|mac):/.test(section));
  const seen = sections.map((section) => [
    /^\w+/.exec(section)?.[0],
    /!\((\w+)-/.exec(section)?.[1],
    /- out\/\*\*/.test(section),
  ]);
  expect(seen).toEqual([
    ['linux', 'linux', true],
    ['win', 'win32', true],
    ['mac', 'darwin', true],
  ]);
});
