// No screen, light or dark, has a fault that keeps somebody out.
import axe from 'axe-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenedApp, openApp } from './browser.ts';
import { everyScreen } from './screens.ts';

let app: OpenedApp;
beforeAll(async () => {
  app = await openApp();
  // Colours at rest: nothing is measured half way.
  await app.page.emulateMedia({ reducedMotion: 'reduce' });
  await app.page.evaluate(axe.source);
});
afterAll(async () => {
  await app.close();
});

/** What axe calls serious or critical: the rule, and the elements. */
const faults = (): Promise<readonly string[]> =>
  app.page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: typeof axe }).axe.run;
    const { violations } = await run(document, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ''}`));
  });

it('has no serious fault on any screen', { timeout: 300_000 }, async () => {
  const { page } = app;
  const found: string[] = [];
  await everyScreen(page, async (name) => {
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await page.locator(`html[data-theme="${theme}"]`).waitFor();
      found.push(...(await faults()).map((fault) => `${name}, ${theme}: ${fault}`));
    }
  });
  expect(found).toEqual([]);
  expect(app.problems).toEqual([]);
});
