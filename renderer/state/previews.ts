// Small drawings and three figures of each sample for the start screen, worked out one after the other.
import { create } from 'zustand';
import type { VariantAnalysis } from '../../shared/engine/types.ts';
import type { Drawing } from '../../shared/format/drawing.ts';
import { readProject } from '../../shared/format/projectFile.ts';
import type { RecentEntry, SampleEntry } from '../../shared/contract/calls.ts';
import type { Project } from '../../shared/model/types.ts';
import { call } from '../api/client.ts';
import { Engine } from '../worker/engine.ts';
import { drawingOf } from '../worker/layout.ts';

export interface Preview {
  readonly project: Project;
  readonly drawing: Drawing;
  readonly results: Readonly<Record<string, VariantAnalysis>>;
}
interface PreviewState {
  readonly samples: readonly SampleEntry[] | null;
  readonly recent: readonly RecentEntry[];
  readonly previews: Readonly<Record<string, Preview>>;
  readonly trouble: string | null;
}

export const usePreviews = create<PreviewState>(() => ({ samples: null, recent: [], previews: {}, trouble: null }));
const { getState, setState } = usePreviews;
let running: Promise<void> | undefined;

/** Reads the lists anew and works out the previews that are missing. */
export function loadStart(): Promise<void> {
  running ??= load().finally(() => {
    running = undefined;
  });
  return running;
}

async function load(): Promise<void> {
  const [samples, recent] = await Promise.all([call('listSamples', {}), call('listRecent', {})]);
  setState({
    samples: samples.ok ? samples.value : [],
    recent: recent.ok ? recent.value : [],
    trouble: samples.ok ? null : samples.error.message,
  });
  for (const sample of getState().samples ?? []) {
    if (!getState().previews[sample.id]) await preview(sample.id);
  }
}

async function preview(id: string): Promise<void> {
  const opened = await call('openSample', { id });
  const read = opened.ok ? readProject(opened.value.text) : undefined;
  if (!read?.ok) return;
  const { project } = read;
  const last = project.variants.find((variant) => variant.style !== 'monolith') ?? project.variants[0];
  if (!last) return;
  const drawing = await drawingOf(project, last.id);
  const keep = (results: Preview['results']): void =>
    setState({ previews: { ...getState().previews, [id]: { project, drawing, results } } });
  keep({});
  keep(await figures(project));
}

let engine: Engine | undefined;
let collect:
  | { results: Record<string, VariantAnalysis>; done: (results: Record<string, VariantAnalysis>) => void }
  | undefined;

function figures(project: Project): Promise<Record<string, VariantAnalysis>> {
  engine ??= new Engine({
    answered: (variant, result) => {
      if (collect) collect.results[variant] = result;
    },
    failed: () => undefined,
    finished: () => collect?.done(collect.results),
  });
  const asked = engine;
  return new Promise((done) => {
    collect = { results: {}, done };
    asked.setProject(project);
    asked.ask(
      project.variants.map((variant) => variant.id),
      null,
    );
  });
}
