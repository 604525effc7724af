// Every number that `analyse --json` prints opens to the value that stands there, with inputs that all say where they are from.
import { describe, expect, test } from 'vitest';
import { analyse, type AnalyseOptions } from '../../shared/engine/analyse.ts';
import type { VariantAnalysis } from '../../shared/engine/types.ts';
import { explain } from '../../shared/explain/explain.ts';
import { figuresOf } from '../../shared/explain/figureList.ts';
import { figureOf, rangeWords } from '../../shared/explain/figures.ts';
import { plain } from '../../shared/explain/numbers.ts';
import { sceneOf, type Scene } from '../../shared/explain/scene.ts';
import { type Explanation, ORIGINS, type What } from '../../shared/explain/types.ts';
import type { Project } from '../../shared/model/types.ts';
import { sample } from '../inspector/sample.ts';
import { caseNames, readCase } from '../reference/cases.ts';
import { randomProject } from '../support/randomProject.ts';

/** Numbers that no formula is behind: points of a chart, and what was asked. */
const SAID = /^journeys\..*\.(latencyCurve\.\d+\.[01]|exceeds\.ms)$/;

/** Words that must not stand in a figure. */
const BROKEN = /NaN|Infinity|undefined|null|∞/;

/** What is wrong with an opened figure in itself. */
function problemsIn(scene: Scene, found: Explanation): string[] {
  const problems: string[] = [];
  const { project, variant } = scene;
  if (found.words.length === 0) problems.push('has no words');
  if (found.inputs.length === 0) problems.push('has no inputs');
  const said = [found.title, ...found.words, plain(figureOf(found.value)), rangeWords(found.value, found.accuracy)];
  for (const { name, value } of found.shares?.parts ?? []) said.push(name, plain(figureOf(value)));
  for (const { label, value, origin, source, more, part } of found.inputs) {
    said.push(label, typeof value === 'string' ? value : plain(figureOf(value)), source ?? '', more ?? '');
    if (!ORIGINS.includes(origin)) problems.push(`${label} has the origin ${origin}`);
    if ((origin === 'default' || origin === 'price book') && !source) problems.push(`${label} has no source`);
    const records = { component: project.components, deployable: variant.deployables, link: project.links };
    if (part && !records[part.kind].some(({ id }) => id === part.id)) problems.push(`${label} selects nothing`);
  }
  return [...problems, ...said.filter((words) => BROKEN.test(words))];
}

/** Figures of the window that are sums of printed ones. */
const sums = ({ faults, deployables, cost }: VariantAnalysis): (readonly [What, number])[] => [
  ...faults.map(({ kind: fault, target, failedShare, degradedShare, delayedShare }) => {
    const what: What = { kind: 'fault', fault, target, of: 'ok' };
    return [what, Math.max(0, 1 - failedShare - degradedShare - delayedShare)] as const;
  }),
  ...Object.keys(deployables).map((owner) => {
    const lines = cost.lines.filter((line) => line.owner.id === owner);
    return [{ kind: 'cost', owner } as const, lines.reduce((sum, line) => sum + line.monthlyUsd, 0)] as const;
  }),
];

function problemsOf(project: Project, options: AnalyseOptions = {}): string[] {
  const problems: string[] = [];
  const { variants, scenario, at } = analyse(project, { exceedsMs: 250, ...options });
  for (const [variant, answer] of Object.entries(variants)) {
    const scene = sceneOf(project, variant, scenario, answer, at);
    const check = (name: string, what: What, expected: number | null): void => {
      const found = explain(scene, what);
      const value = found?.value.amount ?? null;
      const same = value === expected || Math.abs((value ?? NaN) - (expected ?? NaN)) <= 1e-9 * Math.abs(expected ?? 0);
      if (!same) problems.push(`${variant} ${name} is ${value}, the engine says ${expected}`);
      if (found) problems.push(...problemsIn(scene, found).map((words) => `${variant} ${name}: ${words}`));
    };
    for (const { path, value, what } of figuresOf(answer))
      if (what) check(path, what, value);
      else if (value !== null && !SAID.test(path)) problems.push(`${variant} ${path} has no explanation`);
    for (const [what, value] of sums(answer)) check(JSON.stringify(what), what, value);
  }
  return problems;
}

describe('every figure opens', () => {
  const samples = ['prime-video', 'online-boutique', 'distributed-monolith', 'image-shop', 'eshop', 'order'];
  test.each(samples)('in %s', (name) => {
    expect(problemsOf(sample(name))).toEqual([]);
    expect(problemsOf(sample(name), { at: 'average' })).toEqual([]);
  });
  test.each(samples.flatMap((name) => (sample(name).scenarios ?? []).map(({ id }) => [name, id] as const)))(
    'in %s, scenario %s',
    (name, scenario) => {
      expect(problemsOf(sample(name), { scenario })).toEqual([]);
    },
  );
  test.each(caseNames())('in the reference case %s', { timeout: 120_000 }, (name) => {
    const { project } = readCase(name);
    for (const scenario of [null, ...(project.scenarios ?? []).map(({ id }) => id)])
      expect(problemsOf(project, { scenario })).toEqual([]);
  });
  test.each(Array.from({ length: 25 }, (_, n) => n + 1))('in the random design %i', (seed) => {
    const project = randomProject(seed);
    expect(problemsOf(project)).toEqual([]);
    for (const { id } of project.scenarios ?? []) expect(problemsOf(project, { scenario: id })).toEqual([]);
  });
});
