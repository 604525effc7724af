// The built host against sudden death: what it acknowledged is there afterwards. `npm run test:kill` does the same twenty times.
import { expect, test } from 'vitest';
import { killTest } from '../../scripts/killTest.mjs';

test('a kill while editing and one while saving lose no acknowledged save and at most five seconds of edits', async () => {
  const runs = await killTest({ kills: 2, seed: 7 });
  expect(runs.map(({ mode }) => mode)).toEqual(['edit', 'save']);
  expect(runs[1]?.saves).toBeGreaterThan(0);
  expect(Math.max(...runs.map(({ behindMs }) => behindMs))).toBeLessThanOrEqual(5000);
});
