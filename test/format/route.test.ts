/** Links between parts placed by hand: round everything, from side to side, apart from each other, each time the same. */
import { describe, expect, it } from 'vitest';
import type { Drawing, DrawnEdge } from '../../shared/format/drawing.ts';
import type { Rect } from '../../shared/format/drawingPath.ts';
import { keptPlaces, placedDrawing } from '../../shared/format/placed.ts';
import type { NodeLayout, Project } from '../../shared/model/types.ts';
import { largeProject } from '../support/largeProject.ts';
import { randomProject, seeded } from '../support/randomProject.ts';
import { apart, draw, endsOf, onEdge, outerRects, runsOf, sample, sampleNames, withPlaces } from './drawings.ts';

/** What is wrong with the ways of a drawing. */
function faults(drawing: Drawing): string[] {
  const outer = outerRects(drawing);
  return drawing.edges.flatMap((edge) => {
    const [from, to] = endsOf(drawing, edge);
    const solid: (Rect & { key: string })[] = edge.inside
      ? drawing.nodes.filter((node) => node.box === drawing.nodes.find(({ key }) => key === edge.from)!.box)
      : outer;
    const runs = runsOf(edge.points);
    const through = solid.filter((rect) => runs.some((run) => hits(run, rect)));
    const leads = edge.leads.flatMap((lead) =>
      drawing.nodes.filter((node) => node.box !== null && runsOf(lead).some((run) => hits(run, node))),
    );
    return [
      ...[...through, ...leads].map(({ key }) => `${edge.key} runs through ${key}`),
      ...(runs.every((run) => run.width === 0 || run.height === 0) ? [] : [`${edge.key} runs askew`]),
      ...(onEdge(edge.points[0]!, from!) ? [] : [`${edge.key} does not leave at ${from!.key}`]),
      ...(onEdge(edge.points.at(-1)!, to!) ? [] : [`${edge.key} does not arrive at ${to!.key}`]),
    ];
  });
}

/** A run that is in the inside of a rectangle. */
const hits = (run: Rect, rect: Rect): boolean =>
  !apart(
    { ...run, width: run.width + 0.01, height: run.height + 0.01 },
    { x: rect.x + 0.5, y: rect.y + 0.5, width: rect.width - 1, height: rect.height - 1 },
  );

/** Every part in a cell of its own, anywhere in it. */
function scattered(project: Project, variant: string, seed: number): Record<string, NodeLayout> {
  const next = seeded(seed);
  const boxes = project.variants.find(({ id }) => id === variant)!.placements;
  const hosts = [
    ...new Set(project.components.map(({ id }) => boxes.find((one) => one.component === id)?.deployable ?? id)),
  ];
  const columns = Math.ceil(Math.sqrt(hosts.length));
  const cells = hosts.map((host) => ({ host, order: next() })).toSorted((a, b) => a.order - b.order);
  return Object.fromEntries(
    cells.map(({ host }, i) => {
      const held = boxes.filter((one) => one.deployable === host);
      const x = (i % columns) * 320 + Math.round(next() * 10) * 8;
      const y = Math.floor(i / columns) * 180 + Math.round(next() * 8) * 8;
      return [held.length === 1 ? held[0]!.component : host, { x, y }];
    }),
  );
}

describe.each(sampleNames)('%s', (name) => {
  const project = sample(name);
  it.each(project.variants.map(({ id }) => id))('routes %s as it was laid out, and scattered', async (id) => {
    const kept = keptPlaces(await draw(project, id));
    expect(faults(placedDrawing(withPlaces(project, id, kept), id)!)).toEqual([]);
  });
});

it('goes round everything, wherever the parts stand', () => {
  const wrong: string[] = [];
  for (let seed = 1; seed <= 60; seed++) {
    const project = randomProject(seed);
    for (const { id } of project.variants) {
      const first = placedDrawing(withPlaces(project, id, { [project.components[0]!.id]: { x: 0, y: 0 } }), id)!;
      const again = placedDrawing(withPlaces(project, id, keptPlaces(first)), id)!;
      wrong.push(...[first, again].flatMap(faults).map((fault) => `seed ${seed}, ${id}: ${fault}`));
    }
  }
  expect(wrong).toEqual([]);
});

it('goes round everything in a large drawing, each time the same way', () => {
  const project = largeProject(100);
  for (let seed = 1; seed <= 3; seed++) {
    const placed = withPlaces(project, 'services', scattered(project, 'services', seed));
    const drawing = placedDrawing(placed, 'services')!;
    expect(faults(drawing)).toEqual([]);
    expect(placedDrawing(placed, 'services')).toEqual(drawing);
    expect(placedDrawing(structuredClone(placed), 'services', { previous: drawing })).toEqual(drawing);
  }
});

it('draws links between parts that lie on each other', () => {
  const project = sample('eshop.topolith');
  const on = Object.fromEntries(project.components.map(({ id }, i) => [id, { x: (i % 3) * 10, y: (i % 4) * 10 }]));
  const drawing = placedDrawing(withPlaces(project, 'services', on), 'services')!;
  expect(drawing.edges.every(({ points }) => points.length > 1)).toBe(true);
});

describe('a fan-out', () => {
  const targets = ['b', 'c', 'd'];
  const project: Project = {
    ...sample('order.topolith'),
    components: ['a', ...targets].map((id) => ({ id, kind: 'module', name: id })),
    links: targets.map((to) => ({ id: `a-${to}`, from: 'a', to, interaction: 'sync' })),
    journeys: [],
    variants: [
      {
        id: 'v',
        name: 'V',
        deployables: ['a', ...targets].map((id) => ({ id: `host-${id}`, name: id, kind: 'process' })),
        placements: ['a', ...targets].map((id) => ({ component: id, deployable: `host-${id}` })),
      },
    ],
  };
  const routed = (places: Record<string, NodeLayout>): readonly DrawnEdge[] =>
    placedDrawing(withPlaces(project, 'v', places), 'v')!.edges;

  it('leaves in the order of its targets, 12 px apart, and turns in the middle', () => {
    const ways = routed({ a: { x: 0, y: 200 }, d: { x: 300, y: 0 }, b: { x: 300, y: 200 }, c: { x: 300, y: 400 } });
    const [b, c, d] = ways.map(({ points }) => points);
    expect(b).toHaveLength(2);
    expect([b![0]!.y - d![0]!.y, c![0]!.y - b![0]!.y]).toEqual([12, 12]);
    expect(d).toHaveLength(4);
    // Half way between the boxes, which are 8 px wider than their cards on either side.
    const right = d![0]!.x;
    const left = d!.at(-1)!.x;
    expect(d![1]!.x).toBe((right + left) / 2);
    expect(c![1]!.x).toBe(d![1]!.x);
  });

  it('takes the side that faces each target', () => {
    const ways = routed({ a: { x: 400, y: 200 }, b: { x: 800, y: 200 }, c: { x: 0, y: 200 }, d: { x: 400, y: 500 } });
    const [b, c, d] = ways.map(({ points }) => points);
    expect(b!.at(-1)!.x).toBeGreaterThan(b![0]!.x);
    expect(c!.at(-1)!.x).toBeLessThan(c![0]!.x);
    expect(d!.at(-1)!.y).toBeGreaterThan(d![0]!.y);
    expect(ways.every(({ points }) => points.length === 2)).toBe(true);
  });

  it('goes round what stands between', () => {
    const ways = routed({ a: { x: 0, y: 200 }, b: { x: 300, y: 200 }, c: { x: 600, y: 200 }, d: { x: 900, y: 200 } });
    const [, c, d] = ways.map(({ points }) => points);
    const above = Math.min(...c!.map(({ y }) => y)) < 173;
    const below = Math.max(...c!.map(({ y }) => y)) > 257;
    expect(above || below).toBe(true);
    expect(d!.length).toBeGreaterThan(2);
  });
});
