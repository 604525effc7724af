import { expect, test } from 'vitest';
import { readProject, writeProject } from '../../shared/format/projectFile.ts';
import type { Project } from '../../shared/model/types.ts';
import { realProjects, SHOP } from '../model/projects.ts';

const read = (text: string): Project => {
  const result = readProject(text);
  if (!result.ok) throw new Error(result.message);
  return result.project;
};

test('what is written is read back the same', () => {
  expect(read(writeProject(SHOP))).toEqual(SHOP);
});

test.each(realProjects())('%s: reads, and its canonical text is a fixed point', (_, text) => {
  const project = read(text);
  expect(project).toEqual(JSON.parse(text));
  const once = writeProject(project);
  expect(writeProject(read(once))).toBe(once);
  expect(once.endsWith('}\n')).toBe(true);
});

test('a byte order mark, CRLF and odd spacing change nothing', () => {
  const text = writeProject(SHOP);
  expect(read(`\ufeff${text.replaceAll('\n', '\r\n')}\n\n`)).toEqual(SHOP);
  expect(read(JSON.stringify(SHOP))).toEqual(SHOP);
});

test('`steps: []` and no steps stay apart', () => {
  const [, orders] = read(writeProject(SHOP)).components;
  expect(orders!.operations![1]).toHaveProperty('steps', []);
  expect(read(writeProject(SHOP)).components[2]!.operations![0]).not.toHaveProperty('steps');
});

test('a file of a newer version that older readers may open is opened, when it holds nothing unknown', () => {
  const newer = { ...SHOP, formatVersion: 7 };
  expect(read(JSON.stringify(newer))).toEqual(SHOP);
  const unknown = readProject(JSON.stringify({ ...newer, moons: [] }));
  expect(unknown).toMatchObject({ ok: false, code: 'invalid', problems: [{ path: 'moons' }] });
});

test('ten thousand links are read in a moment and come back', () => {
  const links = Array.from(
    { length: 10_000 },
    (_, index) => ({ id: `l${index}`, from: 'web', to: 'db', interaction: 'data' }) as const,
  );
  const big = { ...SHOP, links: [...SHOP.links, ...links] };
  expect(read(writeProject(big)).links).toHaveLength(10_005);
});
