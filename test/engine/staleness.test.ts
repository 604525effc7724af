import { describe, expect, test } from 'vitest';
import { analyse } from '../../shared/engine/analyse.ts';
import { constant, exponential, quantile, uniform } from '../../shared/engine/distribution.ts';
import { drainMinutes } from '../../shared/engine/backlog.ts';
import { finished, handledBy } from '../../shared/engine/handlers.ts';
import { leftBehind, waitForPoll } from '../../shared/engine/polls.ts';
import { erlangC } from '../../shared/engine/queueing.ts';
import { quorumStaleShare, staleShare } from '../../shared/engine/staleReads.ts';
import type { StalenessResult } from '../../shared/engine/types.ts';
import type { Component, Delivery, Link, Project, Scenario } from '../../shared/model/types.ts';
import { seeded } from '../support/randomProject.ts';
import { NO_QUEUE, type SmallPart, smallSystem } from './published.ts';

describe('polls that take so many', () => {
  /** Mean queue after a poll, by going from poll to poll with the whole distribution. */
  function byChain(batch: number, perPeriod: number): number {
    const arrivals: number[] = [Math.exp(-perPeriod)];
    for (let k = 1; k < 200; k++) arrivals[k] = (arrivals[k - 1]! * perPeriod) / k;
    let queue = [1];
    for (let poll = 0; poll < 3000; poll++) {
      const next: number[] = Array.from({ length: 400 }, () => 0);
      queue.forEach((p, q) => {
        if (p > 1e-18) arrivals.forEach((a, k) => void (next[Math.min(399, Math.max(0, q + k - batch))]! += p * a));
      });
      queue = next;
    }
    return queue.reduce((sum, p, q) => sum + p * q, 0);
  }

  test.each([
    [1, 0.5],
    [4, 3.75],
    [5, 4],
    [6, 5],
    [20, 10],
  ])('a poll of %i leaves behind what the chain does at %f a period', (batch, perPeriod) => {
    expect(leftBehind(batch, perPeriod)).toBeCloseTo(byChain(batch, perPeriod), 9);
  });

  test.each([0.1, 0.5, 0.9, 0.999])('one at a time is M/D/1 at %f busy', (load) => {
    expect(leftBehind(1, load) / (load ** 2 / (2 * (1 - load)))).toBeCloseTo(1, 9);
  });

  test('large batches lie under the bound and near it', () => {
    const [exact, bound] = [leftBehind(4096, 4090), leftBehind(4097, 4091)];
    expect(exact).toBeLessThan(bound);
    expect(bound - exact).toBeLessThan(4096 / 50);
  });

  test.each([
    [6, 5],
    [1, 0.5],
    [10, 9],
    [100, 95],
  ])('waits for a poll of %i at %f a period against a simulation', (batch, perPeriod) => {
    const next = seeded(7);
    const waits: number[] = [];
    let poll = 0;
    let taken = 0;
    for (let at = -Math.log(next()) / perPeriod; waits.length < 400_000; at -= Math.log(next()) / perPeriod) {
      if (Math.ceil(at) > poll) [poll, taken] = [Math.ceil(at), 0];
      // Oldest first: the next poll with a place left.
      if (taken === batch) [poll, taken] = [poll + 1, 0];
      taken++;
      waits.push(poll - at);
    }
    const law = waitForPoll(1, batch, perPeriod);
    waits.sort((a, b) => a - b);
    for (const q of [0.5, 0.9, 0.99])
      expect(Math.abs(quantile(law, q) / waits[Math.floor(q * waits.length)]! - 1)).toBeLessThan(0.015);
    expect(law.mean).toBeCloseTo(0.5 + leftBehind(batch, perPeriod) / perPeriod, 12);
  });
});

test('close to saturation waits for polls are exponential (Kingman 1962)', () => {
  const law = waitForPoll(1, 3, 2.999);
  expect(quantile(law, 0.99) / (law.mean * Math.log(100))).toBeCloseTo(1, 2);
});

describe('handlers', () => {
  test.each([
    [1, 0.5],
    [3, 2.4],
    [40, 38],
  ])('%i that share nothing at %f erlangs: Erlang C', (handlers, load) => {
    const { waiting, wait, inHand } = handledBy(handlers, load, { work: 0, away: 1, cores: 1 });
    expect([waiting, wait, inHand]).toEqual([
      expect.closeTo(erlangC(handlers, load), 12),
      expect.closeTo(erlangC(handlers, load) / (handlers - load), 12),
      expect.closeTo(1, 12),
    ]);
  });

  test('many on one core: processor sharing', () => {
    const { wait, inHand } = handledBy(60, 0.5, { work: 1, away: 0, cores: 1 });
    expect(wait + inHand).toBeCloseTo(2, 9);
  });

  test('one that works 1 ms and waits 3 ms finishes one in 4 ms, two finish what the closed loop does', () => {
    const handling = { work: 1, away: 3, cores: 1 };
    expect(finished(1, handling)).toBeCloseTo(1 / 4, 12);
    // Mean value analysis: one at the core sees another there with probability 1/4.
    expect(finished(2, handling)).toBeCloseTo(2 / (3 + 1.25), 12);
  });
});

describe('old reads', () => {
  test.each([0.01, 0.5, 3, 500])('behind a poller, %f writes a period', (w) => {
    expect(staleShare(w / 1000, uniform(1000))).toBeCloseTo(1 + Math.expm1(-w) / w, 7);
  });

  test('behind a constant and an exponential delay', () => {
    expect(staleShare(0.002, constant(500))).toBeCloseTo(1 - Math.exp(-1), 12);
    expect(staleShare(0.002, exponential(500))).toBeCloseTo(1 - 1 / (1 + 0.002 * 500), 6);
  });

  test.each([
    [3, 1, 1, 2 / 3],
    [3, 2, 1, 1 / 3],
    [5, 2, 2, 0.3],
    [3, 2, 2, 0],
    [5, 5, 1, 0],
  ])('%i copies, %i read, %i written (Bailis et al. 2012)', (copies, read, write, share) => {
    expect(quorumStaleShare(copies, read, write)).toBeCloseTo(share, 12);
  });

  test.each([
    [6, 2, 3],
    [7, 3, 2],
  ])('%i copies, %i read, %i written: counted out', (copies, read, write) => {
    const sets = Array.from({ length: 2 ** copies }, (_, s) => s);
    const size = (s: number): number => s.toString(2).replaceAll('0', '').length;
    const asked = sets.filter((s) => size(s) === read);
    const written = 2 ** write - 1;
    const missed = asked.filter((s) => (s & written) === 0).length;
    expect(quorumStaleShare(copies, read, write)).toBeCloseTo(missed / asked.length, 12);
  });
});

const stale = (project: Project, scenario: string | null = null): Record<string, StalenessResult> => ({
  ...analyse(project, { scenario }).variants['v']!.staleness,
});

const part = (more: Partial<SmallPart> = {}): SmallPart => ({ host: { ...NO_QUEUE }, ...more });

/** a sends to b over a topic, 5 a second. */
function overTopic(
  delivery: Delivery,
  b: Partial<SmallPart> = {},
  facts: Component['facts'] = {},
  more: Partial<Project> = {},
) {
  const event: Partial<Link> = { interaction: 'async' };
  return smallSystem(
    { a: part({ steps: ['q'] }), q: part({ component: { kind: 'topic', facts }, steps: ['b'] }), b: part(b) },
    5,
    { 'a-q': { ...event, needsAnswer: true }, 'q-b': { ...event, delivery } },
    more,
  );
}

const WORK = { demand: { mean: 160, shape: 'constant' } } as const;
const away = (target: string, kind: 'down' | 'hang', forMinutes?: number): Scenario => ({
  id: 's',
  name: 's',
  faults: [{ target, kind, ...(forMinutes !== undefined && { forMinutes }) }],
});

describe('backlog', () => {
  test('an hour away at 5 a second with one handler of 160 ms: 18,000 messages, gone in four hours', () => {
    const { growth, drainMinutes, inPerSecond, mostPerSecond } = stale(overTopic({ concurrency: 1 }, WORK))['b']!;
    expect({ growth, drainMinutes, inPerSecond, mostPerSecond }).toEqual({
      growth: { outageMinutes: 60, backlog: expect.closeTo(18_000, 6), oldestMs: 3_600_000 },
      drainMinutes: expect.closeTo(240, 6),
      inPerSecond: 5,
      mostPerSecond: expect.closeTo(6.25, 9),
    });
  });

  test.each(['b', 'h-b', 'q-b'])('%s down for ten minutes', (target) => {
    const project = overTopic({ concurrency: 1 }, WORK, {}, { scenarios: [away(target, 'down', 10)] });
    expect(stale(project, 's')['b']).toMatchObject({
      state: 'saturated',
      meanMs: null,
      growth: { outageMinutes: 10, backlog: expect.closeTo(3000, 6), oldestMs: 600_000 },
      drainMinutes: expect.closeTo(40, 6),
      mostPerSecond: expect.closeTo(6.25, 9),
    });
  });

  test('hanging is as good as down', () => {
    const project = overTopic({}, WORK, {}, { scenarios: [away('b', 'hang')] });
    expect(stale(project, 's')['b']).toMatchObject({ state: 'saturated', growth: { outageMinutes: 60 } });
  });

  test('a broker drops what is older than its retention', () => {
    const { growth } = stale(overTopic({}, WORK, { retentionHours: 0.25 }))['b']!;
    expect(growth).toEqual({ outageMinutes: 60, backlog: expect.closeTo(4500, 6), oldestMs: 900_000 });
  });

  test('told directly, or in one process: nothing is kept', () => {
    const direct = smallSystem({ a: part({ steps: ['b'] }), b: part() }, 5, { 'a-b': { interaction: 'async' } });
    expect(stale(direct)['b']!.growth).toBeNull();
    const project = overTopic({});
    const together = project.variants[0]!.placements.map((p) => ({ ...p, deployable: 'h-a' }));
    const one = { ...project, variants: [{ ...project.variants[0]!, placements: together }] };
    expect(stale(one)['b']!.growth).toBeNull();
  });

  test('more comes in than is handled: saturated, a finding, and nothing drains', () => {
    const project = overTopic({ mode: 'poll', periodMs: 1000, batch: 4 });
    expect(stale(project)['b']).toMatchObject({
      state: 'saturated',
      meanMs: null,
      mostPerSecond: 4,
      drainMinutes: null,
    });
    const { findings } = analyse(project).variants['v']!;
    expect(findings.filter(({ rule }) => rule === 'lags-behind').map(({ targets }) => targets)).toEqual([['b']]);
  });
});

describe('what is shown', () => {
  test('at worst there is none where a full poll leaves messages for the next', () => {
    const poll = { mode: 'poll', periodMs: 1000 } as const;
    const [all, few] = [overTopic(poll), overTopic({ ...poll, batch: 6 })].map((p) => stale(p)['b']!);
    expect([all!.worstMs, few!.worstMs]).toEqual([1000, null]);
    expect(few!.p99).toBeGreaterThan(1000);
  });

  test('drains never where most is the rate but for rounding', () => {
    expect([drainMinutes(60_000, 1, 1 + 1e-12), drainMinutes(60_000, 1, 2)]).toEqual([null, 1]);
  });

  test.each([['first'], ['last']])('of ways as slow the one that lets least through, drawn %s', (place) => {
    const event: Partial<Link> = { interaction: 'async' };
    const steps = place === 'first' ? ['p', 'q'] : ['q', 'p'];
    const topic = (): SmallPart => part({ component: { kind: 'topic' }, steps: ['b'] });
    // Batches so large that nobody is left behind.
    const poll = (batch: number): Delivery => ({ mode: 'poll', periodMs: 1000, batch });
    const project = smallSystem({ a: part({ steps }), p: topic(), q: topic(), b: part() }, 5, {
      'a-p': event,
      'a-q': event,
      'p-b': { ...event, delivery: poll(500) },
      'q-b': { ...event, delivery: poll(1000) },
    });
    expect(stale(project)['b']!.mostPerSecond).toBeCloseTo(500, 6);
  });

  test.each([['first'], ['last']])(
    'a broker also inside the consumer, placed there %s: only the network is polled',
    (place) => {
      const project = overTopic({ mode: 'poll', periodMs: 1000 });
      const [variant] = project.variants;
      const inside = { component: 'q', deployable: 'h-b' };
      const placements = place === 'first' ? [inside, ...variant!.placements] : [...variant!.placements, inside];
      const { meanMs } = stale({ ...project, variants: [{ ...variant!, placements }] })['b']!;
      expect(meanMs).toBeCloseTo(500, 6);
    },
  );
});

describe('what limits a consumer', () => {
  test('a batch or handlers that are not given limit nothing', () => {
    const { mostPerSecond, meanMs } = stale(overTopic({ mode: 'poll', periodMs: 1000 }, WORK))['b']!;
    expect([mostPerSecond, meanMs]).toEqual([null, expect.closeTo(660, 6)]);
  });

  test('every replica has its own handlers and its own poll; partitions cap both', () => {
    const two = { ...WORK, host: { ...NO_QUEUE, replicas: { fixed: 2 } } };
    const most = (delivery: Delivery, facts: Component['facts'] = {}): number | null =>
      stale(overTopic(delivery, two, facts))['b']!.mostPerSecond;
    expect(most({ concurrency: 3 })).toBeCloseTo(37.5, 9);
    expect(most({ concurrency: 3 }, { partitions: 4 })).toBeCloseTo(25, 9);
    expect(most({ mode: 'poll', periodMs: 1000, batch: 4 })).toBeCloseTo(8, 9);
    expect(most({ mode: 'poll', periodMs: 1000, batch: 6 }, { partitions: 1 })).toBeCloseTo(6, 9);
  });

  test('an outbox has one reader', () => {
    const outbox = { outbox: { pollMs: 500 }, batch: 2 };
    const project = smallSystem({ a: part({ steps: ['b'] }), b: part() }, 5, {
      'a-b': { interaction: 'async', delivery: outbox },
    });
    expect(stale(project)['b']).toMatchObject({ state: 'saturated', mostPerSecond: 4 });
  });

  test('a link on the way that is too narrow saturates what comes after it', () => {
    const project = smallSystem(
      {
        a: part({ steps: ['q'] }),
        q: part({ component: { kind: 'queue' }, steps: [{ to: 'b', probability: 0.5 }] }),
        b: part(),
      },
      5,
      {
        'a-q': { interaction: 'async', delivery: { outbox: { pollMs: 1000 }, batch: 4 } },
        'q-b': { interaction: 'async' },
      },
    );
    expect(stale(project)['b']).toMatchObject({ state: 'saturated', inPerSecond: 2.5, mostPerSecond: 2 });
    expect(analyse(project).variants['v']!.findings.map(({ rule }) => rule)).toContain('lags-behind');
  });

  test('one handler on one core waits once: M/M/1', () => {
    const core = { demand: { mean: 100 }, host: { cores: 1, discipline: 'sharing' } } as const;
    const { meanMs, p99 } = stale(overTopic({ concurrency: 1 }, core))['b']!;
    expect([meanMs, p99]).toEqual([expect.closeTo(200, 6), expect.closeTo(200 * Math.log(100), 0)]);
  });

  test('a database behind the consumer limits it', () => {
    const project = smallSystem(
      {
        a: part({ steps: ['q'] }),
        q: part({ component: { kind: 'queue' }, steps: ['b'] }),
        b: part({ steps: ['db'] }),
        db: { demand: { mean: 50 }, host: { cores: 1 } },
      },
      5,
      { 'a-q': { interaction: 'async' }, 'q-b': { interaction: 'async' } },
    );
    expect(stale(project)['b']!.mostPerSecond).toBeCloseTo(20, 9);
  });
});

describe('clocks and copies', () => {
  test('a scheduler runs its work on its clock', () => {
    const clock = part({ component: { kind: 'scheduler', facts: { periodMs: 60_000 } }, steps: ['b'] });
    const { meanMs, p99, worstMs } = stale(smallSystem({ a: clock, b: part(WORK) }, 1 / 60))['b']!;
    expect([meanMs, p99, worstMs]).toEqual([expect.closeTo(30_160, 6), expect.closeTo(59_560, 6), 60_000]);
  });

  test('what comes to a scheduler by an event waits for its clock, once', () => {
    const clock = part({ component: { kind: 'scheduler', facts: { periodMs: 60_000 } }, steps: ['c'] });
    const project = (delivery: Delivery): Project =>
      smallSystem({ a: part({ steps: ['b'] }), b: clock, c: part() }, 1, { 'a-b': { interaction: 'async', delivery } });
    expect(stale(project({}))['b']!.meanMs).toBeCloseTo(30_000, 6);
    expect(stale(project({ mode: 'poll', periodMs: 20_000 }))['b']!.meanMs).toBeCloseTo(10_000, 6);
  });

  test('a copy that is kept for 10 s is 5 s old, and read old by those who hit it', () => {
    const facts = { ttlMs: 10_000, hitRatio: 0.9, writesPerKeyPerSecond: 0.1 };
    const project = smallSystem({ a: part({ steps: ['b'] }), b: part({ component: { kind: 'cache', facts } }) }, 20);
    expect(stale(project)['b']).toMatchObject({
      meanMs: 5000,
      worstMs: 10_000,
      inPerSecond: expect.closeTo(2, 9),
      staleRead: { share: expect.closeTo(0.9 / Math.E, 7), writesPerSecond: 0.1 },
      growth: null,
    });
  });
});
