// The reading of the curve between its points.
import { expect, test } from 'vitest';
import { analyse } from '../../shared/engine/analyse.ts';
import { shareBeyond } from '../../shared/explain/curve.ts';
import { smallSystem } from '../engine/published.ts';
import { sample } from '../inspector/sample.ts';

const journeyOf = (ms: number) => {
  const project = smallSystem({ a: { demand: { mean: 20 }, host: { discipline: 'fifo', cores: 1 } } }, 42);
  return analyse(project, { exceedsMs: ms }).variants['v']!.journeys['j']!;
};

test('is exact for an exponential law: M/M/1 in closed form', () => {
  for (const ms of [1, 10, 77.7, 100, 250, 500]) {
    const { latencyCurve, exceeds } = journeyOf(ms);
    expect(shareBeyond(latencyCurve!, ms)).toBeCloseTo(Math.exp((-8 * ms) / 1000), 9);
    expect(exceeds!.share).toBeCloseTo(Math.exp((-8 * ms) / 1000), 12);
  }
});

test('is near the law itself elsewhere, falls, and ends with what is left', () => {
  const project = sample('order');
  for (const ms of [50, 150, 250, 600, 1000]) {
    const { latencyCurve, exceeds } = analyse(project, { exceedsMs: ms }).variants['microservices']!.journeys['place']!;
    expect(Math.abs(shareBeyond(latencyCurve!, ms) - exceeds!.share!)).toBeLessThan(0.003);
  }
  const { latencyCurve } = journeyOf(1);
  const read = Array.from({ length: 200 }, (_, n) => shareBeyond(latencyCurve!, n * 5));
  for (const [n, share] of read.slice(1).entries()) expect(share).toBeLessThanOrEqual(read[n]!);
  expect(read[0]).toBe(1);
  expect(shareBeyond(latencyCurve!, 1e9)).toBe(1 - latencyCurve!.at(-1)![1]);
});

test('falls at a jump of the curve', () => {
  expect(
    [0, 9, 10, 11].map((ms) =>
      shareBeyond(
        [
          [0, 0],
          [10, 0.9],
          [10, 1],
        ],
        ms,
      ),
    ),
  ).toEqual([1, expect.closeTo(0.1 ** 0.9, 12), expect.closeTo(0.1, 12), 0]);
});
