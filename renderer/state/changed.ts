// What follows from a changed design: drawings, answers, and a view that points at nothing that is gone.
import type { Project } from '../../shared/model/types.ts';
import { keepForRecovery } from './persist.ts';
import { openInEngine } from './analysis.ts';
import { draw } from './actions.ts';
import { now, set } from './store.ts';

export function designChanged(_before: Project | null, project: Project): void {
  const state = now();
  const variant = project.variants.some((one) => one.id === state.variant)
    ? state.variant
    : (project.variants[0]?.id ?? '');
  const journey = project.journeys.some((one) => one.id === state.journey)
    ? state.journey
    : (project.journeys[0]?.id ?? '');
  const scenario = project.scenarios?.some((one) => one.id === state.scenario) ? state.scenario : null;
  set({ variant, journey, scenario, drawings: {} });
  void draw(variant);
  openInEngine();
  keepForRecovery();
}
