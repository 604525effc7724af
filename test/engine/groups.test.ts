/** Groups of calls of which some do not answer: the time is that of requests that get what they need. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../../shared/engine/analyse.ts';
import type { Distribution, Link, Scenario, StepGroup } from '../../shared/model/types.ts';
import { NO_QUEUE, type SmallPart, smallSystem } from './published.ts';

const fixed = (mean: number): Distribution => ({ mean, shape: 'constant' });
interface Branch {
  readonly demand: Distribution;
  readonly errors?: number;
  readonly probability?: number;
  readonly link?: Partial<Link>;
}

/** `a` without work of its own calls a group of `b`, `c`, ... */
function group(kind: StepGroup['kind'], branches: readonly Branch[], need?: number, scenario?: Scenario) {
  const ids = ['b', 'c', 'd'].slice(0, branches.length);
  const parts: Record<string, SmallPart> = {
    a: {
      host: NO_QUEUE,
      steps: ids.map((to, i) => ({
        to,
        group: { id: 'g', kind, ...(need !== undefined && { need }) },
        ...(branches[i]!.probability !== undefined && { probability: branches[i]!.probability }),
      })),
    },
  };
  for (const [i, id] of ids.entries())
    parts[id] = {
      demand: branches[i]!.demand,
      host: NO_QUEUE,
      ...(branches[i]!.errors !== undefined && { operation: { errorRate: branches[i]!.errors } }),
    };
  const links = Object.fromEntries(ids.map((id, i) => [`a-${id}`, branches[i]!.link ?? {}]));
  const project = smallSystem(parts, 1, links, scenario && { scenarios: [scenario] });
  return analyse(project, { scenario: scenario?.id ?? null }).variants['v']!.journeys['j']!;
}
const down = (target: string, kind: 'down' | 'hang' = 'down'): Scenario => ({
  id: 's',
  name: 's',
  faults: [{ target, kind }],
});

describe('two of three, each Exp(10)', () => {
  const three = (errors?: number): Branch[] =>
    Array.from({ length: 3 }, () => ({ demand: { mean: 10 }, ...(errors !== undefined && { errors }) }));

  test('all answer: the second, 8.3333', () => {
    expect(group('quorum', three(), 2).latencyMs!.mean).toBeCloseTo(25 / 3, 5);
  });

  test('one is down: the later of the other two, 15', () => {
    expect(group('quorum', three(), 2, down('d')).latencyMs!.mean).toBeCloseTo(15, 5);
  });

  test('each fails with .1: three answer in 3 of 4 answered requests, two in the fourth: 10', () => {
    const { latencyMs, errorShare } = group('quorum', three(0.1), 2);
    expect([latencyMs!.mean, errorShare]).toEqual([expect.closeTo(10, 4), expect.closeTo(1 - 0.972, 9)]);
  });

  test('one of two down when all are needed: nobody is answered', () => {
    expect(group('quorum', three().slice(0, 2), 2, down('c')).state).toBe('failed');
  });
});

describe('alternatives', () => {
  test('the first fails with .2: its 10 ms and then 30', () => {
    const { latencyMs } = group('alternative', [{ demand: fixed(10), errors: 0.2 }, { demand: fixed(30) }]);
    expect(latencyMs!.mean).toBeCloseTo(0.8 * 10 + 0.2 * 40, 9);
  });

  test('the first never answers: its limit is waited out', () => {
    const branches = [{ demand: fixed(10), link: { policy: { timeoutMs: 400 } } }, { demand: fixed(100) }];
    expect(group('alternative', branches, undefined, down('b', 'hang')).latencyMs!.mean).toBeCloseTo(500, 9);
  });

  test('the first is down: the second at once', () => {
    expect(
      group('alternative', [{ demand: fixed(10) }, { demand: fixed(30) }], undefined, down('b')).latencyMs!.mean,
    ).toBe(30);
  });
});

test('a choice counts its ways by who is answered: .5 of 10 ms and .05 of 100', () => {
  const { latencyMs } = group('choice', [
    { demand: fixed(10), probability: 0.5 },
    { demand: fixed(100), errors: 0.9, probability: 0.5 },
  ]);
  expect(latencyMs!.mean).toBeCloseTo((0.5 * 10 + 0.05 * 100) / 0.55, 9);
});
