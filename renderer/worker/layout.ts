// Lays out drawings with ELK in its own worker, one at a time, and keeps what was laid out.
import ELK from 'elkjs/lib/elk-api.js';
// As it is, in a file of its own: its licence asks for that, and a bundled copy does not start as a classic worker.
import elkWorker from 'elkjs/lib/elk-worker.min.js?url';
import { layoutGraph, readDrawing, type Drawing } from '../../shared/format/drawing.ts';
import type { Project } from '../../shared/model/types.ts';

let elk: InstanceType<typeof ELK> | undefined;
const kept = new WeakMap<Project, Map<string, Promise<Drawing>>>();

function engine(): InstanceType<typeof ELK> {
  elk ??= new ELK({ workerFactory: () => new Worker(elkWorker) });
  return elk;
}

/** The drawing of one variant; the same promise for the same project and variant. */
export function drawingOf(project: Project, variant: string): Promise<Drawing> {
  const drawings = kept.get(project) ?? new Map<string, Promise<Drawing>>();
  kept.set(project, drawings);
  let drawing = drawings.get(variant);
  if (!drawing) {
    drawing = engine()
      .layout(layoutGraph(project, variant))
      .then((answer) => readDrawing(project, variant, answer));
    drawings.set(variant, drawing);
  }
  return drawing;
}
