// Browser mode as a user meets it: the built host as a process, its printed address in a real Chromium, and a clean stop.
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type HostProcess, launchChromium, openApp, startEntry, startHost } from '../window/browser.ts';

const callAbout = `fetch('api/about', { method: 'POST', headers: { 'content-type': 'application/json', 'x-topolith': '1' }, body: '{}' })
  .then((response) => response.json())`;

test('the printed address leads to a page whose calls are answered, also after a reload', async () => {
  const app = await openApp();
  try {
    expect(app.page.url()).toBe(app.baseUrl);
    expect(await app.page.title()).toBe('Topolith');
    for (let visit = 0; visit < 2; visit++) {
      expect(await app.page.evaluate(callAbout)).toMatchObject({ ok: true, value: { host: 'browser' } });
      await app.page.reload();
    }
    // The key to the calls is out of the page's reach; what it sees are its own remembered preferences.
    const seen = await app.page.evaluate<string[]>("document.cookie.split('; ').map((c) => c.split('=')[0])");
    expect(seen.filter((name) => !['', 'topolith-started', 'topolith-theme'].includes(name))).toEqual([]);
    expect(await app.page.evaluate('typeof window.topolith')).toBe('undefined');
    expect(app.problems).toEqual([]);
  } finally {
    await app.close();
  }
});

test('a page that did not come by the printed address is told so', async () => {
  const host = await startHost();
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(host.baseUrl);
    expect(await page.evaluate(callAbout)).toMatchObject({ ok: false, error: { code: 'unauthorised' } });
  } finally {
    await browser.close();
    await host.stop();
  }
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s stops the host cleanly: exit code 0 and no log of the store left',
  async (signal) => {
    const host: HostProcess = await startHost();
    expect(readdirSync(host.dataFolder)).toContain('topolith.db-wal');
    expect(await host.stop(signal)).toBe(0);
  },
);

test.runIf(process.platform === 'linux')(
  'npm start without a display says so, serves browser mode, and stops with it',
  async () => {
    const host = await startHost([], startEntry);
    expect(host.printed).toMatch(/^Browser mode, because there is no display\.$/m);
    expect((await fetch(host.baseUrl)).status).toBe(200);
    expect(await host.stop()).toBe(0);
    await expect(fetch(host.baseUrl)).rejects.toThrow('fetch failed');
  },
);
