// The kept place of the window against the screens of today, and files that hold anything.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { keepPlace, placeOn, readPlace } from '../../main/desktop/windowPlace.ts';

const main = { x: 0, y: 0, width: 1920, height: 1080 };
const left = { x: -1280, y: 100, width: 1280, height: 1024 };
const place = (x: number, y: number, width = 1200, height = 800, maximized = false) => ({
  x,
  y,
  width,
  height,
  maximized,
});

test.each<[string, unknown, unknown]>([
  ['as it was', place(100, 50), place(100, 50)],
  ['maximised', place(0, 0, 1200, 800, true), place(0, 0, 1200, 800, true)],
  ['on the second screen', place(-1200, 150), place(-1200, 150)],
  ['half beside the screen', place(1700, 900), place(1700, 900)],
  ['larger than the screen', place(0, 0, 4000, 3000), place(0, 0, 1920, 1080)],
  ['smaller than the window may be', place(0, 0, 10, 10), null],
  ['too small by a little', place(0, 0, 900, 500), place(0, 0, 960, 600)],
  ['on a screen that is gone', place(2500, 0), null],
  ['with its top above the screen', place(0, -40), null],
  ['with its top below the screen', place(0, 1070), null],
  ['with a corner of its top only', place(1850, 0), null],
  ['nothing', null, null],
  ['a list', [], null],
  ['a text', 'x', null],
  ['without a height', { x: 0, y: 0, width: 1200 }, null],
  ['texts for numbers', { x: '0', y: 0, width: 1200, height: 800 }, null],
  ['no whole numbers', place(0.5, 0), null],
  ['beyond reason', place(0, 0, 1e9, 800), null],
  ['no yes or no', { ...place(0, 0), maximized: 'yes' }, place(0, 0)],
])('%s', (_what, kept, expected) => {
  expect(placeOn(kept, [main, left])).toEqual(expected);
});

test('is kept in a file; one that is missing, broken or not writable is no fault', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'topolith-place-'));
  const file = path.join(folder, 'window.json');
  expect(readPlace(file)).toBeNull();
  keepPlace(file, place(1, 2));
  expect(readPlace(file)).toEqual(place(1, 2));
  writeFileSync(file, '{');
  expect(readPlace(file)).toBeNull();
  expect(() => keepPlace(path.join(folder, 'none/window.json'), place(1, 2))).not.toThrow();
  rmSync(folder, { recursive: true, force: true });
});
