/** Fault trees by decision diagram against published probabilities; shared causes are counted once. */
import { describe, expect, test } from 'vitest';
import { all, ALWAYS, any, atLeast, Diagrams, evaluator, type Formula, NEVER, up } from '../../shared/engine/logic.ts';
import { FAULT_TREES } from './published.ts';

const [a, b, c, d] = [up(0), up(1), up(2), up(3)] as const;

const failure = (works: Formula, fails: readonly number[]): number => {
  const diagrams = new Diagrams();
  return (
    1 -
    diagrams.probability(
      diagrams.build(works)!,
      fails.map((f) => 1 - f),
    )
  );
};

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

  test.each(formulas.map((f, i) => [i, f] as const))(
    'formula %i: probability, truth in each state, and no repair hurts',
    (_, formula) => {
      const diagrams = new Diagrams();
      const node = diagrams.build(formula)!;
      const truth = states.map((down) => evaluator(down)(formula));
      const summed = states.reduce(
        (sum, down, s) => (truth[s] ? sum + fails.reduce((p, f, i) => p * (down.has(i) ? f : 1 - f), 1) : sum),
        0,
      );
      expect(
        diagrams.probability(
          node,
          fails.map((f) => 1 - f),
        ),
      ).toBeCloseTo(summed, 12);
      expect(states.map((down) => diagrams.holds(node, down))).toEqual(truth);
      const hurt = states.filter(
        (down, s) => truth[s] && [...down].some((i) => !evaluator(new Set([...down].filter((x) => x !== i)))(formula)),
      );
      expect(hurt).toEqual([]);
    },
  );
});

test('a diagram that grows without end is given up, not waited for', () => {
  // Pairs far apart in the order: 2^n nodes.
  const pairs = Array.from({ length: 20 }, (_, i) => any(up(i), up(i + 20)));
  expect(new Diagrams().build(all(...pairs))).toBeNull();
});
