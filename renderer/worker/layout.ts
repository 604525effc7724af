// The drawing of a variant: at once where it was placed by hand, else laid out by ELK in its own worker; kept while the design stays.
import ELK from 'elkjs/lib/elk-api.js';
// As it is, in a file of its own: its licence asks for that, and a bundled copy does not start as a classic worker.
import elkWorker from 'elkjs/lib/elk-worker.min.js?url';
import { layoutGraph, readDrawing, type Drawing } from '../../shared/format/drawing.ts';
import { placedDrawing } from '../../shared/format/placed.ts';
import { tidyPlaces } from '../../shared/format/placedTidy.ts';
import type { NodeLayout, Project } from '../../shared/model/types.ts';

let elk: InstanceType<typeof ELK> | undefined;

function engine(): InstanceType<typeof ELK> {
  elk ??= new ELK({ workerFactory: () => new Worker(elkWorker) });
  return elk;
}

/** One answer for the same project and variant. */
function once<T>(make: (project: Project, variant: string, previous?: Drawing) => T): typeof make {
  const kept = new WeakMap<Project, Map<string, T>>();
  return (project, variant, previous) => {
    const answers = kept.get(project) ?? new Map<string, T>();
    kept.set(project, answers);
    if (!answers.has(variant)) answers.set(variant, make(project, variant, previous));
    return answers.get(variant)!;
  };
}

/** The drawing of a variant that was placed by hand, null of any other; the drawing before it saves work. */
export const drawnNow = once(placedDrawing);

const laidOut = once(async (project, variant) =>
  readDrawing(project, variant, await engine().layout(layoutGraph(project, variant))),
);

/** The drawing of any variant. */
export const drawingOf = once(
  async (project, variant, previous) => drawnNow(project, variant, previous) ?? laidOut(project, variant),
);

/** The positions to keep when a variant is tidied: of all its parts, or of `only` these; pinned parts stay where they are. */
export async function tidied(
  project: Project,
  variant: string,
  only?: ReadonlySet<string>,
): Promise<Record<string, NodeLayout>> {
  return tidyPlaces(project, variant, await laidOut(project, variant), only);
}
