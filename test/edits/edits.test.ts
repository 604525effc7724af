// The edits of the canvas as commands: each leads to a sound design, is one undo step, and undo gives the old bytes back.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { aligned, blocksOf } from '../../renderer/edits/align.ts';
import { type Clip, copyParts, pasteParts, readClip, stepTo } from '../../renderer/edits/clipboard.ts';
import { connect, refusal } from '../../renderer/edits/connect.ts';
import { gridPlaces } from '../../renderer/edits/grid.ts';
import { insertPart } from '../../renderer/edits/insert.ts';
import { inOne, keepDrawing, put, type Sheet } from '../../renderer/edits/places.ts';
import { emptiedBy, heldBy, holdersOf, moveApart, moveInto, variantOf } from '../../renderer/edits/recut.ts';
import { removePicked } from '../../renderer/edits/remove.ts';
import { withRoom } from '../../renderer/edits/room.ts';
import { newVariant, START_STYLES } from '../../renderer/edits/variants.ts';
import { overlapping } from '../../shared/format/placeFree.ts';
import { placedDrawing } from '../../shared/format/placed.ts';
import { readProject, writeProject } from '../../shared/format/projectFile.ts';
import { tryCommand } from '../../shared/model/applyCommand.ts';
import type { Command } from '../../shared/model/commands.ts';
import { record, redo, startHistory, undo } from '../../shared/model/history.ts';
import { newProject } from '../../shared/model/newProject.ts';
import { COMPONENT_KINDS, type Project } from '../../shared/model/types.ts';

function sample(name: string): Project {
  const read = readProject(readFileSync(path.join(import.meta.dirname, `../../samples/${name}.topolith`), 'utf8'));
  if (!read.ok) throw new Error(read.message);
  return read.project;
}

/** Carries the edit out, and proves that it is one step whose undo and redo give the same bytes. */
function done(project: Project, command: Command): Project {
  const result = tryCommand(project, command);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const history = record(startHistory(project), result.project, 'edit');
  const back = undo(history);
  expect(writeProject(back.project)).toBe(writeProject(project));
  expect(writeProject(redo(back).project)).toBe(writeProject(result.project));
  const read = readProject(writeProject(result.project));
  expect(read.ok).toBe(true);
  return result.project;
}

const empty = (): Project => newProject('p', 'New', 'test');
const sheetOf = (project: Project, variant: string): Sheet => ({
  project,
  variant,
  drawing: placedDrawing(project, variant) ?? undefined,
});

/** Every part gets a place, as if it had been dragged. */
function placed(project: Project, variant: string): Project {
  const places = Object.fromEntries(project.components.map(({ id }, i) => [id, { x: (i % 4) * 240, y: i * 120 }]));
  return done(project, inOne('place', put({ project, variant, drawing: undefined }, places)));
}

test('every kind can be put into an empty design, at its place and on something it can be priced on', () => {
  let project = empty();
  for (const [index, kind] of COMPONENT_KINDS.entries()) {
    const { id, name, commands } = insertPart(sheetOf(project, 'monolith'), kind, { x: 8, y: index * 96 });
    project = done(project, inOne(name, commands));
    expect(project.layout?.variants?.['monolith']?.nodes?.[id]).toEqual({ x: 8, y: index * 96 });
  }
  expect(project.components).toHaveLength(COMPONENT_KINDS.length);
  const again = insertPart(sheetOf(project, 'monolith'), 'module', null);
  expect(again.joined).toBe('application');
  expect(done(project, inOne(again.name, again.commands)).components.at(-1)).toMatchObject({
    id: 'module-2',
    name: 'Module 2',
  });
});

test('a part dropped into a box runs there, and in the other variants by their own rule', () => {
  const project = sample('order');
  const { id, name, commands } = insertPart(sheetOf(project, 'microservices'), 'module', null, 'order-svc');
  const next = done(project, inOne(name, commands));
  expect(holdersOf(variantOf(next, 'microservices'), id)).toEqual(['order-svc']);
  expect(holdersOf(variantOf(next, 'monolith'), id)).toEqual(['app']);
});

test('links take their kind from their ends, and a first client call brings a journey', () => {
  let project = empty();
  for (const kind of ['client', 'module', 'relational', 'topic', 'module'] as const)
    project = done(project, inOne('add', insertPart(sheetOf(project, 'monolith'), kind, null).commands));
  const part = (id: string) => project.components.find((one) => one.id === id)!;
  const join = (from: string, to: string): void => {
    project = done(project, inOne('link', connect(project, part(from), part(to)).commands));
  };
  join('client', 'module');
  join('module', 'relational-store');
  join('module', 'topic');
  join('topic', 'module-2');
  expect(project.links.map(({ id, interaction, protocol }) => [id, interaction, protocol])).toEqual([
    ['client-module', 'sync', 'rest'],
    ['module-relational-store', 'data', 'sql'],
    ['module-topic', 'async', 'sns'],
    ['topic-module-2', 'async', 'sns'],
  ]);
  expect(project.journeys).toMatchObject([{ name: 'Client to Module', entry: { component: 'client' } }]);
  expect(refusal(project, part('module'), part('module'))).toMatch(/itself/);
  expect(refusal(project, part('module'), part('client'))).toMatch(/Clients call/);
  expect(refusal(project, part('relational-store'), part('module'))).toMatch(/store/);
  expect(refusal(project, part('client'), part('module'))).toMatch(/already/);
});

test('an operation that lists its steps takes a new link up', () => {
  const project = sample('order');
  const order = project.components.find(({ id }) => id === 'order')!;
  const added = insertPart(sheetOf(project, 'microservices'), 'cache', null);
  const drawn = done(project, inOne(added.name, added.commands));
  const { link, commands } = connect(
    drawn,
    order,
    drawn.components.find(({ id }) => id === added.id)!,
  );
  const next = done(drawn, inOne('link', commands));
  expect(next.components.find((one) => one.id === 'order')?.operations?.[0]?.steps?.at(-1)).toEqual({ link });
});

test('a re-cut moves parts and takes the box along that nothing is left in', () => {
  const project = sample('order');
  const before = variantOf(project, 'microservices');
  expect(emptiedBy(before, ['email'])).toEqual(['email-svc']);
  const together = done(project, inOne('move', moveInto(project, 'microservices', ['email'], 'order-svc')));
  const cut = variantOf(together, 'microservices');
  expect(heldBy(cut, 'order-svc')).toEqual(['order', 'email']);
  expect(cut.deployables.map(({ id }) => id)).not.toContain('email-svc');

  const apart = moveApart(together, 'microservices', ['email']);
  const split = variantOf(done(together, inOne('apart', apart.commands)), 'microservices');
  expect(heldBy(split, apart.deployable)).toEqual(['email']);
  const [old, fresh] = [before.deployables.find(({ id }) => id === 'order-svc'), split.deployables.at(-1)];
  // It runs on what it left, under a name of its own.
  expect(fresh).toEqual({ ...old, id: apart.deployable, name: 'E-mail service' });
});

test('parts go with their links, and with the boxes that nothing is left in, in every variant', () => {
  const project = sample('order');
  const next = done(
    project,
    inOne('remove', removePicked(project, 'microservices', [{ kind: 'component', id: 'email' }])),
  );
  expect(next.components.some(({ id }) => id === 'email')).toBe(false);
  expect(next.links.some(({ to }) => to === 'email')).toBe(false);
  for (const variant of next.variants)
    for (const { id } of variant.deployables)
      expect(heldBy(variant, id).length, `${variant.id} ${id}`).toBeGreaterThan(0);
});

test('a box is removed with all it holds', () => {
  const project = sample('order');
  const held = heldBy(variantOf(project, 'monolith'), 'app');
  const next = done(project, inOne('remove', removePicked(project, 'monolith', [{ kind: 'deployable', id: 'app' }])));
  expect(next.components.filter(({ id }) => held.includes(id))).toEqual([]);
});

test('a copy has its facts, the links between its parts, a box like the old one, and ids of its own', () => {
  const project = placed(sample('order'), 'microservices');
  const sheet = sheetOf(project, 'microservices');
  const clip = pasted(copyParts(project, 'microservices', sheet.drawing!, ['order', 'orders']));
  const { ids, command } = pasteParts(sheet, clip);
  const next = done(project, command);
  const [copy] = ids.map((id) => next.components.find((one) => one.id === id)!);
  const order = project.components.find(({ id }) => id === 'order')!;
  expect(copy?.operations?.map(({ demand }) => demand)).toEqual(order.operations?.map(({ demand }) => demand));
  const added = next.links.filter((link) => !project.links.some(({ id }) => id === link.id));
  expect(added.every((link) => ids.includes(link.from) && ids.includes(link.to))).toBe(true);
  expect(
    copy?.operations
      ?.flatMap(({ steps }) => steps?.map(({ link }) => link) ?? [])
      .every((link) => added.some(({ id }) => id === link)),
  ).toBe(true);
  const host = holdersOf(variantOf(next, 'microservices'), ids[0]!)[0];
  expect(variantOf(next, 'microservices').deployables.find(({ id }) => id === host)).toMatchObject({
    platform: 'aws.ec2.c6i.large',
    threads: 50,
  });
  // Pasting again, and into another design, works too.
  done(next, pasteParts(sheetOf(next, 'microservices'), clip, stepTo(clip, { x: 0, y: 0 })).command);
  done(empty(), pasteParts(sheetOf(empty(), 'monolith'), clip).command);
});

/** A clip that went over the clipboard. */
function pasted(clip: unknown): Clip {
  const read = readClip(JSON.stringify(clip));
  if (!read || !('clip' in read)) throw new Error('the clip was refused');
  return read.clip;
}

test('foreign text on the clipboard is not ours', () => {
  for (const text of ['', 'hello', '{}', ' {"topolith":"parts"}']) expect(readClip(text)).toBeNull();
});

test('parts on the clipboard that are damaged are refused in one sentence, before anything is worked out', () => {
  const project = placed(sample('order'), 'microservices');
  const drawing = placedDrawing(project, 'microservices')!;
  const clip = copyParts(project, 'microservices', drawing, ['order', 'orders']);
  const [one] = clip.components;
  const [link] = clip.links;
  const [host] = Object.values(clip.hosts);
  const operations = (value: unknown) => ({ components: [{ ...one, operations: value }] });
  const damaged: unknown[] = [
    ...[3, [], [null], [{}], [{ ...one, id: 5 }], [{ ...one, id: '__proto__' }]].map((components) => ({ components })),
    ...[{ name: 'x'.repeat(1_000_000) }, { name: 'a\0b' }, { kind: 'x' }].map((part) => ({
      components: [{ ...one, ...part }],
    })),
    ...[{}, [null], [{ id: 'a', name: 'a', steps: [null] }]].map(operations),
    ...[null, [null], [{ ...link, from: {} }]].map((links) => ({ links })),
    ...[null, 'text', { a: null }, { a: {} }, { a: { ...host, replicas: 'x' } }].map((hosts) => ({ hosts })),
    ...[null, { order: null }].map((hostOf) => ({ hostOf })),
    ...[null, 'text', { order: null }, { order: { x: 'a', y: 1 } }, { order: { x: 1e300, y: 1 } }].map((places) => ({
      places,
    })),
  ];
  const texts = damaged.map((part) => JSON.stringify({ ...clip, ...(part as object) }));
  const own = JSON.stringify(clip);
  texts.push(own.slice(0, -1), '{"topolith":"parts"', own.replace('"kind"', '"__proto__":{"x":1},"kind"'));
  for (const text of texts)
    expect(readClip(text), `of ${text.length} characters: ${text.slice(0, 200)}`).toEqual({
      refusal: expect.stringMatching(/^[^.]+ are damaged [^.]+\.$/),
    });
  const many = { ...clip, components: Array.from({ length: 100_000 }, (_, index) => ({ ...one, id: `p${index}` })) };
  expect(readClip(JSON.stringify(many))).toEqual({ refusal: expect.stringMatching(/^At most 1000 parts/) });
});

test('the first touch of a drawing that lays itself out keeps all of it', () => {
  const project = placed(sample('order'), 'microservices');
  const drawing = placedDrawing(project, 'microservices')!;
  const free = sample('order');
  const kept = keepDrawing({ project: free, variant: 'microservices', drawing });
  const next = done(free, inOne('keep', kept));
  expect(placedDrawing(next, 'microservices')?.nodes).toEqual(drawing.nodes);
  expect(keepDrawing({ project: next, variant: 'microservices', drawing })).toEqual([]);
});

test('aligned parts share an edge, spaced ones share a gap', () => {
  const project = placed(sample('order'), 'microservices');
  const drawing = placedDrawing(project, 'microservices')!;
  const picked = ['order', 'inventory', 'email'].map((id) => ({ kind: 'component' as const, id }));
  const blocks = blocksOf(drawing, picked);
  expect(new Set(Object.values(aligned(blocks, 'left')).map(({ x }) => x)).size).toBe(1);
  expect(new Set(Object.values(aligned(blocks, 'bottom')).map(({ y }) => y)).size).toBe(1);
  const ys = Object.values(aligned(blocks, 'down'))
    .map(({ y }) => y)
    .sort((a, b) => a - b);
  expect(Math.abs(ys[1]! - ys[0]! - (ys[2]! - ys[1]!))).toBeLessThanOrEqual(1);
});

test('new variants place every part by their rule, or leave all out', () => {
  const project = sample('online-boutique');
  for (const start of START_STYLES) {
    const variant = newVariant(project, start);
    const next = done(project, { type: 'add', kind: 'variant', record: variant });
    const parts = project.components.filter(({ kind }) => kind !== 'client').length;
    expect((variant.absent?.components?.length ?? 0) + variant.placements.length).toBe(parts);
    expect(next.variants.at(-1)?.id).toBe(variant.id);
  }
});

test('what an edit makes or lets grow covers nothing else', () => {
  let project = empty();
  const kinds = ['client', 'module', 'relational', 'module', 'queue', 'module', 'module', 'cache'] as const;
  for (const kind of kinds) {
    const sheet = sheetOf(project, 'monolith');
    const { name, commands } = insertPart(sheet, kind, { x: 120, y: 120 });
    project = done(project, withRoom(sheet, name, commands));
    const drawing = placedDrawing(project, 'monolith')!;
    const standing = [...drawing.boxes, ...drawing.nodes.filter((node) => node.box === null)];
    for (const [i, a] of standing.entries())
      for (const b of standing.slice(i + 1)) expect(overlapping(a, b), `${kind}: ${a.key} ${b.key}`).toBe(false);
  }
  expect(heldBy(variantOf(project, 'monolith'), 'application')).toHaveLength(4);
});

test('a grid of everything covers nothing', () => {
  for (const name of ['online-boutique', 'order']) {
    const project = sample(name);
    for (const variant of project.variants) {
      const boxes = variant.deployables.map(({ id }) => heldBy(variant, id)).filter((ids) => ids.length > 0);
      const alone = project.components.filter(({ id }) => !boxes.flat().includes(id)).map(({ id }) => [id]);
      const sheet: Sheet = { project, variant: variant.id, drawing: undefined };
      const next = done(project, inOne('grid', put(sheet, gridPlaces([...alone, ...boxes]))));
      const drawing = placedDrawing(next, variant.id)!;
      const standing = [...drawing.boxes, ...drawing.nodes.filter((node) => node.box === null)];
      for (const [i, a] of standing.entries())
        for (const b of standing.slice(i + 1)) expect(overlapping(a, b), `${name} ${a.key} ${b.key}`).toBe(false);
    }
  }
});
