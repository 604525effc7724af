import { expect, test } from 'vitest';
import * as defaults from '../../shared/model/defaults.ts';
import { checkIntegrity } from '../../shared/model/integrity.ts';
import { newProject } from '../../shared/model/newProject.ts';
import { checkRecord, checkShape } from '../../shared/model/schema.ts';

const isDefault = (value: object): value is defaults.Default<unknown> => 'value' in value && 'source' in value;

/** Every default of the file, however deep it stands, with its path. */
const all = (value: object, path: string): (readonly [string, defaults.Default<unknown>])[] =>
  isDefault(value)
    ? [[path, value]]
    : Object.entries(value).flatMap(([key, inner]) =>
        typeof inner === 'object' ? all(inner as object, `${path}.${key}`) : [],
      );

test('every default says its unit and where it comes from', () => {
  const found = all(defaults, '');
  expect(found.length).toBeGreaterThan(70);
  expect(found.filter(([, { unit, source }]) => unit === '' || source.length < 10)).toEqual([]);
});

test('default times are times a project could give', () => {
  const times = [defaults.DEMAND_MS, defaults.TYPE_MS, defaults.MESSAGE_LATENCY, defaults.ORDERED_LATENCY].flatMap(
    (of) => Object.values(of),
  );
  for (const { value } of times) {
    const link = { id: 'l', from: 'a', to: 'b', interaction: 'sync', latency: value };
    expect(checkRecord('links', link, [])).toEqual([]);
  }
});

test('stations: shared where we know the machine, a delay elsewhere', () => {
  const kinds = ['process', 'data-server', 'function', 'broker', 'managed', 'external'] as const;
  expect(kinds.map((kind) => defaults.DEPLOYABLE.discipline(kind).value)).toEqual([
    'sharing',
    'sharing',
    'delay',
    'delay',
    'delay',
    'delay',
  ]);
});

test('a new project is sound', () => {
  const project = newProject('p', 'P', '0.1.0');
  expect([...checkShape(project).problems, ...checkIntegrity(project)]).toEqual([]);
});
