/** A part that answers 30 s later: who fails with it, whose threads run out, and what keeps them safe. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../../shared/engine/analyse.ts';
import type { Deployable, Link } from '../../shared/model/types.ts';
import { NO_QUEUE, smallSystem } from './published.ts';

const host = (more: Partial<Deployable> = {}) => ({ host: { ...NO_QUEUE, availability: { value: 1 }, ...more } });

/** 20 requests/s enter `a` (50 threads), which calls `b`; what `b` being slow does to the journey, and which threads run out. */
function whenSlow(link: Partial<Link>, threads: Deployable['threads'] = 50): unknown[] {
  const a = { ...host({ cores: 4, discipline: 'sharing', threads }), demand: { mean: 1 }, steps: ['b'] };
  const { faults } = analyse(smallSystem({ a, b: host() }, 20, { 'a-b': link })).variants['v']!;
  const fault = faults.find(({ kind, target }) => kind === 'deployable-slow' && target === 'h-b');
  return fault ? [fault.journeys['j'], fault.exhausted] : ['nobody is hurt'];
}

describe('20 calls/s to a callee that takes 30 s more, 50 threads', () => {
  // Threads held by Little's law: 20/s x 30 s = 600; 20/s x 2 s = 40; 20/s x 2 x 2 s = 80.
  test.each<[string, Partial<Link>, unknown[]]>([
    ['a soft call without limit takes its caller down', { hard: false }, ['failed', ['h-a']]],
    ['a hard call without limit likewise', {}, ['failed', ['h-a']]],
    ['a limit of 2 s holds 40 threads', { hard: false, policy: { timeoutMs: 2000 } }, ['degraded', []]],
    ['a limit of 3 s holds 60', { hard: false, policy: { timeoutMs: 3000 } }, ['failed', ['h-a']]],
    [
      'a limit of 2 s, tried again at once, holds 80',
      { hard: false, policy: { timeoutMs: 2000, retries: 1, backoff: { baseMs: 0 } } },
      ['failed', ['h-a']],
    ],
    ['a bulkhead of 10', { hard: false, policy: { bulkhead: { concurrent: 10 } } }, ['degraded', []]],
    [
      'a bulkhead of 10 with 45 in line',
      { hard: false, policy: { bulkhead: { concurrent: 10, queue: 45 } } },
      ['failed', ['h-a']],
    ],
    ['a breaker', { hard: false, policy: { breaker: {} } }, ['degraded', []]],
    [
      'a breaker that sees too few calls to open',
      { hard: false, policy: { breaker: { volumeThreshold: 1e6 } } },
      ['failed', ['h-a']],
    ],
    ['a hard call behind a breaker fails alone', { policy: { breaker: {} } }, ['failed', []]],
    ['a hard call with a fallback', { policy: { timeoutMs: 2000, fallback: 'cached' } }, ['degraded', []]],
    ['an event behind a queue is nobody’s wait', { interaction: 'async' }, ['nobody is hurt']],
  ])('%s', (_, link, expected) => expect(whenSlow(link)).toEqual(expected));

  test('threads without limit: everybody waits, nobody fails', () => {
    expect(whenSlow({ hard: false }, 'unbounded')).toEqual(['nobody is hurt']);
  });
});

test('whoever shares the pool fails too, with its callers; others do not', () => {
  const pool = host({ cores: 4, discipline: 'sharing', threads: 50 });
  const part = { ...pool, demand: { mean: 1 } };
  const project = smallSystem(
    { front: { ...host(), steps: ['a'] }, a: { ...part, steps: ['b'] }, b: host(), other: host() },
    20,
    {
      'a-b': { hard: false },
      'front-a': { hard: false, policy: { timeoutMs: 500 } },
    },
  );
  const journeys = [
    ...project.journeys,
    { id: 'direct', name: 'direct', entry: { component: 'a' }, rate: { average: 1, peak: 1 } },
    { id: 'away', name: 'away', entry: { component: 'other' }, rate: { average: 1, peak: 1 } },
  ];
  const fault = analyse({ ...project, journeys }).variants['v']!.faults.find(
    ({ kind, target }) => kind === 'deployable-slow' && target === 'h-b',
  )!;
  expect([fault.journeys, fault.exhausted]).toEqual([{ j: 'degraded', direct: 'failed', away: 'ok' }, ['h-a']]);
  expect(fault.parts).toEqual({ a: 'failed', 'h-a': 'failed', front: 'degraded', 'h-front': 'degraded' });
});

test('of several parts in one process each is tried alone; parts that are a whole process go by that', () => {
  const project = smallSystem({ a: { ...host(), steps: ['b', 'c'] }, b: host(), c: host() }, 1, {
    'a-b': { policy: { timeoutMs: 1000 } },
    'a-c': { policy: { timeoutMs: 1000 } },
  });
  const variant = project.variants[0]!;
  const placements = variant.placements.map((p) => (p.component === 'c' ? { ...p, deployable: 'h-b' } : p));
  const { faults } = analyse({ ...project, variants: [{ ...variant, placements }] }).variants['v']!;
  expect(faults.filter(({ kind }) => kind.endsWith('slow')).map(({ kind, target }) => `${kind} ${target}`)).toEqual([
    'component-slow b',
    'component-slow c',
    'deployable-slow h-b',
  ]);
});

describe('what is left after a loss', () => {
  test.each<[string, number, number, boolean]>([
    // 20/s x 100 ms = 2 cores wanted; of 4 replicas 3 are left.
    ['a replica', 20, 1.5, true],
    ['a replica, load at its limit', 30, 1, false],
  ])('%s', (_, rate, capacityLeft, carries) => {
    const a = { ...host({ discipline: 'sharing', replicas: { fixed: 4 } }), demand: { mean: 100 } };
    const fault = analyse(smallSystem({ a }, rate)).variants['v']!.faults.find((f) => f.kind === 'replica-down')!;
    expect([fault.capacityLeft, fault.survivorsCarryLoad]).toEqual([expect.closeTo(capacityLeft, 12), carries]);
  });

  test('a zone takes its replicas, a quota stays', () => {
    const zones = ['x', 'y'];
    const a = {
      ...host({ discipline: 'sharing', replicas: { fixed: 3 }, zones, quota: { perSecond: 22 } }),
      demand: { mean: 10 },
    };
    const { faults } = analyse(smallSystem({ a }, 20)).variants['v']!;
    const left = (zone: string) => faults.find((f) => f.kind === 'zone-down' && f.target === zone)!.capacityLeft;
    // 0.2 cores wanted; x held two of the three replicas.
    expect([left('x'), left('y')]).toEqual([expect.closeTo(1.1, 12), expect.closeTo(1.1, 12)]);
    const unlimited = analyse(smallSystem({ a: { ...a, host: { ...a.host, quota: {} } } }, 20)).variants['v']!;
    expect(unlimited.faults.filter((f) => f.kind === 'zone-down').map((f) => f.capacityLeft)).toEqual([
      expect.closeTo(5, 12),
      expect.closeTo(10, 12),
    ]);
  });
});
