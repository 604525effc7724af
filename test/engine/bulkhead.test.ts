/** Calls under way at a time: refused by Erlang's loss formula, or waiting in a short line. */
import { describe, expect, test } from 'vitest';
import { bulkheadOf } from '../../shared/engine/bulkhead.ts';

const rule = (concurrent: number, queue = 0) => ({ concurrent, queue, feedsBreaker: false });

describe('without a line: the table of Erlang B', () => {
  test.each([
    [1, 1, 0.5],
    [5, 5, 0.284868],
    [10, 15, 0.036497],
    [20, 25, 0.050222],
    [7, 10, 0.078741],
  ])('%f erlangs on %i places: %f', (load, places, refused) => {
    const found = bulkheadOf(rule(places), load / 10, 10);
    expect(found.refused).toBeCloseTo(refused, 6);
    expect(found.busy).toBeCloseTo(load * (1 - found.refused), 12);
    expect(found.wait).toBeNull();
  });
});

test('with a line: M/M/3/7 of 40 a second and 30 each, refused .003931, response .036517 s', () => {
  const { refused, wait, busy } = bulkheadOf(rule(3, 4), 0.04, 1000 / 30);
  expect([refused, wait!.mean + 1000 / 30, busy]).toEqual([
    expect.closeTo(0.003931, 6),
    expect.closeTo(36.517, 3),
    expect.closeTo((40 / 30) * (1 - 0.003931), 5),
  ]);
});

test('calls that never come back fill it, and then it refuses all', () => {
  expect(bulkheadOf(rule(30), 0.02, Infinity)).toEqual({ refused: 1, busy: 30, wait: null });
});

test('nobody calls: nobody is refused', () => {
  expect(bulkheadOf(rule(30), 0, Infinity)).toEqual({ refused: 0, busy: 0, wait: null });
});

test('a long line waits as long as a short one of the same kind: mean by Little, M/M/3 with 60 places', () => {
  const { refused, wait, busy } = bulkheadOf(rule(3, 60), 0.085, 1000 / 30);
  // In M/M/3 without bound at .944 busy the wait is C s / (c - a); 60 places cut off next to nothing.
  const load = 0.085 * (1000 / 30);
  const c = load ** 3 / 6 / (1 - load / 3) / (1 + load + load ** 2 / 2 + load ** 3 / 6 / (1 - load / 3));
  expect(refused).toBeLessThan(0.002);
  expect(wait!.mean / ((c * (1000 / 30)) / (3 - load))).toBeGreaterThan(0.88);
  expect(wait!.mean / ((c * (1000 / 30)) / (3 - load))).toBeLessThan(1);
  expect(busy).toBeCloseTo(load * (1 - refused), 9);
});
