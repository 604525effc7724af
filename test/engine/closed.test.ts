/** Users who think, ask and wait: published closed networks, Little's law, limits. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../../shared/engine/analyse.ts';
import type { Deployable, Distribution } from '../../shared/model/types.ts';
import { NO_QUEUE, ONE_BY_ONE, smallSystem } from './published.ts';

/** One journey over single servers: [visits, work in ms] each. */
function network(places: readonly (readonly [number, number])[], users: number, thinkMs: number): readonly number[] {
  const named = places.map(([visits, mean], i) => ({ to: `p${i}`, repeat: visits, mean }));
  const project = smallSystem(
    {
      users: { host: NO_QUEUE, steps: named.map(({ to, repeat }) => ({ to, repeat })) },
      ...Object.fromEntries(named.map(({ to, mean }) => [to, { demand: { mean } }])),
    },
    { closed: { users, thinkMs } },
  );
  const { journeys, deployables } = analyse(project).variants['v']!;
  const { throughputPerSecond, latencyMs } = journeys['j']!;
  return [throughputPerSecond, latencyMs!.mean, ...named.map(({ to }) => deployables[`h-${to}`]!.utilisation)];
}

/** One journey, one visit to one host. */
function alone(users: number, thinkMs: number, host: Partial<Deployable>, demand: Distribution = { mean: 1000 }) {
  const { journeys, deployables } = analyse(smallSystem({ a: { demand, host } }, { closed: { users, thinkMs } }))
    .variants['v']!;
  const j = journeys['j']!;
  return {
    state: j.state,
    perSecond: j.throughputPerSecond,
    mean: j.latencyMs?.mean ?? null,
    accuracy: j.latencyAccuracy,
    use: deployables['h-a']!.utilisation,
  };
}

describe('published networks: throughput, mean response, use of each place', () => {
  test.each<[string, readonly number[], readonly number[]]>([
    [
      'Jain 1991, example 34.2',
      network(
        [
          [16, 125],
          [10, 300],
          [5, 200],
        ],
        20,
        4000,
      ),
      [0.333247, 56_015.6, 0.666494, 0.999741, 0.333247],
    ],
    [
      'the same, one user',
      network(
        [
          [16, 125],
          [10, 300],
          [5, 200],
        ],
        1,
        4000,
      ),
      [0.1, 6000, 0.2, 0.3, 0.1],
    ],
    [
      'Bolch et al. 2006, example 8.3',
      network(
        [
          [1, 20],
          [0.4, 200],
          [0.2, 400],
          [0.1, 600],
        ],
        6,
        0,
      ),
      [9.92, 604.84, 0.198, 0.794, 0.794, 0.595],
    ],
  ])('%s', (_, found, expected) => found.forEach((x, i) => expect(Math.abs(x / expected[i]! - 1)).toBeLessThan(3e-3)));

  test.each([
    ['LQNS 20-multiserver: 4 users, two threads', alone(4, 1000, { discipline: 'delay', threads: 2 }), 1.7, 1352.941],
    ['LQNS 01-sanity: 1 user, one server', alone(1, 1000, ONE_BY_ONE), 0.5, 1000],
    ['LQNS 23-multiserver: 3 users, a server for each', alone(3, 1000, NO_QUEUE), 1.5, 1000],
    ['LQNS 22-multiserver: 4 users, two shared cores', alone(4, 1000, { cores: 2 }), 1.7, 1352.941],
    ['nobody thinks: all wait', alone(3, 0, ONE_BY_ONE), 1, 3000],
  ])('%s', (_, found, perSecond, mean) => {
    expect([found.perSecond, found.mean]).toEqual([expect.closeTo(perSecond, 6), expect.closeTo(mean, 2)]);
  });
});

describe('what must hold', () => {
  test.each([
    ['shared core', {}],
    ['one by one', ONE_BY_ONE],
    ['a pool of three threads', { discipline: 'delay', threads: 3 } as const],
  ])('users = throughput x (think + response), and more users never lower either: %s', (_, host) => {
    const found = [1, 2, 5, 20, 80].map((users) => ({ users, ...alone(users, 4000, host) }));
    for (const f of found) expect((f.perSecond / 1000) * (4000 + f.mean!)).toBeCloseTo(f.users, 6);
    for (const of of ['perSecond', 'mean'] as const)
      expect(found.every((f, i) => i === 0 || f[of]! >= found[i - 1]![of]! - 1e-9)).toBe(true);
  });

  test('two hundred users on one core wait, they do not saturate it', () => {
    expect(alone(200, 1000, ONE_BY_ONE, { mean: 1000, shape: 'constant' })).toMatchObject({
      state: 'ok',
      perSecond: expect.closeTo(1, 9),
      use: expect.closeTo(1, 9),
    });
  });
});

describe('threads that are fewer than users: the exact chain of thread, core and callee', () => {
  // Users, think, threads, work and cores here, work and servers of the callee; throughput and wait for a thread, seconds.
  // From the balance equations of all states.
  test.each([
    [[10, 1, 3, 0.2, 1, 0.3, 1], 2.92097, 1.39885],
    [[10, 1, 3, 0.2, 2, 0.3, 5], 5.45821, 0.31828],
    [[20, 2, 5, 0.1, 2, 0.4, 50], 7.69339, 0.09207],
    [[20, 2, 5, 0.4, 1, 0.1, 1], 2.49817, 4.00444],
    [[12, 1, 1, 0.2, 1, 0.3, 1], 2, 4.5],
    [[30, 5, 4, 0.3, 2, 0.6, 3], 3.92916, 1.63048],
    [[10, 5, 3, 0.2, 1, 0.3, 1], 1.71667, 0.06925],
  ])('%j', ([users, think, threads, own, cores, far, servers], perSecond, wait) => {
    const project = smallSystem(
      {
        a: { demand: { mean: own! * 1000 }, host: { cores: cores!, threads: threads! }, steps: ['b'] },
        b: { demand: { mean: far! * 1000 }, host: { ...ONE_BY_ONE, cores: servers! } },
      },
      { closed: { users: users!, thinkMs: think! * 1000 } },
    );
    const { journeys, deployables } = analyse(project).variants['v']!;
    const [j, pool] = [journeys['j']!, deployables['h-a']!];
    expect(j).toMatchObject({ state: 'ok', saturatedAt: [], latencyAccuracy: 'rough' });
    expect(Math.abs(j.throughputPerSecond / perSecond - 1)).toBeLessThan(0.015);
    expect(Math.abs(pool.threadWaitMs! / 1000 / wait - 1)).toBeLessThan(0.13);
    expect(pool.threadsHeld).toBeLessThanOrEqual(threads!);
    expect((j.throughputPerSecond / 1000) * (think! * 1000 + j.latencyMs!.mean)).toBeCloseTo(users!, 5);
  });

  /** Two closed journeys and an open one through one pool, and one pool inside the other. */
  const shared = (openRate: number, threads: number, users = 40) => {
    const project = smallSystem(
      {
        web: { host: { cores: 8, threads: 30 }, demand: { mean: 2 }, steps: ['core'] },
        app: { host: { cores: 8, threads: 30 }, demand: { mean: 3 }, steps: ['core', 'store'] },
        core: { host: { cores: 4, threads }, demand: { mean: 5 }, steps: ['store'] },
        store: { host: { ...ONE_BY_ONE, cores: 4 }, demand: { mean: 20 } },
      },
      { closed: { users, thinkMs: 100 } },
    );
    const closed = { users, thinkMs: 400 };
    const more = [
      { id: 'k', name: 'k', entry: { component: 'app', operation: 'do' }, closed },
      {
        id: 'o',
        name: 'o',
        entry: { component: 'core', operation: 'do' },
        rate: { average: openRate, peak: openRate },
      },
    ];
    return analyse({ ...project, journeys: [...project.journeys, ...more] }).variants['v']!;
  };

  test('journeys that share pools: each has users = throughput x (think + response), and nobody saturates', () => {
    for (const [open, threads, users] of [
      [0, 5, 40],
      [20, 5, 40],
      [20, 20, 40],
      [20, 5, 4000],
    ] as const) {
      const { journeys, deployables } = shared(open, threads, users);
      for (const [id, think] of [
        ['j', 100],
        ['k', 400],
      ] as const) {
        const j = journeys[id]!;
        expect([open, threads, id, j.state]).toEqual([open, threads, id, 'ok']);
        expect(((j.throughputPerSecond / 1000) * (think + j.latencyMs!.mean)) / users).toBeCloseTo(1, 6);
      }
      expect(deployables['h-core']!.threadsHeld).toBeLessThanOrEqual(threads);
      expect(deployables['h-store']!.utilisation).toBeLessThanOrEqual(1);
    }
  });

  test('what open traffic alone fills is saturated', () => {
    expect(shared(400, 5).journeys['o']!.state).toBe('saturated');
    expect(shared(20, 5).journeys['o']!.state).toBe('ok');
  });
});

test.each([
  ['at once', {}],
  ['later, and nobody waits', { interaction: 'async' as const }],
])('machines decided by closed load: the fewest under the target: %s', (_, link) => {
  const host: Partial<Deployable> = { cores: 1, replicas: { min: 1, max: 50, target: 0.6 } };
  const project = smallSystem(
    { a: { host: NO_QUEUE, steps: ['b'] }, b: { demand: { mean: 10 }, host } },
    { closed: { users: 200, thinkMs: 200 } },
    { 'a-b': link },
  );
  const { journeys, deployables } = analyse(project).variants['v']!;
  const [x, b] = [journeys['j']!.throughputPerSecond, deployables['h-b']!];
  expect(b.utilisation).toBeLessThanOrEqual(0.6);
  expect(b.replicas).toBe(Math.ceil((x * 0.01) / 0.6));
});

test('copies chosen by chance are stations of their own, one queue for all is better', () => {
  const host = { ...ONE_BY_ONE, replicas: { fixed: 4 } };
  const apart = alone(12, 1000, host);
  const pooled = alone(12, 1000, { ...host, balancing: 'shared-queue' });
  const cores = alone(12, 1000, { ...ONE_BY_ONE, cores: 4 });
  expect(apart.perSecond).toBeLessThan(pooled.perSecond);
  expect(pooled.perSecond).toBeCloseTo(cores.perSecond, 9);
});

test.each([undefined, 200])('a million users and %s threads end at the limit of the slowest place', (threads) => {
  const host = threads === undefined ? {} : { threads };
  const project = smallSystem(
    { a: { demand: { mean: 5 }, host: { cores: 4, ...host }, steps: ['b'] }, b: { demand: { mean: 2 } } },
    { closed: { users: 1_000_000, thinkMs: 1000 } },
  );
  const j = analyse(project).variants['v']!.journeys['j']!;
  expect([j.state, j.throughputPerSecond]).toEqual(['ok', expect.closeTo(500, 2)]);
  expect((j.throughputPerSecond / 1000) * (1000 + j.latencyMs!.mean)).toBeCloseTo(1e6, 0);
});
