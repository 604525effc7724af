/**
 * What a new user does, from the first start to the file handed on; the same for both hosts. In two halves: between them the host
 * dies without warning. Runs inside a test and in a process of its own, so it asserts with Node's own means.
 */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { card, dragCard, drawLink, dropKind } from '../window/draw.ts';
import { settled, toStart } from '../window/page.ts';

/** What differs between the hosts: how an exported file comes out. */
export interface Hands {
  readonly page: Page;
  /** Carries out the click that saves, and gives the bytes of the file. */
  readonly saved: (click: () => Promise<void>) => Promise<Buffer>;
}

const NAME = 'Ticket shop';

interface Figures {
  readonly p99: string;
  readonly availability: string;
  readonly cost: string;
  /** Faults that are looked at, as the tab counts them. */
  readonly faults: string;
}

const inspector = (page: Page): Locator => page.getByRole('complementary', { name: 'Inspector' });

async function figures(page: Page): Promise<Figures> {
  await page.waitForFunction(() => document.querySelector('.pending, .later') === null);
  const tab = page.locator('.tab[aria-selected="true"]');
  const all = (await tab.locator('.figure').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '));
  return {
    p99: all.find((text) => text.includes('p99')) ?? 'none',
    availability: all.find((text) => text.includes('%')) ?? 'none',
    cost: all.find((text) => text.includes('$')) ?? 'none',
    faults: (await page.getByRole('tab', { name: /^Failures/ }).innerText()).replaceAll(/\D+/g, ''),
  };
}

/** Does something, waits until the figures have followed, and says which of them changed. */
async function following(page: Page, what: () => Promise<void>, must: readonly (keyof Figures)[]): Promise<Figures> {
  const before = await figures(page);
  await what();
  const deadline = Date.now() + 30_000;
  for (;;) {
    const after = await figures(page);
    const same = must.filter((key) => after[key] === before[key]);
    if (same.length === 0) return after;
    assert.ok(Date.now() < deadline, `${same.join(', ')} stayed ${JSON.stringify(after)} after ${what.toString()}`);
    await page.waitForTimeout(50);
  }
}

/** Share of the traffic that fails with this part, as the table of failures has it. */
async function failedWith(page: Page, fault: string): Promise<string> {
  await page.getByRole('tab', { name: /^Failures/ }).click();
  const row = page.locator('tr', { has: page.getByRole('button', { name: fault, exact: true }) });
  const share = await row.locator('td').nth(1).innerText();
  await page.getByRole('tab', { name: /^Journeys/ }).click();
  return share.replaceAll(/\s+/g, ' ');
}

/** What the blast lens says of a part while another one is broken. */
async function stateWhile(page: Page, broken: string, of: string): Promise<string | null> {
  await page.getByRole('radio', { name: 'Blast radius' }).click();
  await card(page, broken).click();
  await page.locator(`[data-component="${broken}"][data-state="down"]`).waitFor();
  const state = await card(page, of).getAttribute('data-state');
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: 'Latency' }).click();
  return state;
}

async function projectFile({ page, saved }: Hands): Promise<string> {
  const bytes = await exported({ page, saved }, 'Project file');
  return bytes.toString('utf8');
}

async function exported({ page, saved }: Hands, format: string): Promise<Buffer> {
  await page.keyboard.press('Control+Shift+e');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('radio', { name: format, exact: true }).click();
  const bytes = await saved(() => dialog.getByRole('button', { name: 'Save' }).click());
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  return bytes;
}

async function rename(page: Page, component: string, name: string): Promise<void> {
  await card(page, component).dblclick();
  await page.locator('.name-field').fill(name);
  await page.keyboard.press('Enter');
  await page
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .first()
    .waitFor();
}

/** What the panel of a link says of its way in this variant. */
async function natureOf(page: Page, link: string): Promise<string> {
  await page.locator(`[data-link="${link}"] .link-grip`).focus();
  await page.keyboard.press('Enter');
  return inspector(page).locator('.inspector-note').first().innerText();
}

const steps = (page: Page, word: 'Undo' | 'Redo'): Locator =>
  page.getByRole('button', { name: new RegExp(`^${word} `) });

async function all(page: Page, word: 'Undo' | 'Redo', key: string): Promise<void> {
  while ((await steps(page, word).count()) > 0) await page.keyboard.press(key);
}

/** The bytes of the project file when it was saved. */
export async function firstHalf(hands: Hands): Promise<string> {
  const { page } = hands;
  page.setDefaultTimeout(20_000);

  // The first start shows a sample with its figures.
  await settled(page);
  const sample = await figures(page);
  assert.match(`${sample.p99} ${sample.availability} ${sample.cost}`, /ms p99 .*% .*\$/);

  await page.keyboard.press('Control+Alt+n');
  const asked = page.getByRole('dialog', { name: 'New project' });
  await asked.getByRole('textbox', { name: 'Name' }).fill(NAME);
  await asked.getByRole('button', { name: 'Create' }).click();
  await page.locator('.empty-canvas').waitFor();
  const empty = await projectFile(hands);
  assert.equal((await figures(page)).cost, '$0/mo');

  // Parts, each with what it must change.
  await dropKind(page, 'client', 150, 160);
  await following(page, () => dropKind(page, 'module', 420, 160), ['cost', 'faults']);
  await rename(page, 'module', 'Shop');
  const linked = await following(page, () => drawLink(page, 'client', 'right', 'module'), ['p99', 'availability']);
  assert.match(linked.p99, /ms p99/);
  assert.equal(await failedWith(page, 'Shop fails'), '100 %');

  await following(page, () => dropKind(page, 'relational', 720, 160), ['cost', 'faults']);
  await following(page, () => drawLink(page, 'module', 'right', 'relational-store'), ['p99', 'availability', 'faults']);
  assert.equal(await failedWith(page, 'Relational store fails'), '100 %');
  assert.equal(await stateWhile(page, 'relational-store', 'module'), 'failed');

  await following(page, () => dropKind(page, 'queue', 720, 330), ['faults']);
  await following(page, () => drawLink(page, 'module', 'bottom', 'queue'), ['cost', 'availability', 'faults']);

  // The worker: in a monolith it joins the one process, whatever it is dropped on.
  await dropKind(page, 'module', 420, 400);
  await page.getByText(/runs in Application, as all modules of this variant do/).waitFor();
  await rename(page, 'module-2', 'Worker');
  await following(page, () => drawLink(page, 'queue', 'left', 'module-2'), ['faults']);
  await following(page, () => drawLink(page, 'module', 'left', 'module-2'), ['p99']);

  // Traffic.
  await page.keyboard.press('Escape');
  const journeys = inspector(page).getByRole('region', { name: 'Journeys', exact: true });
  await journeys.getByRole('button', { name: /^Client to Shop|^Client to Module/ }).click();
  await following(page, async () => {
    await journeys.getByLabel('Average', { exact: true }).fill('120/s, peak 360');
    await page.keyboard.press('Enter');
  }, ['p99', 'cost']);

  // The cut: the worker gets a deployable of its own, and the call to it a network.
  assert.match(await natureOf(page, 'module-module-2'), /in-process call/);
  await following(
    page,
    async () => assert.match(await dragCard(page, 'module-2', { x: -190, y: 110 }), /a deployable of its own/),
    ['p99', 'cost', 'faults', 'availability'],
  );
  assert.match(await natureOf(page, 'module-module-2'), /^Crosses a network/);
  assert.equal(await failedWith(page, 'Worker service is down'), '100 %');

  // Back to nothing, and forth again.
  const drawn = await projectFile(hands);
  await all(page, 'Undo', 'Control+z');
  assert.equal(await projectFile(hands), empty);
  await all(page, 'Redo', 'Control+Shift+z');
  assert.equal(await projectFile(hands), drawn);

  await page.keyboard.press('Control+s');
  await page.locator('.saved-state', { hasText: /^Saved/ }).waitFor();
  return drawn;
}

/** After the host was killed and started again on the same data. */
export async function secondHalf(hands: Hands, drawn: string): Promise<void> {
  const { page } = hands;
  page.setDefaultTimeout(20_000);
  const project = page.getByRole('button', { name: `Open ${NAME}` });
  // Without the profile of the browser it is a first start again, which shows a sample.
  await project.or(page.locator('.react-flow__node').first()).first().waitFor();
  if (!(await project.isVisible())) await toStart(page);
  await project.click();
  await card(page, 'module-2').waitFor();
  assert.equal(await projectFile(hands), drawn);

  await page.getByRole('button', { name: NAME, exact: true }).click();
  await page.getByRole('menuitem', { name: /^Revisions/ }).click();
  const revisions = page.getByRole('dialog', { name: 'Revisions' });
  await revisions.getByRole('option').first().waitFor();
  assert.equal(await revisions.getByRole('option').count(), 2);
  await page.keyboard.press('Escape');
  await revisions.waitFor({ state: 'detached' });

  const picture = PNG.sync.read(await exported(hands, 'PNG'));
  assert.ok(picture.width > 400 && picture.height > 200);
  const svg = (await exported(hands, 'SVG')).toString('utf8');
  assert.match(svg, /^<svg[\s\S]*Worker[\s\S]*<\/svg>\s*$/);

  // Handed on and taken in again: the same bytes.
  await toStart(page);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import' }).click();
  await (
    await chooser
  ).setFiles({ name: `${NAME}.topolith`, mimeType: 'application/json', buffer: Buffer.from(drawn) });
  await card(page, 'module-2').waitFor();
  assert.equal(await projectFile(hands), drawn);
}
