// The first start, the start screen and every sample, in the real built page.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenedApp, openApp } from './browser.ts';
import { settled, tab, toStart } from './page.ts';

let app: OpenedApp;
beforeAll(async () => {
  app = await openApp();
});
afterAll(async () => {
  await app.close();
});

it('opens the order sample at the first start, with its figures on the screen', async () => {
  const { page } = app;
  await settled(page);
  const text = await tab(page, /Monolith/)
    .first()
    .innerText();
  expect(text).toMatch(/\d+\s*ms\s*p99/);
  expect(text).toMatch(/99\.\d\d/);
  expect(text).toMatch(/\$\s*\d+/);
  await expect(page.getByRole('table').innerText()).resolves.toMatch(/Place an order/);
});

it('opens a latency and shows where it goes', async () => {
  const { page } = app;
  await page
    .getByRole('button', { name: /p99 .*show how it is worked out/ })
    .first()
    .click();
  const opened = page.getByRole('dialog', { name: /p99/ });
  await opened.waitFor();
  expect(await opened.innerText()).toMatch(/Where the mean of .* goes/);
  expect(await opened.innerText()).toMatch(/Payment provider/);
  await page.keyboard.press('Escape');
  await opened.waitFor({ state: 'detached' });
});

it('opens every sample, and every variant of it shows figures or says "Saturated"', async () => {
  const { page } = app;
  await toStart(page);
  const names = await page
    .getByRole('button', { name: /^Open the sample/ })
    .evaluateAll((cards) => cards.map((card) => card.getAttribute('aria-label') ?? ''));
  expect(names.length).toBeGreaterThanOrEqual(5);
  expect(names[0]).toMatch(/Order/);
  expect(names[1]).toMatch(/Prime Video/);
  for (const name of names) {
    await page.getByRole('button', { name, exact: true }).click();
    await settled(page);
    const tabs = page.getByRole('tablist', { name: 'Variants' }).getByRole('tab');
    for (let index = 0; index < (await tabs.count()); index++) {
      await tabs.nth(index).click();
      await settled(page);
      expect(await tabs.nth(index).innerText()).toMatch(/p99|Saturated/);
      expect(await page.locator('.react-flow__node').count()).toBeGreaterThan(1);
      expect(await page.locator('[data-link]').count()).toBeGreaterThan(1);
    }
    await toStart(page);
  }
});

it('shows a drawing and figures of each sample on the start screen', async () => {
  const { page } = app;
  await page.waitForFunction(
    () =>
      document.querySelectorAll('.thumbnail').length === document.querySelectorAll('.sample').length &&
      document.querySelector('.pending') === null,
  );
  expect(await page.locator('.thumbnail').count()).toBeGreaterThanOrEqual(5);
});

it('has nothing to complain about', () => {
  expect(app.problems).toEqual([]);
});
