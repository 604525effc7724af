/** The shipped projects: sound, canonical, written for people. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProject, writeProject } from '../../shared/format/projectFile.ts';
import { root } from '../cli/cli.ts';

const folder = path.join(root, 'samples');
const names = readdirSync(folder).filter((name) => name.endsWith('.topolith'));

it('are all here', () => {
  expect(names.toSorted()).toEqual(
    ['distributed-monolith', 'eshop', 'image-shop', 'online-boutique', 'order', 'prime-video'].map(
      (name) => `${name}.topolith`,
    ),
  );
});

describe.each(names)('%s', (name) => {
  const text = readFileSync(path.join(folder, name), 'utf8');
  const read = readProject(text);

  it('opens, and saving it unchanged changes no byte', () => {
    if (!read.ok) throw new Error(read.message);
    expect(writeProject(read.project)).toBe(text);
  });

  it('explains itself: a note on the project and on each variant, words for names', () => {
    if (!read.ok) throw new Error(read.message);
    const { project } = read;
    expect(project.app).toBe('topolith');
    expect(`${project.id}.topolith`).toBe(name);
    expect(project.note?.length ?? 0).toBeGreaterThan(100);
    expect(project.variants.filter((variant) => variant.note === undefined)).toEqual([]);
    const plain = /^\p{Lu}/u;
    const named = [...project.components, ...project.journeys, ...(project.scenarios ?? [])];
    const deployables = project.variants.flatMap((variant) => variant.deployables);
    expect([...named, ...deployables].map((part) => part.name).filter((text) => !plain.test(text))).toEqual([]);
  });
});
