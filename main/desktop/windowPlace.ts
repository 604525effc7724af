// Where the window was when it closed, kept beside the data; a place that no screen shows any more is not used again.
import { readFileSync, writeFileSync } from 'node:fs';

export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Place extends Area {
  maximized: boolean;
}

export const leastSize = { width: 960, height: 600 } as const;

/** How much of the window's top must be on a screen, so that it can be taken and moved. */
const grip = { width: 120, height: 32 } as const;

const isWhole = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && Math.abs(value) < 1e6;

/** The kept place as it fits the screens of today, or null. What is kept is a file that anybody may have edited. */
export function placeOn(kept: unknown, screens: readonly Area[]): Place | null {
  const field = (key: string): unknown => (kept !== null && typeof kept === 'object' ? Reflect.get(kept, key) : null);
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map(field);
  if (!isWhole(x) || !isWhole(y) || !isWhole(width) || !isWhole(height)) return null;
  const reachable = screens.find(
    (screen) =>
      overlap(x, width, screen.x, screen.width) >= grip.width &&
      y >= screen.y &&
      y + grip.height <= screen.y + screen.height,
  );
  if (!reachable) return null;
  return {
    x,
    y,
    width: Math.max(leastSize.width, Math.min(width, reachable.width)),
    height: Math.max(leastSize.height, Math.min(height, reachable.height)),
    maximized: field('maximized') === true,
  };
}

const overlap = (a: number, aLength: number, b: number, bLength: number): number =>
  Math.min(a + aLength, b + bLength) - Math.max(a, b);

/** Whatever the file holds, or null. */
export function readPlace(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** A window that comes up elsewhere next time is no reason to stop closing. */
export function keepPlace(file: string, place: Place): void {
  try {
    writeFileSync(file, `${JSON.stringify(place)}\n`, { mode: 0o600 });
  } catch {
    // See above.
  }
}
