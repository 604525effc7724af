// A what-if from the panel to the results: made, given a day, refused, applied, taken back, removed.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenedApp, openApp } from './browser.ts';
import { results, settled, tab } from './page.ts';

let app: OpenedApp;
let panel: Locator;
beforeAll(async () => {
  app = await openApp();
  await settled(app.page);
  await tab(app.page, /^B/).click();
  const fold = app.page.getByRole('button', { name: /^Scenarios/ });
  if ((await fold.getAttribute('aria-expanded')) !== 'true') await fold.click();
  panel = app.page.getByRole('group', { name: 'Scenario', exact: true });
});
afterAll(async () => {
  await app.close();
});

const stretch = (words: string): Locator => panel.getByRole('group', { name: words, exact: true });

it('makes a scenario and gives it a day with the keyboard alone', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Add scenario' }).press('Enter');
  await panel
    .getByRole('button', { name: /^Scenario/ })
    .first()
    .press('Enter');
  await panel.getByRole('button', { name: 'Add a profile of the day' }).press('Enter');
  await panel.getByText('24 h in all. The busiest takes the place of the peak.').waitFor();
  await stretch('16 to 24 h')
    .getByRole('button', { name: /^16 to 24/ })
    .press('Enter');
  const traffic = stretch('16 to 24 h').getByLabel('Traffic', { exact: true });
  await traffic.fill('2.5');
  await traffic.press('Enter');
  await stretch('16 to 24 h').getByText('2.5 ×').waitFor();
  expect(await traffic.inputValue()).toBe('2.5');
});

it('refuses a day of more than 24 hours in words and keeps the last one', async () => {
  const hours = stretch('16 to 24 h').getByLabel('Lasts', { exact: true });
  await hours.fill('9');
  await hours.press('Enter');
  await panel.getByText(/add up to 25, more than a day/).waitFor();
  await hours.press('Escape');
  expect(await panel.getByRole('button', { name: /^16 to 24/ }).count()).toBe(1);
});

it('shows the day hour by hour where the load stands, at the rates of the day', async () => {
  const { page } = app;
  await panel.getByLabel('Traffic', { exact: true }).first().fill('1');
  await page.getByRole('combobox', { name: 'Scenario' }).selectOption({ label: 'What if: Scenario' });
  await results(page, /^Load/).click();
  const day = page.getByRole('region', { name: 'Over the day' });
  await day.getByRole('row', { name: /16 to 24/ }).waitFor();
  const rows = day.getByRole('row');
  expect(await rows.count()).toBe(3);
  // Until the edit before it is worked out, the row says what was.
  await expect.poll(() => rows.nth(2).innerText()).toMatch(/2\.5 ×[\s\S]*Order service[\s\S]*20\s*\/s/);
  expect(await day.getByRole('img').getAttribute('aria-label')).toMatch(
    /Highest use over the day: .*%\. Slowest p99 of Place an order/,
  );
  await day.getByRole('combobox', { name: 'Journey of the day' }).selectOption({ label: 'Look at an order' });
  await day.getByRole('row', { name: /16 to 24.*60/ }).waitFor();
});

it('splits the longest stretch of a full day, takes it back, and goes with its scenario', async () => {
  const { page } = app;
  await panel.getByRole('button', { name: 'Add a stretch' }).click();
  await panel.getByRole('button', { name: /^8 to 16/ }).waitFor();
  await page.keyboard.press('Control+z');
  await panel.getByRole('button', { name: /^0 to 16/ }).waitFor();
  await page.getByRole('button', { name: 'Remove Scenario', exact: true }).click();
  await page.getByRole('region', { name: 'Over the day' }).waitFor({ state: 'detached' });
  await page
    .getByRole('combobox', { name: 'Scenario' })
    .getByRole('option', { name: 'What if: Scenario' })
    .waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await panel.waitFor();
  expect(app.problems).toEqual([]);
});
