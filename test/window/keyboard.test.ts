// Everything by keyboard, light and dark, and small windows.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenedApp, openApp, startHost } from './browser.ts';
import { lens, results, settled, tab } from './page.ts';

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
  await page.keyboard.press('Alt+2');
  expect(await selected(/^B/)).toBe('true');
  await page.keyboard.press('Alt+1');
  expect(await selected(/^A/)).toBe('true');
  await page.keyboard.press('l');
  expect(await lens(page, 'Utilisation').getAttribute('aria-checked')).toBe('true');
  await page.keyboard.press('Shift+L');
  expect(await lens(page, 'Latency').getAttribute('aria-checked')).toBe('true');
});

it('walks variants, lenses and results with the arrows; Tab goes past them', async () => {
  const { page } = app;
  await tab(page, /^A/).focus();
  await page.keyboard.press('ArrowRight');
  expect(await selected(/^B/)).toBe('true');
  await page.keyboard.press('Home');
  expect(await selected(/^A/)).toBe('true');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Add a variant');
  await lens(page, 'Latency').focus();
  await page.keyboard.press('ArrowRight');
  expect(await lens(page, 'Utilisation').getAttribute('aria-checked')).toBe('true');
  await page.keyboard.press('ArrowLeft');
  expect(await lens(page, 'Latency').getAttribute('aria-checked')).toBe('true');
  await results(page, /^Journeys/).focus();
  await page.keyboard.press('End');
  expect(await results(page, /^Findings/).getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('ArrowRight');
  expect(await results(page, /^Journeys/).getAttribute('aria-selected')).toBe('true');
});

it('shows where the focus is at every stop, and Tab is caught nowhere', async () => {
  const { page } = app;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('button', { name: 'To the start screen' }).focus();
  const unseen: string[] = [];
  let stops = 0;
  for (;;) {
    // What changes with the focus is what shows it: the element, a box around it, or the line of a link.
    const stop = await page.evaluate(() => {
      const at = document.activeElement;
      if (!(at instanceof HTMLElement || at instanceof SVGElement) || at === document.body) return null;
      const look = (): string =>
        [at, at.parentElement, at.parentElement?.querySelector('.link-line')]
          .map((one) => (one ? getComputedStyle(one) : null))
          .map((style) => `${style?.boxShadow} ${style?.outline} ${style?.stroke} ${style?.strokeWidth}`)
          .join();
      const focused = look();
      at.blur();
      const plain = look();
      at.focus({ focusVisible: true });
      return { shown: focused !== plain, html: at.outerHTML.slice(0, 120) };
    });
    if (stop === null) break;
    if (!stop.shown) unseen.push(stop.html);
    stops += 1;
    expect(stops).toBeLessThan(200);
    await page.keyboard.press('Tab');
  }
  expect(stops).toBeGreaterThan(60);
  expect(unseen).toEqual([]);
});

it('closes menus and dialogs with Escape and gives the focus back', async () => {
  const { page } = app;
  for (const [name, above] of [
    ['Order: pay now, tell the others later', 'menu'],
    ['Add a variant', 'menu'],
    ['Find a part or run a command', 'dialog'],
    ['Export', 'dialog'],
    ['Keys and gestures', 'dialog'],
  ] as const) {
    const button = page.getByRole('button', { name }).first();
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByRole(above).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole(above).waitFor({ state: 'detached' });
    await expect.poll(() => button.evaluate((own) => document.activeElement === own)).toBe(true);
  }
});

it('reaches parts with Tab and opens one with Enter', async () => {
  const { page } = app;
  await page.locator('[data-component="order"]').focus();
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await inspector.getByRole('heading', { name: 'Order', exact: true }).waitFor();
  expect(await inspector.innerText()).toMatch(/Demand a visit/);
  await page.keyboard.press('Tab');
  const reached = await page.evaluate(() => document.activeElement?.textContent ?? '');
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

it('fits a window of 1024 x 700: one row of tools, and every column of the results', async () => {
  const { page } = app;
  await page.setViewportSize({ width: 1024, height: 700 });
  await settledOrStart();
  for (const name of ['Journeys', 'Cost', 'Failures', 'Load', 'Staleness']) {
    await results(page, new RegExp(`^${name}`)).click();
    const body = page.getByRole('tabpanel', { name });
    expect(`${name} ${await body.evaluate((one) => one.scrollWidth - one.clientWidth)}`).toBe(`${name} 0`);
  }
  const beyond = await page
    .locator('.title > *, .title-end > *, .tabs > *, .drawer-head > *')
    .evaluateAll((all) =>
      all.filter((one) => one.getBoundingClientRect().right > innerWidth).map((one) => one.className),
    );
  expect(beyond).toEqual([]);
  const tops = await page
    .locator('.canvas-top > *')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().y));
  expect(new Set(tops).size).toBe(1);
  await page.getByRole('button', { name: 'To the start screen' }).click();
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
