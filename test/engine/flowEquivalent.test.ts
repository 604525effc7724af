/** A pool of threads over processors and calls, against M/M/c and against a Markov chain solved elsewhere. */
import { expect, test } from 'vitest';
import { poolQueue } from '../../shared/engine/flowEquivalent.ts';
import { erlangC } from '../../shared/engine/queueing.ts';

test.each([
  [1, 0.7],
  [3, 2.1],
  [10, 8.8],
  [50, 45],
])('without time away, %i threads on as many processors are M/M/c', (threads, load) => {
  const found = poolQueue(load / 8, threads, 0, threads, 8)!;
  const chance = erlangC(threads, load);
  expect([found.waiting, found.inside, found.outside]).toEqual(
    [chance, load, (chance * load) / (threads - load)].map((e) => expect.closeTo(e, 8)),
  );
});

test('threads beyond the processors change nobody’s time when all wait at the processors', () => {
  const [few, many] = [4, 400].map((threads) => poolQueue(0.15, threads, 0, 2, 10)!);
  expect(few!.inside + few!.outside).toBeCloseTo(many!.inside + many!.outside, 9);
});

/** Chain of requests at the processor, away, and waiting, both phases exponential: share that waits, inside, outside. */
test.each([
  ['3 threads, one processor', poolQueue(0.3, 3, 2, 1, 1)!, [0.102764, 0.997311, 0.05328]],
  ['4 threads, two processors', poolQueue(0.6, 4, 3, 2, 1)!, [0.295735, 2.427392, 0.38706]],
])('with time away the flow-equivalent server is close and careful: %s', (_, found, [waiting, inside, outside]) => {
  expect(found.waiting / waiting! - 1).toBeGreaterThan(0);
  expect(found.waiting / waiting! - 1).toBeLessThan(0.03);
  expect(Math.abs(found.inside / inside! - 1)).toBeLessThan(0.004);
  expect(found.outside / outside! - 1).toBeGreaterThan(0);
  expect(found.outside / outside! - 1).toBeLessThan(0.25);
});

test('a pool that cannot carry the rate has no answer', () => {
  expect(poolQueue(1, 3, 2, 1, 1)).toBeNull();
});
