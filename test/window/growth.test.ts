// What growth, retries, breakers and losses say in the window, in a design that can tip and in the order sample whose payment hangs.
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenedApp, openApp } from './browser.ts';
import { lens, results, settled, stateOf, tab } from './page.ts';

const TIPPING = path.join(import.meta.dirname, '../reference/19-tipping/project.topolith');

const figure = (page: Page, name: RegExp): Locator =>
  page.getByRole('button', { name: new RegExp(`${name.source}.*show how it is worked out`) }).first();

const text = async (page: Page): Promise<string> =>
  (await page.locator('.opened').innerText()).replaceAll('\u00a0', ' ');

async function escaped(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('.opened').waitFor({ state: 'detached' });
}

describe('a design that can tip', () => {
  let app: OpenedApp;
  beforeAll(async () => {
    app = await openApp({ file: TIPPING });
    await settled(app.page);
  });
  afterAll(async () => {
    await app.close();
  });

  it('says at which surge, and opens to every steady state', async () => {
    const { page } = app;
    const tips = figure(page, /ask, tips at \+45 %/);
    await tips.click();
    expect(await text(page)).toMatch(/Calls as it runs\s+61\.3\/s[^]*where it tips\s+89\.1\/s[^]*has tipped\s+240\/s/);
    await page
      .locator('.others')
      .getByRole('button', { name: /Calls where it tips/ })
      .click();
    expect(await text(page)).toMatch(/ask, attempts, where it tips\s+89\.1/);
    await page.getByRole('button', { name: 'Back' }).click();
    expect(await text(page)).toMatch(/ask, a surge tips it at\s+1\.45/);
    await escaped(page);
    expect(await tips.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('says how many attempts a call takes on its link', async () => {
    const { page } = app;
    await page.locator('[data-link="to-station"] .link-grip').press('Enter');
    const attempts = figure(page, /^Attempts a call/);
    expect(await attempts.innerText()).toBe('1.02');
    await page.keyboard.press('Escape');
  });

  it('has nothing to complain about', () => {
    expect(app.problems).toEqual([]);
  });
});

describe('the order sample', () => {
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
  const underway = async (label: string): Promise<void> => {
    const { page } = app;
    await page.getByRole('combobox', { name: 'Scenario' }).selectOption({ label: `What if: ${label}` });
    await page.locator('[data-component="payment"]').getByText('Never answers').waitFor();
    await settled(page);
  };

  it('lists what saturates as traffic grows, each with its own explanation', async () => {
    const { page } = app;
    await figure(page, /Place an order, holds up to/).click();
    const next = page.locator('.others').getByRole('button', { name: /^Orders server cores/ });
    expect(await next.innerText()).toMatch(/28\.6/);
    await next.click();
    expect(await text(page)).toMatch(/Orders server, its cores hold up to\s+28\.6/);
    await escaped(page);
  });

  it('ranks causes by what they cost, with what stops the journey', async () => {
    const { page } = app;
    await results(page, /^Failures/).click();
    await page.getByText('What costs most').click();
    const first = page.locator('.losses tbody tr').first();
    expect(await first.innerText()).toMatch(/Payment provider\s+87\s*min\s+41,943/);
    expect(await page.getByRole('region', { name: 'What stops it' }).innerText()).toMatch(/99\.55[^]*Payment provider/);
    await figure(page, /Payment provider, minutes lost a month/).click();
    expect(await text(page)).toMatch(/Birnbaum importance\s+99\.8/);
    await escaped(page);
    await page.getByRole('combobox', { name: 'Journey' }).last().selectOption({ label: 'Look at an order' });
    expect(await page.locator('.losses tbody tr').count()).toBe(2);
    await page.getByText('One fault at a time').click();
  });

  it('breaks a part by slowness: threads run out at its caller', async () => {
    const { page } = app;
    await page.getByRole('table').getByRole('button', { name: 'Orders server is slow', exact: true }).click();
    const panel = page.getByRole('complementary', { name: 'Inspector' });
    await panel.getByText('Threads run out').waitFor();
    expect(await page.locator('tr.current').innerText()).toMatch(/threads run out at Order service/);
    expect(await stateOf(page, 'orders')).toBe('delayed');
    await page.keyboard.press('Escape');
    await lens(page, 'Latency').click();
  });

  it('shows threads that are full while the cores idle', async () => {
    const { page } = app;
    await underway('Payment never answers; only a time limit');
    await results(page, /^Load/).click();
    const row = page.getByRole('row', { name: /Order service/ });
    await row.getByText('Saturated: threads full').waitFor();
    expect((await row.innerText()).replaceAll(/\s+/g, ' ')).toMatch(/11 % .*50 of 50/);
  });

  it('says what an open breaker lets through, and opens to how', async () => {
    const { page } = app;
    await underway('Payment never answers; the breaker opens');
    await page.locator('[data-link="order-payment"] .link-grip').press('Enter');
    await page.getByText('Open: one call in 661 gets through').waitFor();
    await figure(page, /^closes again within 33\.1 s/).waitFor();
    await figure(page, /^time between probes/).click();
    expect(await text(page)).toMatch(/Reset time \+ mean wait/);
    await escaped(page);
    await underway('Payment never answers; at most 30 calls wait');
    await figure(page, /^calls at a time [\d.]+ of 30/).waitFor();
  });

  it('has nothing to complain about', () => {
    expect(app.problems).toEqual([]);
  });
});
