// The loopback server over a real socket: the way in, the page, the calls, and the requests that other sites and programs would send.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../main/browser/server.ts';
import { createServices, type Services } from '../../main/services/index.ts';
import { silentLog } from '../../main/services/log.ts';
import { contentSecurityPolicy, pageFiles } from '../../main/services/page.ts';
import { createWaiting } from '../../main/services/waiting.ts';
import { callNames } from '../../shared/contract/names.ts';
import { announcedStatus, rawGet } from './rawRequest.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'topolith-server-'));
const fresh: string[] = [];
let services: Services;
let server: RunningServer;
let cookieHeader: string;

const listen = () =>
  startServer({
    port: 0,
    page: pageFiles(path.join(folder, 'page')),
    dispatch: services.dispatch,
    log: silentLog,
    onNewAddress: (url) => fresh.push(url),
  });

beforeAll(async () => {
  mkdirSync(path.join(folder, 'page/assets'), { recursive: true });
  mkdirSync(path.join(folder, 'samples'));
  writeFileSync(path.join(folder, 'page/index.html'), '<!doctype html><title>Topolith</title>');
  writeFileSync(path.join(folder, 'page/assets/app.js'), 'export {};');
  writeFileSync(path.join(folder, 'page/assets/app.js.map'), '{}');
  writeFileSync(path.join(folder, 'secret.js'), 'not for the page');
  writeFileSync(path.join(folder, 'samples/shop.topolith'), '{"name":"Shop","note":"Sells things"}');
  writeFileSync(path.join(folder, 'start.topolith'), '{"name":"Start"}');
  const startFiles = createWaiting<string>();
  startFiles.push(path.join(folder, 'start.topolith'));
  services = createServices({
    host: 'browser',
    dataFolder: path.join(folder, 'data'),
    samplesFolder: path.join(folder, 'samples'),
    startFiles,
    log: silentLog,
    now: () => new Date('2026-01-02T03:04:05.678Z'),
    newId: () => 'first',
  });
  server = await listen();
  const entered = await fetch(server.startUrl, { redirect: 'manual' });
  cookieHeader = (entered.headers.get('set-cookie') ?? '').split(';')[0]!;
});

afterAll(async () => {
  await server.close();
  services.close();
  rmSync(folder, { recursive: true, force: true });
});

async function call(name: string, body: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.baseUrl}api/${name}`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-topolith': '1',
      origin: server.baseUrl.slice(0, -1),
      cookie: cookieHeader,
      ...headers,
    },
  });
  return { status: response.status, headers: response.headers, envelope: (await response.json()) as unknown };
}

describe('the way in', () => {
  test('the printed address works once, gives a cookie no script can read, and shows itself no more', async () => {
    const other = await listen();
    const first = await fetch(
      other.startUrl.replace(/[^/]$/, (last) => (last === 'A' ? 'B' : 'A')),
      { redirect: 'manual' },
    );
    const url = other.startUrl;
    const head = await fetch(url, { method: 'HEAD', redirect: 'manual' });
    const second = await fetch(url, { redirect: 'manual' });
    const third = await fetch(url, { redirect: 'manual' });
    expect([first.status, head.status, second.status, third.status]).toEqual([403, 403, 303, 403]);
    expect(second.headers.get('location')).toBe('/');
    expect(second.headers.get('set-cookie')).toMatch(
      /^topolith-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/,
    );
    expect(fresh).toEqual([other.startUrl]);
    expect(other.startUrl).not.toBe(url);
    await other.close();
  });

  test('a taken port is said, and no other is used instead', async () => {
    const port = Number(new URL(server.baseUrl).port);
    const again = startServer({ port, page: new Map(), dispatch: services.dispatch, log: silentLog });
    await expect(again).rejects.toThrow(`port ${port} is taken by another program`);
  });
});

describe('the page', () => {
  test('is served with the policy and nosniff, to whoever asks by the right name', async () => {
    const response = await fetch(server.baseUrl);
    expect([response.status, await response.text()]).toEqual([200, '<!doctype html><title>Topolith</title>']);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect((await fetch(`${server.baseUrl}assets/app.js`)).headers.get('content-type')).toBe(
      'text/javascript; charset=utf-8',
    );
  });

  test.each([
    '/../secret.js',
    '/%2e%2e/secret.js',
    '/..%5csecret.js',
    '/assets/../../secret.js',
    '//etc/passwd',
    '/index.html%00.js',
    '/assets',
    '/assets/app.js.map',
    '/package.json',
  ])('%s is not found', async (rawPath) => {
    expect(await rawGet(server.baseUrl, rawPath)).toEqual({ status: 404, body: 'Not found.\n' });
  });

  test.each(['localhost', 'evil.example'])('a request for %s is refused', async (name) => {
    const { port } = new URL(server.baseUrl);
    expect((await rawGet(server.baseUrl, '/', `${name}:${port}`)).status).toBe(403);
  });

  test('the server is on the loopback address only', () => {
    expect(new URL(server.baseUrl).hostname).toBe('127.0.0.1');
    const { port } = new URL(server.baseUrl);
    return new Promise<void>((resolve) => {
      const socket = connect({ host: '::1', port: Number(port) }).on('error', () => resolve());
      socket.on('connect', () => {
        socket.destroy();
        throw new Error('::1 answered');
      });
    });
  });
});

describe('calls', () => {
  test('round trip: about, samples, the file from the command line, recent files', async () => {
    const file = path.join(folder, 'start.topolith');
    expect((await call('about', '{}')).envelope).toMatchObject({ ok: true, value: { host: 'browser' } });
    expect((await call('listSamples', '{}')).envelope).toEqual({
      ok: true,
      value: [{ id: 'shop', name: 'Shop', note: 'Sells things' }],
    });
    expect((await call('openSample', '{"id":"shop"}')).envelope).toEqual({
      ok: true,
      value: { name: 'Shop', path: null, text: '{"name":"Shop","note":"Sells things"}' },
    });
    const opened = { ok: true, value: { name: 'start', path: file, text: '{"name":"Start"}', project: null } };
    expect((await call('startFile', '{}')).envelope).toEqual(opened);
    expect((await call('startFile', '{}')).envelope).toEqual({ ok: true, value: null });
    expect((await call('openRecent', JSON.stringify({ path: file }))).envelope).toEqual(opened);
    expect((await call('listRecent', '{}')).envelope).toEqual({
      ok: true,
      value: [{ path: file, name: 'start', openedAt: '2026-01-02T03:04:05.678Z' }],
    });
    expect((await call('openFile', '{}')).envelope).toMatchObject({ error: { code: 'unsupported' } });
  });

  test('a project larger than a megabyte is stored and comes back', async () => {
    const text = readFileSync('samples/order.topolith', 'utf8') + '\n'.repeat(2_000_000);
    const created = { id: 'first', revision: 1, savedAt: '2026-01-02T03:04:05.678Z' };
    expect((await call('createProject', JSON.stringify({ name: ' Shop ', text }))).envelope).toEqual({
      ok: true,
      value: created,
    });
    expect((await call('openProject', '{"id":"first"}')).envelope).toEqual({
      ok: true,
      value: { id: 'first', name: 'Shop', revision: 1, text, recovery: null, file: null },
    });
  });

  test.each(callNames)('%s refuses junk', async (name) => {
    for (const body of [
      '',
      'x',
      'null',
      '[]',
      '0',
      '"x"',
      '{"extra":1}',
      '{"id":7}',
      '{"path":""}',
      '{"id":"../x"}',
      '{"__proto__":{"a":1}}',
    ]) {
      const { status, envelope } = await call(name, body);
      expect({ body, status, envelope }).toMatchObject({
        status: 400,
        envelope: { ok: false, error: { code: 'badRequest' } },
      });
    }
  });

  test.each(['nothing', '', 'about/', 'toString', '__proto__', 'About'])(
    'there is no call named "%s"',
    async (name) => {
      expect((await call(name, '{}')).envelope).toMatchObject({ error: { code: 'badRequest' } });
    },
  );

  test.each<[string, Record<string, string>, number]>([
    ['without the cookie', { cookie: '' }, 401],
    ['with another cookie', { cookie: 'topolith=1' }, 401],
    ['without the header', { 'x-topolith': '' }, 403],
    ['from another origin', { origin: 'https://evil.example' }, 403],
    ['from a sandboxed frame', { origin: 'null' }, 403],
    ['as a form sends it', { 'content-type': 'text/plain' }, 415],
  ])('%s nothing is answered', async (_what, headers, status) => {
    const refused = await call('about', '{}', headers);
    expect(refused).toMatchObject({ status, envelope: { ok: false } });
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('a body above the limit is refused by its announced length, before any of it was sent', async () => {
    const headers = { cookie: cookieHeader, 'x-topolith': '1', 'content-type': 'application/json' };
    const status = await announcedStatus(`${server.baseUrl}api/about`, { ...headers, 'content-length': '90000000' });
    expect(status).toBe(413);
  });

  test('a preflight gets no permission', async () => {
    const response = await fetch(`${server.baseUrl}api/about`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example' },
    });
    expect([response.status, response.headers.get('access-control-allow-methods')]).toEqual([405, null]);
  });
});
