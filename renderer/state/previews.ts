// Small drawings and figures for the start screen and the list of revisions, worked out one after the other.
import { create } from 'zustand';
import type { VariantAnalysis } from '../../shared/engine/types.ts';
import type { Drawing } from '../../shared/format/drawing.ts';
import { readProject } from '../../shared/format/projectFile.ts';
import type { Project, Variant } from '../../shared/model/types.ts';
import { Engine } from '../worker/engine.ts';
import { drawingOf } from '../worker/layout.ts';

export interface Preview {
  readonly project: Project;
  /** The variant that is drawn. */
  readonly variant: string;
  readonly drawing: Drawing;
  readonly results: Readonly<Record<string, VariantAnalysis>>;
}

export const usePreviews = create<Readonly<Record<string, Preview>>>(() => ({}));

interface Wanted {
  /** Stands for one text for ever. */
  readonly key: string;
  readonly text: () => Promise<string | null>;
  /** Of which variants there are to be figures. */
  readonly figures: 'all' | 'drawn' | 'none';
}
let waiting: Wanted[] = [];
let running = false;

export function wantPreview(wanted: Wanted): void {
  const same = ({ key, figures }: Wanted): boolean => key === wanted.key && figures === wanted.figures;
  if (isThere(wanted) || waiting.some(same)) return;
  waiting.push(wanted);
  if (!running) void work();
}

/** The list of revisions wants the drawing only; the card of the same text wants figures too. */
function isThere({ key, figures }: Wanted): boolean {
  const preview = usePreviews.getState()[key];
  return preview !== undefined && (figures === 'none' || Object.keys(preview.results).length > 0);
}

/** Nobody looks at them any more: what has not begun is not worked out. */
export function forgetWanted(): void {
  waiting = [];
}

async function work(): Promise<void> {
  running = true;
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    // One that cannot be drawn has no preview; the others still get theirs.
    if (!isThere(next)) await preview(next).catch(() => undefined);
  }
  running = false;
}

async function preview({ key, text, figures }: Wanted): Promise<void> {
  const read = readProject((await text()) ?? '');
  if (!read.ok) return;
  const { project } = read;
  const drawn = project.variants.find((variant) => variant.style !== 'monolith') ?? project.variants[0];
  if (!drawn) return;
  const drawing = await drawingOf(project, drawn.id);
  const keep = (results: Preview['results']): void =>
    usePreviews.setState({ [key]: { project, variant: drawn.id, drawing, results } });
  keep({});
  if (figures !== 'none') keep(await analysed(project, figures === 'all' ? project.variants : [drawn]));
}

let engine: Engine | undefined;
let collect: { results: Record<string, VariantAnalysis>; done: () => void } | undefined;

async function analysed(project: Project, variants: readonly Variant[]): Promise<Preview['results']> {
  engine ??= new Engine({
    answered: (variant, answer) => {
      if (collect && answer.part === 'whole') collect.results[variant] = answer.result;
    },
    failed: () => undefined,
    finished: () => collect?.done(),
  });
  const asked = engine;
  const results: Record<string, VariantAnalysis> = {};
  await new Promise<void>((done) => {
    collect = { results, done };
    asked.open(project);
    asked.ask(variants.map(({ id }) => ({ variant: id, scenario: null, part: 'whole' })));
  });
  return results;
}
