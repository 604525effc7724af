// Works on the project through the real page in a Chromium, as a user does: renames it, saves with the keyboard, restores after a kill.
import { setTimeout as pause } from 'node:timers/promises';
import chromiumPackage from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import { nameOf } from './work.mjs';

/**
 * @param {import('./work.mjs').Work} work @param {() => number} random
 * @returns {Promise<import('../killTest.mjs').Writer>}
 */
export async function pageWriter(work, random) {
  // As root, where Chromium's own sandbox does not start.
  const browser = await chromium.launch({
    executablePath: process.env['TOPOLITH_CHROMIUM'] ?? (await chromiumPackage.executablePath()),
    chromiumSandbox: false,
  });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  /** @type {import('playwright-core').Page} */
  let page;

  const heading = () => page.getByRole('heading', { level: 1, name: nameOf(work.edit), exact: true }).waitFor();

  async function rename() {
    await page.getByRole('button', { name: nameOf(work.edit), exact: true }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByRole('textbox', { name: 'Name of the project' }).fill(nameOf(work.edit + 1));
    work.made();
    await page.keyboard.press('Enter');
    await heading();
  }

  async function save() {
    work.during = 'saveProject';
    await page.keyboard.press('Control+s');
    await page.locator('.saved-state', { hasText: /^Saved$/ }).waitFor();
    work.acknowledged(work.edit);
    work.during = '-';
  }

  return {
    async open(host) {
      const { id } = work;
      const { name, recovery } = await host.call('openProject', { id });
      const [key = '', value = ''] = host.cookie.split('=');
      await context.addCookies([
        { name: key, value, url: host.origin, httpOnly: true, sameSite: 'Strict' },
        // Not the first start, which would open a sample.
        { name: 'topolith-started', value: 'yes', url: host.origin },
      ]);
      page = await context.newPage();
      await page.goto(host.origin);
      await page.getByRole('button', { name: `Open ${name}`, exact: true }).click();
      if (recovery) await page.getByRole('button', { name: 'Restore them' }).click();
      await heading();
    },
    async work(mode, signal) {
      for (;;) {
        if (mode === 'edit') await pause(random() < 0.1 ? 1500 * random() : 100 * random(), undefined, { signal });
        signal.throwIfAborted();
        await rename();
        if (mode === 'save' || random() < 0.08) await save();
      }
    },
    async leave() {
      await page.close({ runBeforeUnload: false });
    },
    async close() {
      await browser.close();
    },
  };
}
