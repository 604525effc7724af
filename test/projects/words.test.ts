// Times and differences in words, as the start screen and the questions show them.
import { expect, it } from 'vitest';
import { newProject } from '../../shared/model/newProject.ts';
import type { Project } from '../../shared/model/types.ts';
import { differences } from '../../renderer/projects/differences.ts';
import { ago, moment } from '../../renderer/projects/when.ts';

// Local times, whatever zone the machine is in.
const now = new Date(2025, 10, 12, 14, 2);
const before = (...parts: [number, number, number, number, number, number?]): string =>
  new Date(...parts).toISOString();

it.each([
  [before(2025, 10, 12, 14, 1, 30), 'just now'],
  [before(2025, 10, 12, 14, 5), 'just now'],
  [before(2025, 10, 12, 14, 1), '1 minute ago'],
  [before(2025, 10, 12, 13, 58), '4 minutes ago'],
  [before(2025, 10, 12, 9, 0), '5 hours ago'],
  [before(2025, 10, 11, 23, 0), 'yesterday'],
  [before(2025, 10, 9, 12, 0), 'Sunday'],
  [before(2025, 9, 1, 12, 0), '1 October'],
  [before(2024, 9, 1, 12, 0), '1 October 2024'],
])('says %s as %s', (iso, words) => {
  expect(ago(iso, now)).toBe(words);
});

it('tells the time of day, with the day where it is another one', () => {
  expect(moment(before(2025, 10, 12, 8, 5), now)).toBe('08:05');
  expect(moment(before(2025, 10, 11, 8, 5), now)).toBe('yesterday, 08:05');
  expect(moment(before(2025, 9, 1, 8, 5), now)).toBe('1 October, 08:05');
});

const shop: Project = {
  ...newProject('shop', 'Shop', '1'),
  components: [
    { id: 'web', name: 'Web', kind: 'client' },
    { id: 'api', name: 'API', kind: 'module' },
  ],
};

it('counts what differs, and says nothing of two that are the same', () => {
  expect(differences(shop, structuredClone(shop))).toEqual([]);
  const [web] = shop.components;
  const after: Project = {
    ...shop,
    name: 'Store',
    components: [
      { ...web!, name: 'Page' },
      { id: 'db', name: 'Data', kind: 'relational' },
    ],
    layout: { variants: { monolith: { nodes: { web: { x: 1, y: 2 } } } } },
  };
  expect(differences(shop, after)).toEqual([
    'Name: Shop becomes Store',
    '1 component added',
    '1 component removed',
    '1 component changed',
    'Parts moved on the drawing',
  ]);
  expect(differences(shop, { ...shop, note: 'More' })).toEqual(['Notes and assumptions']);
});
