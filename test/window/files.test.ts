// Opening files: good ones, refused ones, and one named at the start.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenedApp, openApp } from './browser.ts';
import { choose, settled } from './page.ts';

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
