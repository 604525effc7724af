/**
 * The window's speed on a design of 300 components, in the real page of the real build: `npm run -s bench:app`.
 * From a key press that carries an edit out to the frame that shows the new figures, beside the engine's own time; and the longest
 * task of the interface while a part is dragged. Medians of 50 edits; look at the ratios and the sizes, not at the last digit.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import chromiumPackage from '@sparticuz/chromium';
import type { Browser, Page } from 'playwright-core';
import { writeProject } from '../../shared/format/projectFile.ts';
import { largeProject } from '../support/largeProject.ts';
import { openApp } from '../window/browser.ts';

const COMPONENTS = Number(process.argv[2] ?? 300);
const EDITS = 50;
process.env['TOPOLITH_CHROMIUM'] ??= await chromiumPackage.executablePath();

interface Seen {
  readonly shown: number;
  readonly engine: number;
}

declare global {
  interface Window {
    bench?: { start: number; shown: number };
  }
}

const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);
const at = (values: readonly number[], share: number): number =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;
const ms = (value: number): string => value.toFixed(1).padStart(8);

/** Notes when a key is pressed and when the figures of the visible variant have changed on the screen. */
function watchFigures(): void {
  const bench = { start: 0, shown: 0 };
  window.bench = bench;
  addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Enter') Object.assign(bench, { start: performance.now(), shown: 0 });
    },
    true,
  );
  const tab = document.querySelector('.tab[aria-selected="true"] .tab-figures');
  if (!tab) throw new Error('there is no visible variant');
  const figures = (): string => tab.querySelector('.tab-figure')?.textContent ?? '';
  let last = figures();
  new MutationObserver(() => {
    if (figures() === last) return;
    last = figures();
    // The next frame is the one that shows it.
    requestAnimationFrame(() => {
      if (bench.shown === 0) bench.shown = performance.now();
    });
  }).observe(tab, { subtree: true, childList: true, characterData: true });
}

/** `calm`: the next edit waits until faults and findings of the one before are there too; else it comes as soon as its figures are. */
async function timeEdits(page: Page, variant: string, calm: boolean): Promise<readonly Seen[]> {
  await page.getByRole('tablist', { name: 'Variants' }).getByRole('tab', { name: variant }).click();
  await page.waitForFunction(() => document.querySelector('.pending') === null, null, { timeout: 120_000 });
  // In the list of parts it is found whether or not it is in view.
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a part or run a command' }).fill('Part 0.0');
  await page.keyboard.press('Enter');
  const demand = page.getByRole('textbox', { name: 'Demand a visit' });
  if (!(await demand.isVisible())) await page.getByRole('button', { name: /^do/ }).first().click();
  await demand.waitFor();
  await page.evaluate(watchFigures);
  const seen: Seen[] = [];
  for (let i = 0; i < EDITS; i++) {
    if (calm) await page.locator('.later').waitFor({ state: 'detached' });
    await demand.fill(String(i % 2 === 0 ? 40 + i : 5 + i / 10));
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => (window.bench?.shown ?? 0) > 0, null, { timeout: 30_000, polling: 5 });
    seen.push(
      await page.evaluate(() => ({
        shown: (window.bench?.shown ?? 0) - (window.bench?.start ?? 0),
        engine: Number.parseFloat(document.querySelector('.work-time')?.textContent ?? ''),
      })),
    );
  }
  return seen;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly tid: number;
  readonly pid: number;
  /** Start and length, us; and how much of it the thread really worked, when the machine gave it a core. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

interface Task {
  readonly wall: number;
  readonly worked: number;
}

/** Tasks of the interface thread while a part is dragged, ms. */
async function dragTasks(browser: Browser, page: Page): Promise<readonly Task[]> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+1');
  await page.locator('.react-flow__node').first().waitFor();
  // A part in the middle of the drawing, taken by its own edge so that a box goes as a whole.
  const frame = await page.locator('.flow-frame').boundingBox();
  const nodes = await page
    .locator('.react-flow__node')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect));
  const middle = { x: (frame?.x ?? 0) + (frame?.width ?? 0) / 2, y: (frame?.y ?? 0) + (frame?.height ?? 0) / 2 };
  const away = (rect: DOMRect): number => Math.hypot(rect.x - middle.x, rect.y - middle.y);
  const grip = nodes.toSorted((a, b) => away(a) - away(b))[0];
  if (!grip) throw new Error('there is no part to drag');
  const from = { x: grip.x + grip.width / 2, y: grip.y + 3 };
  await browser.startTracing(page, {
    categories: ['toplevel', 'blink.user_timing', 'disabled-by-default-devtools.timeline'],
  });
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  // What the tracing itself costs at its start is not the drag's.
  await page.evaluate(() => performance.mark('drag'));
  for (let i = 1; i <= 80; i++)
    await page.mouse.move(from.x + Math.sin(i / 8) * 120 + i, from.y + Math.cos(i / 6) * 90);
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  await page.mouse.up();
  const main = trace.traceEvents.find((one) => one.name === 'thread_name' && one.args?.name === 'CrRendererMain');
  const begin = trace.traceEvents.find((one) => one.name === 'drag')?.ts ?? Infinity;
  return trace.traceEvents
    .filter((one) => one.ph === 'X' && one.tid === main?.tid && one.pid === main.pid && one.name.endsWith('RunTask'))
    .filter((one) => one.ts > begin)
    .map((one) => ({ wall: (one.dur ?? 0) / 1000, worked: (one.tdur ?? 0) / 1000 }));
}

const folder = mkdtempSync(path.join(tmpdir(), 'topolith-bench-'));
const file = path.join(folder, 'large.topolith');
writeFileSync(file, writeProject(largeProject(COMPONENTS)));
const app = await openApp({ file });
try {
  const { page } = app;
  page.setDefaultTimeout(60_000);
  await page.locator('.react-flow__node').first().waitFor({ timeout: 120_000 });
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser');
  console.log(`${COMPONENTS} components, ${EDITS} edits each: from the key to the frame with the new figures, ms`);
  console.log(`${'variant'.padEnd(21)}   median      p95   engine    ratio`);
  for (const name of ['Services', 'One process']) {
    for (const calm of [true, false]) {
      const seen = await timeEdits(page, name, calm);
      const shown = seen.map((one) => one.shown);
      const engine = at(
        seen.map((one) => one.engine),
        0.5,
      );
      const median = at(shown, 0.5);
      console.log(
        `${name.padEnd(12)} ${calm ? 'calm    ' : 'in a row'} ${ms(median)} ${ms(at(shown, 0.95))} ${ms(engine)} ${ms(median / engine)}`,
      );
    }
    await page.locator('.later').waitFor({ state: 'detached' });
    const tasks = await dragTasks(browser, page);
    const longest = (of: (task: Task) => number): string => ms(Math.max(...tasks.map(of))).trim();
    console.log(
      `  while dragging: longest task ${longest((one) => one.wall)} ms, of which the thread worked at most ${longest((one) => one.worked)} ms; ${tasks.length} tasks`,
    );
  }
  if (app.problems.length > 0) console.log(app.problems);
} finally {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
}
