/** Parts that call each other: the analysis ends, says which request never does, and a finding names the way round. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../../shared/engine/analyse.ts';
import type { Link, Project } from '../../shared/model/types.ts';
import { smallSystem } from './published.ts';

/** `a` and `b` drawn with a link each way, `c` beside them; requests enter where `entry` says. */
function mutual(entry: 'a' | 'b' | 'c' = 'a', back: Partial<Link> = {}): Project {
  const project = smallSystem({ a: { steps: ['b', 'c'] }, b: { steps: ['a'] }, c: { demand: { mean: 1 } } }, 10, {
    'b-a': back,
  });
  return { ...project, journeys: project.journeys.map((j) => ({ ...j, entry: { component: entry } })) };
}
const answer = (project: Project) => analyse(project).variants['v']!;

describe('calls that go round without end', () => {
  test.each(['a', 'b'] as const)('fail who enters at %s, at once and with a finding', (entry) => {
    const { journeys, findings } = answer(mutual(entry));
    expect([journeys['j']!.state, journeys['j']!.latencyMs]).toEqual(['failed', null]);
    const { severity, targets, message } = findings.find(({ rule }) => rule === 'endless-calls')!;
    expect([severity, targets]).toEqual(['error', ['a', 'b', 'a-b', 'b-a']]);
    expect(message).toContain('Calls go round without end: a to b to a.');
  });

  test('leave alone who does not meet them', () => {
    expect(answer(mutual('c')).journeys['j']!.state).toBe('ok');
  });

  test('end at a limit, where the caller can do without', () => {
    const { journeys } = answer(mutual('a', { hard: false, policy: { timeoutMs: 200 } }));
    expect([journeys['j']!.state, journeys['j']!.latencyMs!.mean]).toEqual(['degraded', expect.closeTo(201, 0)]);
  });

  test('of events only delay, and are named', () => {
    const { journeys, findings } = answer(mutual('a', { interaction: 'async' }));
    expect(journeys['j']!.latencyMs!.mean).toBeGreaterThan(0);
    expect(findings.find(({ rule }) => rule === 'endless-calls')!.message).toContain('Events go round');
  });
});
