// Breaking a part: what the drawing, the banner and the matrix say.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenedApp, openApp } from './browser.ts';
import { lens, results, settled, stateOf, tab } from './page.ts';

let app: OpenedApp;
beforeAll(async () => {
  app = await openApp();
  await settled(app.page);
});
afterAll(async () => {
  await app.close();
});

it('breaks payment at a click, and Escape mends it', async () => {
  const { page } = app;
  await tab(page, /^B/).click();
  await lens(page, 'Blast radius').click();
  await page.locator('[data-component="payment"]').click();
  const banner = page.getByRole('status').filter({ hasText: 'Payment' });
  await banner.waitFor();
  expect(await banner.innerText()).toMatch(/25 % of requests fail: Place an order\./);
  expect(await stateOf(page, 'payment')).toBe('down');
  expect(await page.locator('[data-component="payment"]').innerText()).toMatch(/Down/);
  expect(await page.locator('[data-link="order-payment"]').getAttribute('class')).toMatch(/failed/);
  await page.keyboard.press('Escape');
  await page.getByText('Nothing is broken').first().waitFor();
  expect(await stateOf(page, 'payment')).toBe('none');
});

it('shows a row of the matrix on the drawing', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'E-mail service is down', exact: true }).last().click();
  await page.waitForFunction(
    () => document.querySelector('[data-component="email"]')?.getAttribute('data-state') === 'down',
  );
  expect(await stateOf(page, 'orders')).toBe('ok');
  await page.getByRole('button', { name: 'Mend' }).click();
  await page.getByText('Nothing is broken').first().waitFor();
});

it('names the journeys whose events are lost, and a saturated part by that word', async () => {
  const { page } = app;
  await tab(page, /^A/).click();
  await results(page, /^Failures/).click();
  await page.getByRole('table').getByText('events lost').first().waitFor();
  await tab(page, /^B/).click();
  await lens(page, 'Latency').click();
  const scenario = page.getByRole('combobox', { name: 'Scenario' });
  await scenario.selectOption({ label: 'What if: Payment never answers; no limit at all' });
  await page.locator('[data-component="payment"]').getByText('Never answers').waitFor();
  const saturated = page.locator('[data-component]').filter({ hasText: 'Saturated' });
  await saturated.first().waitFor();
  expect(await saturated.first().getAttribute('data-state')).toBe('saturated');
  await scenario.selectOption({ index: 0 });
  await tab(page, /^A/).click();
  await settled(page);
});

it('asks a scenario of the engine and shows its figures', async () => {
  const { page } = app;
  await lens(page, 'Latency').click();
  const before = await tab(page, /^A/).innerText();
  await page.getByRole('combobox', { name: 'Scenario' }).selectOption({ index: 2 });
  await page.waitForFunction((old) => document.querySelector<HTMLElement>('.tab')?.innerText !== old, before);
  expect(await tab(page, /^A/).innerText()).toMatch(/p99|Saturated|Failed/);
  await page.getByRole('combobox', { name: 'Scenario' }).selectOption({ index: 0 });
  await page.waitForFunction((old) => document.querySelector<HTMLElement>('.tab')?.innerText === old, before);
});

it('has nothing to complain about', () => {
  expect(app.problems).toEqual([]);
});
