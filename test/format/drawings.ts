// What the tests of drawings share: the shipped projects, their drawings by ELK, and geometry.
import ELK from 'elkjs/lib/elk.bundled.js';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { layoutGraph, readDrawing, type Drawing, type DrawnEdge } from '../../shared/format/drawing.ts';
import type { Point, Rect } from '../../shared/format/drawingPath.ts';
import { readProject } from '../../shared/format/projectFile.ts';
import type { NodeLayout, Project } from '../../shared/model/types.ts';

const folder = path.join(import.meta.dirname, '../../samples');
export const sampleNames = readdirSync(folder).filter((name) => name.endsWith('.topolith'));
const elk = new ELK();

export function sample(name: string): Project {
  const read = readProject(readFileSync(path.join(folder, name), 'utf8'));
  if (!read.ok) throw new Error(read.message);
  return read.project;
}

export const draw = async (project: Project, variant: string): Promise<Drawing> =>
  readDrawing(project, variant, await elk.layout(layoutGraph(project, variant)));

export const withPlaces = (
  project: Project,
  variant: string,
  nodes: Readonly<Record<string, NodeLayout>>,
): Project => ({
  ...project,
  layout: { variants: { ...project.layout?.variants, [variant]: { nodes } } },
});

export const apart = (a: Rect, b: Rect): boolean =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

/** What may not overlap: boxes, and cards that have none. */
export const outerRects = (drawing: Drawing): (Rect & { key: string })[] => [
  ...drawing.boxes,
  ...drawing.nodes.filter((node) => node.box === null),
];

/** Where a link leaves and arrives: at a box, or card to card inside one. */
export const endsOf = (drawing: Drawing, edge: DrawnEdge): (Rect & { key: string })[] =>
  [edge.from, edge.to].map((key) => {
    const node = drawing.nodes.find((one) => one.key === key)!;
    return edge.inside || node.box === null ? node : drawing.boxes.find((one) => one.key === node.box)!;
  });

export function onEdge(point: Point, rect: Rect): boolean {
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1;
  const inX = point.x >= rect.x - 1 && point.x <= rect.x + rect.width + 1;
  const inY = point.y >= rect.y - 1 && point.y <= rect.y + rect.height + 1;
  return (
    (inY && (near(point.x, rect.x) || near(point.x, rect.x + rect.width))) ||
    (inX && (near(point.y, rect.y) || near(point.y, rect.y + rect.height)))
  );
}

/** The straight runs of a way, as rectangles without width or height. */
export const runsOf = (points: readonly Point[]): Rect[] =>
  points.slice(1).map((b, i) => {
    const a = points[i]!;
    return {
      x: Math.min(a.x, b.x),
      y: Math.min(a.y, b.y),
      width: Math.abs(a.x - b.x),
      height: Math.abs(a.y - b.y),
    };
  });
