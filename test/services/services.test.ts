// The services as a host uses them: recent files, a store that fails, unknown faults, the data folder and the log.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dataFolder } from '../../main/services/dataFolder.ts';
import { createServices, type ServiceDeps } from '../../main/services/index.ts';
import { createLog, silentLog } from '../../main/services/log.ts';
import { createWaiting } from '../../main/services/waiting.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'topolith-services-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A clock that moves on by a second each time it is read. */
function steppingClock(): () => Date {
  let time = Date.parse('2026-01-01T00:00:00Z');
  return () => new Date((time += 1000));
}

const deps = (more: Partial<ServiceDeps> = {}): ServiceDeps => ({
  host: 'browser',
  dataFolder: path.join(folder, 'data'),
  samplesFolder: path.join(folder, 'samples'),
  startFiles: createWaiting<string>(),
  log: silentLog,
  now: steppingClock(),
  newId: () => 'p1',
  ...more,
});

function projectFile(name: string): string {
  const file = path.join(folder, `${name}.topolith`);
  writeFileSync(file, '{}');
  return file;
}

describe('recent files', () => {
  test('the latest first, each once, at most twenty, and there again after a restart', async () => {
    const startFiles = createWaiting<string>();
    const services = createServices(deps({ startFiles }));
    const names = Array.from({ length: 25 }, (_, i) => `p${i}`);
    for (const name of [...names, 'p3']) {
      startFiles.push(projectFile(name));
      await services.dispatch('startFile', {});
    }
    const expected = ['p3', ...names.slice(6).toReversed()];
    const list = async (from: typeof services) => {
      const answer = await from.dispatch('listRecent', {});
      return answer.ok ? (answer.value as { name: string }[]).map((entry) => entry.name) : answer.error;
    };
    expect(await list(services)).toEqual(expected);
    services.close();
    services.close();
    const again = createServices(deps());
    expect(await list(again)).toEqual(expected);
    expect(await again.dispatch('openRecent', { path: path.join(folder, 'p0.topolith') })).toMatchObject({
      error: { code: 'notRecent' },
    });
    again.close();
  });

  test('a file that went away is said, and stays in the list', async () => {
    const startFiles = createWaiting<string>();
    const services = createServices(deps({ startFiles }));
    const file = projectFile('gone');
    startFiles.push(file);
    await services.dispatch('startFile', {});
    rmSync(file);
    expect(await services.dispatch('openRecent', { path: file })).toMatchObject({ error: { code: 'notFound' } });
    expect(await services.dispatch('listRecent', {})).toMatchObject({ value: [{ path: file }] });
    services.close();
  });

  test('a file that does not open is not recent', async () => {
    const startFiles = createWaiting<string>();
    const services = createServices(deps({ startFiles }));
    startFiles.push(path.join(folder, 'missing.topolith'));
    expect(await services.dispatch('startFile', {})).toMatchObject({ error: { code: 'notFound' } });
    expect(await services.dispatch('listRecent', {})).toEqual({ ok: true, value: [] });
    services.close();
  });
});

test('without a usable data folder files still open, and the list says why it is missing', async () => {
  writeFileSync(path.join(folder, 'data'), 'a file where the folder should be');
  const startFiles = createWaiting<string>();
  const services = createServices(deps({ startFiles }));
  startFiles.push(projectFile('shop'));
  expect(await services.dispatch('startFile', {})).toMatchObject({ ok: true, value: { name: 'shop' } });
  expect(await services.dispatch('listRecent', {})).toMatchObject({ ok: false, error: { code: 'storeUnavailable' } });
  services.close();
});

test('a fault of our own is one sentence for the page and a stack for the log', async () => {
  const logged: unknown[] = [];
  const log = { ...silentLog, error: (message: string, cause?: unknown) => void logged.push([message, cause]) };
  const fault = new Error('secret detail');
  const services = createServices(deps({ log, chooseFile: () => Promise.reject(fault) }));
  expect(await services.dispatch('openFile', {})).toEqual({
    ok: false,
    error: { code: 'failed', message: 'Topolith made a mistake; its log file has the details.' },
  });
  expect(logged).toEqual([['call openFile failed', fault]]);
  services.close();
});

test.each<[string, Parameters<typeof dataFolder>[0], string]>([
  ['the variable', { env: { TOPOLITH_DATA: '/x', XDG_DATA_HOME: '/y' }, platform: 'linux', home: '/h' }, '/x'],
  ['XDG', { env: { XDG_DATA_HOME: '/y' }, platform: 'linux', home: '/h' }, '/y/topolith'],
  ['a relative XDG path', { env: { XDG_DATA_HOME: 'y' }, platform: 'linux', home: '/h' }, '/h/.local/share/topolith'],
  ['Linux', { env: {}, platform: 'linux', home: '/h' }, '/h/.local/share/topolith'],
  ['macOS', { env: {}, platform: 'darwin', home: '/h' }, '/h/Library/Application Support/Topolith'],
  ['Windows', { env: { APPDATA: '/r' }, platform: 'win32', home: '/h' }, '/r/Topolith'],
])('the data folder by %s', (_rule, input, expected) => {
  expect(dataFolder(input)).toBe(expected);
});

describe('the log', () => {
  test('keeps one line for one entry and starts anew when it is large', () => {
    const log = createLog(folder, () => new Date('2026-01-01T00:00:00Z'));
    log.error('first\n2026 info forged', new Error('why'));
    expect(readFileSync(path.join(folder, 'topolith.log'), 'utf8')).toMatch(
      /^2026-01-01T00:00:00\.000Z error first \| 2026 info forged: Error: why [^\n]*\n$/,
    );
    log.info('x'.repeat(1024 * 1024));
    log.warn('last');
    expect(readFileSync(path.join(folder, 'topolith.log'), 'utf8')).toBe('2026-01-01T00:00:00.000Z warn last\n');
    expect(readdirSync(folder)).toEqual(['topolith.log', 'topolith.log.1']);
  });

  test('never throws', () => {
    mkdirSync(path.join(folder, 'topolith.log'));
    expect(() => createLog(folder, () => new Date()).info('x')).not.toThrow();
  });
});
