// What leaves the window: the picture's size and pixels, the drawing's text, the project's bytes.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Download, Locator } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readProject, writeProject } from '../../shared/format/projectFile.ts';
import { type OpenedApp, openApp } from './browser.ts';
import { choose, settled } from './page.ts';

const text = readFileSync(path.join(import.meta.dirname, '../../samples/order.topolith'), 'utf8');
const read = readProject(text);
if (!read.ok) throw new Error(read.message);
const { project } = read;

let app: OpenedApp;
let dialog: Locator;
beforeAll(async () => {
  app = await openApp();
  await settled(app.page);
  dialog = app.page.getByRole('dialog', { name: 'Export' });
});
afterAll(async () => {
  await app.close();
});

async function opened(): Promise<void> {
  await dialog.waitFor({ state: 'detached' });
  await app.page.keyboard.press('Control+Shift+e');
  await dialog.waitFor();
}

const choice = (group: string, name: string): Locator =>
  dialog.getByRole('radiogroup', { name: group }).getByRole('radio', { name, exact: true });

async function saved(): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const waiting = app.page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const download: Download = await waiting;
  await dialog.getByRole('status').filter({ hasText: 'in your downloads' }).waitFor();
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

interface Sample {
  readonly link: string;
  readonly x: number;
  readonly y: number;
}

/** Points on the straight runs of every link, in units of the drawing, read from the preview, which is what is written. */
const samplesOfLinks = (): Promise<Sample[]> =>
  dialog.locator('.svg-picture svg').evaluate((svg) => {
    const root = (svg as SVGSVGElement).getScreenCTM();
    return [...svg.querySelectorAll<SVGGElement>('g[data-link]')].flatMap((group) => {
      const line = group.querySelector<SVGPathElement>('path');
      const matrix = line?.getScreenCTM();
      if (!line || !root || !matrix) return [];
      const whole = line.getTotalLength();
      return Array.from({ length: 40 }, (_, step) => {
        const at = line.getPointAtLength((whole * (step + 0.5)) / 40).matrixTransform(root.inverse().multiply(matrix));
        return { link: group.dataset['link'] ?? '', x: at.x, y: at.y };
      });
    });
  });

type Colour = readonly [number, number, number];
const LINK: Colour = [0x85, 0x8d, 0x9d];
const CANVAS: Colour = [0xf7, 0xf7, 0xf9];

const pixel = (png: PNG, x: number, y: number): Colour => {
  const at = (Math.floor(y) * png.width + Math.floor(x)) * 4;
  return [png.data[at] ?? 0, png.data[at + 1] ?? 0, png.data[at + 2] ?? 0];
};
const distance = (a: Colour, b: Colour): number => Math.max(...a.map((value, index) => Math.abs(value - b[index]!)));

/** Share of the samples of each link where its colour is, give or take half a unit. */
function inked(png: PNG, samples: readonly Sample[], scale: number): Map<string, number> {
  const hits = new Map<string, { found: number; of: number }>();
  for (const { link, x, y } of samples) {
    const around = [-0.5, 0, 0.5].flatMap((dx) => [-0.5, 0, 0.5].map((dy) => [x + dx, y + dy] as const));
    const found = around.some(([px, py]) => distance(pixel(png, px * scale, py * scale), LINK) < 40);
    const one = hits.get(link) ?? { found: 0, of: 0 };
    hits.set(link, { found: one.found + Number(found), of: one.of + 1 });
  }
  return new Map([...hits].map(([link, { found, of }]) => [link, found / of]));
}

/** Share of dark pixels in a rectangle of the drawing. */
function dark(png: PNG, scale: number, [left, top, right, bottom]: readonly [number, number, number, number]): number {
  let count = 0;
  for (let y = top * scale; y < bottom * scale; y++) {
    for (let x = left * scale; x < right * scale; x++) if (Math.max(...pixel(png, x, y)) < 110) count++;
  }
  return count / ((right - left) * (bottom - top) * scale * scale);
}

it.each([1, 2])('writes the whole drawing as PNG at %i×', async (scale) => {
  await opened();
  await choice('Format', 'PNG').check();
  await choice('Colours', 'Light').check();
  await choice('Size', `${scale}×`).check();
  const picture = dialog.locator('.svg-picture svg');
  await picture.waitFor();
  const [, , width = 0, height = 0] = ((await picture.getAttribute('viewBox')) ?? '').split(' ').map(Number);
  const samples = await samplesOfLinks();
  const { name, bytes } = await saved();
  expect(name).toBe('Order- pay now, tell the others later, Monolith.png');
  const png = PNG.sync.read(bytes);
  expect([png.width, png.height]).toEqual([width * scale, height * scale]);
  expect(await dialog.innerText()).toContain(
    `${(width * scale).toLocaleString('en-US')} × ${(height * scale).toLocaleString('en-US')} pixels`,
  );
  expect(distance(pixel(png, 2, 2), CANVAS)).toBeLessThan(3);
  const found = inked(png, samples, scale);
  expect([...found.keys()].toSorted()).toEqual(project.links.map(({ id }) => id).toSorted());
  // Dashes leave gaps, and a label stands in a gap of its line.
  expect([...found].filter(([, share]) => share < 0.45)).toEqual([]);
  // The title and the figures below it.
  expect(dark(png, scale, [24, 20, 300, 40])).toBeGreaterThan(0.04);
  expect(dark(png, scale, [24, 44, 300, 60])).toBeGreaterThan(0.03);
  await app.page.keyboard.press('Escape');
});

it('draws the words of a PNG in the font of the window', async () => {
  await opened();
  await choice('Size', '1×').check();
  await dialog.locator('.svg-picture svg').waitFor();
  const { bytes } = await saved();
  const png = PNG.sync.read(bytes);
  const width = await dialog
    .locator('.svg-picture svg > text')
    .first()
    .evaluate((title) => (title as SVGTextElement).getComputedTextLength());
  expect(await app.page.evaluate(() => document.fonts.check("620 15px 'Inter Variable'"))).toBe(true);
  let last = 0;
  for (let x = 24; x < png.width; x++) if (dark(png, 1, [x, 20, x + 1, 40]) > 0) last = x;
  expect(Math.abs(last + 1 - (24 + width))).toBeLessThan(3);
  await app.page.keyboard.press('Escape');
});

it('writes a well-formed SVG of the chosen variant, with or without figures', async () => {
  const { page } = app;
  await opened();
  await choice('Format', 'SVG').check();
  const other = project.variants[1]!;
  await dialog.getByRole('combobox', { name: 'Variant' }).selectOption(other.id);
  await choice('Shows', 'Drawing only').check();
  await choice('Colours', 'Dark').check();
  await page.waitForFunction(
    (name) => document.querySelector('.export .svg-picture title')?.textContent?.endsWith(name) ?? false,
    `: ${other.name}`,
  );
  const { name, bytes } = await saved();
  expect(name).toMatch(/Microservices\.svg$/);
  const svg = bytes.toString('utf8');
  const wrong = await page.evaluate(
    (source) => new DOMParser().parseFromString(source, 'image/svg+xml').querySelector('parsererror')?.textContent,
    svg,
  );
  expect(wrong).toBeUndefined();
  expect(svg).toContain('#101216');
  expect(svg).not.toContain('a month');
  await page.keyboard.press('Escape');
});

it('writes the project byte for byte, and reads it again', async () => {
  const { page } = app;
  await opened();
  await choice('Format', 'Project file').check();
  await dialog.getByRole('textbox', { name: 'File name' }).fill('my/order');
  const first = await saved();
  expect(first.name).toBe('my-order.topolith');
  expect(first.bytes.toString('utf8')).toBe(writeProject(project));
  await page.keyboard.press('Escape');
  await choose(page, 'again.topolith', first.bytes.toString('utf8'));
  await settled(page);
  await opened();
  await choice('Format', 'Project file').check();
  const second = await saved();
  expect(second.bytes.equals(first.bytes)).toBe(true);
  await page.keyboard.press('Escape');
});

it('writes the report and the table of all variants', async () => {
  await opened();
  await choice('Format', 'Report').check();
  const report = (await saved()).bytes.toString('utf8');
  expect(report).toMatch(/## Comparison/);
  for (const { name } of project.variants) expect(report).toContain(name);
  await choice('Format', 'Table').check();
  const table = await saved();
  expect(table.name).toMatch(/\.csv$/);
  expect(table.bytes.toString('utf8')).toMatch(/^variant,part,id,name,figure,value,unit\r\n/);
  await app.page.keyboard.press('Escape');
});

it('copies the picture', async () => {
  await app.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await opened();
  await choice('Format', 'PNG').check();
  await dialog.getByRole('button', { name: 'Copy as PNG' }).click();
  await dialog.getByRole('status').filter({ hasText: 'in the clipboard' }).waitFor();
  const types = await app.page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types));
  expect(types).toEqual(['image/png']);
  await app.page.keyboard.press('Escape');
});

it('has nothing to complain about', () => {
  expect(app.problems).toEqual([]);
});
