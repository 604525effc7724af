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
