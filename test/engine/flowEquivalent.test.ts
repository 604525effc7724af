/** A pool of threads over processors and calls, against M/M/c and against a Markov chain solved elsewhere. */
import { expect, test } from 'vitest';
import { largestFactor, poolQueue, type PoolQueue } from '../../shared/engine/flowEquivalent.ts';
import { erlangC, ratesLeft } from '../../shared/engine/queueing.ts';

/** Threads over processors that nobody else uses. */
const before = (rate: number, threads: number, delay: number, servers: number, work: number): PoolQueue | null =>
  poolQueue(rate, { threads, delay, places: [{ demand: [work], copies: 1, rates: ratesLeft(servers, 0, threads) }] });

test.each([
  [1, 0.7],
  [3, 2.1],
  [10, 8.8],
  [50, 45],
])('without time away, %i threads on as many processors are M/M/c', (threads, load) => {
  const found = before(load / 8, threads, 0, threads, 8)!;
  const chance = erlangC(threads, load);
  expect([found.waiting, found.inside, found.outside]).toEqual(
    [chance, load, (chance * load) / (threads - load)].map((e) => expect.closeTo(e, 8)),
  );
});

test('threads beyond the processors change nobody’s time when all wait at the processors', () => {
  const [few, many] = [4, 400].map((threads) => before(0.15, threads, 0, 2, 10)!);
  expect(few!.inside + few!.outside).toBeCloseTo(many!.inside + many!.outside, 9);
  expect([few!.more, many!.more]).toEqual([expect.closeTo(0, 9), expect.closeTo(0, 9)]);
});

/** Chain of requests at the processor, away, and waiting, both phases exponential: share that waits, inside, outside. */
test.each([
  ['3 threads, one processor', before(0.3, 3, 2, 1, 1)!, [0.102764, 0.997311, 0.05328]],
  ['4 threads, two processors', before(0.6, 4, 3, 2, 1)!, [0.295735, 2.427392, 0.38706]],
])('with time away the flow-equivalent server is close and careful: %s', (_, found, [waiting, inside, outside]) => {
  expect(found.waiting / waiting! - 1).toBeGreaterThan(0);
  expect(found.waiting / waiting! - 1).toBeLessThan(0.03);
  expect(Math.abs(found.inside / inside! - 1)).toBeLessThan(0.004);
  expect(found.outside / outside! - 1).toBeGreaterThan(0);
  expect(found.outside / outside! - 1).toBeLessThan(0.25);
});

test('a pool that cannot carry the rate has no answer', () => {
  expect(before(1, 3, 2, 1, 1)).toBeNull();
});

test('the largest factor is where what is carried and what comes meet', () => {
  expect(largestFactor((f) => 3 - f * f, 3)).toBeCloseTo((Math.sqrt(13) - 1) / 2, 9);
  expect(largestFactor((f) => 1 / (1 + f), 100)).toBeCloseTo((Math.sqrt(5) - 1) / 2, 9);
});
