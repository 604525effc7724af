/** Fault trees by decision diagram against published probabilities; shared causes are counted once. */
import { describe, expect, test } from 'vitest';
import { Cases, isSet } from '../../shared/engine/cases.ts';
import { CutSets } from '../../shared/engine/cutSets.ts';
import { Diagrams, orderOf } from '../../shared/engine/diagram.ts';
import { Failing } from '../../shared/engine/importance.ts';
import { all, ALWAYS, any, atLeast, evaluator, type Formula, NEVER, up } from '../../shared/engine/logic.ts';
import { sampledShares, TRIALS, wilson } from '../../shared/engine/sampled.ts';
import { FAULT_TREES } from './published.ts';

const [a, b, c, d] = [up(0), up(1), up(2), up(3)] as const;

/** Diagrams over causes in the order of their numbers, `fails` by cause. */
function diagramOf(works: Formula, fails: readonly number[]) {
  const diagrams = new Diagrams(fails.map((_, i) => i));
  const root = diagrams.build(works)!;
  return { nodes: diagrams.nodes, root, failing: new Failing(diagrams.nodes, fails) };
}

function failure(works: Formula, fails: readonly number[]): number {
  const { root, failing } = diagramOf(works, fails);
  return failing.of(root);
}

describe('published fault trees, written as what must work', () => {
  // A tree fails by "and" where the system works by "any", and the other way round.
  const SUCCESS: Record<keyof typeof FAULT_TREES, Formula> = {
    twoTrains: any(all(a, c), all(b, d)),
    twoTrainsAlike: any(all(a, c), all(b, d)),
    theatre: any(a, all(b, c)),
    anyOfThree: all(a, b, c),
    abOrBc: all(any(a, b), any(b, c)),
    twoOfThree: atLeast(2, [a, b, c]),
  };
  test.each(Object.entries(FAULT_TREES))('%s', (name, tree) =>
    expect(failure(SUCCESS[name as keyof typeof FAULT_TREES], tree.fails)).toBeCloseTo(tree.top, 12),
  );
});

describe('limits and shared causes', () => {
  test.each<[string, Formula, number]>([
    ['always', ALWAYS, 0],
    ['never', NEVER, 1],
    ['nothing needed', all(), 0],
    ['nobody left to do it', any(), 1],
    ['one cause asked twice', all(a, a), 0.1],
    ['one cause under every branch', all(a, any(all(a, b), all(a, c))), 1 - 0.9 * (1 - 0.2 * 0.3)],
    ['none of three', atLeast(0, [a, b, c]), 0],
    ['one of three', atLeast(1, [a, b, c]), 0.006],
    ['three of three', atLeast(3, [a, b, c]), 1 - 0.9 * 0.8 * 0.7],
  ])('%s', (_, formula, expected) => expect(failure(formula, [0.1, 0.2, 0.3])).toBeCloseTo(expected, 12));
});

describe('against enumeration', () => {
  // All 16 states of four causes.
  const fails = [0.1, 0.25, 0.4, 0.7];
  const formulas: Formula[] = [
    any(all(a, b), all(c, d)),
    atLeast(2, [a, b, c, d]),
    atLeast(3, [a, all(b, c), any(c, d), d]),
    all(any(a, b, c), any(b, d), atLeast(2, [a, c, d])),
  ];
  const states = Array.from({ length: 16 }, (_, s) => new Set([0, 1, 2, 3].filter((i) => (s >> i) & 1)));

  const truths = formulas.map((f) => states.map((down) => evaluator(down)(f)));
  const chance = (down: ReadonlySet<number>): number => fails.reduce((p, f, i) => p * (down.has(i) ? f : 1 - f), 1);

  test.each(formulas.map((f, i) => [i, f] as const))('formula %i: probability, and no repair hurts', (i, formula) => {
    const truth = truths[i]!;
    const summed = states.reduce((sum, down, s) => (truth[s] ? sum : sum + chance(down)), 0);
    expect(failure(formula, fails)).toBeCloseTo(summed, 12);
    const hurt = states.filter(
      (down, s) => truth[s] && [...down].some((x) => !evaluator(new Set([...down].filter((y) => y !== x)))(formula)),
    );
    expect(hurt).toEqual([]);
  });

  test.each(formulas.map((f, i) => [i, f] as const))('formula %i: all states side by side', (i, formula) => {
    const cases = new Cases([0, 1, 2, 3]);
    const row = cases.row(formula);
    const bits = cases.run(1, (causes) => {
      for (const cause of causes.keys())
        causes[cause] = states.reduce((word, down, s) => (down.has(cause) ? word : word | (1 << s)), 0);
    });
    expect(states.map((_, s) => isSet(bits, 1, row, s))).toEqual(truths[i]);
  });

  test.each(formulas.map((f, i) => [i, f] as const))('formula %i: minimal cut sets, by search', (i, formula) => {
    const stops = states.filter((_, s) => !truths[i]![s]);
    const minimal = stops.filter(
      (set) => !stops.some((other) => other.size < set.size && [...other].every((cause) => set.has(cause))),
    );
    const { nodes, root } = diagramOf(formula, fails);
    const sets = new CutSets(nodes);
    const found = sets.list(sets.minimal(root, 4), 100, fails);
    const words = (all: readonly (readonly number[])[]): string[] => all.map((set) => set.join()).sort();
    expect(words(found)).toEqual(words(minimal.map((set) => [...set])));
    expect(sets.count(sets.minimal(root, 4))).toBe(minimal.length);
    // Few first, then the likeliest.
    const weight = (set: readonly number[]): number => set.length - set.reduce((p, n) => p * fails[n]!, 1);
    expect(found.map(weight)).toEqual(found.map(weight).toSorted((x, y) => x - y));
    expect(words(sets.list(sets.minimal(root, 2), 100, fails))).toEqual(
      words(minimal.filter((set) => set.size <= 2).map((set) => [...set])),
    );
  });

  test.each(formulas.map((f, i) => [i, f] as const))('formula %i: Birnbaum, by forcing each cause', (_, formula) => {
    const { root, failing } = diagramOf(formula, fails);
    const forced = (cause: number, f: number): number =>
      failure(
        formula,
        fails.map((own, i) => (i === cause ? f : own)),
      );
    const expected = fails.map((_, cause) => forced(cause, 1) - forced(cause, 0));
    expect(failing.birnbaum(root).map((found) => found ?? 0)).toEqual(expected.map((e) => expect.closeTo(e, 12)));
  });
});

test('so many of so many, counted in binary, in cases beyond one word', () => {
  // Case c: as many of the nine are up as c has ones.
  const nine = Array.from({ length: 9 }, (_, i) => i);
  for (const need of nine.slice(1)) {
    const cases = new Cases(nine);
    const row = cases.row(atLeast(need, nine.map(up)));
    const bits = cases.run(16, (causes) => {
      for (const cause of nine)
        for (let c = 0; c < 512; c++) if ((c >> cause) & 1) causes[16 * cause + (c >> 5)]! |= 1 << (c & 31);
    });
    const ones = (c: number): number => nine.filter((cause) => (c >> cause) & 1).length;
    const wrong = Array.from({ length: 512 }, (_, c) => c).filter((c) => isSet(bits, 16, row, c) !== ones(c) >= need);
    expect(wrong).toEqual([]);
  }
});

test('one cause down in each case; nothing in the one of null; a cause that is not asked for changes nothing', () => {
  const cases = new Cases([0, 1, 2]);
  const rows = [all(a, any(b, c)), atLeast(3, [a, b, c])].map((f) => cases.row(f));
  const down = [0, 1, 2, null, 3];
  const bits = cases.oneDown(1, down);
  expect(rows.map((row) => down.map((_, i) => isSet(bits, 1, row, i)))).toEqual([
    [false, true, true, true, true],
    [false, false, false, true, true],
  ]);
});

describe('too large for a diagram: sampled, with an interval', () => {
  // Of a square of causes, one up in each row and in each column.
  const size = 20;
  const works = Array.from({ length: size * size }, () => 0.3);
  const at = (row: number, column: number): Formula => up(row * size + column);
  const range = Array.from({ length: size }, (_, i) => i);
  const square = all(
    ...range.map((r) => any(...range.map((c) => at(r, c)))),
    ...range.map((c) => any(...range.map((r) => at(r, c)))),
  );
  /** By inclusion and exclusion over the columns that are all down. */
  const exact = range.concat(size).reduce((sum, j) => {
    const choose = range.slice(0, j).reduce((n, k) => (n * (size - k)) / (k + 1), 1);
    return sum + (-1) ** j * choose * 0.7 ** (size * j) * (1 - 0.7 ** (size - j)) ** size;
  }, 0);

  test('the diagram is given up, the estimate lies in its interval, the interval is narrow', () => {
    const causes = orderOf([square], () => true);
    expect(new Diagrams(causes).build(square)).toBeNull();
    const { shares, trials } = sampledShares([square], causes, works);
    const { low, high } = wilson(shares[0]!, trials);
    expect([trials, low < exact, exact < high, high - low < 0.001]).toEqual([TRIALS, true, true, true]);
    expect(sampledShares([square], causes, works)).toEqual({ shares, trials });
  });

  test('counting formulas, constants and causes that never work', () => {
    const chances = [0.9, 0.5, 0.3, 0];
    const { shares } = sampledShares([atLeast(2, [a, b, c]), all(a, ALWAYS), d], [0, 1, 2, 3], chances);
    expect(shares).toEqual([expect.closeTo(0.6, 2), expect.closeTo(0.9, 2), 0]);
  });

  // Wilson 1927; values of statsmodels proportion_confint(method='wilson').
  test.each([
    [8 / 10, 10, 0.490162, 0.943318],
    [1, 100, 0.963007, 1],
    [0, 100, 0, 0.036993],
  ])('interval of %f in %i trials', (share, trials, low, high) =>
    expect(wilson(share, trials)).toEqual({ low: expect.closeTo(low, 5), high: expect.closeTo(high, 5) }),
  );
});

test('a diagram that grows without end is given up, not waited for', () => {
  // Pairs far apart in the order: 2^n nodes.
  const pairs = Array.from({ length: 20 }, (_, i) => any(up(i), up(i + 20)));
  const order = Array.from({ length: 40 }, (_, i) => i);
  expect(new Diagrams(order).build(all(...pairs))).toBeNull();
  expect(new Diagrams(orderOf([all(...pairs)], () => true)).build(all(...pairs))).not.toBeNull();
});

test('work is bounded as room is: what takes more steps than it may is given up', () => {
  // One in each row and each column: nine rows need 40,000 nodes, and more steps than that.
  const range = Array.from({ length: 9 }, (_, i) => i);
  const line = (at: (i: number) => number): Formula => any(...range.map((i) => up(at(i))));
  const square = all(...range.map((r) => line((i) => 9 * r + i)), ...range.map((r) => line((i) => 9 * i + r)));
  const order = orderOf([square], () => true);
  const full = new Diagrams(order, 10_000);
  expect([
    full.build(square),
    full.build(
      any(
        line((i) => i),
        line((i) => 9 * i),
      ),
    ),
  ]).toEqual([null, null]);
  const diagrams = new Diagrams(order);
  const root = diagrams.build(square)!;
  expect(() => new CutSets(diagrams.nodes, 10).minimal(root)).toThrow('too large');
  expect(new CutSets(diagrams.nodes).minimal(root)).toBeGreaterThan(0);
});

test('a part of the work: fewer trials, and a wider interval', () => {
  const pairs = Array.from({ length: 100 }, (_, i) => any(up(i), up(i + 100)));
  const causes = Array.from({ length: 200 }, (_, i) => i);
  const works = causes.map(() => 0.95);
  const { shares, trials } = sampledShares([all(...pairs)], causes, works, 1 / 100);
  const { low, high } = wilson(shares[0]!, trials);
  const exact = (1 - 0.05 ** 2) ** 100;
  expect([trials < TRIALS / 10, low < exact, exact < high]).toEqual([true, true, true]);
});
