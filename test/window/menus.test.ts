// The actions that the menus of a desktop ask for, in the real page over a bridge of its own: none runs where it has no meaning.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ActionId, actionIds, actions } from '../../shared/contract/actions.ts';
import { type HostProcess, launchChromium, startHost } from './browser.ts';
import { settled, toStart } from './page.ts';

let browser: Browser;
let host: HostProcess;
beforeAll(async () => {
  [browser, host] = await Promise.all([launchChromium(), startHost()]);
});
afterAll(async () => {
  await browser.close();
  await host.stop();
});

/** Runs in the page before its own code: the calls go to the loopback host, the actions come from a list that the test fills. */
function bridge(): void {
  const waiting: string[] = [];
  const listeners: (() => void)[] = [];
  const call = async (name: string, request: unknown): Promise<unknown> => {
    if (name === 'nextAction') {
      const id = waiting.shift();
      return { ok: true, value: id === undefined ? null : { id } };
    }
    const headers = { 'content-type': 'application/json', 'x-topolith': '1' };
    return (await fetch(`api/${name}`, { method: 'POST', headers, body: JSON.stringify(request) })).json();
  };
  const on = (name: string, listener: () => void): (() => void) => {
    if (name === 'actionWaiting') listeners.push(listener);
    return () => undefined;
  };
  Object.assign(window, {
    topolith: { call, on },
    choose(ids: readonly string[]) {
      waiting.push(...ids);
      for (const listener of listeners) listener();
    },
  });
}

it('runs only what has a meaning on the screen that is there', async () => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.addInitScript(bridge);
  await page.goto(host.startUrl);
  await settled(page);
  const chosen = (ids: readonly ActionId[]): Promise<void> =>
    page.evaluate((all) => (Reflect.get(window, 'choose') as (ids: readonly string[]) => void)(all), ids);
  const parts = page.locator('.react-flow__node');
  const state = page.locator('.saved-state');
  const before = await parts.count();

  // Under a question nothing of the drawing is changed.
  await page.keyboard.press('Control+Alt+n');
  const question = page.getByRole('dialog', { name: 'New project' });
  await question.waitFor();
  await chosen(['select-all', 'duplicate', 'delete', 'new-variant', 'to-start', 'new-project', 'theme']);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await question.waitFor({ state: 'detached' });
  expect([await parts.count(), await state.innerText()]).toEqual([before, 'Opened as a copy']);

  await chosen(['select-all', 'duplicate']);
  await state.filter({ hasText: 'Unsaved changes' }).waitFor();
  expect(await parts.count()).toBeGreaterThan(before);

  // In the comparison a window that closes still gets its save.
  await chosen(['compare']);
  await page.getByRole('heading', { name: 'Side by side' }).waitFor();
  const saved = page.waitForResponse('**/api/saveProject');
  await chosen(['undo', 'save']);
  expect(await (await saved).json()).toMatchObject({ ok: true });
  await page.keyboard.press('Escape');
  await state.filter({ hasText: /^Saved$/ }).waitFor();
  await page.getByRole('button', { name: /^Undo Duplicate/ }).waitFor();

  // On the start screen there is no design to act on.
  await toStart(page);
  await chosen(actionIds.filter((id) => actions.find((one) => one.id === id)?.needsDesign));
  await chosen(['keys']);
  await page.getByRole('dialog', { name: 'Keys and gestures' }).waitFor();
  expect(await page.locator('dialog[open]').count()).toBe(1);
  expect(problems).toEqual([]);
});
