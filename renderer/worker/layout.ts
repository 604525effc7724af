// The drawing of a variant: where its parts were placed by hand only the ways of its links are looked for, else ELK lays all of it
// out. Both work beside the window, in workers of their own; what they found is kept while the design stays.
import ELK from 'elkjs/lib/elk-api.js';
// As it is, in a file of its own: its licence asks for that, and a bundled copy does not start as a classic worker.
import elkWorker from 'elkjs/lib/elk-worker.min.js?url';
import { layoutGraph, readDrawing, type Drawing, type LayoutNode } from '../../shared/format/drawing.ts';
import { placedDrawing } from '../../shared/format/placed.ts';
import { tidyPlaces } from '../../shared/format/placedTidy.ts';
import type { NodeLayout, Project } from '../../shared/model/types.ts';
import type { RouteAnswer, RouteQuestion } from './route.worker.ts';

let elk: InstanceType<typeof ELK> | undefined;

function engine(): InstanceType<typeof ELK> {
  elk ??= new ELK({ workerFactory: () => new Worker(elkWorker) });
  return elk;
}

/** One answer for the same project and variant. */
function once<T>(make: (project: Project, variant: string) => T): typeof make {
  const kept = new WeakMap<Project, Map<string, T>>();
  return (project, variant) => {
    const answers = kept.get(project) ?? new Map<string, T>();
    kept.set(project, answers);
    if (!answers.has(variant)) answers.set(variant, make(project, variant));
    return answers.get(variant)!;
  };
}

/** Links that are routed while the window waits; more of them would be felt, so they go a plain way until theirs is found. */
const FEW_LINKS = 60;

export interface DrawnNow {
  readonly drawing: Drawing;
  /** True: its links are not on their final ways, `drawingOf` gives those. */
  readonly plain: boolean;
}

/** A drawing at once of a variant that was placed by hand, null of any other; the drawing before it saves work. */
export function drawnNow(project: Project, variant: string, previous?: Drawing): DrawnNow | null {
  const plain = project.links.length > FEW_LINKS;
  const drawing = placedDrawing(project, variant, plain ? { plain } : { previous });
  return drawing && { drawing, plain };
}

/** Answers of ELK by what it was asked, the latest last: an edit of a rate asks for the same layout again. */
const layouts = new Map<string, Promise<LayoutNode>>();
const LAYOUTS_KEPT = 24;

function layoutOf(graph: LayoutNode): Promise<LayoutNode> {
  const asked = JSON.stringify(graph);
  const answer = layouts.get(asked) ?? engine().layout(graph);
  layouts.delete(asked);
  layouts.set(asked, answer);
  for (const oldest of layouts.keys()) {
    if (layouts.size <= LAYOUTS_KEPT) break;
    layouts.delete(oldest);
  }
  return answer;
}

const laidOut = once(async (project, variant) =>
  readDrawing(project, variant, await layoutOf(layoutGraph(project, variant))),
);

/** The drawing of any variant. */
export const drawingOf = once(async (project, variant) =>
  isPlaced(project, variant) ? routed(project, variant) : laidOut(project, variant),
);

const isPlaced = (project: Project, variant: string): boolean =>
  Object.keys(project.layout?.variants?.[variant]?.nodes ?? {}).length > 0;

let router: Worker | undefined;
let asked = 0;

function routed(project: Project, variant: string): Promise<Drawing> {
  router ??= new Worker(new URL('./route.worker.ts', import.meta.url), { type: 'module' });
  const worker = router;
  const request = ++asked;
  return new Promise((resolve, reject) => {
    const read = ({ data }: MessageEvent<RouteAnswer>): void => {
      if (data.request !== request) return;
      worker.removeEventListener('message', read);
      if (data.drawing) resolve(data.drawing);
      else reject(new Error(data.message));
    };
    worker.addEventListener('message', read);
    worker.postMessage({ request, project, variant } satisfies RouteQuestion);
  });
}

/** The positions to keep when a variant is tidied: of all its parts, or of `only` these; pinned parts stay where they are. */
export async function tidied(
  project: Project,
  variant: string,
  only?: ReadonlySet<string>,
): Promise<Record<string, NodeLayout>> {
  return tidyPlaces(project, variant, await laidOut(project, variant), only);
}
