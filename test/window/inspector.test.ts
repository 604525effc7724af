// Facts are changed in the inspector: the figures follow, undo takes them back, and what makes no sense is refused in words.
import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Project } from '../../shared/model/types.ts';
import { type OpenedApp, openApp } from './browser.ts';
import { settled, tab } from './page.ts';

let app: OpenedApp;
beforeAll(async () => {
  app = await openApp();
  await settled(app.page);
});
afterAll(async () => {
  await app.close();
});
beforeEach(async () => {
  await selectNothing();
});

const inspector = (): Locator => app.page.getByRole('complementary', { name: 'Inspector' });
const field = (name: string): Locator => inspector().getByLabel(name, { exact: true });
const section = (name: string): Locator => inspector().getByRole('region', { name, exact: true });

async function selectNothing(): Promise<void> {
  await app.page.locator('.react-flow__pane').click({ position: { x: 20, y: 300 } });
  await field('Name of the variant').waitFor();
}
async function selectComponent(id: string): Promise<void> {
  await app.page.locator(`[data-component="${id}"]`).click();
  await field('Name of the component').waitFor();
}
async function selectDeployable(): Promise<void> {
  await selectComponent('order');
  await inspector().getByRole('button', { name: 'More for this component' }).click();
  await app.page.getByRole('menuitem', { name: 'Go to Shop' }).click();
  await field('Name of the deployable').waitFor();
}
async function selectLink(): Promise<void> {
  await selectComponent('order');
  await inspector().getByRole('button', { name: 'Sync call to Payment' }).click();
  await inspector().getByRole('heading', { name: 'Order to Payment' }).waitFor();
}
async function type(name: string, text: string): Promise<void> {
  await field(name).fill(text);
  await field(name).press('Enter');
}
/** The text of a figure once it is no longer `before`. */
async function changed(figure: Locator, before: string): Promise<string> {
  await expect.poll(async () => figure.innerText(), { timeout: 20_000 }).not.toBe(before);
  return figure.innerText();
}
const undo = (): Promise<void> => app.page.keyboard.press('Control+z');

it('changes a fact of a component and takes it back', async () => {
  await selectComponent('order');
  const utilisation = inspector().locator('.figures-row .figure').first();
  const before = await utilisation.innerText();
  await type('Demand a visit', '9ms');
  const after = await changed(utilisation, before);
  expect(Number.parseFloat(after)).toBeGreaterThan(Number.parseFloat(before));
  expect(await field('Demand a visit').inputValue()).toBe('9');
  await undo();
  await expect.poll(() => utilisation.innerText(), { timeout: 20_000 }).toBe(before);
  expect(await field('Demand a visit').inputValue()).toBe('5');
});

it('changes a fact of a deployable, in steps that are one step of undo', async () => {
  await selectDeployable();
  await field('Replicas').focus();
  await app.page.keyboard.press('ArrowUp');
  await app.page.keyboard.press('ArrowUp');
  expect(await field('Replicas').inputValue()).toBe('3');
  const cost = inspector().locator('.figures-row > div').nth(2).locator('.figure');
  await expect.poll(() => cost.innerText(), { timeout: 20_000 }).toMatch(/186/);
  await undo();
  await expect.poll(() => field('Replicas').inputValue()).toBe('1');
  await expect.poll(() => cost.innerText(), { timeout: 20_000 }).toMatch(/62/);
});

it('keeps what was typed when another part is clicked', async () => {
  await selectComponent('order');
  await field('Demand a visit').fill('7');
  await selectComponent('inventory');
  await expect.poll(() => field('Demand a visit').inputValue()).toBe('3');
  await undo();
  await selectComponent('order');
  expect(await field('Demand a visit').inputValue()).toBe('5');
});

it('runs a component in two deployables, leaves it out, and brings it back', async () => {
  await selectComponent('inventory');
  const runs = section('Runs in');
  await runs.getByRole('checkbox', { name: 'Database server' }).check();
  const share = runs.getByRole('textbox', { name: 'Database server' });
  await share.fill('30');
  await share.press('Enter');
  expect(await runs.getByRole('textbox', { name: 'Shop' }).inputValue()).toBe('70 %');
  await runs.getByRole('button', { name: 'Leave out of this variant' }).click();
  await selectNothing();
  await section('Left out')
    .getByRole('button', { name: /^Left out/ })
    .click();
  await section('Left out').getByRole('button', { name: 'Bring back Inventory' }).click();
  await section('Left out').waitFor({ state: 'detached' });
  await app.page.locator('[data-component="inventory"]').waitFor();
  await undo();
  await undo();
  await undo();
  await undo();
});

it('refuses what makes no sense, says why, and changes nothing', async () => {
  await selectDeployable();
  await type('Cores', '-4');
  expect(await field('Cores').getAttribute('aria-invalid')).toBe('true');
  const why = await field('Cores').getAttribute('aria-describedby');
  expect(await app.page.locator(`[id="${why}"]`).innerText()).toBe('From 0.001 to 100,000');
  await field('Cores').press('Escape');
  expect(await field('Cores').inputValue()).toBe('2');
  expect(await field('Cores').getAttribute('aria-invalid')).toBe('false');
  await type('Threads', 'some');
  await section('Work').getByText('A whole number such as 3 or 1,200, or unbounded').waitFor();
  await field('Threads').press('Escape');
  expect(await field('Threads').inputValue()).toBe('50');
});

it('goes back to a default when a field is emptied, and tells its source', async () => {
  await selectDeployable();
  await type('Memory', '512 MiB');
  expect(await field('Memory').inputValue()).toBe('0.5');
  await type('Memory', '');
  expect(await field('Memory').inputValue()).toBe('2');
  await section('Size').getByLabel('Default: 2 GiB, assumption of Topolith: 2 GiB a core', { exact: false }).waitFor();
  await type('Threads', 'unbounded');
  expect(await field('Threads').inputValue()).toBe('unbounded');
  await inspector()
    .getByRole('button', { name: /^Threads: Back to the default/ })
    .click();
  await undo();
  await undo();
  expect(await field('Threads').inputValue()).toBe('50');
});

it('gives a link a breaker with the defaults of opossum, and takes it off', async () => {
  await selectComponent('order');
  await inspector().getByRole('button', { name: 'Data access to Orders schema' }).click();
  const policy = section('Policy');
  await policy.getByText('No timeout, no retry').waitFor();
  await policy.getByRole('button', { name: 'Add a breaker' }).click();
  expect(await field('Opens at errors of').inputValue()).toBe('50 %');
  await type('Tries again after', '1 min');
  expect(await field('Tries again after').inputValue()).toBe('60,000');
  await policy.getByRole('button', { name: 'Remove the breaker' }).click();
  await policy.getByText('No timeout, no retry').waitFor();
});

it('changes a fact of a link and sees its figure change', async () => {
  await selectLink();
  const data = inspector().locator('.line', { hasText: 'On the wire' }).locator('.figure');
  const before = await data.innerText();
  await type('Round trip', '40 ms');
  expect(await changed(data, before)).toBe('40 ms');
  await undo();
  await expect.poll(() => data.innerText(), { timeout: 20_000 }).toBe(before);
});

it('sets average and peak of a journey at once', async () => {
  await section('Journeys')
    .getByRole('button', { name: /^Place an order/ })
    .click();
  await type('Average', '120/s, peak 360');
  expect(await field('Average').inputValue()).toBe('120');
  expect(await field('Peak').inputValue()).toBe('360');
  await app.page.getByRole('cell', { name: '120/s, peak 360' }).waitFor();
  await type('Peak', '90');
  await section('Journeys').getByText('Must not be below the average').waitFor();
  await field('Peak').press('Escape');
  await undo();
  await expect.poll(() => field('Average').inputValue()).toBe('8');
});

it('adds a journey, names it, and removes it', async () => {
  const journeys = section('Journeys');
  await journeys.getByRole('button', { name: 'Add journey' }).click();
  const added = journeys.getByRole('group', { name: 'Journey', exact: true });
  await added.getByLabel('Name', { exact: true }).fill('Return an order');
  await added.getByLabel('Name', { exact: true }).press('Tab');
  await journeys.getByRole('button', { name: 'Remove Return an order' }).click();
  await expect.poll(() => journeys.getByRole('group').count()).toBe(2);
});

it('keeps a value for one variant, says so, and lets go of it', async () => {
  await selectComponent('orders');
  await section('Operations')
    .getByRole('button', { name: /^Read an order/ })
    .click();
  const read = section('Operations').getByRole('group', { name: 'Read an order' });
  await read.getByLabel('Demand a visit', { exact: true }).press('Alt+Enter');
  await app.page.getByRole('menuitem', { name: 'Only in this variant' }).click();
  const demand = read.getByLabel('Demand a visit', { exact: true });
  await demand.fill('3');
  await demand.press('Enter');
  await read.getByText('In this variant; elsewhere 0.5 ms').waitFor();
  await tab(app.page, /^B/).click();
  await selectComponent('orders');
  await section('Operations')
    .getByRole('button', { name: /^Read an order/ })
    .click();
  expect(await demand.inputValue()).toBe('0.5');
  await tab(app.page, /^A/).click();
  await selectComponent('orders');
  await section('Operations')
    .getByRole('button', { name: /^Read an order/ })
    .click();
  await demand.fill('');
  await demand.press('Enter');
  expect(await demand.inputValue()).toBe('0.5');
});

it('gives an operation calls of its own', async () => {
  await selectComponent('order');
  const calls = section('Operations').getByRole('group', { name: 'Calls of Place' });
  await calls.getByRole('group', { name: '2. Orders schema, Insert an order' }).hover();
  await calls.getByRole('button', { name: 'Move 2. Orders schema, Insert an order down' }).click();
  await calls.getByRole('group', { name: '3. Orders schema, Insert an order' }).waitFor();
  await calls.getByRole('button', { name: '1. Payment, Charge', exact: true }).focus();
  await app.page.keyboard.press('Tab');
  await app.page.keyboard.press('Tab');
  await app.page.keyboard.press('Enter');
  await expect.poll(() => calls.getByRole('group').count()).toBe(2);
  await undo();
  await calls.getByRole('group', { name: '3. Orders schema, Insert an order' }).waitFor();
  await undo();
  await calls.getByRole('group', { name: '2. Orders schema, Insert an order' }).waitFor();
});

it('ties every field to a label and leaves the console quiet', async () => {
  await selectDeployable();
  const nameless = await inspector()
    .locator('input, select, textarea, [role="switch"]')
    .evaluateAll((controls) =>
      controls
        .filter((one) => {
          const labelled = one.getAttribute('aria-labelledby');
          const label = one.id === '' ? null : document.querySelector(`label[for="${CSS.escape(one.id)}"]`);
          return !(one.getAttribute('aria-label') ?? labelled ?? label?.textContent);
        })
        .map((one) => one.outerHTML),
    );
  expect(nameless).toEqual([]);
  expect(app.problems).toEqual([]);
});

it('teaches what to do where nothing is said yet', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'topolith-inspector-'));
  const file = path.join(folder, 'bare.topolith');
  const order = JSON.parse(readFileSync(new URL('../../samples/order.topolith', import.meta.url), 'utf8')) as Project;
  writeFileSync(file, JSON.stringify({ ...order, journeys: [], scenarios: [], measures: [] }));
  const bare = await openApp({ file });
  try {
    const journeys = bare.page.getByRole('region', { name: 'Journeys', exact: true });
    await journeys.getByText('No journey yet. Say who calls, and how often.').waitFor();
    await journeys.getByRole('button', { name: 'Add journey' }).click();
    await journeys.getByLabel('Average', { exact: true }).waitFor();
    expect(bare.problems).toEqual([]);
  } finally {
    await bare.close();
    rmSync(folder, { recursive: true });
  }
});
