// What the tests of the window have in common: finding things the way a user would.
import type { FileChooser, Locator, Page } from 'playwright-core';

export const tab = (page: Page, name: RegExp): Locator =>
  page.getByRole('tablist', { name: 'Variants' }).getByRole('tab', { name });

export const lens = (page: Page, name: string): Locator => page.getByRole('radio', { name });

export const results = (page: Page, name: RegExp): Locator =>
  page.getByRole('tablist', { name: 'Results' }).getByRole('tab', { name });

/** Waits until every variant is answered and the drawing stands. */
export async function settled(page: Page): Promise<void> {
  await page.locator('.react-flow__node').first().waitFor();
  await page.locator('[data-link]').first().waitFor({ state: 'attached' });
  await page.waitForFunction(
    () => document.querySelectorAll('.tab').length > 0 && document.querySelector('.pending, .older') === null,
  );
}

/** State that a component shows on the drawing: failed, degraded, down, ok ... */
export const stateOf = (page: Page, component: string): Promise<string | null> =>
  page.locator(`[data-component="${component}"]`).first().getAttribute('data-state');

export async function toStart(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'To the start screen' }).click();
  await page.getByRole('heading', { name: 'Which cut is right?' }).waitFor();
}

/** Chooses a file in the page's own file dialog, which `ask` opens. */
export async function choose(
  page: Page,
  name: string,
  text: string,
  ask: () => Promise<void> = () => page.keyboard.press('Control+o'),
): Promise<void> {
  const chooser = await asked(page, ask);
  await chooser.setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
}

/** On a busy machine a headless Chromium now and then takes a key for one that no user pressed, and shows no chooser. */
async function asked(page: Page, ask: () => Promise<void>, tries = 3): Promise<FileChooser> {
  const chooser = page.waitForEvent('filechooser', { timeout: 8000 }).catch(() => null);
  await ask();
  const shown = await chooser;
  if (shown) return shown;
  if (tries === 1) throw new Error('no file chooser was shown');
  return asked(page, ask, tries - 1);
}
