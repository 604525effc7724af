// Every kind of figure opens to its formula and its inputs with their origin, by click and by key, beside the figure.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { type OpenedApp, openApp } from './browser.ts';
import { lens, results, settled, tab } from './page.ts';

let app: OpenedApp;
beforeAll(async () => {
  app = await openApp();
  await settled(app.page);
  await tab(app.page, /^B/).click();
  await settled(app.page);
});
afterAll(async () => {
  await app.close();
});

const figure = (name: RegExp): Locator =>
  app.page.getByRole('button', { name: new RegExp(`${name.source}.*show how it is worked out`) }).first();
const opened = (): Locator => app.page.locator('.opened');

async function read(trigger: Locator): Promise<string> {
  await trigger.click();
  await opened().waitFor();
  const all = opened().getByRole('button', { name: /^Show all/ });
  if ((await all.count()) > 0) await all.click();
  const text = await opened().innerText();
  const placed = (): Promise<{ over: boolean; wide: boolean }> =>
    app.page.evaluate(() => {
      const card = document.querySelector('.opened')!.getBoundingClientRect();
      const under = document.querySelector('.opens[data-state="open"]')!.getBoundingClientRect();
      const apart =
        card.right <= under.left || card.left >= under.right || card.bottom <= under.top || card.top >= under.bottom;
      return { over: !apart, wide: card.width > 560 };
    });
  // A card that has grown finds its place in the next frames.
  await expect.poll(placed).toEqual({ over: false, wide: false });
  await app.page.keyboard.press('Escape');
  await opened().waitFor({ state: 'detached' });
  return text.replaceAll('\u00a0', ' ');
}

test.each([
  ['Journeys', /Place an order, requests/, [/As typed for the journey/, /requests at the peak\s+20\/s\s+Typed/]],
  ['Journeys', /Place an order, p50/, [/the p50 is read from the sum/, /Payment: work a visit\s+194 ms\s+Typed/]],
  [
    'Journeys',
    /Place an order, p99/,
    [/Where the mean of .* goes/, /Erlang’s formula/, /Order service: utilisation/, /Worked out/],
  ],
  ['Journeys', /Place an order, availability/, [/counts once/, /Order service: up\s+99\.90 %\s+Typed/, /Down a month/]],
  ['Journeys', /Place an order, holds up to/, [/Gives way first\s+Order service/, /threads a replica\s+50/]],
  [
    'Cost',
    /Order service: c6i\.large hours/,
    [/Quantity × unit price/, /0\.085 per hour\s+Price book/, /read 20 Jul 2026/],
  ],
  ['Cost', /^Total/, [/The sum of 9 lines/, /Hours a month\s+730 h/]],
  ['Failures', /Payment fails, failed/, [/Each journey counts by its share/, /share of requests\s+25 %/]],
  ['Load', /Order service, utilisation/, [/Work offered \/ \(cores × replicas\)/, /cores a replica\s+2\s+Typed/]],
  ['Load', /Order service, wait of a visit/, [/s × C \/ \(c − a\)/, /at random\s+Default\s+assumption of Topolith/]],
  ['Load', /Order service, visits/, [/Requests × visits a request/, /Look at an order: requests at the peak\s+60\/s/]],
  ['Staleness', /Analytics, p99/, [/along the slowest way/, /looks every\s+60\.0 s\s+Typed/]],
  [
    'Findings',
    /Order service runs once/,
    [/Share of time that it is down × share of the traffic/, /traffic that fails\s+100 %/],
  ],
] as const)('opens of %s: %s', async (where, name, words) => {
  await results(app.page, new RegExp(`^${where}`)).click();
  const text = await read(figure(name));
  expect(text).toMatch(/How it is worked out/);
  for (const each of words) expect(text).toMatch(each);
});

it('reads from the curve how many answers take longer than a time, by key and by pointer', async () => {
  const { page } = app;
  await results(page, /^Journeys/).click();
  await figure(/Place an order, p99/).click();
  const slider = opened().getByRole('slider', { name: 'Answers that take longer than' });
  const reading = async (): Promise<string> => (await slider.getAttribute('aria-valuetext')) ?? '';
  // The sample's objective is where it starts.
  expect(await reading()).toBe('at most 0.09 % take longer than 1.50 s');
  await slider.focus();
  await page.keyboard.press('Home');
  expect(await reading()).toBe('100 % take longer than 0 ms');
  for (let i = 0; i < 25; i++) await page.keyboard.press('ArrowRight');
  expect(await reading()).toMatch(/^2[4-6] % take longer than 250 ms$/);
  const box = (await opened().locator('.curve').boundingBox())!;
  await page.mouse.move(box.x + box.width - 6, box.y + box.height / 2);
  expect(await reading()).toMatch(/^at most 0\.09 % take longer than 1\.[56]\d s$/);
  expect(await opened().locator('output').innerText()).toBe(await reading());
  await page.keyboard.press('Escape');
});

it('opens figures of the inspector beside it', async () => {
  const { page } = app;
  await page.locator('[data-deployable="order-svc"] .box-head').click();
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  expect(await read(inspector.getByRole('button', { name: /threads held/ }))).toMatch(/Little’s law/);
  expect(await read(inspector.getByRole('button', { name: /, cost / }))).toMatch(/The sum of its 1 line/);
  await page.locator('[data-link="order-orders"] .link-grip').press('Enter');
  expect(await read(inspector.getByRole('button', { name: /^Calls/ }))).toMatch(/Visits of the caller × calls a visit/);
  expect(await read(inspector.getByRole('button', { name: /^On the wire/ }))).toMatch(/round trip\s+0\.3 ms\s+Typed/);
  await page.keyboard.press('Escape');
  await lens(page, 'Cost').click();
  expect(await read(inspector.getByRole('button', { name: /^A million requests/ }))).toMatch(/millions of requests/);
  await lens(page, 'Blast radius').click();
  await page.locator('[data-component="payment"]').click();
  expect(await read(inspector.getByRole('button', { name: /^Carries on/ }))).toMatch(/Look at an order/);
  await page.keyboard.press('Escape');
  await lens(page, 'Latency').click();
});

it('opens with Enter and Space, and Escape gives the focus back', async () => {
  const { page } = app;
  await results(page, /^Journeys/).click();
  const trigger = figure(/Look at an order, p99/);
  for (const key of ['Enter', 'Space']) {
    await trigger.focus();
    await page.keyboard.press(key);
    await opened().waitFor();
    await page.keyboard.press('Escape');
    await opened().waitFor({ state: 'detached' });
    expect(await trigger.evaluate((element) => element === document.activeElement)).toBe(true);
  }
});

it('shows the field of an input in the inspector', async () => {
  const { page } = app;
  await figure(/Place an order, p99/).click();
  await opened()
    .getByRole('button', { name: /Order service: cores a replica/ })
    .click();
  await opened().waitFor({ state: 'detached' });
  const cores = page.getByRole('complementary', { name: 'Inspector' }).getByRole('textbox', { name: 'Cores' });
  await cores.waitFor();
  expect(await cores.inputValue()).toBe('2');
  await page.keyboard.press('Escape');
});

it('opens in the table of faults without breaking anything', async () => {
  const { page } = app;
  await results(page, /^Failures/).click();
  await read(figure(/Payment fails, degraded/));
  expect(await lens(page, 'Latency').getAttribute('aria-checked')).toBe('true');
});

it('has nothing to complain about', () => {
  expect(app.problems).toEqual([]);
});
