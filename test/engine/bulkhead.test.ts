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

test('a long line has the wait of M/M/3/63: those in line over those let in (Little)', () => {
  const perMs = 0.085;
  const busyMs = 1000 / 30;
  const states = [1];
  for (let n = 1; n <= 63; n++) states.push((states[n - 1]! * perMs * busyMs) / Math.min(n, 3));
  const whole = states.reduce((a, b) => a + b, 0);
  const inLine = states.reduce((sum, p, n) => sum + (p / whole) * Math.max(0, n - 3), 0);
  const { refused, wait } = bulkheadOf(rule(3, 60), perMs, busyMs);
  expect(refused).toBeCloseTo(states[63]! / whole, 12);
  expect(wait!.mean).toBeCloseTo(inLine / (perMs * (1 - refused)), 9);
});
