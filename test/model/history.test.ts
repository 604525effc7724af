import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalText } from '../../shared/format/canonical.ts';
import { tryCommand } from '../../shared/model/applyCommand.ts';
import { commandName, type Command } from '../../shared/model/commands.ts';
import { applyChanges, diff, reverse } from '../../shared/model/diff.ts';
import { HISTORY_LENGTH, mark, record, redo, startHistory, undo, type History } from '../../shared/model/history.ts';
import { SHOP } from './projects.ts';

const rename = (history: History, name: string, key: string | null = null) =>
  record(history, { ...history.project, name }, `Rename to ${name}`, key);
const names = (history: History) => history.past.map(({ name }) => name);

test('undo and redo', () => {
  const two = rename(rename(startHistory(SHOP), 'A'), 'B');
  const back = undo(undo(two));
  expect(back.project).toEqual(SHOP);
  expect(undo(back)).toBe(back);
  expect(redo(redo(back)).project).toEqual(two.project);
  expect(redo(two)).toBe(two);
  expect(names(rename(undo(two), 'C'))).toEqual(['Rename to A', 'Rename to C']);
  expect(rename(undo(two), 'C').future).toEqual([]);
});

test('an edit without a change is no step', () => {
  const start = startHistory(SHOP);
  expect(record(start, { ...SHOP, links: SHOP.links.map((link) => ({ ...link })) }, 'Nothing')).toBe(start);
});

test('edits under one key are one step until a mark, and none when they lead back', () => {
  const typed = ['S', 'St', 'Sto'].reduce((history, name) => rename(history, name, 'name'), startHistory(SHOP));
  expect(names(typed)).toEqual(['Rename to Sto']);
  expect(undo(typed).project).toEqual(SHOP);
  expect(names(rename(mark(typed), 'Store', 'name'))).toEqual(['Rename to Sto', 'Rename to Store']);
  expect(rename(typed, SHOP.name, 'name').past).toEqual([]);
  expect(names(rename(undo(typed), 'X', 'name'))).toEqual(['Rename to X']);
});

test('the oldest steps go first', () => {
  let history = startHistory(SHOP);
  for (let count = 0; count < HISTORY_LENGTH + 5; count++) history = rename(history, `N${count}`);
  expect(names(history)[0]).toBe('Rename to N5');
});

const word = fc.constantFrom('orders', 'payment', 'db', 'placed', 'mail', 'web', 'x1', 'x2', 'x3');
const variant = fc.constantFrom('mono', 'micro', 'copy');
const box = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) });
const component = fc.record({ id: word, kind: fc.constantFrom('module', 'cache', 'client'), name: word });
const interaction = fc.constantFrom('sync', 'async', 'data');
const edit = fc.oneof(
  fc.record({ type: fc.constant('add'), kind: fc.constant('component'), record: component }),
  fc.record({
    type: fc.constant('add'),
    kind: fc.constant('link'),
    record: fc.record({ id: word.map((id) => `l-${id}`), from: word, to: word, interaction }),
  }),
  fc.record({
    type: fc.constant('remove'),
    kind: fc.constantFrom('component', 'link', 'journey', 'team', 'variant', 'scenario', 'measure'),
    id: fc.oneof(word, variant, fc.constantFrom('orders-db', 'buy', 'core', 'sale', 'mailed')),
  }),
  fc.record({ type: fc.constant('rename'), kind: fc.constant('component'), id: word, name: word }),
  fc.record({
    type: fc.constant('set'),
    path: word.map((id) => `components/${id}/facts/ttlMs`),
    value: fc.oneof(fc.constant(null), fc.nat()),
  }),
  fc.record({
    type: fc.constant('move'),
    variant,
    components: fc.array(word, { maxLength: 3 }),
    deployable: fc.constantFrom('app', 'billing', 'pg'),
  }),
  fc.record({ type: fc.constant('removeDeployable'), variant, id: fc.constantFrom('app', 'billing', 'kafka') }),
  fc.record({ type: fc.constant('duplicateVariant'), id: variant, newId: fc.constant('copy'), name: word }),
  fc.record({
    type: fc.constant('arrange'),
    variant,
    nodes: fc.dictionary(word, fc.oneof(box, fc.constant(null)), { maxKeys: 3 }),
  }),
) as fc.Arbitrary<Command>;

test('undo all = start and redo all = end, byte for byte, whatever was edited', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(edit, fc.constantFrom(null, 'k')), { maxLength: 25 }), (edits) => {
      const end = edits.reduce((history, [command, key]) => {
        const result = tryCommand(history.project, command);
        return result.ok ? record(history, result.project, commandName(history.project, command), key) : history;
      }, startHistory(SHOP));
      let back = end;
      for (let step = end.past.length; step > 0; step--) back = undo(back);
      expect(canonicalText(back.project)).toBe(canonicalText(SHOP));
      let again = back;
      for (let step = end.past.length; step > 0; step--) again = redo(again);
      expect(canonicalText(again.project)).toBe(canonicalText(end.project));
      expect(again.future).toEqual([]);
    }),
    { seed: 7, numRuns: 200 },
  );
});

test('differences of any JSON lead there and back', () => {
  const json = fc.jsonValue({ maxDepth: 4 }).filter((value) => !JSON.stringify(value).includes('__proto__'));
  fc.assert(
    fc.property(json, json, (before, after) => {
      const changes = diff(before, after);
      expect(applyChanges(before, changes)).toEqual(after);
      expect(applyChanges(after, reverse(changes))).toEqual(before);
    }),
    { seed: 7 },
  );
});

test('a difference holds what changed and no more', () => {
  const moved = { ...SHOP, links: SHOP.links.map((link, index) => (index === 2 ? { ...link, hard: false } : link)) };
  expect(diff(SHOP, moved)).toEqual([{ kind: 'set', path: ['links', 2, 'hard'], before: undefined, after: false }]);
  const less = { ...SHOP, links: SHOP.links.filter((_, index) => index !== 2) };
  expect(diff(SHOP, less)).toEqual([
    { kind: 'splice', path: ['links'], index: 2, removed: [SHOP.links[2]], added: [] },
  ]);
  expect(() => applyChanges({ a: 1 }, diff(SHOP, less))).toThrow(RangeError);
});
