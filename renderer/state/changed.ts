// What follows from a changed design: drawings, answers, and a view that points at nothing that is gone.
import type { Project } from '../../shared/model/types.ts';
import { isDrawn, picked } from './actions.ts';
import { changedInEngine } from './analysis.ts';
import { redraw } from './drawings.ts';
import { keepForRecovery } from './persist.ts';
import { now, set, type Fault } from './store.ts';

export function designChanged(before: Project, project: Project): void {
  const state = now();
  const there = (list: readonly { readonly id: string }[] | undefined, id: string | null): boolean =>
    list?.some((one) => one.id === id) ?? false;
  const variant = there(project.variants, state.variant) ? state.variant : (project.variants[0]?.id ?? '');
  const kept = state.selected.filter((one) => isDrawn(project, variant, one));
  set({
    variant,
    journey: there(project.journeys, state.journey) ? state.journey : (project.journeys[0]?.id ?? ''),
    scenario: there(project.scenarios, state.scenario) ? state.scenario : null,
    fault: state.fault && canBreak(project, variant, state.fault) ? state.fault : null,
    ...(kept.length === state.selected.length ? {} : picked(kept)),
    ...(state.renaming && !isDrawn(project, variant, state.renaming) ? { renaming: null } : {}),
  });
  redraw(before, project);
  changedInEngine(before, project);
  keepForRecovery();
}

/** A fault of a zone or region stands whatever is drawn. */
function canBreak(project: Project, variant: string, { kind, target }: Fault): boolean {
  if (kind === 'zone-down' || kind === 'region-down') return true;
  return (['component', 'deployable', 'link'] as const).some((one) =>
    isDrawn(project, variant, { kind: one, id: target }),
  );
}
