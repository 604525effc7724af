/** Single stations against published tables, at their limits, and what must hold for all of them. */
import { describe, expect, test } from 'vitest';
import { quantile } from '../../shared/engine/distribution.ts';
import { responseMMc, responseWithRoom } from '../../shared/engine/responses.ts';
import {
  closedStates,
  closedThroughput,
  erlangB,
  erlangC,
  ratesLeft,
  sharingStretch,
  statesWithRoom,
} from '../../shared/engine/queueing.ts';
import { CROWDED, ERLANG_B, ERLANG_C, MMC, MMCK, rounded, type Row } from './published.ts';

/** The expected values of a row, to six digits after the point. */
const near = (row: Row): unknown[] => row.expected.map((e) => expect.closeTo(e, 6));

describe('published tables', () => {
  test.each(ERLANG_B)('Erlang B of $given', (row) =>
    expect([erlangB(row.given[1]!, row.given[0]!)]).toEqual(near(row)),
  );
  test.each(ERLANG_C)('Erlang C of $given', (row) =>
    expect([erlangC(row.given[1]!, row.given[0]!)]).toEqual(near(row)),
  );

  test.each(MMC)('M/M/c of $given: waits, mean, p50, p95, p99', (row) => {
    const [arrivals, rate, servers] = row.given as [number, number, number];
    const a = arrivals / rate;
    const waits = erlangC(servers, a);
    const law = responseMMc(1 / rate, servers, a, waits);
    expect([waits, law.mean, quantile(law, 0.5), quantile(law, 0.95), quantile(law, 0.99)]).toEqual(near(row));
  });

  test.each(MMCK)('M/M/c/K of $given: refused, mean', (row) => {
    const [arrivals, rate, servers, most] = row.given as [number, number, number, number];
    const { law, refused } = responseWithRoom(1 / rate, servers, most - servers, arrivals / rate);
    expect([refused, law.mean]).toEqual(near(row));
  });

  test.each(CROWDED)('M/M/c/K of $given: p50, p90, p95, p99', (row) => {
    const [servers, room, a, work] = row.given as [number, number, number, number];
    const { law } = responseWithRoom(work, servers, room, a);
    const found = [0.5, 0.9, 0.95, 0.99].map((q, i) => quantile(law, q) / row.expected[i]!);
    expect(found).toEqual(found.map(() => expect.closeTo(1, 4)));
  });

  test('M/M/4/6 at five times its capacity of one server refuses .293543', () => {
    expect(responseWithRoom(0.1, 4, 2, 5).refused).toBeCloseTo(0.293543, 6);
  });

  test('M/M/1/10 at a = 1: all eleven states alike, five jobs on average', () => {
    expect([...statesWithRoom(1, 9, 1)]).toEqual(new Array(11).fill(1 / 11));
  });

  test('LQNS 20-multiserver: four users, two threads, think 1, work 1: throughput 1.7; none, one, more at work .05, .2, .75', () => {
    const [none, one] = closedStates(4, 1, 2, 1);
    expect([closedThroughput(4, 1, 2, 1), none, one]).toEqual([1.7, 0.05, 0.2].map((v) => expect.closeTo(v, 12)));
  });
});

describe('what open traffic leaves of a station: all numbers of open jobs summed', () => {
  /** Weight of k closed jobs beside 0, 1, 2, … open ones at c servers. */
  const weight = (k: number, c: number, a: number): number => {
    let term = 1;
    for (let i = 1; i <= k; i++) term /= Math.min(i, c);
    let sum = 0;
    for (let j = 0; j < 20_000; j++) {
      if (j > 0) term *= (a * (k + j)) / j / Math.min(k + j, c);
      sum += term;
    }
    return sum;
  };
  test.each([
    [1, 0.9],
    [2, 1.2],
    [2.5, 1],
    [8, 7.9],
    [32, 20],
  ])('%d servers, %d erlangs', (c, a) => {
    const rates = ratesLeft(c, a, 1000);
    expect(rates).toHaveLength(Math.ceil(c));
    rates.forEach((rate, i) => expect(rate / (weight(i, c, a) / weight(i + 1, c, a))).toBeCloseTo(1, 9));
    // From as many jobs on as there are servers, what is left is what is not taken.
    expect([rates.at(-1)!, weight(40, c, a) / weight(41, c, a)]).toEqual(
      [c - a, c - a].map((e) => expect.closeTo(e, 9)),
    );
  });

  test.each<[string, readonly number[], readonly number[]]>([
    ['no open traffic: a server for each, as far as they go', ratesLeft(3, 0, 9), [1, 2, 3]],
    ['fewer jobs than servers', ratesLeft(300, 0, 2), [1, 2]],
    ['next to nothing left', rounded(ratesLeft(200, 199.9999, 500), 3), new Array(200).fill(0.0001)],
  ])('%s', (_, found, expected) => expect(found).toEqual(expected));
});

describe('limits', () => {
  test.each([
    ['no load never waits', erlangC(3, 0), 0],
    ['full load always waits', erlangC(3, 3), 1],
    ['beyond it too', erlangC(3, 9), 1],
    ['no load loses nothing', erlangB(3, 0), 0],
    ['no servers lose all', erlangB(0, 2), 1],
    ['no load is not stretched', sharingStretch(4, 0), 1],
    ['full processors never finish', sharingStretch(4, 4), Infinity],
    ['one processor: 1 / (1 - a)', sharingStretch(1, 0.75), 4],
    ['half a processor is one that is half as fast', sharingStretch(0.5, 0.2), 2 / (1 - 0.4)],
    ['a tenth of one, no load', sharingStretch(0.1, 0), 10],
    ['two processors and a half lie between two and three', erlangC(2.5, 1), (erlangC(2, 1) + erlangC(3, 1)) / 2],
    ['more users than are counted: cores / work', closedThroughput(1_000_000, 1000, 4, 2), 2],
    ['more users than are counted: users / cycle', closedThroughput(200_000, 1e9, 4, 2), 200_000 / (1e9 + 2)],
    ['room for nobody is Erlang B', responseWithRoom(1, 5, 0, 5).refused, erlangB(5, 5)],
    ['a loop of nobody', closedThroughput(0, 1, 1, 1), 0],
    ['no thinking: always busy', closedThroughput(5, 0, 2, 4), 0.5],
    ['no work: users / think', closedThroughput(5, 10, 2, 0), 0.5],
  ])('%s', (_, found, expected) => expect(found).toBeCloseTo(expected, 12));

  test('an enormous load overflows nothing: the states still sum to 1', () => {
    const states = statesWithRoom(1, 200, 1e9);
    expect([states.reduce((a, b) => a + b, 0), states[201]!]).toEqual([expect.closeTo(1, 12), expect.closeTo(1, 6)]);
  });
});

describe('what must hold', () => {
  const loads = [0.1, 0.3, 0.5, 0.7, 0.9, 0.97];
  const rises = (values: readonly number[]): boolean => values.every((v, i) => i === 0 || v >= values[i - 1]!);

  test.each([1, 2, 5, 40])('%i servers: more load, more wait, loss and stretch', (c) => {
    for (const f of [
      (a: number) => erlangB(c, a),
      (a: number) => erlangC(c, a),
      (a: number) => sharingStretch(c, a),
      (a: number) => quantile(responseMMc(1, c, a, erlangC(c, a)), 0.99),
      (a: number) => responseWithRoom(1, c, 3, a).refused,
    ])
      expect(rises(loads.map((l) => f(l * c)))).toBe(true);
  });

  test('one pool of twice the servers beats two pools, at the same load each', () => {
    for (const l of loads) expect(sharingStretch(8, 8 * l)).toBeLessThan(sharingStretch(4, 4 * l));
  });

  test('Little: users = throughput x (think + response)', () => {
    for (const users of [1, 3, 30]) {
      const x = closedThroughput(users, 7, 3, 5);
      const inside = closedStates(users, 7, 3, 5).reduce((sum, p, n) => sum + p * n, 0);
      expect(x * 7 + inside).toBeCloseTo(users, 10);
    }
  });
});
