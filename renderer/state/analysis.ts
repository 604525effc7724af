// Keeps the engine's answers in step with the open design, the visible variant and the scenario.
import { Engine } from '../worker/engine.ts';
import { now, set } from './store.ts';

let engine: Engine | undefined;
let asked = '';

function start(): Engine {
  return new Engine({
    answered(variant, result, ms) {
      const state = now();
      set({
        results: { ...state.results, [variant]: result },
        engineFault: null,
        ...(variant === state.variant ? { workMs: ms } : {}),
      });
    },
    failed(_variant, message) {
      set({ engineFault: message });
    },
    finished() {
      set({ working: false });
    },
  });
}

/** A new design: its answers start from nothing. */
export function openInEngine(): void {
  const { project } = now();
  engine ??= start();
  if (project) engine.setProject(project);
  asked = '';
  ask({ everything: true });
}

/** Asks for what is missing, the visible variant first; with `everything`, for all variants anew. */
export function ask(options: { readonly everything?: boolean } = {}): void {
  const { project, variant, scenario, results } = now();
  if (!project || !engine) return;
  const ids = project.variants.map((candidate) => candidate.id);
  const wanted = options.everything ? ids : ids.filter((id) => !results[id]);
  const order = wanted.toSorted((a, b) => Number(b === variant) - Number(a === variant));
  const question = JSON.stringify([order, scenario]);
  if (order.length === 0 || (question === asked && !options.everything)) return;
  asked = question;
  set({ working: true });
  engine.ask(order, scenario);
}
