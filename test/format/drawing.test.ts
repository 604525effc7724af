/** Drawings of the shipped projects: nothing overlaps, every link arrives where it should, and SVG is safe. */
import ELK from 'elkjs/lib/elk.bundled.js';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { layoutGraph, readDrawing, type Drawing } from '../../shared/format/drawing.ts';
import { placeLabels } from '../../shared/format/drawingLabels.ts';
import { roundedPath, simplify, splitAtBox, straightened, type Rect } from '../../shared/format/drawingPath.ts';
import { exportSvg } from '../../shared/format/exportSvg.ts';
import { readProject } from '../../shared/format/projectFile.ts';
import type { Project } from '../../shared/model/types.ts';

const folder = path.join(import.meta.dirname, '../../samples');
const elk = new ELK();

function sample(name: string): Project {
  const read = readProject(readFileSync(path.join(folder, name), 'utf8'));
  if (!read.ok) throw new Error(read.message);
  return read.project;
}
const draw = async (project: Project, variant: string): Promise<Drawing> =>
  readDrawing(project, variant, await elk.layout(layoutGraph(project, variant)));

const apart = (a: Rect, b: Rect): boolean =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

const onEdge = (point: { x: number; y: number }, rect: Rect): boolean => {
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1;
  const inX = point.x >= rect.x - 1 && point.x <= rect.x + rect.width + 1;
  const inY = point.y >= rect.y - 1 && point.y <= rect.y + rect.height + 1;
  return (
    (inY && (near(point.x, rect.x) || near(point.x, rect.x + rect.width))) ||
    (inX && (near(point.y, rect.y) || near(point.y, rect.y + rect.height)))
  );
};

describe.each(readdirSync(folder).filter((name) => name.endsWith('.topolith')))('%s', (name) => {
  const project = sample(name);
  it.each(project.variants.map((variant) => variant.id))('draws %s without overlaps', async (id) => {
    const drawing = await draw(project, id);
    const outer: Rect[] = [...drawing.boxes, ...drawing.nodes.filter((node) => node.box === null)];
    const overlapping = outer.flatMap((a, i) => outer.slice(i + 1).filter((b) => !apart(a, b)));
    expect(overlapping).toEqual([]);
    for (const edge of drawing.edges) {
      const ends = [edge.from, edge.to].map((key) => {
        const node = drawing.nodes.find((one) => one.key === key)!;
        return edge.inside || node.box === null ? node : drawing.boxes.find((one) => one.key === node.box)!;
      });
      expect(onEdge(edge.points[0]!, ends[0]!)).toBe(true);
      expect(onEdge(edge.points.at(-1)!, ends[1]!)).toBe(true);
      for (const [i, b] of edge.points.slice(1).entries()) {
        const a = edge.points[i]!;
        expect(a.x === b.x || a.y === b.y).toBe(true);
      }
    }
    const sizes = new Map(drawing.edges.map((edge) => [edge.key, { width: 40, height: 12 }]));
    const labels = placeLabels(drawing, sizes);
    const hit = labels.flatMap((label, i) =>
      [...labels.slice(i + 1), ...drawing.nodes].filter((rect) => !apart(label, rect)),
    );
    expect(hit).toEqual([]);
  });
});

it('keeps the places that a project gives', async () => {
  const project = sample('order.topolith');
  const id = project.variants[1]!.id;
  const box = project.variants[1]!.deployables[0]!.id;
  const moved: Project = { ...project, layout: { variants: { [id]: { nodes: { [box]: { x: 40, y: 900 } } } } } };
  const drawing = await draw(moved, id);
  expect(drawing.boxes.find((one) => one.deployable === box)).toMatchObject({ x: 40, y: 900 });
  expect(drawing.height).toBeGreaterThan(900);
});

it('writes one well-formed picture of hostile names', async () => {
  const project = sample('order.topolith');
  const hostile: Project = {
    ...project,
    name: '</title><script>alert(1)</script>',
    variants: project.variants.map((one) => ({ ...one, name: '"&\'<' })),
  };
  const id = hostile.variants[0]!.id;
  const svg = exportSvg(await draw(hostile, id), hostile, id, null, { theme: 'dark' });
  expect(svg).not.toContain('<script');
  expect(svg.match(/<svg/g)).toHaveLength(1);
  expect(svg).toContain('&lt;script&gt;');
});

describe('paths', () => {
  const p = (x: number, y: number) => ({ x, y });
  it('drops points on a line and repeats', () => {
    expect(simplify([p(0, 0), p(5, 0), p(5, 0), p(9, 0), p(9, 4)])).toEqual([p(0, 0), p(9, 0), p(9, 4)]);
  });
  it('takes small steps out at either end', () => {
    expect(straightened([p(0, 0), p(10, 0), p(10, 2), p(90, 2)])).toEqual([p(0, 0), p(90, 0)]);
    expect(straightened([p(0, 0), p(10, 0), p(10, 20), p(90, 20)])).toHaveLength(4);
  });
  it('splits a way at its box', () => {
    const split = splitAtBox([p(10, 10), p(60, 10), p(60, 40)], { x: 0, y: 0, width: 30, height: 30 });
    expect(split).toEqual({ lead: [p(10, 10), p(30, 10)], rest: [p(30, 10), p(60, 10), p(60, 40)] });
  });
  it('rounds corners no further than the runs allow', () => {
    expect(roundedPath([p(0, 0), p(4, 0), p(4, 40)], 8)).toBe('M0 0L2 0Q4 0 4 2L4 40');
  });
});
