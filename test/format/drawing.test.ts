/** Drawings of the shipped projects: nothing overlaps, every link arrives where it should, and SVG is safe. */
import { describe, expect, it } from 'vitest';
import { placeLabels } from '../../shared/format/drawingLabels.ts';
import { roundedPath, simplify, splitAtBox, straightened, type Rect } from '../../shared/format/drawingPath.ts';
import { exportSvg } from '../../shared/format/exportSvg.ts';
import type { Project } from '../../shared/model/types.ts';
import { apart, draw, endsOf, onEdge, outerRects, sample, sampleNames } from './drawings.ts';

describe.each(sampleNames)('%s', (name) => {
  const project = sample(name);
  it.each(project.variants.map((variant) => variant.id))('draws %s without overlaps', async (id) => {
    const drawing = await draw(project, id);
    const outer: Rect[] = outerRects(drawing);
    const overlapping = outer.flatMap((a, i) => outer.slice(i + 1).filter((b) => !apart(a, b)));
    expect(overlapping).toEqual([]);
    for (const edge of drawing.edges) {
      const ends = endsOf(drawing, edge);
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
