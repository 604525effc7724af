/** Checks the seven aspects on the distributed monolith against its better cut, and on an empty design. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../shared/engine/analyse.ts';
import { ASPECTS, scorecard } from '../../shared/engine/scorecard.ts';
import type { VariantAnalysis } from '../../shared/engine/types.ts';
import type { Project } from '../../shared/model/types.ts';
import { contextOf } from './rulesDesign.ts';

const file = new URL('../reference/08-distributed-monolith/project.topolith', import.meta.url);
const project = JSON.parse(readFileSync(file, 'utf8')) as Project;
const { bad, better } = analyse(project).variants;

const value = (scores: VariantAnalysis['scorecard'], aspect: string, label: string) =>
  scores[aspect]?.find((figure) => figure.label === label)?.value;

describe('the scorecard', () => {
  it('has two to four figures for each of the seven aspects', () => {
    expect(Object.keys(bad?.scorecard ?? {})).toEqual([...ASPECTS]);
    const sizes = Object.values(bad?.scorecard ?? {}).map((figures) => figures.length);
    expect(sizes.filter((size) => size < 2 || size > 4)).toEqual([]);
  });

  it('counts what the two cuts differ in', () => {
    const scores = [bad!.scorecard, better!.scorecard];
    const both = (aspect: string, label: string) => scores.map((each) => value(each, aspect, label));
    expect(both('deployment', 'Deployables')).toEqual([5, 2]);
    expect(both('deployment', 'Released alone')).toEqual([2, 2]);
    expect(both('data', 'Stores with one owner')).toEqual([1, 2]);
    expect(both('data', 'Links into a foreign schema')).toEqual([2, 0]);
    expect(both('development', 'Calls inside a process')).toEqual([0, 4]);
    expect(both('operations', 'Parts to watch')).toEqual([6, 3]);
    expect(both('team', 'Engineers a unit')).toEqual([1.8, 4.5]);
    expect(both('failure', 'Worst loss of one part')).toEqual([expect.closeTo(1, 9), expect.closeTo(1, 9)]);
    expect(value(bad!.scorecard, 'development', 'Network calls')).toBeCloseTo(0.8 * 40 + 0.2 * 8, 9);
  });

  it('answers null where the design says nothing', () => {
    const context = contextOf({ components: [], placed: {} });
    const empty = scorecard(context.project, context.variant, context.result);
    expect(value(empty, 'team', 'Engineers')).toBeNull();
    expect(value(empty, 'deployment', 'Modules in the largest unit')).toBeNull();
    expect(value(empty, 'failure', 'Worst loss of one part')).toBeNull();
    const numbers = Object.values(empty).flatMap((figures) => figures.map((figure) => figure.value));
    expect(numbers.filter((each) => typeof each === 'number' && !Number.isFinite(each))).toEqual([]);
  });
});
