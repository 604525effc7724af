/** States and availability of small designs: what fails, degrades, waits or is lost, and for what share of the time. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../../shared/engine/analyse.ts';
import type { Deployable, Link, Project } from '../../shared/model/types.ts';
import { NO_QUEUE, type SmallPart, smallSystem } from './published.ts';

const up = (value: number, more: Partial<Deployable> = {}): SmallPart => ({
  host: { ...NO_QUEUE, availability: { value }, ...more },
});
const results = (project: Project, scenario: string | null = null) => analyse(project, { scenario }).variants['v']!;
const served = (project: Project): number => results(project).journeys['j']!.availability.served;

/** `a` calls `b` over the given link; what the journey does when the target is down. */
function stateWithout(target: string, link: Partial<Link>, more: Partial<SmallPart> = {}) {
  const project = smallSystem({ a: { ...up(1), steps: ['b'], ...more }, b: up(1) }, 1, { 'a-b': link });
  const fault = results(project).faults.find((f) => f.target === target)!;
  return [fault.journeys['j'], ...fault.lostEvents];
}

describe('availability', () => {
  const together = (kind: 'alternative' | 'quorum', need?: number) => ({
    group: { id: 'g', kind, ...(need && { need }) },
  });
  test.each<[string, Project, number]>([
    ['alone', smallSystem({ a: up(0.99) }, 1), 0.99],
    [
      'three hard dependencies of 99.99 %',
      smallSystem({ a: { ...up(1), steps: ['b', 'c', 'd'] }, b: up(0.9999), c: up(0.9999), d: up(0.9999) }, 1),
      0.9999 ** 3,
    ],
    [
      'one of two that take turns',
      smallSystem(
        {
          a: {
            ...up(1),
            steps: [
              { to: 'b', ...together('alternative') },
              { to: 'c', ...together('alternative') },
            ],
          },
          b: up(0.999),
          c: up(0.999),
        },
        1,
      ),
      0.999999,
    ],
    [
      'two of three',
      smallSystem(
        {
          a: { ...up(1), steps: ['b', 'c', 'd'].map((to) => ({ to, ...together('quorum', 2) })) },
          b: up(0.9),
          c: up(0.8),
          d: up(0.7),
        },
        1,
      ),
      1 - 0.098,
    ],
    [
      'a store under both ways is counted once',
      smallSystem(
        {
          a: { ...up(1), steps: ['b', 'c'] },
          b: { ...up(1), steps: ['d'] },
          c: { ...up(1), steps: ['d'] },
          d: up(0.99),
        },
        1,
      ),
      0.99,
    ],
    [
      'MTBF 10,000 h, repair 20 h',
      smallSystem({ a: { host: { availability: { mtbfHours: 10_000, mttrMinutes: 1200 } } } }, 1),
      10_000 / 10_020,
    ],
    [
      'two machines, each 99 %',
      smallSystem({ a: up(0.99, { replicas: { fixed: 2 }, availability: { value: 0.99, of: 'replica' } }) }, 1),
      0.9999,
    ],
    ['hot pair, a crew each (fails 1/1000 h, repaired 1/4 h)', pair('hot'), 1 - 1.587276e-5],
    ['cold pair, one crew', pair('cold'), 1 - 1.5936e-5],
    ['hot pair, failover 90 s', pair('hot', 90), 1 - 1.587276e-5 - 90 / 3600 / 1000],
    ['never up', smallSystem({ a: up(0) }, 1), 0],
  ])('%s', (_, project, expected) => expect(served(project)).toBeCloseTo(expected, 10));

  test('a soft call leaves the answer and takes its fullness; cut sets name the causes', () => {
    const project = smallSystem(
      { a: { ...up(0.999), steps: [{ to: 'b', hard: false }, 'c'] }, b: up(0.9), c: up(0.99) },
      1,
    );
    const { availability, cutSets } = results(project).journeys['j']!;
    expect([availability.served, availability.full, availability.downtimeMinutesPerMonth, cutSets]).toEqual([
      expect.closeTo(0.999 * 0.99, 12),
      expect.closeTo(0.999 * 0.99 * 0.9, 12),
      expect.closeTo((1 - 0.999 * 0.99) * 43_800, 9),
      [['h-a'], ['h-c']],
    ]);
  });

  test('a part removed never raises availability', () => {
    const all = [up(0.95), up(0.9), up(0.8)];
    const found = [3, 2, 1].map((n) =>
      served(
        smallSystem(
          {
            a: { ...up(1), steps: all.slice(0, n).map((_, i) => ({ to: `p${i}`, ...together('alternative') })) },
            ...Object.fromEntries(all.slice(0, n).map((p, i) => [`p${i}`, p])),
          },
          1,
        ),
      ),
    );
    expect(found).toEqual([1 - 0.05 * 0.1 * 0.2, 1 - 0.05 * 0.1, 0.95].map((v) => expect.closeTo(v, 12)));
  });
});

function pair(kind: 'hot' | 'cold', failoverSeconds = 0): Project {
  return smallSystem(
    { a: { host: { availability: { mtbfHours: 1000, mttrMinutes: 240 }, standby: { kind, failoverSeconds } } } },
    1,
  );
}

describe('what the journey does when the callee is down', () => {
  const queue = { component: { kind: 'queue' as const } };
  test.each<[string, Partial<Link>, (string | undefined)[]]>([
    ['a hard call', {}, ['failed']],
    ['a soft call', { hard: false }, ['degraded']],
    ['a hard call with a fallback', { policy: { fallback: 'cached' } }, ['degraded']],
    ['an event handed over without a store', { interaction: 'async' }, ['degraded', 'j']],
    ['an event behind an outbox', { interaction: 'async', delivery: { outbox: { pollMs: 1000 } } }, ['delayed']],
    ['an acknowledged event', { interaction: 'async', needsAnswer: true }, ['failed']],
    ['an acknowledged event, soft', { interaction: 'async', needsAnswer: true, hard: false }, ['degraded', 'j']],
  ])('%s', (_, link, expected) => expect(stateWithout('h-b', link)).toEqual(expected));

  test('a consumer behind a queue is late, the queue itself is missed', () => {
    const project = smallSystem(
      { a: { ...up(1), steps: ['q'] }, q: { ...up(1), ...queue, steps: ['b'] }, b: up(1) },
      1,
      { 'a-q': { interaction: 'async' }, 'q-b': { interaction: 'async' } },
    );
    const state = Object.fromEntries(
      results(project)
        .faults.filter((f) => f.kind === 'deployable-down')
        .map((f) => [f.target, f.journeys['j']]),
    );
    expect(state).toEqual({ 'h-a': 'failed', 'h-q': 'degraded', 'h-b': 'delayed' });
  });
});

test.each<[string, Partial<Link>, unknown[]]>([
  ['cut at every attempt', { policy: { timeoutMs: 50, retries: 2 } }, ['failed', 1, null]],
  [
    'cut, but not needed: two limits',
    { hard: false, policy: { timeoutMs: 50, retries: 1, backoff: { baseMs: 0 } } },
    ['degraded', 0, 100],
  ],
  ['in time', { policy: { timeoutMs: 100 } }, ['ok', 0, 90]],
])('a callee of 90 ms, %s: state, share of errors, p50', (_, link, expected) => {
  const b = { ...up(1), demand: { mean: 90, shape: 'constant' as const } };
  const j = results(smallSystem({ a: { ...up(1), steps: ['b'] }, b }, 1, { 'a-b': link })).journeys['j']!;
  expect([j.state, j.errorShare, j.latencyMs && Number(j.latencyMs.p50.toFixed(6))]).toEqual(expected);
});

test.each<[string, Link['policy'], string]>([
  ['hangs with it', {}, 'failed'],
  ['by a time limit', { timeoutMs: 100 }, 'degraded'],
  ['by a bulkhead', { bulkhead: { concurrent: 2 } }, 'degraded'],
  ['by the capacity of a breaker', { breaker: { capacity: 2 } }, 'degraded'],
])('a soft callee that hangs, kept off: %s', (_, policy, expected) => {
  const project = smallSystem(
    { a: { ...up(1), steps: ['b'] }, b: up(1) },
    1,
    { 'a-b': { hard: false, policy: policy! } },
    { scenarios: [{ id: 's', name: 's', faults: [{ kind: 'hang', target: 'h-b' }] }] },
  );
  expect(results(project, 's').journeys['j']!.state).toBe(expected);
});

test('nobody is answered where every answer is an error', () => {
  const j = results(smallSystem({ a: { ...up(1), operation: { errorRate: 1 } } }, 1)).journeys['j']!;
  expect([j.state, j.errorShare, j.latencyMs]).toEqual(['failed', 1, null]);
});

describe('staleness: mean, p50, p99, sum of the clocks (none without a clock)', () => {
  test.each<[string, Partial<Link>, (number | null)[]]>([
    ['an outbox polled each second', { delivery: { outbox: { pollMs: 1000 } } }, [500, 500, 990, 1000]],
    [
      'eShop: a grace of a minute, then a poll of 30 s',
      { delivery: { mode: 'poll', periodMs: 30_000, delayMs: 60_000 } },
      [75_000, 75_000, 89_700, 90_000],
    ],
    [
      'Oracle SQL-JMS: polled each 20 s',
      { delivery: { mode: 'poll', periodMs: 20_000 } },
      [10_000, 10_000, 19_800, 20_000],
    ],
    ['change capture 500 ms behind', { delivery: { captureLagMs: 500 } }, [500, 500, 500, null]],
    ['pushed', {}, [0, 0, 0, null]],
  ])('%s', (_, link, expected) => {
    const project = smallSystem({ a: { ...up(1), steps: ['b'] }, b: up(1) }, 1, {
      'a-b': { interaction: 'async', ...link },
    });
    const { meanMs, p50, p99, worstMs } = results(project).staleness['b']!;
    const digits = (v: number | null): number | null => v && Number(v.toPrecision(9));
    expect([meanMs, p50, p99, worstMs].map(digits)).toEqual(expected);
  });

  test('two clocks in a row: a triangle', () => {
    const clock = { interaction: 'async' as const, delivery: { mode: 'poll' as const, periodMs: 1000 } };
    const project = smallSystem(
      { a: { ...up(1), steps: ['q'] }, q: { ...up(1), component: { kind: 'queue' }, steps: ['b'] }, b: up(1) },
      1,
      { 'a-q': clock, 'q-b': clock },
    );
    const { meanMs, p50, p99, worstMs } = results(project).staleness['b']!;
    expect([meanMs, p50, p99! / (2000 - Math.sqrt(20_000)), worstMs]).toEqual([
      expect.closeTo(1000, 6),
      expect.closeTo(1000, 1),
      expect.closeTo(1, 3),
      2000,
    ]);
  });
});
