// What the comparison on the screen is made of, before anything is drawn.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { alignFaults } from '../../renderer/compare/alignFaults.ts';
import { shownAspects } from '../../renderer/compare/aspects.ts';
import { byCategory } from '../../renderer/compare/costCategories.ts';
import { differencesOf } from '../../renderer/compare/differences.ts';
import { headline } from '../../renderer/compare/headline.ts';
import { countRows, filtered, rowGroups } from '../../renderer/compare/tableRows.ts';
import { wholeAnalysis } from '../../renderer/compare/whole.ts';
import { analyse } from '../../shared/engine/analyse.ts';
import { compareVariants } from '../../shared/engine/compare.ts';
import { readProject } from '../../shared/format/projectFile.ts';

function sample(name: string) {
  const read = readProject(readFileSync(path.join(import.meta.dirname, `../../samples/${name}.topolith`), 'utf8'));
  if (!read.ok) throw new Error(read.message);
  const [first, second] = read.project.variants;
  if (!first || !second) throw new Error(`${name} has no two variants`);
  const analysis = analyse(read.project, { variants: [first.id, second.id] });
  const results = [analysis.variants[first.id]!, analysis.variants[second.id]!] as const;
  const comparison = compareVariants(analysis, [first.id, second.id]);
  return { project: read.project, variants: [first, second] as const, analysis, results, comparison };
}

describe.each(['order', 'prime-video', 'online-boutique', 'image-shop', 'eshop', 'distributed-monolith'])(
  '%s',
  (name) => {
    const { project, variants, results, comparison } = sample(name);

    it('has every row in exactly one group', () => {
      const groups = rowGroups(project, comparison);
      const keys = groups.flatMap(({ rows }) => rows.map(({ key }) => key));
      expect(new Set(keys).size).toBe(keys.length);
      expect(countRows(groups)).toBe(comparison.rows.length + comparison.aspects.length);
      expect(filtered(groups, 'no such words')).toEqual([]);
    });

    it('sums both bills to the cent, whatever the category', () => {
      const sums = byCategory(project, variants, [results[0].cost, results[1].cost]);
      for (const at of [0, 1] as const) {
        const total = sums.reduce((sum, { amounts }) => sum + amounts[at], 0);
        expect(total).toBeCloseTo(results[at].cost.monthlyUsd, 6);
      }
      expect(sums.map(({ category }) => category)).not.toContain('Other');
    });

    it('lists every fault of either variant once', () => {
      const faults = alignFaults(results[0].faults, results[1].faults);
      const keys = new Set(results.flatMap((result) => result.faults.map(({ kind, target }) => `${kind} ${target}`)));
      expect(new Set(faults.map(({ key }) => key))).toEqual(keys);
      expect(faults).toHaveLength(keys.size);
    });

    it('says something in two sentences', () => {
      for (const sentence of headline(comparison)) expect(sentence).toMatch(/^.{10,}\.$/);
      expect(shownAspects(comparison.aspects)).toHaveLength(7);
    });
  },
);

it('names the cheaper variant, and the one that cannot serve', () => {
  expect(headline(sample('order').comparison)[0]).toBe('Monolith is cheaper; neither is faster beyond the error.');
  expect(headline(sample('prime-video').comparison)[0]).toMatch(/^Workflow and functions cannot serve this traffic;/);
});

it('finds what is cut differently, and nothing between a variant and itself', () => {
  const { project, variants, results } = sample('order');
  const found = differencesOf(project, variants, results);
  expect(found.deployables).toContain('app');
  expect(found.links).toContain('order-placed-pub');
  const same = differencesOf(project, [variants[0], variants[0]], [results[0], results[0]]);
  expect([...same.deployables, ...same.links]).toEqual([]);
});

it('waits until all of every answer is there', () => {
  const { project, variants, results } = sample('order');
  const ids = variants.map(({ id }) => id);
  const [first = '', second = ''] = ids;
  const { faults: _, ...early } = results[1];
  const none: ReadonlySet<string> = new Set();
  const all = { project, scenario: null, pending: none, results: { [first]: results[0], [second]: results[1] } };
  expect(wholeAnalysis(all, ids)?.variants[second]).toBe(results[1]);
  expect(wholeAnalysis({ ...all, pending: new Set([first]) }, ids)).toBeNull();
  expect(wholeAnalysis({ ...all, results: { [first]: results[0], [second]: early } }, ids)).toBeNull();
  expect(wholeAnalysis({ ...all, results: { [first]: results[0] } }, ids)).toBeNull();
});
