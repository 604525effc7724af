// Drawing by hand in the real page: parts, links, moves, re-cuts, copies, names, and undo for each of them.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenedApp, openApp } from './browser.ts';
import { box, card, dragCard, dragOnto, drawLink, drawToNowhere, dropKind, marquee } from './draw.ts';
import { settled, tab, toStart } from './page.ts';

let app: OpenedApp;
beforeAll(async () => {
  app = await openApp();
  app.page.setDefaultTimeout(5000);
  await settled(app.page);
});
afterAll(async () => {
  await app.close();
});

const page = () => app.page;
const names = () => page().locator('[data-component] .part-name').allInnerTexts();
const inspector = () => page().getByRole('complementary', { name: 'Inspector' });
const undoAll = async (): Promise<void> => {
  while (
    (await page()
      .getByRole('button', { name: /^Undo / })
      .count()) > 0
  )
    await page().keyboard.press('Control+z');
};
const places = () =>
  page()
    .locator('.react-flow__node')
    .evaluateAll((nodes) =>
      nodes.map((one) => `${one.getAttribute('data-id')} ${(one as HTMLElement).style.transform}`).sort(),
    );
const stillAt = async (id: string): Promise<{ x: number; y: number }> => {
  const rect = await card(page(), id).boundingBox();
  return { x: rect?.x ?? 0, y: rect?.y ?? 0 };
};

async function emptyDesign(): Promise<void> {
  await page().keyboard.press('Control+Alt+n');
  await page().keyboard.type('Sketch');
  await page().keyboard.press('Enter');
  await page().locator('.empty-canvas').waitFor();
}

async function orderSample(): Promise<void> {
  await undoAll();
  await toStart(page());
  await page()
    .getByRole('button', { name: /^Open the sample Order/ })
    .click();
  await settled(page());
  await tab(page(), /^B/).click();
  await box(page(), 'order-svc').waitFor();
}

it('begins empty, says how to begin, and takes parts by key, by drag and by double click', async () => {
  await emptyDesign();
  await page().keyboard.press('1');
  await card(page(), 'client').waitFor();
  await dropKind(page(), 'module', 500, 150);
  await dropKind(page(), 'relational', 720, 150);
  await page()
    .locator('.flow-frame')
    .dblclick({ position: { x: 720, y: 380 } });
  await page().getByRole('combobox', { name: 'Add a part' }).fill('queue');
  await page().keyboard.press('Enter');
  await card(page(), 'queue').waitFor();
  expect((await names()).toSorted()).toEqual(['Client', 'Module', 'Queue', 'Relational store']);
});

it('links by dragging, and what the link is follows from its ends', async () => {
  await drawLink(page(), 'client', 'right', 'module');
  await inspector().getByRole('heading', { name: 'Client to Module' }).waitFor();
  expect(await page().getByRole('status').allInnerTexts()).toContainEqual(
    expect.stringMatching(/Journey .* added with 10\/s, peak 30\/s/),
  );
  await drawLink(page(), 'module', 'right', 'relational-store');
  await drawLink(page(), 'module', 'bottom', 'queue');
  const kinds = await page()
    .locator('[data-link]')
    .evaluateAll((links) => links.map((one) => one.classList.value.split(' ')[1]));
  expect(kinds.toSorted((a, b) => (a ?? '').localeCompare(b ?? ''))).toEqual(['async', 'data', 'sync']);
});

it('offers the kinds where a link ends in nothing, and links the new part', async () => {
  await drawToNowhere(page(), 'queue', 'right', { x: 110, y: 60 });
  await page().getByRole('combobox', { name: 'Add a part that Queue calls' }).fill('module');
  await page().keyboard.press('Enter');
  await card(page(), 'module-2').waitFor();
  expect(await page().locator('[data-link="queue-module-2"]').count()).toBe(1);
  // One process in a monolith: the new module runs in it.
  expect(await card(page(), 'module-2').locator('xpath=ancestor::*[@data-id]').getAttribute('data-id')).toBe(
    'c:module-2@application',
  );
});

it('refuses what makes no sense in a sentence, and changes nothing', async () => {
  const before = await places();
  await card(page(), 'relational-store').click();
  await page().keyboard.press('c');
  await page()
    .getByRole('combobox', { name: /^Connect Relational store to/ })
    .fill('module');
  await page().keyboard.press('Enter');
  await page()
    .getByText(/is a store: it answers calls and makes none/)
    .waitFor();
  expect(await places()).toEqual(before);
});

it('splits a module off by dragging it out of its box, and the way there becomes a network call', async () => {
  const hint = await dragCard(page(), 'module-2', { x: 60, y: 190 });
  expect(hint).toBe('Let go to give Module 2 a deployable of its own');
  await page()
    .getByRole('button', { name: /^Module 2 service/ })
    .waitFor();
  await page().keyboard.press('Control+z');
  await page()
    .getByRole('button', { name: /^Module 2 service/ })
    .waitFor({ state: 'detached' });
  await page().keyboard.press('Control+Shift+z');
  await page()
    .getByRole('button', { name: /^Module 2 service/ })
    .waitFor();
});

it('undoes everything and does everything again', async () => {
  const end = await places();
  await undoAll();
  await page().locator('.empty-canvas').waitFor();
  while (
    (await page()
      .getByRole('button', { name: /^Redo / })
      .count()) > 0
  )
    await page().keyboard.press('Control+y');
  expect(await places()).toEqual(end);
});

it('says which journey goes with its client', async () => {
  await card(page(), 'client').click();
  await page().keyboard.press('Delete');
  await page().getByText('Removed, with the journey "Client to Module". Undo brings them back.').waitFor();
  expect(await card(page(), 'client').count()).toBe(0);
  await page().keyboard.press('Control+z');
  await card(page(), 'client').waitFor();
});

it('re-cuts a sample by dropping one part on the box of another', async () => {
  await orderSample();
  const before = await tab(page(), /^B/).innerText();
  expect(await dragOnto(page(), 'email', 'order')).toBe('Let go to move E-mail into Order service');
  await box(page(), 'email-svc').waitFor({ state: 'detached' });
  await page().waitForFunction((text) => document.querySelectorAll('.tab')[1]?.textContent !== text, before);
  await page().keyboard.press('Control+z');
  await box(page(), 'email-svc').waitFor();
});

it('moves with snapping, keeps its place, and takes a nudge as one step', async () => {
  await orderSample();
  const before = await stillAt('inventory');
  await dragCard(page(), 'inventory', { x: 30, y: -61 });
  const after = await stillAt('inventory');
  expect(Math.abs(after.y - before.y + 61)).toBeLessThan(9);
  await card(page(), 'inventory').click();
  for (let i = 0; i < 5; i++) await page().keyboard.press('ArrowDown');
  expect((await stillAt('inventory')).y - after.y).toBe(5);
  await page().keyboard.press('Control+z');
  expect(await stillAt('inventory')).toEqual(after);
  await page().keyboard.press('Control+z');
  expect(await stillAt('inventory')).toEqual(before);
});

it('selects by marquee and by adding, aligns, pins, tidies', async () => {
  await orderSample();
  await page().keyboard.press('Control+a');
  expect(await page().locator('.part.selected').count()).toBe(8);
  await page().keyboard.press('Escape');
  expect(await page().locator('.part.selected').count()).toBe(0);
  await card(page(), 'email').click();
  await card(page(), 'inventory').click({ modifiers: ['Shift'] });
  expect(await page().locator('.part.selected').count()).toBe(2);
  await page().keyboard.press('Alt+s');
  const [email, inventory] = [await stillAt('email'), await stillAt('inventory')];
  expect(email.y).toBe(inventory.y);
  await page().keyboard.press('Control+Shift+l');
  expect(await page().locator('.pinned').count()).toBe(2);
  await page().keyboard.press('Escape');
  const frame = await page().locator('.flow-frame').boundingBox();
  await marquee(page(), { x: 4, y: 60 }, { x: (frame?.width ?? 0) - 4, y: (frame?.height ?? 0) - 60 });
  expect(await page().locator('.part.selected').count()).toBe(8);
  await page().keyboard.press('Escape');
  await page().keyboard.press('Control+Alt+t');
  await page()
    .getByRole('button', { name: /^Undo Tidy/ })
    .waitFor();
});

it('copies with facts, pastes, duplicates and removes', async () => {
  await orderSample();
  await card(page(), 'inventory').click();
  await page().keyboard.press('Control+d');
  await card(page(), 'inventory-2').waitFor();
  await inspector().getByRole('heading', { name: 'Inventory 2' }).waitFor();
  await page().keyboard.press('Delete');
  await card(page(), 'inventory-2').waitFor({ state: 'detached' });
  await page()
    .getByText(/Removed in all variants/)
    .waitFor();
  await page().keyboard.press('Control+z');
  await card(page(), 'inventory-2').waitFor();
  expect(await page().locator('[data-component]').count()).toBe(9);
});

it('takes names in place, and Escape leaves them', async () => {
  await orderSample();
  await card(page(), 'email').click();
  await page().keyboard.press('F2');
  await page().getByRole('textbox', { name: 'Name of E-mail' }).fill('Letters');
  await page().keyboard.press('Enter');
  await page()
    .getByRole('button', { name: /^Letters/ })
    .waitFor();
  await card(page(), 'email').dblclick();
  await page().getByRole('textbox', { name: 'Name of Letters' }).fill('Nothing');
  await page().keyboard.press('Escape');
  expect(await names()).toContain('Letters');
});

it('deploys together and apart by key', async () => {
  await orderSample();
  await card(page(), 'email').click();
  await card(page(), 'analytics').click({ modifiers: ['Control'] });
  await page().keyboard.press('Control+g');
  await box(page(), 'email-svc').waitFor({ state: 'detached' });
  await page().keyboard.press('Control+Shift+g');
  await page()
    .getByRole('button', { name: /^E-mail service/ })
    .first()
    .waitFor();
  expect(await page().locator('[data-deployable]').count()).toBe(7);
});

it('adds variants, and brings parts into an empty one', async () => {
  await orderSample();
  await page().getByRole('button', { name: 'Add a variant' }).click();
  await page().getByRole('menuitem', { name: 'New: empty' }).click();
  await page().getByText('Nothing runs in this variant yet').waitFor();
  await page().getByRole('button', { name: 'Bring in: Order', exact: true }).click();
  await card(page(), 'order').waitFor();
  expect(await page().getByRole('tablist', { name: 'Variants' }).getByRole('tab').count()).toBe(4);
});

it('shows the menu of the right button and its keys', async () => {
  await orderSample();
  await card(page(), 'order').click({ button: 'right' });
  const menu = page().getByRole('menu');
  await menu.getByRole('menuitem', { name: /Duplicate/ }).waitFor();
  await page().keyboard.press('Escape');
  await menu.waitFor({ state: 'detached' });
  expect(await card(page(), 'order').getAttribute('aria-pressed')).toBe('true');
});

it('leaves no error behind', () => {
  expect(app.problems).toEqual([]);
});
