/** What is kept from one answer to the next changes no figure: after any edit the answer is that of a program that has just begun. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { analyse, answerFor } from '../../shared/engine/analyse.ts';
import { readProject } from '../../shared/format/projectFile.ts';
import type { Project } from '../../shared/model/types.ts';
import { seeded, randomProject } from '../support/randomProject.ts';

const EDITS = 200;
const PROJECTS = 20;

/** One number or one order somewhere in the design becomes another; all other records stay the same objects. */
function edited(project: Project, next: () => number): Project {
  const nth = (list: readonly unknown[]): number => Math.floor(next() * list.length);
  const factor = 0.5 + next();
  switch (Math.floor(next() * 6)) {
    case 0: {
      const i = nth(project.components);
      const component = project.components[i]!;
      const operations = component.operations?.map((o) => ({ ...o, demand: { mean: 5 * factor, cv: 2 * next() } }));
      return {
        ...project,
        components: project.components.with(i, { ...component, ...(operations && { operations }) }),
      };
    }
    case 1: {
      const i = nth(project.journeys);
      const { rate, ...journey } = project.journeys[i]!;
      const changed = rate && { rate: { average: rate.average * factor, peak: rate.peak * factor } };
      return { ...project, journeys: project.journeys.with(i, { ...journey, ...changed }) };
    }
    case 2: {
      if (project.links.length === 0) return project;
      const i = nth(project.links);
      const link = project.links[i]!;
      const policy = link.interaction === 'async' ? {} : { policy: { ...link.policy, timeoutMs: 200 * factor } };
      return { ...project, links: project.links.with(i, { ...link, ...policy }) };
    }
    case 3: {
      const i = nth(project.components);
      const component = project.components[i]!;
      const operations = component.operations?.map((o) => ({
        ...o,
        errorRate: 0.1 * next(),
        ...(o.steps && { steps: o.steps.slice(1) }),
      }));
      const facts = { ...component.facts, hitRatio: next() };
      return {
        ...project,
        components: project.components.with(i, { ...component, facts, ...(operations && { operations }) }),
      };
    }
    case 4: {
      const v = nth(project.variants);
      const variant = project.variants[v]!;
      const deployables = variant.deployables.toReversed();
      return { ...project, variants: project.variants.with(v, { ...variant, deployables }) };
    }
    default: {
      const v = nth(project.variants);
      const variant = project.variants[v]!;
      if (variant.deployables.length === 0) return project;
      const i = nth(variant.deployables);
      const deployable = { ...variant.deployables[i]!, cores: 1 + Math.floor(4 * next()) };
      const deployables = variant.deployables.with(i, deployable);
      return { ...project, variants: project.variants.with(v, { ...variant, deployables }) };
    }
  }
}

/** All answers on the way, as text; the last of each project is asked for again by a process of its own. */
const answersTo = (project: Project): string =>
  JSON.stringify(project.variants.map(({ id }) => answerFor(project, id, null).now));

test(`${EDITS} edits on ${PROJECTS} designs`, { timeout: 300_000 }, () => {
  const kept = Array.from({ length: PROJECTS }, (_, seed) => {
    const next = seeded(seed + 1);
    let project = randomProject(seed);
    let answer = '';
    for (let i = 0; i < EDITS / PROJECTS; i++) {
      project = edited(project, next);
      answer = answersTo(project);
      // A copy has nothing in common with what was answered before.
      expect(answersTo(structuredClone(project))).toBe(answer);
    }
    return { project, answer };
  });
  const input = JSON.stringify(kept.map(({ project }) => project));
  const fresh = execFileSync(process.execPath, [path.join(import.meta.dirname, '../support/answerEach.ts')], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  expect(JSON.parse(fresh)).toEqual(kept.map(({ answer }) => answer));
});

const samples = path.join(import.meta.dirname, '../../samples');

// Whole answers, with what takes longer: the first of a program is that of any later one.
test.each(readdirSync(samples).filter((name) => name.endsWith('.topolith')))('%s, first and again', (name) => {
  const read = readProject(readFileSync(path.join(samples, name), 'utf8'));
  if (!read.ok) throw new Error(read.message);
  const first = JSON.stringify(analyse(read.project));
  expect(JSON.stringify(analyse(read.project))).toBe(first);
  expect(JSON.stringify(analyse(structuredClone(read.project)))).toBe(first);
});
