// Projects in the store, as a user meets them: kept over kills of the host, recovered, revised, trashed, and never overwritten unasked.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type HostProcess, hostEntry, launchChromium, startHost } from './browser.ts';
import { choose, settled, toStart } from './page.ts';

const order = readFileSync(path.join(import.meta.dirname, '../../samples/order.topolith'), 'utf8');
let browser: Browser;
let folder: string;
let host: HostProcess;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'topolith-projects-'));
  host = await startHost([], hostEntry, folder);
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  page = await opened();
});
afterEach(async () => {
  await context.close();
  await host.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function opened(): Promise<Page> {
  const one = await context.newPage();
  await one.goto(host.startUrl);
  return one;
}

/** The host dies as in a power cut, and starts again on the same data. */
async function killAndRestart(): Promise<void> {
  await host.stop('SIGKILL');
  await page.close({ runBeforeUnload: false });
  host = await startHost([], hostEntry, folder);
  page = await opened();
}

const heading = (name: string, where = page) => where.getByRole('heading', { level: 1, name });
const saved = (state: RegExp, where = page): Promise<void> =>
  where.locator('.saved-state', { hasText: state }).waitFor();
const dialog = (name: string | RegExp, where = page) => where.getByRole('dialog', { name });

async function newProject(name: string): Promise<void> {
  await page.getByRole('button', { name: 'New project' }).click();
  const asked = dialog('New project');
  await asked.getByRole('textbox', { name: 'Name' }).fill(name);
  await asked.getByRole('button', { name: 'Create' }).click();
  await heading(name).waitFor();
}

/** An edit that every state of the canvas allows: the project gets another name. */
async function rename(from: string, to: string, where = page): Promise<void> {
  await menu(from, 'Rename', where);
  await where.getByRole('textbox', { name: 'Name of the project' }).fill(to);
  await where.keyboard.press('Enter');
  await heading(to, where).waitFor();
}

async function menu(project: string, item: string, where = page): Promise<void> {
  await where.getByRole('button', { name: project, exact: true }).click();
  await where.getByRole('menuitem', { name: item }).click();
}

const keptNow = (): Promise<void> => page.locator('.saved-words[title*="recovery"]').waitFor();

it('keeps a new project and its revisions over a kill of the host', async () => {
  await settled(page);
  await toStart(page);
  await newProject('Shop');
  await saved(/^Saved$/);
  await rename('Shop', 'Shop two');
  await saved(/Unsaved changes/);
  await page.keyboard.press('Control+s');
  await saved(/^Saved$/);
  await rename('Shop two', 'Shop three');
  await page.keyboard.press('Control+s');
  await saved(/^Saved$/);
  await killAndRestart();
  await page.getByRole('button', { name: 'Open Shop three', exact: true }).click();
  await heading('Shop three').waitFor();
  await saved(/^Saved$/);
  await menu('Shop three', 'Revisions');
  const revisions = dialog('Revisions');
  await revisions.getByRole('option').first().waitFor();
  expect(await revisions.getByRole('option').allInnerTexts()).toEqual([
    expect.stringMatching(/^3\s[^]*Shop three/),
    expect.stringMatching(/^2\s[^]*Shop two/),
    expect.stringMatching(/^1\s[^]*Shop\s/),
  ]);
  await revisions.getByRole('option', { name: /^1/ }).click();
  await revisions.getByText('Name: Shop three becomes Shop').waitFor();
  await revisions.getByRole('button', { name: 'Open this as the design' }).click();
  await heading('Shop').waitFor();
  await saved(/Unsaved changes/);
  await page.getByRole('button', { name: 'Undo Open revision 1' }).click();
  await heading('Shop three').waitFor();
  await saved(/^Saved$/);
});

it('recovers unsaved edits of a sample after a kill, and keeps the sample itself as revision 1', async () => {
  await settled(page);
  await page.locator('.saved-state', { hasText: 'Opened as a copy' }).waitFor();
  const name = 'Order: pay now, tell the others later';
  await rename(name, 'Mine');
  await keptNow();
  await killAndRestart();
  await page.getByText('Unsaved edits').waitFor();
  await page.getByRole('button', { name: `Open ${name}`, exact: true }).click();
  const question = dialog(/^There are unsaved edits from/);
  expect(await question.innerText()).toMatch(/becomes Mine/);
  // Deciding later loses nothing.
  await question.getByRole('button', { name: 'Decide later' }).click();
  await page.getByRole('heading', { name: 'Which cut is right?' }).waitFor();
  await page.getByRole('button', { name: `Open ${name}`, exact: true }).click();
  await question.getByRole('button', { name: 'Restore them' }).click();
  await heading('Mine').waitFor();
  await saved(/Unsaved changes/);
  await page.getByRole('button', { name: 'Undo Restore unsaved edits' }).click();
  await heading(name).waitFor();
  await saved(/^Saved$/);
});

it('asks before unsaved edits go, and does as it is told', async () => {
  await settled(page);
  await toStart(page);
  await newProject('Asked');
  await rename('Asked', 'Asked again');
  const leave = async (choice: string): Promise<void> => {
    await page.getByRole('button', { name: 'To the start screen' }).click();
    await dialog('Save the changes to Asked again?').getByRole('button', { name: choice, exact: true }).click();
  };
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const closing = await asked;
  expect(closing.type()).toBe('beforeunload');
  await closing.dismiss();
  await leave('Cancel');
  await heading('Asked again').waitFor();
  await leave('Do not save');
  await page.getByRole('button', { name: 'Open Asked', exact: true }).click();
  await heading('Asked').waitFor();
  await saved(/^Saved$/);
  await rename('Asked', 'Asked again');
  await leave('Save');
  await page.getByRole('button', { name: 'Open Asked again', exact: true }).click();
  await heading('Asked again').waitFor();
  await menu('Asked again', 'Revisions');
  await dialog('Revisions').getByRole('option').first().waitFor();
  expect(await dialog('Revisions').getByRole('option').count()).toBe(2);
});

it('moves a project to the trash and back, and empties the trash only when told twice', async () => {
  await settled(page);
  await toStart(page);
  await newProject('Old');
  await toStart(page);
  const toTrash = async (): Promise<void> => {
    await page.getByRole('button', { name: 'More about Old' }).click();
    await page.getByRole('menuitem', { name: 'Move to the trash' }).click();
    await page.getByRole('button', { name: 'Open Old', exact: true }).waitFor({ state: 'detached' });
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /^Trash/ })
      .click();
  };
  await toTrash();
  await page.getByRole('button', { name: 'Restore Old' }).click();
  await page.getByText('The trash is empty').waitFor();
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Projects/ })
    .click();
  await toTrash();
  await page.getByRole('button', { name: 'Empty the trash' }).click();
  const twice = dialog('Remove 1 project for good?');
  await twice.getByRole('button', { name: 'Keep them' }).click();
  expect(await page.getByRole('button', { name: 'Restore Old' }).count()).toBe(1);
  await page.getByRole('button', { name: 'Empty the trash' }).click();
  await twice.getByRole('button', { name: 'Remove for good' }).click();
  await page.getByText('The trash is empty').waitFor();
});

it('tells a page that the project was saved in another one, and loses neither', async () => {
  await settled(page);
  await toStart(page);
  await newProject('Both');
  // The address works once; the second page has the cookie of the first.
  const other = await context.newPage();
  await other.goto(host.baseUrl);
  await other.getByRole('button', { name: 'Open Both', exact: true }).click();
  await heading('Both', other).waitFor();
  await rename('Both', 'Theirs', other);
  await other.keyboard.press('Control+s');
  await saved(/^Saved$/, other);
  await rename('Both', 'Mine');
  await page.keyboard.press('Control+s');
  const question = dialog(/was saved elsewhere meanwhile$/);
  await question.getByRole('button', { name: 'Decide later' }).click();
  await saved(/^Not saved: /);
  await page.getByRole('button', { name: 'Try again' }).click();
  await question.getByRole('button', { name: 'Save mine as the newest' }).click();
  await saved(/^Saved$/);
  await rename('Theirs', 'Theirs again', other);
  await other.keyboard.press('Control+s');
  await dialog(/was saved elsewhere meanwhile$/, other)
    .getByRole('button', { name: 'Open theirs' })
    .click();
  await heading('Mine', other).waitFor();
  await toStart(other);
  await other.getByRole('button', { name: 'Open Mine', exact: true }).waitFor();
  await other.getByRole('button', { name: 'Open Theirs again (my edits)', exact: true }).waitFor();
  expect(await other.locator('.project-card').count()).toBe(2);
});

it('imports a copy as a project, and says what is wrong with a file that is none', async () => {
  await settled(page);
  await toStart(page);
  const importing = (text: string): Promise<void> =>
    choose(page, 'shop.topolith', text, () => page.getByRole('button', { name: 'Import' }).click());
  await importing(order.replace('"to": "payment"', '"to": "nobody"'));
  const card = dialog('The file was not opened');
  expect(await card.innerText()).toMatch(/links\[\d+\]\.to/);
  await card.getByRole('button', { name: 'Close' }).click();
  await importing(JSON.stringify({ ...(JSON.parse(order) as object), name: 'Imported' }));
  await heading('Imported').waitFor();
  await saved(/^Saved$/);
  await toStart(page);
  await page.getByRole('button', { name: 'Open Imported', exact: true }).waitFor();
});

it('says that it cannot save while the host is gone, and goes on with the edits', async () => {
  await settled(page);
  await toStart(page);
  await newProject('Alone');
  await host.stop('SIGKILL');
  await rename('Alone', 'Alone, still here');
  await page.keyboard.press('Control+s');
  await saved(/^Not saved: Topolith does not answer/);
  await rename('Alone, still here', 'Alone, and on');
  await page.getByRole('button', { name: 'Undo Rename to Alone, and on' }).click();
  await heading('Alone, still here').waitFor();
  await saved(/^Not saved: /);
  expect(await page.title()).toBe('• Alone, still here - Topolith');
});

it('goes on with what is open when a new project is called off, and when another one does not open', async () => {
  await settled(page);
  await rename('Order: pay now, tell the others later', 'Mine');
  await keptNow();
  await page.keyboard.press('Control+Alt+n');
  await dialog('New project').getByRole('button', { name: 'Cancel' }).click();
  await saved(/Unsaved changes/);
  // The edits are given up for a project that the store then cannot make.
  await page.route('**/api/createProject', (route) => route.fulfill({ status: 500, body: '' }));
  await page.keyboard.press('Control+Alt+n');
  await dialog('New project').getByRole('textbox').fill('Other');
  await page.keyboard.press('Enter');
  await dialog('Save the changes to Mine?').getByRole('button', { name: 'Do not save' }).click();
  await dialog('The file was not opened').getByRole('button', { name: 'Close' }).click();
  await page.unroute('**/api/createProject');
  await page.keyboard.press('Control+s');
  await saved(/^Saved$/);
  await toStart(page);
  await page.getByRole('button', { name: 'Open Mine', exact: true }).waitFor();
  expect(await page.locator('.project-card').count()).toBe(1);
});

it('saves from the comparison, and what was moved to the trash in another window', async () => {
  await settled(page);
  await rename('Order: pay now, tell the others later', 'Mine');
  await page.keyboard.press('Control+Alt+c');
  const answered = page.waitForResponse('**/api/saveProject');
  await page.keyboard.press('Control+s');
  expect(await (await answered).json()).toMatchObject({ ok: true, value: { revision: 2 } });
  await page.keyboard.press('Escape');
  await rename('Mine', 'Mine, still');
  const other = await context.newPage();
  await other.goto(host.baseUrl);
  await other.getByRole('button', { name: 'More about Mine' }).click();
  await other.getByRole('menuitem', { name: 'Move to the trash' }).click();
  await other.getByRole('button', { name: 'Open Mine', exact: true }).waitFor({ state: 'detached' });
  await page.keyboard.press('Control+s');
  await saved(/^Saved$/);
  await other.reload();
  await other.getByRole('button', { name: 'Open Mine, still', exact: true }).waitFor();
});
