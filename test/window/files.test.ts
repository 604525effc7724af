// Opening files: good ones, refused ones, and one named at the start.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenedApp, openApp } from './browser.ts';
import { choose, settled, toStart } from './page.ts';

const order = readFileSync(path.join(import.meta.dirname, '../../samples/order.topolith'), 'utf8');
let app: OpenedApp;
beforeAll(async () => {
  app = await openApp();
  await settled(app.page);
});
afterAll(async () => {
  await app.close();
});

it('says why a file is refused, where it is wrong, and that it is unharmed', async () => {
  const { page } = app;
  const title = await page.getByRole('heading', { level: 1 }).innerText();
  await choose(page, 'broken.topolith', order.replace('"to": "payment"', '"to": "nobody"'));
  const card = page.getByRole('dialog', { name: 'The file was not opened' });
  await card.waitFor();
  const text = await card.innerText();
  expect(text).toMatch(/broken was not opened/);
  expect(text).toMatch(/links\[\d+\]\.to/);
  expect(text).toMatch(/The file on disk is unharmed/);
  await card.getByRole('button', { name: 'Close' }).click();
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(title);
});

it('refuses what is no project at all', async () => {
  const { page } = app;
  await choose(page, 'letter.topolith', 'Dear Sir or Madam');
  const card = page.getByRole('dialog', { name: 'The file was not opened' });
  await card.waitFor();
  expect(await card.getByRole('alert').innerText()).not.toBe('');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

it('opens a good file', async () => {
  const { page } = app;
  const project = { ...(JSON.parse(order) as object), name: 'Mine & <yours>' };
  await choose(page, 'mine.topolith', JSON.stringify(project));
  await page.getByRole('heading', { level: 1, name: 'Mine & <yours>' }).waitFor();
  await settled(page);
  expect(app.problems).toEqual([]);
});

it('opens the file that was named at the start', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'topolith-file-'));
  const file = path.join(folder, 'named.topolith');
  writeFileSync(file, JSON.stringify({ ...(JSON.parse(order) as object), name: 'Named at the start' }));
  const other = await openApp({ file });
  try {
    await other.page.getByRole('heading', { level: 1, name: 'Named at the start' }).waitFor();
    await settled(other.page);
    expect(other.problems).toEqual([]);
  } finally {
    await other.close();
    rmSync(folder, { recursive: true });
  }
});

it('keeps a file and its project in step, and asks when another program changed the file', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'topolith-linked-'));
  const file = path.join(folder, 'linked.topolith');
  const write = (name: string): void => writeFileSync(file, JSON.stringify({ ...(JSON.parse(order) as object), name }));
  const nameInFile = (): unknown => (JSON.parse(readFileSync(file, 'utf8')) as { name: unknown }).name;
  write('Linked');
  const other = await openApp({ file });
  const { page } = other;
  const saved = () => page.locator('.saved-state', { hasText: /^Saved$/ }).waitFor();
  const rename = async (from: string, to: string): Promise<void> => {
    await page.getByRole('button', { name: from, exact: true }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByRole('textbox', { name: 'Name of the project' }).fill(to);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+s');
  };
  const question = page.getByRole('dialog', { name: 'The linked file was changed by another program' });
  try {
    await page.getByRole('heading', { level: 1, name: 'Linked' }).waitFor();
    await rename('Linked', 'Mine');
    await saved();
    expect(nameInFile()).toBe('Mine');
    write('Theirs');
    await rename('Mine', 'Mine, later');
    await question.getByRole('button', { name: 'Decide later' }).click();
    expect(nameInFile()).toBe('Theirs');
    await page.getByRole('button', { name: 'File changed outside' }).click();
    await question.getByRole('button', { name: 'Write my design to the file' }).click();
    await page.getByRole('img', { name: 'Linked to linked.topolith' }).waitFor();
    expect(nameInFile()).toBe('Mine, later');
    write('Theirs again');
    await rename('Mine, later', 'Mine at last');
    await question.getByRole('button', { name: 'Take what the file says' }).click();
    await page.getByRole('heading', { level: 1, name: 'Theirs again' }).waitFor();
    await saved();
    expect(nameInFile()).toBe('Theirs again');
    // Nobody's text is lost: each is a revision.
    await page.getByRole('button', { name: 'Theirs again', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Revisions' }).click();
    const revisions = page.getByRole('dialog', { name: 'Revisions' }).getByRole('option');
    await revisions.first().waitFor();
    expect(await revisions.count()).toBe(7);
    expect(other.problems).toEqual([]);
  } finally {
    await other.close();
    rmSync(folder, { recursive: true });
  }
});

it('does not put what comes late from a slow disk into the design that is open by then', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'topolith-slow-'));
  const file = path.join(folder, 'slow.topolith');
  const write = (name: string): void => writeFileSync(file, JSON.stringify({ ...(JSON.parse(order) as object), name }));
  write('Slow');
  const other = await openApp({ file });
  const { page } = other;
  try {
    await page.getByRole('heading', { level: 1, name: 'Slow' }).waitFor();
    const rename = async (from: string, to: string): Promise<void> => {
      await page.getByRole('button', { name: from, exact: true }).click();
      await page.getByRole('menuitem', { name: 'Rename' }).click();
      await page.getByRole('textbox', { name: 'Name of the project' }).fill(to);
      await page.keyboard.press('Enter');
    };
    await rename('Slow', 'Mine');
    write('Theirs');
    let read = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      void page.route('**/api/readFile', async (route) => {
        await new Promise<void>((go) => {
          read = go;
          resolve();
        });
        await route.continue();
      });
    });
    await page.keyboard.press('Control+s');
    await page
      .getByRole('dialog', { name: /^The linked file was changed/ })
      .getByRole('button', { name: 'Take what the file says' })
      .click();
    await asked;
    await toStart(page);
    await page.getByRole('button', { name: 'New project' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Another');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Another' }).waitFor();
    const answered = page.waitForResponse('**/api/readFile');
    read();
    await (await answered).finished();
    // An edit goes after whatever the answer set going.
    await rename('Another', 'Another one');
    await page.getByRole('button', { name: 'Undo Rename to Another one' }).click();
    await page.getByRole('heading', { level: 1, name: 'Another', exact: true }).waitFor();
    await page.locator('.saved-state', { hasText: /^Saved$/ }).waitFor();
    await page.getByRole('button', { name: 'Nothing to undo' }).waitFor();
    expect(await page.getByRole('img', { name: /^Linked to/ }).count()).toBe(0);
    expect(other.problems).toEqual([]);
  } finally {
    await other.close();
    rmSync(folder, { recursive: true });
  }
});
