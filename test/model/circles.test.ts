/** Calls that come back to where they began. */
import { expect, test } from 'vitest';
import { circlesOf } from '../../shared/model/circles.ts';
import type { Component, Link, Project, Variant } from '../../shared/model/types.ts';

const component = (id: string, operations?: Component['operations']): Component => ({
  id,
  kind: 'module',
  name: id.toUpperCase(),
  ...(operations && { operations }),
});
const link = (from: string, to: string, interaction: Link['interaction'] = 'sync'): Link => ({
  id: `${from}-${to}`,
  from,
  to,
  interaction,
});
const VARIANT: Variant = { id: 'v', name: 'V', deployables: [], placements: [] };
const project = (components: readonly Component[], links: readonly Link[]): Project => ({
  format: 'topolith',
  formatVersion: 1,
  minReaderVersion: 1,
  app: 'test',
  id: 'p',
  name: 'P',
  components,
  links,
  journeys: [],
  variants: [VARIANT],
});
const found = (p: Project, variant: Variant = VARIANT): string[] =>
  circlesOf(p, variant).map(({ links }) => links.map(({ id }) => id).join(' '));

const THREE = ['a', 'b', 'c'].map((id) => component(id));

test('a way without a return is none', () => {
  expect(found(project(THREE, [link('a', 'b'), link('b', 'c'), link('a', 'c')]))).toEqual([]);
});

test('by calls, by events, and of one part with itself', () => {
  const links = [link('a', 'b'), link('b', 'a'), link('c', 'c', 'async')];
  expect(found(project(THREE, links))).toEqual(['a-b b-a', 'c-c']);
});

test('two components may call each other by different operations', () => {
  const back = component('b', [{ id: 'x', name: 'x', steps: [{ link: 'b-a', operation: 'other' }] }]);
  const a = component('a', [
    { id: 'first', name: 'first' },
    { id: 'other', name: 'other', steps: [] },
  ]);
  expect(found(project([a, back], [link('a', 'b'), link('b', 'a')]))).toEqual([]);
});

test('a link that is absent in a variant closes no circle there', () => {
  const p = project(THREE, [link('a', 'b'), link('b', 'a')]);
  expect(found(p, { ...VARIANT, absent: { links: ['b-a'] } })).toEqual([]);
  expect(found(p, { ...VARIANT, absent: { components: ['b'] } })).toEqual([]);
});

test('a long chain of calls is walked without running out of stack', () => {
  const parts = Array.from({ length: 5000 }, (_, i) => component(`c${i}`));
  const chain = parts.slice(1).map(({ id }, i) => link(`c${i}`, id));
  expect(found(project(parts, chain))).toEqual([]);
  expect(found(project(parts, [...chain, link('c4999', 'c0')]))).toHaveLength(1);
});
