/** Closed networks against their product form, summed over all states, and at sizes where that is out of reach. */
import { describe, expect, test } from 'vitest';
import { approximately } from '../../shared/engine/manyUsers.ts';
import { type ClosedClass, type ClosedPlace, profileOf, solveNetwork } from '../../shared/engine/mva.ts';
import { ratesLeft } from '../../shared/engine/queueing.ts';

const place = (demand: readonly number[], servers = 1, open = 0, copies = 1): ClosedPlace => ({
  demand,
  copies,
  rates: ratesLeft(servers, open, 1000),
});

/** Throughput and jobs of one class by the sum over all ways in which users are spread. */
function bySum(users: number, delay: number, places: readonly ClosedPlace[]) {
  const stations = places.flatMap((p, k) => Array.from({ length: p.copies }, () => ({ p, k })));
  const weightAt = (p: ClosedPlace, n: number): number => {
    let w = 1;
    for (let i = 1; i <= n; i++) w *= p.demand[0]! / p.rates[Math.min(i, p.rates.length) - 1]!;
    return w;
  };
  let total = 0;
  let thinking = 0;
  const jobs = places.map(() => 0);
  const spread = (from: number, left: number, weight: number, inside: readonly number[]): void => {
    if (from === stations.length) {
      let w = weight;
      for (let i = 1; i <= left; i++) w *= delay / i;
      total += w;
      thinking += w * left;
      inside.forEach((n, k) => (jobs[k]! += w * n));
      return;
    }
    const { p, k } = stations[from]!;
    for (let n = 0; n <= left; n++)
      spread(
        from + 1,
        left - n,
        weight * weightAt(p, n),
        inside.map((x, i) => (i === k ? x + n : x)),
      );
  };
  spread(
    0,
    users,
    1,
    places.map(() => 0),
  );
  return { throughput: thinking / total / delay, jobs: jobs.map((j) => j / total) };
}

describe('one class: the sum over all states', () => {
  test.each<[string, number, number, readonly ClosedPlace[]]>([
    ['three single servers', 7, 2, [place([1]), place([0.5]), place([2])]],
    ['several servers among others', 6, 1, [place([1], 2), place([0.8], 3), place([0.3])]],
    ['beside open traffic', 6, 1, [place([1], 3, 1.7), place([0.5], 1, 0.4)]],
    ['a core and a half', 5, 3, [place([1], 1.5), place([0.2])]],
    ['copies', 5, 1, [place([0.5], 2, 0, 2), place([0.4], 1, 0.3, 2)]],
    ['next to no thinking', 4, 1e-9, [place([1]), place([0.7], 2)]],
  ])('%s', (_, users, delay, places) => {
    const expected = bySum(users, delay, places);
    const { throughput, places: found } = solveNetwork([{ users, delay }], places);
    expect(throughput[0]! / expected.throughput).toBeCloseTo(1, 7);
    found.forEach((p, k) => expect(p.jobs / expected.jobs[k]!).toBeCloseTo(1, 7));
    // Little: jobs = throughput x work x stretch.
    found.forEach((p, k) =>
      expect(throughput[0]! * places[k]!.copies * places[k]!.demand[0]! * p.stretch[0]!).toBeCloseTo(p.jobs, 8),
    );
    const profile = profileOf(users, delay, places);
    expect(profile.throughput(users)).toBeCloseTo(throughput[0]!, 12);
  });
});

describe('several classes', () => {
  const classes: readonly ClosedClass[] = [
    { users: 5, delay: 2 },
    { users: 3, delay: 0.1 },
    { users: 0, delay: 1 },
  ];
  const places = [place([1, 0.5, 3]), place([0, 1, 1], 3), place([0.4, 0.4, 1], 2, 0.5)];

  test('users = throughput x (delay + work x stretch), class by class; nobody of a class asks nothing', () => {
    const { throughput, places: found } = solveNetwork(classes, places);
    classes.forEach(({ users, delay }, c) => {
      const inside = found.reduce((sum, p, k) => sum + places[k]!.demand[c]! * p.stretch[c]!, 0);
      expect(throughput[c]! * (delay + inside)).toBeCloseTo(users, 9);
    });
  });

  test('two classes that do the same are one', () => {
    const one = solveNetwork([{ users: 8, delay: 2 }], [place([1]), place([0.7], 2)]);
    const two = solveNetwork(
      [
        { users: 5, delay: 2 },
        { users: 3, delay: 2 },
      ],
      [place([1, 1]), place([0.7, 0.7], 2)],
    );
    expect(two.throughput[0]! + two.throughput[1]!).toBeCloseTo(one.throughput[0]!, 10);
    two.places.forEach((p, k) => expect(p.stretch[1]!).toBeCloseTo(one.places[k]!.stretch[0]!, 10));
  });
});

describe('too many states', () => {
  test.each<[string, number, readonly ClosedClass[], readonly ClosedPlace[]]>([
    ['Jain 1991, example 34.2', 0.011, [{ users: 20, delay: 4 }], [place([2]), place([3]), place([1])]],
    ['Schwetman 1982', 0.003, [{ users: 15, delay: 1 }, { users: 5, delay: 15 }], [place([0.025, 0.5])]], // prettier-ignore
    ['five servers, 300 users', 0.05, [{ users: 300, delay: 100 }], [place([1.6], 5), place([0.2])]],
  ])('the approximation is that far off: %s', (_, most, classes, places) => {
    const exact = solveNetwork(classes, places);
    const found = approximately(classes, places);
    expect([exact.exact, found.exact]).toEqual([true, false]);
    found.throughput.forEach((x, c) => expect(Math.abs(x / exact.throughput[c]! - 1)).toBeLessThan(most));
  });

  test.each([1e4, 1e5, 1e6])(
    '%i users: the slowest place decides, and nothing leaves the range of numbers',
    (users) => {
      const places = [place([3]), place([20], 4), place([8], 2)];
      const { throughput, places: found } = solveNetwork([{ users, delay: 1e4 }], places);
      expect(throughput[0]! / Math.min(0.2, users / 1e4)).toBeCloseTo(1, 3);
      expect(found.every((p) => Number.isFinite(p.jobs) && Number.isFinite(p.stretch[0]!))).toBe(true);
    },
  );

  test('a profile of many users: users / cycle, then the slowest place, and all users are somewhere', () => {
    const { throughput, presence } = profileOf(1e6, 1000, [place([2], 4), place([1], 1)]);
    expect([throughput(100) / (100 / 1003), throughput(1e6)]).toEqual([1, 1].map((e) => expect.closeTo(e, 3)));
    for (const n of [100, 1e6])
      expect((presence[0]!.jobs(n) + presence[1]!.jobs(n) + throughput(n) * 1000) / n).toBeCloseTo(1, 9);
    expect(presence[1]!.share(1e6, 0) + presence[1]!.share(1e6, 1)).toBeCloseTo(1, 12);
  });

  test.each([
    ['far from the knee', 20_000, 0.001],
    ['at the knee', 10_100, 0.2],
    ['far beyond it', 5000, 0.02],
  ])('2,000 users as a crowd against the exact answer, mean response: %s', (_, delay, most) => {
    const places = [place([20], 4), place([8], 2), place([3])];
    const exact = solveNetwork([{ users: 2000, delay }], places);
    const found = profileOf(100_000, delay, places).throughput(2000);
    expect(exact.exact).toBe(true);
    expect(Math.abs((2000 / found - delay) / (2000 / exact.throughput[0]! - delay) - 1)).toBeLessThan(most);
  });
});
