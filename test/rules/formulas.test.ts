/** docs/formulas.md names a test for every formula, and every test and file that it names is there. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../..');
const page = readFileSync(path.join(root, 'docs/formulas.md'), 'utf8');
/** Sections that state no formula: what the others say is summed up in them. */
const WITHOUT = ['What is approximate, and by how much', 'What is not modelled'];

const sections = page
  .split(/^## /m)
  .slice(1)
  .map((text) => ({ title: text.slice(0, text.indexOf('\n')), text }));

/** Names in backquotes after "Test:" or "Tests:" to the end of the paragraph; what stands in brackets says what they show. */
const testsIn = (text: string): string[] =>
  [...text.matchAll(/\bTests?: (.*)/g)].flatMap(([, list = '']) =>
    [...list.replaceAll(/\([^)]*\)/g, '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  );

const places = (name: string): string[] => [
  `test/engine/${name}.test.ts`,
  `test/${name}.test.ts`,
  `${name}.test.ts`,
  `test/reference/${name}/expected.json`,
  `${name}/expected.json`,
  name,
];

const isThere = (name: string): boolean => places(name).some((place) => existsSync(path.join(root, place)));

describe('docs/formulas.md', () => {
  it.each(sections.filter(({ title }) => !WITHOUT.includes(title)))('has a test for "$title"', ({ text }) => {
    const tests = testsIn(text);
    expect(tests.length).toBeGreaterThan(0);
    expect(tests.filter((name) => !isThere(name))).toEqual([]);
  });

  it('names no file of the engine that is not there', () => {
    const files = [...page.matchAll(/`([\w/]+\.ts)`/g)].map(([, name = '']) => name);
    const known = (file: string): boolean =>
      [file, `shared/engine/${file}`, `shared/model/${file}`].some((place) => existsSync(path.join(root, place)));
    expect(files.filter((file) => !known(file))).toEqual([]);
  });

  it('lists its sections', () => {
    const listed = [...page.matchAll(/^\d+\. \[([^\]]+)\]\(#([^)]+)\)/gm)];
    expect(listed.map(([, title]) => title)).toEqual(sections.map(({ title }) => title));
    for (const [, title = '', anchor] of listed)
      expect(anchor).toBe(
        title
          .toLowerCase()
          .replaceAll(/[^\w -]/g, '')
          .replaceAll(' ', '-'),
      );
  });
});
