// The comparison of two variants: its figures agree with the engine's, its controls do what they say.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyse } from '../../shared/engine/analyse.ts';
import { compareVariants, type ComparisonRow } from '../../shared/engine/compare.ts';
import { readProject } from '../../shared/format/projectFile.ts';
import { type OpenedApp, openApp } from './browser.ts';
import { choose, settled, tab } from './page.ts';

const text = readFileSync(path.join(import.meta.dirname, '../../samples/order.topolith'), 'utf8');
const read = readProject(text);
if (!read.ok) throw new Error(read.message);
const { project } = read;
const ids = project.variants.map(({ id }) => id);
const pair = [ids[0] ?? '', ids[1] ?? ''];
const comparison = compareVariants(analyse(project), pair);
const rowOf = (key: string): ComparisonRow => {
  const found = comparison.rows.find((row) => row.key === key);
  if (!found) throw new Error(`no row ${key}`);
  return found;
};

let app: OpenedApp;
beforeAll(async () => {
  app = await openApp();
  await settled(app.page);
});
afterAll(async () => {
  await app.close();
});

const card = (name: string): Locator => app.page.getByRole('region', { name, exact: true });
const row = (name: string): Locator =>
  card('Side by side')
    .getByRole('row')
    .filter({ has: app.page.getByRole('rowheader', { name, exact: true }) });

async function compared(): Promise<void> {
  await card('Verdict').waitFor();
  await app.page.waitForFunction(() => document.querySelector('.compare .pending') === null);
}

describe('two variants of the order sample', () => {
  it('opens on the visible variant against the next one', async () => {
    const { page } = app;
    await page.keyboard.press('Control+Alt+c');
    await compared();
    expect(await page.getByRole('combobox', { name: 'First variant' }).inputValue()).toBe(pair[0]);
    expect(await page.getByRole('combobox', { name: 'Second variant' }).inputValue()).toBe(pair[1]);
    expect(await card('Verdict').innerText()).toMatch(/Monolith is cheaper/);
  });

  it('shows the figures that the engine gives, with difference and winner', async () => {
    const cost = rowOf('cost/monthlyUsd');
    const [a, b] = cost.cells.map(({ value }) => Math.round(value ?? 0));
    const shown = await row('Monthly cost').innerText();
    expect(shown).toContain(`$${a}`);
    expect(shown).toContain(`$${b}`);
    expect(shown).toMatch(new RegExp(`\\+\\$${Math.round(cost.differences[1] ?? 0)}\\s*, worse`));
    expect(cost.winner).toBe(pair[0]);
    expect(shown.trim().endsWith('A')).toBe(true);
    const latency = rowOf('journey/place/p99');
    expect(latency.winner).toBeNull();
    const same = await row('Place an order').first().innerText();
    expect(same).toMatch(latency.insideError ? /inside the error/ : /ms/);
  });

  it('has a row for every row of the comparison and every figure of the aspects', async () => {
    const table = card('Side by side');
    const closed = table.getByRole('button', { expanded: false });
    while ((await closed.count()) > 0) await closed.first().click();
    expect(await table.locator('tbody tr:not(.group-row)').count()).toBe(
      comparison.rows.length + comparison.aspects.length,
    );
    await table.getByRole('searchbox').fill('inventory');
    const left = await table.locator('tbody tr:not(.group-row) th').allInnerTexts();
    expect(left.length).toBeGreaterThan(0);
    for (const label of left) expect(label).toMatch(/inventory/i);
    await table.getByRole('searchbox').fill('');
  });

  it('swaps the two, and the difference turns round', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Swap the two variants' }).click();
    await compared();
    expect(await page.getByRole('combobox', { name: 'First variant' }).inputValue()).toBe(pair[1]);
    expect(await row('Monthly cost').innerText()).toMatch(/−\$\d+\s*, better/);
    await page.getByRole('button', { name: 'Swap the two variants' }).click();
    await compared();
  });

  it('opens a category of the bill to its lines', async () => {
    const costs = card('Monthly cost');
    const before = await costs.getByRole('row').count();
    await costs.getByRole('button', { name: 'Compute' }).click();
    expect(await costs.getByRole('row').count()).toBeGreaterThan(before);
    expect(await costs.innerText()).toMatch(/Order service: c6i\.large hours/);
  });

  it('tells faults that only one cut knows from those that change nothing', async () => {
    const blast = card('Blast radius');
    const broker = blast.getByRole('row').filter({ hasText: 'Broker is down' }).first();
    const cells = await broker.getByRole('cell').allInnerTexts();
    expect(cells.filter((words) => /not in this cut/.test(words))).toHaveLength(project.journeys.length);
    const failed = await blast.locator('.cell.failed').count();
    expect(failed).toBeGreaterThan(0);
  });

  it('marks on both drawings what is cut differently', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Drawings' }).click();
    await page.locator('.svg-picture svg').nth(1).waitFor();
    const second = page.locator('.one-drawing').nth(1);
    const links = await second
      .locator('.stands-out[data-link]')
      .evaluateAll((groups) => groups.map((group) => group.getAttribute('data-link') ?? ''));
    const { variants } = analyse(project);
    const expected = project.links
      .map(({ id }) => id)
      .filter((id) => variants[pair[0] ?? '']?.links[id]?.nature !== variants[pair[1] ?? '']?.links[id]?.nature);
    expect(new Set(links)).toEqual(new Set(expected));
    expect(await second.innerText()).toMatch(/Over the network here, not in A/);
    await page.getByRole('button', { name: 'Drawings' }).click();
  });

  it('asks a scenario for both', async () => {
    const { page } = app;
    const before = await card('Side by side').innerText();
    await page.getByRole('combobox', { name: 'Scenario' }).selectOption({ index: 1 });
    await page.waitForFunction(
      (old) =>
        document.querySelector('.compare .pending') === null &&
        document.querySelector<HTMLElement>('.side-by-side')?.innerText !== old,
      before,
    );
    await page.getByRole('combobox', { name: 'Scenario' }).selectOption({ index: 0 });
    await page.waitForFunction(
      (old) => document.querySelector<HTMLElement>('.side-by-side')?.innerText === old,
      before,
    );
    expect(app.problems).toEqual([]);
  });

  it('goes back with Escape', async () => {
    const { page } = app;
    await page.keyboard.press('Escape');
    await settled(page);
    expect(await tab(page, /^A/).getAttribute('aria-selected')).toBe('true');
    expect(app.problems).toEqual([]);
  });
});

it('teaches what is needed where there is one variant only, and makes the second', async () => {
  const { page } = app;
  const only = project.variants[0]!;
  const alone = { ...(JSON.parse(text) as object), variants: [only], scenarios: [] };
  await choose(page, 'alone.topolith', JSON.stringify(alone));
  await page.waitForFunction(() => document.querySelectorAll('.tab').length === 1);
  await settled(page);
  await page.keyboard.press('Control+Alt+c');
  await page.getByText('A comparison needs two variants').waitFor();
  await page.getByRole('button', { name: `Duplicate ${only.name}` }).click();
  await compared();
  expect(await row('Monthly cost').innerText()).toMatch(/same/);
  expect(await page.getByRole('combobox', { name: 'Second variant' }).locator('option').count()).toBe(2);
  expect(app.problems).toEqual([]);
});
