// Everything by keyboard, light and dark, and small windows.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenedApp, openApp, startHost } from './browser.ts';
import { lens, settled, tab } from './page.ts';

let app: OpenedApp;
beforeAll(async () => {
  app = await openApp();
  await settled(app.page);
});
afterAll(async () => {
  await app.close();
});

const selected = (name: RegExp): Promise<string | null> => tab(app.page, name).getAttribute('aria-selected');

it('changes variants and lenses with single keys', async () => {
  const { page } = app;
  await page.keyboard.press('2');
  expect(await selected(/^B/)).toBe('true');
  await page.keyboard.press('1');
  expect(await selected(/^A/)).toBe('true');
  await page.keyboard.press('l');
  expect(await lens(page, 'Utilisation').getAttribute('aria-checked')).toBe('true');
  await page.keyboard.press('Shift+L');
  expect(await lens(page, 'Latency').getAttribute('aria-checked')).toBe('true');
});

it('reaches parts with Tab and opens one with Enter', async () => {
  const { page } = app;
  await page.locator('[data-component="order"]').focus();
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await inspector.getByRole('heading', { name: 'Order', exact: true }).waitFor();
  expect(await inspector.innerText()).toMatch(/Demand a visit/);
  await page.keyboard.press('Tab');
  const reached = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  expect(reached).not.toBe('');
  await page.keyboard.press('Escape');
  await inspector.getByRole('heading', { name: 'Monolith' }).waitFor();
});

it('shows and hides the sheet of keys', async () => {
  const { page } = app;
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys and gestures' });
  await sheet.waitFor();
  expect(await sheet.innerText()).toMatch(/Next lens/);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

it('finds a part by name', async () => {
  const { page } = app;
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a part or run a command' }).fill('invent');
  await page.keyboard.press('Enter');
  await page.getByRole('complementary', { name: 'Inspector' }).getByRole('heading', { name: 'Inventory' }).waitFor();
  expect(await page.locator('[data-component="inventory"]').getAttribute('aria-pressed')).toBe('true');
});

it('gives every button a name', async () => {
  const nameless = await app.page
    .getByRole('button')
    .evaluateAll((buttons) =>
      buttons
        .filter((one) => (one.getAttribute('aria-label') ?? one.textContent ?? '').trim() === '')
        .map((one) => one.outerHTML),
    );
  expect(nameless).toEqual([]);
});

it('follows the system and remembers the choice of light or dark', async () => {
  const { page } = app;
  const theme = (): Promise<string | null> => page.locator('html').getAttribute('data-theme');
  expect(await theme()).toBe('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-theme="dark"]').waitFor();
  await page.getByRole('button', { name: 'Switch to light' }).click();
  expect(await theme()).toBe('light');
  await page.reload();
  await page.locator('html[data-theme="light"]').waitFor();
  // Another start has another port; the choice and "seen before" hold there too.
  const later = await startHost();
  try {
    const other = await app.context.newPage();
    await other.emulateMedia({ colorScheme: 'dark' });
    await other.goto(later.startUrl);
    await other.getByRole('heading', { name: 'Which cut is right?' }).waitFor();
    expect(await other.locator('html').getAttribute('data-theme')).toBe('light');
    await other.close();
  } finally {
    await later.stop();
  }
});

it('keeps its controls inside a small window', async () => {
  const { page } = app;
  await page.setViewportSize({ width: 800, height: 600 });
  await settledOrStart();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(800);
  expect(app.problems).toEqual([]);
});

/** A later start shows the start screen, so the sample is opened by hand. */
async function settledOrStart(): Promise<void> {
  await app.page.getByRole('button', { name: /^Open the sample Order/ }).click();
  await settled(app.page);
}
