import { expect, test } from 'vitest';
import { z } from 'zod';
import { canonicalText, KEY_ORDER } from '../../shared/format/canonical.ts';
import { applyCommand } from '../../shared/model/applyCommand.ts';
import type { Command } from '../../shared/model/commands.ts';
import { projectSchema } from '../../shared/model/schema.ts';
import type { Project } from '../../shared/model/types.ts';
import { SHOP } from '../model/projects.ts';

const TINY: Project = {
  name: 'Tiny',
  id: 'tiny',
  app: 'test',
  format: 'topolith',
  minReaderVersion: 1,
  formatVersion: 1,
  components: [
    { id: 'a', kind: 'module', name: 'A', operations: [{ name: 'Go', id: 'go', demand: { mean: 1e-7 }, steps: [] }] },
    { id: 'b', kind: 'module', name: 'B', operations: [{ id: 'go', name: 'Go', steps: [{ link: 'l', repeat: 2 }] }] },
  ],
  links: [{ to: 'a', from: 'b', id: 'l', interaction: 'sync', billed: { put: 1, 'a b': -0 } }],
  journeys: [],
  variants: [{ id: 'v', name: 'V', deployables: [], placements: [], absent: { components: ['a', 'b'] } }],
  layout: { variants: { v: { nodes: { b: { y: 2, x: 1 }, a: { x: 0, y: 0 } } } } },
};

test('the whole text of a small project', () => {
  expect(canonicalText(TINY)).toBe(`{
  "format": "topolith",
  "formatVersion": 1,
  "minReaderVersion": 1,
  "app": "test",
  "id": "tiny",
  "name": "Tiny",
  "components": [
    {
      "id": "a",
      "kind": "module",
      "name": "A",
      "operations": [
        {"id": "go", "name": "Go", "demand": {"mean": 1e-7}, "steps": []}
      ]
    },
    {
      "id": "b",
      "kind": "module",
      "name": "B",
      "operations": [
        {
          "id": "go",
          "name": "Go",
          "steps": [
            {"link": "l", "repeat": 2}
          ]
        }
      ]
    }
  ],
  "links": [
    {"id": "l", "interaction": "sync", "from": "b", "to": "a", "billed": {"a b": 0, "put": 1}}
  ],
  "journeys": [],
  "variants": [
    {"id": "v", "name": "V", "deployables": [], "placements": [], "absent": {"components": ["a", "b"]}}
  ],
  "layout": {
    "variants": {
      "v": {
        "nodes": {
          "a": {"x": 0, "y": 0},
          "b": {"x": 1, "y": 2}
        }
      }
    }
  }
}
`);
});

/** Lines that differ: taken out with -, put in with +, by position where the count stayed the same. */
const changedLines = (command: Command): readonly string[] => {
  const before = canonicalText(SHOP).split('\n');
  const after = canonicalText(applyCommand(SHOP, command)).split('\n');
  expect(after).toHaveLength(before.length);
  return before.flatMap((line, index) =>
    line === after[index] ? [] : [`-${line.trim()}`, `+${after[index]!.trim()}`],
  );
};

test.each<readonly [Command, string, string]>([
  [{ type: 'set', path: 'name', value: 'Store' }, '"name": "Shop",', '"name": "Store",'],
  [{ type: 'rename', kind: 'component', id: 'orders', name: 'Sales' }, '"name": "Orders",', '"name": "Sales",'],
  [
    { type: 'set', path: 'components/db/facts/sizeGiB', value: 21 },
    '{"id": "db", "kind": "relational", "name": "Orders database", "owner": "orders", "facts": {"engine": "postgres", "sizeGiB": 20}},',
    '{"id": "db", "kind": "relational", "name": "Orders database", "owner": "orders", "facts": {"engine": "postgres", "sizeGiB": 21}},',
  ],
  [
    { type: 'set', path: 'components/orders/operations/place/steps/0/repeat', value: 2 },
    '{"link": "orders-payment", "operation": "pay"},',
    '{"link": "orders-payment", "operation": "pay", "repeat": 2},',
  ],
  [
    { type: 'set', path: 'links/orders-db/hard', value: false },
    '{"id": "orders-db", "interaction": "data", "protocol": "sql", "from": "orders", "to": "db"},',
    '{"id": "orders-db", "interaction": "data", "protocol": "sql", "from": "orders", "to": "db", "hard": false},',
  ],
  [
    { type: 'move', variant: 'micro', components: ['orders'], deployable: 'billing' },
    '{"component": "orders", "deployable": "orders-svc"},',
    '{"component": "orders", "deployable": "billing"},',
  ],
  [
    { type: 'arrange', variant: 'mono', nodes: { orders: { x: 11.5, y: 20 } } },
    '"orders": {"x": 10, "y": 20}',
    '"orders": {"x": 11.5, "y": 20}',
  ],
])('%o changes one line', (command, before, after) => {
  expect(changedLines(command)).toEqual([`-${before}`, `+${after}`]);
});

test('moving a box touches nothing outside the layout', () => {
  const moved = applyCommand(SHOP, {
    type: 'arrange',
    variant: 'micro',
    nodes: { orders: { x: 1, y: 1 }, kafka: { x: 2, y: 2 } },
  });
  const untilLayout = (project: Project) => canonicalText(project).split('"layout"')[0];
  expect(untilLayout(moved)).toBe(untilLayout(SHOP));
});

test('undefined is left out; what JSON cannot say is an error', () => {
  expect(canonicalText({ ...TINY, note: undefined })).toBe(canonicalText(TINY));
  expect(() => canonicalText({ ...TINY, formatVersion: NaN })).toThrow(RangeError);
  expect(() => canonicalText({ ...TINY, note: (() => '') as never })).toThrow(TypeError);
});

test('every field of the schema has its place in the order, and no other word has', () => {
  const fields = new Set<string>();
  const walk = (schema: z.core.JSONSchema.BaseSchema): void => {
    for (const [key, inner] of Object.entries(schema.properties ?? {})) {
      fields.add(key);
      walk(inner as z.core.JSONSchema.BaseSchema);
    }
    for (const inner of [schema.items, schema.additionalProperties, ...(schema.anyOf ?? [])]) {
      if (typeof inner === 'object') walk(inner as z.core.JSONSchema.BaseSchema);
    }
  };
  walk(z.toJSONSchema(projectSchema, { reused: 'inline' }));
  expect([...fields].toSorted()).toEqual([...KEY_ORDER].toSorted());
});
