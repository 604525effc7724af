/** The drawing of a variant: as it was placed by hand, else as ELK lays it out in this process. */
import ELK from 'elkjs/lib/elk.bundled.js';
import { layoutGraph, readDrawing, type Drawing } from '../../shared/format/drawing.ts';
import { placedDrawing } from '../../shared/format/placed.ts';
import type { Project } from '../../shared/model/types.ts';

/** The same project gives the same drawing. */
export async function drawn(project: Project, variant: string): Promise<Drawing> {
  const placed = placedDrawing(project, variant);
  if (placed) return placed;
  // In Node the bundle's own worker is a stand-in that works in this thread.
  return readDrawing(project, variant, await new ELK().layout(layoutGraph(project, variant)));
}
