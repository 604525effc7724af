/** Breakers in their steady state, against time lines that opossum itself produced. */
import { describe, expect, test } from 'vitest';
import { type BreakerRule, breakerState, type Ending, opens } from '../../shared/engine/breaker.ts';

/** The options of opossum's own example, and its usual window of ten buckets. */
const rule: BreakerRule = {
  timeoutMs: 3000,
  threshold: 0.5,
  resetMs: 30_000,
  volume: 0,
  windowMs: 10_000,
  meanWindowMs: 9500,
};
const failing = (share: number, failedMs: number): Ending => ({ failing: share, failedMs, answeredMs: 20 });

describe('when it opens, from the first bad call: to half a bucket or two, since the window moves in steps of 1 s', () => {
  test.each([
    ['ten calls a second fail after 5 ms: 5,055 ms', { perMs: 0.01, bad: failing(1, 5) }, 5055],
    ['7.7 calls a second never answer, limit 3 s: 8,005 ms', { perMs: 1 / 130, bad: failing(1, 3000) }, 8005],
    ['and again after it closed: 4,855 ms', { perMs: 0.01, bad: failing(1, 5) }, 4855],
  ])('%s', (_, { perMs, bad }, seen) => {
    const { opensAfterMs } = breakerState(rule, perMs, bad, bad);
    expect(Math.abs(opensAfterMs! - seen)).toBeLessThan(500);
  });

  test('half of the calls failing does not open it, a little more does', () => {
    expect([opens(rule, 0.01, 0.5), opens(rule, 0.01, 0.51)]).toEqual([false, true]);
  });

  test('fewer calls than the volume never open it: one a second against 20, and against 10', () => {
    const at = (volume: number): boolean => opens({ ...rule, volume }, 0.001, 1);
    expect([at(20), at(10)]).toEqual([false, true]);
  });
});

describe('while it is open', () => {
  const dead = (perMs: number, failedMs: number) =>
    breakerState(rule, perMs, failing(1, failedMs), failing(1, failedMs));

  test('one call in 661 is executed at 20 a second with a limit of 3 s: a cycle of reset time, next call and probe', () => {
    const { state, passes, probeEveryMs } = dead(0.02, 3000);
    expect([state, probeEveryMs, 1 / passes]).toEqual(['open', 33_050, expect.closeTo(661, 9)]);
  });

  test('probes come 30.1 s apart where calls come every 100 ms and fail at once, as in the time line 45,155 to 75,155 with its call', () => {
    expect(Math.abs(dead(0.01, 5).probeEveryMs! - 30_100)).toBeLessThan(10);
  });

  test('closes within a probe, the reset time, the next call and its answer', () => {
    expect(dead(0.01, 3000).recoversWithinMs).toBe(3000 + 30_000 + 100 + 20);
  });

  test('it flaps where probes succeed but the full load fails: open for reset and probe, closed until it opens again', () => {
    const { state, passes } = breakerState(rule, 0.01, failing(1, 1000), { ...failing(0, 0), answeredMs: 50 });
    const closedMs = 1000 + 4750;
    const openMs = 30_000 + 100 + 50;
    expect([state, passes]).toEqual([
      'flapping',
      expect.closeTo((1 + 0.01 * closedMs) / (0.01 * (closedMs + openMs)), 12),
    ]);
  });

  test('where half of the probes fail it takes two cycles on average', () => {
    const { passes } = breakerState(rule, 0.01, failing(0.8, 5), failing(0.5, 5));
    const closedMs = 5 + 4750 / 0.8;
    const cycle = 30_105 + 30_120 + closedMs;
    expect(passes).toBeCloseTo((2 + 0.01 * closedMs) / (0.01 * cycle), 12);
  });
});
