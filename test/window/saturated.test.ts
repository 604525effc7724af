// A part with as much work as it can do, or more, is "saturated" wherever the window speaks of it, and no figure is huge.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saturatedProject, senseless } from '../support/saturatedProject.ts';
import { type OpenedApp, openApp } from './browser.ts';
import { card } from './draw.ts';
import { choose, lens, results, settled, tab, toStart } from './page.ts';

const VARIANTS = saturatedProject.variants.map(({ name }) => name);

let app: OpenedApp;
beforeAll(async () => {
  app = await openApp();
  await settled(app.page);
  await toStart(app.page);
  const text = JSON.stringify(saturatedProject);
  await choose(app.page, 'overrun.topolith', text, () => app.page.getByRole('button', { name: 'Import' }).click());
  await tab(app.page, new RegExp(VARIANTS[0]!)).waitFor();
});
afterAll(async () => {
  await app.close();
});

/** The words of a place, which must all make sense. */
async function words(place: Locator): Promise<string> {
  await place.first().waitFor();
  const text = (await place.allInnerTexts()).join('\n');
  expect(senseless(text)).toEqual([]);
  return text;
}

const body = (): Locator => app.page.locator('body');
const drawer = (): Locator => app.page.locator('.drawer');
const inspector = (): Locator => app.page.getByRole('complementary', { name: 'Inspector' });

describe.each(VARIANTS.slice(0, 2))('the cut "%s"', (name) => {
  beforeAll(async () => {
    await tab(app.page, new RegExp(name)).click();
    await settled(app.page);
  });

  it('says so on its tab', async () => {
    expect(await words(tab(app.page, new RegExp(name)))).toMatch(/saturated/i);
  });

  it.each(['Journeys', 'Cost', 'Load', 'Staleness', 'Findings'])('says so in the results, %s', async (which) => {
    await results(app.page, new RegExp(`^${which}`)).click();
    expect(await words(drawer())).toMatch(/saturated|never catches up/i);
  });

  it('makes sense in the failures', async () => {
    await results(app.page, /^Failures/).click();
    expect(await words(drawer())).toContain('Cart host');
  });

  it.each(['Latency', 'Utilisation'])('says so on the drawing, lens %s', async (which) => {
    await lens(app.page, which).click();
    const box = app.page.locator('[data-deployable="cart-host"]').first();
    expect(await words(box)).toMatch(/saturated/i);
    await words(body());
  });

  it('says so in the inspector of the part', async () => {
    await app.page.locator('[data-deployable="cart-host"] .box-head').click();
    expect(await words(inspector())).toMatch(/saturated/i);
    await card(app.page, 'mail').click();
    expect(await words(inspector())).toMatch(/never catches up|saturated/i);
    await app.page.keyboard.press('Escape');
  });

  it('says so in the picture that is handed out', async () => {
    const { page } = app;
    await page.keyboard.press('Control+Shift+e');
    const dialog = page.getByRole('dialog', { name: 'Export' });
    const picture = dialog.locator('.svg-picture svg');
    await picture.waitFor();
    const text = (await picture.locator('text').allTextContents()).join('\n');
    expect(text).toMatch(/saturated/i);
    expect(senseless(text)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });
});

it('says so beside a cut that has enough', async () => {
  const { page } = app;
  await tab(page, new RegExp(VARIANTS[1]!)).click();
  await settled(page);
  await page.keyboard.press('Control+Alt+c');
  const verdict = page.getByRole('region', { name: 'Verdict', exact: true });
  await verdict.waitFor();
  await page.waitForFunction(() => document.querySelector('.compare .pending') === null);
  for (const name of ['Side by side', 'Latency', 'Monthly cost'])
    expect(await words(page.getByRole('region', { name, exact: true }))).toMatch(/saturated|cannot serve/i);
  await words(body());
  await page.keyboard.press('Escape');
  await settled(page);
});

it('says so on the card of the start screen', async () => {
  await toStart(app.page);
  const own = app.page.locator('.project-card').filter({ hasText: 'Overrun' }).first();
  await own.locator('.figure').first().waitFor();
  expect(await words(own)).toMatch(/saturated/i);
  await words(body());
  expect(app.problems).toEqual([]);
});
