// Every screen of the window, one after the other, reached the way a user reaches it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { card, marquee } from './draw.ts';
import { choose, lens, results, settled, tab, toStart } from './page.ts';

const text = (sample: string): string =>
  readFileSync(path.join(import.meta.dirname, `../../samples/${sample}.topolith`), 'utf8');

const LENSES = ['Plain', 'Latency', 'Utilisation', 'Cost', 'Blast radius', 'Ownership'];
const RESULTS = ['Journeys', 'Cost', 'Failures', 'Load', 'Staleness', 'Findings'];

/** Leads through all screens of a freshly started application and calls `look` at each. */
export async function everyScreen(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await settled(page);
  await toStart(page);
  await page.locator('.start-card.sample .card-row').first().waitFor();
  await look('start without projects');
  await toTrash(page);
  await look('trash, empty');
  await refused(page, look);
  await emptyDesign(page, look);
  await keptProjects(page, look);
  await design(page, look);
  await selected(page, look);
  await above(page, look);
  await compared(page, look);
}

type Look = (name: string) => Promise<void>;

const toTrash = (page: Page): Promise<void> =>
  page
    .getByRole('navigation')
    .getByRole('button', { name: /^Trash/ })
    .click();

async function closed(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('dialog[open], [role="menu"], .opened').first().waitFor({ state: 'detached' });
}

async function refused(page: Page, look: Look): Promise<void> {
  const broken = text('order')
    .replace('"to": "payment"', '"to": "nobody"')
    .replace('"from": "order"', '"from": "nowhere"');
  await choose(page, 'shop.topolith', broken);
  await page.getByRole('dialog', { name: 'The file was not opened' }).waitFor();
  await look('refused file');
  await closed(page);
}

async function emptyDesign(page: Page, look: Look): Promise<void> {
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Checkout');
  await look('name question');
  await page.keyboard.press('Enter');
  await page.locator('.empty-canvas').waitFor();
  await look('empty canvas');
  await page.keyboard.press('a');
  await page.getByRole('combobox', { name: 'Add a part' }).waitFor();
  await look('kind picker');
  await closed(page);
  await page.keyboard.press('1');
  await card(page, 'client').waitFor();
  await look('first part');
  await page.getByRole('button', { name: 'To the start screen' }).click();
  await page.getByRole('dialog', { name: 'Save the changes to Checkout?' }).waitFor();
  await look('unsaved question');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
}

async function keptProjects(page: Page, look: Look): Promise<void> {
  for (const sample of ['prime-video', 'online-boutique', 'image-shop', 'eshop', 'order']) {
    await page.getByRole('heading', { name: 'Which cut is right?' }).waitFor();
    await choose(page, `${sample}.topolith`, text(sample), () => page.getByRole('button', { name: 'Import' }).click());
    await settled(page);
    await page.locator('.saved-state', { hasText: /^Saved$/ }).waitFor();
    await toStart(page);
  }
  await page.locator('.project-card').nth(5).locator('.figure').first().waitFor();
  await look('start with projects');
  await page.getByRole('button', { name: /^More about Checkout/ }).click();
  await page.getByRole('menu').waitFor();
  await look('menu of a project');
  await page.getByRole('menuitem', { name: 'Move to the trash' }).click();
  await toTrash(page);
  await page.getByRole('button', { name: 'Restore Checkout' }).waitFor();
  await look('trash');
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Projects/ })
    .click();
  await page
    .getByRole('button', { name: /^Open Order/ })
    .first()
    .click();
  await settled(page);
}

async function design(page: Page, look: Look): Promise<void> {
  await tab(page, /^B/).click();
  await settled(page);
  for (const name of LENSES) {
    await lens(page, name).click();
    await look(`lens ${name}`);
  }
  await lens(page, 'Blast radius').click();
  await card(page, 'payment').click();
  await page.locator('[data-component="payment"][data-state="down"]').waitFor();
  await look('lens Blast radius, payment is down');
  await page.keyboard.press('Escape');
  await lens(page, 'Latency').click();
  for (const name of RESULTS) {
    await results(page, new RegExp(`^${name}`)).click();
    await look(`results ${name}`);
  }
  await results(page, /^Failures/).click();
  await page.getByText('What costs most').click();
  await look('results Failures, what costs most');
  await page.locator('.losses .opens').first().click();
  await page.locator('.opened .others button').last().click();
  await look('opened figure, one beside it');
  await closed(page);
  const scenario = page.getByRole('combobox', { name: 'Scenario' });
  await scenario.selectOption({ label: 'What if: A day with a busy evening' });
  await results(page, /^Load/).click();
  await page.getByRole('region', { name: 'Over the day' }).waitFor();
  await look('results Load, over a day');
  await scenario.selectOption({ label: 'What if: Payment never answers; only a time limit' });
  await page.getByText('Saturated: threads full').first().waitFor();
  await look('results Load, threads full');
  await scenario.selectOption({ label: 'What if: Payment never answers; the breaker opens' });
  await page.locator('[data-link="order-payment"] .link-grip').press('Enter');
  await page.getByText('Open: one call in 661 gets through').waitFor();
  await look('inspector, link with an open breaker');
  await page.keyboard.press('Escape');
  await scenario.selectOption({ index: 0 });
  await settled(page);
  await results(page, /^Journeys/).click();
}

async function selected(page: Page, look: Look): Promise<void> {
  await card(page, 'order').click();
  await look('inspector, component');
  await page.locator('[data-deployable="order-svc"] .box-head').click();
  await look('inspector, deployable');
  await page.locator('[data-link] .link-grip').first().press('Enter');
  await look('inspector, link');
  await marquee(page, { x: 4, y: 80 }, { x: 500, y: 380 });
  await look('inspector, several');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  const folds = page
    .getByRole('complementary', { name: 'Inspector' })
    .locator('[aria-expanded="false"]:not([aria-haspopup])');
  while ((await folds.count()) > 0) await folds.first().click();
  await look('inspector, variant, all open');
}

async function above(page: Page, look: Look): Promise<void> {
  await page.locator('.drawer .opens').first().click();
  await page.locator('.opened').waitFor();
  await look('opened figure');
  await closed(page);
  await card(page, 'order').click({ button: 'right' });
  await page.getByRole('menu').waitFor();
  await look('context menu');
  await closed(page);
  await page.keyboard.press('c');
  await page.getByRole('dialog', { name: /^Connect/ }).waitFor();
  await look('connect picker');
  await closed(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add a variant' }).click();
  await page.getByRole('menu').waitFor();
  await look('variant menu');
  await closed(page);
  await page.locator('.project-name button').click();
  await page.getByRole('menu').waitFor();
  await look('project menu');
  await closed(page);
  for (const [name, key] of [
    ['command palette', 'Control+k'],
    ['keys', '?'],
    ['export', 'Control+Shift+e'],
  ] as const) {
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
    await look(name);
    await closed(page);
  }
  await page.locator('.project-name button').click();
  await page.getByRole('menuitem', { name: 'Revisions' }).click();
  await page.getByRole('dialog').getByRole('option').first().waitFor();
  await look('revisions');
  await closed(page);
}

async function compared(page: Page, look: Look): Promise<void> {
  await page.keyboard.press('Control+Alt+c');
  await page.locator('.blast tbody tr').first().waitFor();
  await page.waitForFunction(() => document.querySelector('.compare .pending') === null);
  await look('compare');
  await page.getByRole('button', { name: 'Drawings' }).click();
  await page.locator('.svg-picture svg').nth(1).waitFor();
  await look('compare, drawings');
  await page.keyboard.press('Escape');
  await settled(page);
}
