/** Retries as load: fixed points, tipping, budgets, cancelled work; bulkheads and breakers around what is slow. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../../shared/engine/analyse.ts';
import { constant, exponential } from '../../shared/engine/distribution.ts';
import { part, placeOf } from '../../shared/engine/time.ts';
import { Attempt, type RetryRule, triesOf, withRetries } from '../../shared/engine/retry.ts';
import type { Time } from '../../shared/engine/time.ts';
import type { Deployable, Policy, Project, Scenario } from '../../shared/model/types.ts';
import { NO_QUEUE, ONE_BY_ONE, smallSystem } from './published.ts';

const alone = (): number => 1;
const x = placeOf('deployable', 'x');
/** A call under a rule: its tries and its times. */
function retried(call: Time, rule: RetryRule, passes = 1) {
  const attempt = new Attempt(call, rule, alone);
  const tries = triesOf(attempt, passes);
  return { ...tries, ...withRetries(attempt, tries) };
}

const NO_PAUSE = { baseMs: 0, jitter: 'none' } as const;

describe('one call', () => {
  const failsHalf = { ...part(constant(10), x), answered: 0.5 };

  test('a budget of 10 % lets 1.1 attempts a call be made: .55 are answered', () => {
    const rule = { timeoutMs: null, retries: 3, pauses: [0, 0, 0], budget: 0.1 };
    const { attempts, time } = retried(failsHalf, rule);
    expect([attempts, time.answered]).toEqual([1.1, 0.55].map((e) => expect.closeTo(e, 12)));
  });

  test('a budget that is never used up changes nothing', () => {
    const rule = { timeoutMs: null, retries: 3, pauses: [0, 0, 0] };
    expect(retried(failsHalf, { ...rule, budget: 1 }).attempts).toBe(retried(failsHalf, rule).attempts);
  });

  test('a call that is cancelled runs for its time up to the limit: (1 - e^-2.5) of Exp(80) at 200 ms', () => {
    const { attempts, carried } = retried(part(exponential(80), x), {
      timeoutMs: 200,
      retries: 2,
      pauses: [0, 0],
      cancels: true,
    });
    expect(carried / attempts).toBeCloseTo(1 - Math.exp(-2.5), 6);
  });

  test('refused attempts fail at once and reach nobody', () => {
    const { attempts, carried, time, failed } = retried(
      part(constant(10), x),
      { timeoutMs: null, retries: 1, pauses: [0] },
      0.25,
    );
    expect([attempts, carried, time.answered]).toEqual([1.75, 0.4375, 0.4375].map((e) => expect.closeTo(e, 12)));
    expect(failed.mean).toBe(0);
  });
});

/** One queue of 100 a second, a limit of 100 ms, three retries at once. */
const overloaded = (perSecond: number, policy: Policy = {}, host: Partial<Deployable> = {}): Project =>
  smallSystem(
    { a: { steps: ['b'], host: NO_QUEUE }, b: { demand: { mean: 10 }, host: { ...ONE_BY_ONE, ...host } } },
    perSecond,
    { 'a-b': { policy: { timeoutMs: 100, retries: 3, backoff: NO_PAUSE, ...policy } } },
  );
const journeyOf = (project: Project) => analyse(project).variants['v']!.journeys['j']!;

describe('M/M/1 with a limit and three retries', () => {
  test('three fixed points at 60 a second', () => {
    const { retry } = journeyOf(overloaded(60));
    expect(retry!.roots.map((r) => [r.kind, r.callsPerSecond])).toEqual([
      ['normal', expect.closeTo(61.274876, 5)],
      ['tipping', expect.closeTo(89.055348, 5)],
      ['collapsed', expect.closeTo(240, 5)],
    ]);
    expect(retry!.tipsAtFactor).toBeCloseTo(89.055348 / 61.274876, 6);
  });

  test('capacity ends where the normal state ceases to exist: the largest l (1-p)/(1-p^4), 69.371737 a second', () => {
    const { capacityFactor, givesWayFirst } = journeyOf(overloaded(60));
    expect(givesWayFirst).toBe('h-b');
    // Close to the end it takes so long to come to rest that the search stops a little before it.
    expect(capacityFactor! * 60).toBeLessThan(69.371737);
    expect(capacityFactor! * 60).toBeGreaterThan(69.371737 * 0.995);
  });

  test('at little load there is one state only', () => {
    const { retry } = journeyOf(overloaded(20));
    expect([retry!.roots.map((r) => r.kind), retry!.tipsAtFactor]).toEqual([['normal'], null]);
  });

  test('a budget keeps the collapsed state away', () => {
    const { retry, capacityFactor } = journeyOf(overloaded(60, { retryBudget: 0.1 }));
    expect(retry!.roots.map((r) => r.kind)).toEqual(['normal']);
    expect(capacityFactor! * 60).toBeGreaterThan(69.4);
  });

  test('calls without retries have no states to tell of', () => {
    expect(journeyOf(overloaded(60, { retries: 0 })).retry).toBeNull();
  });
});

/** A shop of four cores and 20 threads calls a counter that is soft: it usually takes 5 ms. */
function shop(policy: Policy | undefined, scenario: Scenario): Project {
  return smallSystem(
    {
      a: { demand: { mean: 5 }, steps: [{ to: 'b', hard: false }], host: { cores: 4, threads: 20 } },
      b: { demand: { mean: 5, shape: 'constant' }, host: NO_QUEUE },
    },
    50,
    policy && { 'a-b': { policy } },
    { scenarios: [scenario] },
  );
}

describe('a slow soft dependency', () => {
  const slow: Scenario = { id: 's', name: 's', faults: [{ target: 'b', kind: 'slow', addMs: 30_000 }] };
  const answer = (policy?: Policy) => analyse(shop(policy, slow), { scenario: 's' }).variants['v']!;

  test('takes its caller down when nothing limits the wait: 50 a second for 30 s want 1,500 threads of 20', () => {
    const { journeys, deployables } = answer();
    expect([journeys['j']!.state, journeys['j']!.saturatedAt, deployables['h-a']!.saturated]).toEqual([
      'saturated',
      ['h-a'],
      true,
    ]);
  });

  test('does not with a limit of 100 ms: 5 threads for the calls', () => {
    const { journeys, deployables } = answer({ timeoutMs: 100 });
    expect(journeys['j']!.state).toBe('degraded');
    expect(deployables['h-a']!.threadsHeld).toBeCloseTo(50 * (0.1 + 0.005), 2);
  });

  test('does not with a bulkhead of 10: its places are taken, the rest go without', () => {
    const { journeys, links, deployables } = answer({ bulkhead: { concurrent: 10 } });
    const { bulkhead } = links['a-b']!;
    expect(journeys['j']!.state).toBe('ok');
    // Erlang B of 1,500 erlangs on 10 places.
    expect([bulkhead!.most, bulkhead!.refusedShare, bulkhead!.busy]).toEqual([
      10,
      expect.closeTo(0.99336, 4),
      expect.closeTo(9.993, 2),
    ]);
    expect(deployables['h-a']!.threadsHeld).toBeCloseTo(bulkhead!.busy + 50 * 0.005, 1);
  });

  test('does not with a breaker: one call in 1,500 waits out the limit of 1 s', () => {
    const { journeys, links } = answer({ breaker: { timeoutMs: 1000, resetTimeoutMs: 29_000 - 20 } });
    const { breaker } = links['a-b']!;
    expect(journeys['j']!.state).toBe('degraded');
    expect([breaker!.state, 1 - breaker!.failedFastShare, breaker!.executedPerSecond]).toEqual([
      'open',
      expect.closeTo(1 / 1500, 9),
      expect.closeTo(1 / 30, 9),
    ]);
  });
});

test('a breaker leaves a healthy callee alone', () => {
  const project = shop({ breaker: {} }, { id: 's', name: 's' });
  expect(analyse(project).variants['v']!.links['a-b']!.breaker).toMatchObject({
    state: 'closed',
    failedFastShare: 0,
    executedPerSecond: 50,
    opensAfterMs: null,
  });
});

test('a chain of services without limits falls from the end: each one’s threads wait for the next', () => {
  const host = { cores: 4, threads: 20 };
  const project = smallSystem(
    {
      a: { demand: { mean: 1 }, steps: ['b'], host },
      b: { demand: { mean: 1 }, steps: ['c'], host },
      c: { demand: { mean: 1 }, host: NO_QUEUE },
    },
    50,
    {},
    { scenarios: [{ id: 's', name: 's', faults: [{ target: 'c', kind: 'slow', addMs: 30_000 }] }] },
  );
  const { deployables } = analyse(project, { scenario: 's' }).variants['v']!;
  expect([deployables['h-a']!.saturated, deployables['h-b']!.saturated]).toEqual([true, true]);
});
