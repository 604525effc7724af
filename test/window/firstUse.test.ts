// A new user in browser mode: from the first start over a killed host to the exported file.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { firstHalf, type Hands, secondHalf } from '../support/firstUse.ts';
import { type HostProcess, hostEntry, launchChromium, startHost } from './browser.ts';

const handsOn = (page: Page): Hands => ({
  page,
  async saved(click) {
    const waiting = page.waitForEvent('download');
    await click();
    return readFileSync(await (await waiting).path());
  },
});

async function opened(context: BrowserContext, host: HostProcess, problems: string[]): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(host.startUrl);
  return page;
}

test(
  'a new user draws, cuts, undoes, saves, loses the host, finds everything again and hands it on',
  { timeout: 240_000 },
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'topolith-first-'));
    const browser = await launchChromium();
    let host = await startHost([], hostEntry, folder);
    const problems: string[] = [];
    try {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
      const before = await opened(context, host, problems);
      const drawn = await firstHalf(handsOn(before));
      await host.stop('SIGKILL');
      await before.close({ runBeforeUnload: false });
      host = await startHost([], hostEntry, folder);
      await secondHalf(handsOn(await opened(context, host, problems)), drawn);
      expect(problems).toEqual([]);
    } finally {
      await browser.close();
      await host.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
