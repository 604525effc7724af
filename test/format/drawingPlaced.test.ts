/** Drawings placed by hand: what is kept stands where it was put, everything else finds a free spot beside what it is linked with. */
import { describe, expect, it } from 'vitest';
import type { Drawing } from '../../shared/format/drawing.ts';
import type { Rect } from '../../shared/format/drawingPath.ts';
import { boxAround } from '../../shared/format/drawingSizes.ts';
import { keptPlaces, placedDrawing } from '../../shared/format/placed.ts';
import { tidyPlaces } from '../../shared/format/placedTidy.ts';
import type { NodeLayout, Project } from '../../shared/model/types.ts';
import { randomProject, seeded } from '../support/randomProject.ts';
import { apart, draw, outerRects, sample, sampleNames, withPlaces } from './drawings.ts';

const order = sample('order.topolith');
const variant = 'microservices';
const component = order.components.find(({ kind }) => kind === 'module')!.id;

it('leaves a variant without places to the layout engine', () => {
  expect(placedDrawing(order, variant)).toBeNull();
  expect(placedDrawing(withPlaces(order, variant, {}), variant)).toBeNull();
});

describe.each(sampleNames)('%s', (name) => {
  const project = sample(name);
  it.each(project.variants.map(({ id }) => id))('keeps %s as it was laid out', async (id) => {
    const laid = await draw(project, id);
    const kept = withPlaces(project, id, keptPlaces(laid));
    const placed = placedDrawing(kept, id)!;
    expect(placed.nodes.map(rect)).toEqual(laid.nodes.map(rect));
    for (const [i, box] of placed.boxes.entries()) {
      const before = laid.boxes[i]!;
      const cards = laid.nodes.filter((node) => node.box === before.key);
      // A box that links run through inside may get smaller, and goes no further in than its cards.
      const want = before.holds > 1 ? boxAround(cards) : before;
      expect(rect(box)).toEqual(rect({ ...want, key: before.key }));
    }
    expect(keptPlaces(placed)).toEqual(keptPlaces(laid));
  });
});

const rect = ({ key, x, y, width, height }: { key: string; x: number; y: number; width: number; height: number }) => ({
  key,
  x,
  y,
  width,
  height,
});

it('draws left of and above the origin, and its extent says so', () => {
  const placed = placedDrawing(withPlaces(order, variant, { [component]: { x: -400, y: -300 } }), variant)!;
  expect(placed.nodes.find((node) => node.component === component)).toMatchObject({ x: -400, y: -300 });
  expect(placed.x).toBeLessThan(-400);
  expect(placed.y).toBeLessThan(-300);
});

describe('parts without a place', () => {
  it('find free spots, each time the same', () => {
    const project = withPlaces(order, variant, { [component]: { x: 480, y: 320 } });
    const placed = placedDrawing(project, variant)!;
    expect(placedDrawing(project, variant)).toEqual(placed);
    expect(close(placed, 24)).toEqual([]);
  });

  it('stand right of their callers and left of what they call', () => {
    const module = (id: string) => ({ id, kind: 'module' as const, name: id });
    const project: Project = {
      ...order,
      components: ['a', 'b', 'c'].map(module),
      links: [
        { id: 'ab', from: 'a', to: 'b', interaction: 'sync' },
        { id: 'bc', from: 'b', to: 'c', interaction: 'sync' },
      ],
      journeys: [],
      variants: [
        {
          id: 'v',
          name: 'V',
          deployables: ['a', 'b', 'c'].map((id) => ({ id: `host-${id}`, name: id, kind: 'process' as const })),
          placements: ['a', 'b', 'c'].map((id) => ({ component: id, deployable: `host-${id}` })),
        },
      ],
    };
    const placed = placedDrawing(withPlaces(project, 'v', { b: { x: 400, y: 200 } }), 'v')!;
    const [a, b, c] = placed.boxes;
    expect(a!.x + a!.width).toBeLessThan(b!.x);
    expect(c!.x).toBeGreaterThan(b!.x + b!.width);
    expect(Math.abs(a!.y - b!.y)).toBeLessThan(8);
  });

  it('join the cards of their box', () => {
    const project = sample('eshop.topolith');
    const box = project.variants[1]!.placements.map((placement) => placement.component);
    const placed = placedDrawing(withPlaces(project, 'one-process', { [box[0]!]: { x: 0, y: 0 } }), 'one-process')!;
    const cards = placed.nodes.filter((node) => node.box !== null);
    expect(cards.every((card, i) => cards.slice(i + 1).every((other) => apart(card, other)))).toBe(true);
  });

  it('never overlap, whatever the design', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const project = randomProject(seed);
      const first = project.components[0]!.id;
      for (const { id } of project.variants) {
        const placed = placedDrawing(withPlaces(project, id, { [first]: { x: 8, y: 8 } }), id)!;
        expect(close(placed, 20)).toEqual([]);
      }
    }
  });
});

describe('tidied', () => {
  const scattered = (seed: number): Record<string, NodeLayout> => {
    const next = seeded(seed);
    return Object.fromEntries(
      order.components.map(({ id }, i) => [id, { x: Math.round(next() * 900), y: i * 120, pinned: i === 2 }]),
    );
  };

  it('pinned parts stay and nothing overlaps', async () => {
    const laid = await draw(order, variant);
    for (let seed = 1; seed <= 10; seed++) {
      const before = scattered(seed);
      const pinned = order.components[2]!.id;
      const places = tidyPlaces(withPlaces(order, variant, before), variant, laid);
      expect(places).not.toHaveProperty(pinned);
      expect(close(placedDrawing(withPlaces(order, variant, { ...before, ...places }), variant)!, 8)).toEqual([]);
    }
  });

  it('moves only what it is asked for', async () => {
    const laid = await draw(order, variant);
    const two = order.components.slice(3, 5).map(({ id }) => id);
    const places = tidyPlaces(withPlaces(order, variant, scattered(1)), variant, laid, new Set(two));
    expect(Object.keys(places).toSorted()).toEqual(two.toSorted());
  });
});

/** The pairs of boxes and free cards that are closer than so many px. */
function close(drawing: Drawing, by: number): string[] {
  const rects = outerRects(drawing);
  const wide = (one: Rect): Rect => ({ ...one, width: one.width + by, height: one.height + by });
  return rects.flatMap((a, i) =>
    rects
      .slice(i + 1)
      .filter((b) => !apart(wide(a), b) && !apart(a, wide(b)))
      .map((b) => `${a.key} ${b.key}`),
  );
}
