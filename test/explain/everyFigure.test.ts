// Every figure of every sample opens to the value that stands there, with inputs that all say where they are from.
import { describe, expect, test } from 'vitest';
import { explain } from '../../renderer/explain/explain.ts';
import { figureOf, rangeWords } from '../../renderer/explain/figures.ts';
import { sceneOf } from '../../renderer/explain/scene.ts';
import { ORIGINS } from '../../renderer/explain/types.ts';
import { plain } from '../../renderer/text/numbers.ts';
import { analyse } from '../../shared/engine/analyse.ts';
import type { Project } from '../../shared/model/types.ts';
import { sample } from '../inspector/sample.ts';
import { randomProject } from '../support/randomProject.ts';
import { allFigures } from './figures.ts';

/** Words that must not stand in a figure. */
const BROKEN = /NaN|Infinity|undefined|null|∞/;

function problemsOf(project: Project, scenario: string | null): string[] {
  const problems: string[] = [];
  for (const [variant, answer] of Object.entries(analyse(project, { scenario }).variants)) {
    const scene = sceneOf(project, variant, scenario, answer);
    for (const [what, expected] of allFigures(project, answer)) {
      const wrong = (words: string): number => problems.push(`${variant} ${JSON.stringify(what)}: ${words}`);
      const found = explain(scene, what);
      if (found === null || expected === null) {
        if (found !== null || expected !== null) wrong(`is ${found?.value.amount}, the engine says ${expected}`);
        continue;
      }
      if (found.value.amount !== expected) wrong(`is ${found.value.amount}, the engine says ${expected}`);
      if (found.words.length === 0) wrong('has no words');
      if (found.inputs.length === 0) wrong('has no inputs');
      const said = [found.title, ...found.words, plain(figureOf(found.value)), rangeWords(found.value, found.accuracy)];
      for (const { name, value } of found.shares?.parts ?? []) said.push(name, plain(figureOf(value)));
      for (const { label, value, origin, source, more, part } of found.inputs) {
        said.push(label, typeof value === 'string' ? value : plain(figureOf(value)), source ?? '', more ?? '');
        if (!ORIGINS.includes(origin)) wrong(`${label} has the origin ${origin}`);
        if ((origin === 'default' || origin === 'price book') && !source) wrong(`${label} has no source`);
        const records = { component: project.components, deployable: scene.variant.deployables, link: project.links };
        if (part && !records[part.kind].some(({ id }) => id === part.id)) wrong(`${label} selects nothing`);
      }
      for (const words of said) if (BROKEN.test(words)) wrong(words);
    }
  }
  return problems;
}

describe('every figure opens', () => {
  test.each(['prime-video', 'online-boutique', 'distributed-monolith', 'image-shop', 'eshop', 'order'])(
    'in %s',
    (name) => {
      expect(problemsOf(sample(name), null)).toEqual([]);
    },
  );
  test.each(sample('order').scenarios ?? [])('in the scenario $id', ({ id }) => {
    expect(problemsOf(sample('order'), id)).toEqual([]);
  });
  test.each(Array.from({ length: 40 }, (_, n) => n + 1))('in the random design %i', (seed) => {
    const project = randomProject(seed);
    expect(problemsOf(project, null)).toEqual([]);
    for (const { id } of project.scenarios ?? []) expect(problemsOf(project, id)).toEqual([]);
  });
});
