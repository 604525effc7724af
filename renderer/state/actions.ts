// What the user can do in the window, apart from opening and closing a design.
import { drawingOf } from '../worker/layout.ts';
import { ask } from './analysis.ts';
import { LENSES, now, set, type DrawerTab, type Fault, type Lens, type Selection } from './store.ts';

export function showVariant(variant: string): void {
  const { project } = now();
  if (!project || !project.variants.some((candidate) => candidate.id === variant)) return;
  set({ variant, fault: null, selection: keptSelection(variant) });
  void draw(variant);
  ask();
}

/** A selection stays across variants where the part is in both. */
function keptSelection(variant: string): Selection | null {
  const { project, selection } = now();
  const next = project?.variants.find((candidate) => candidate.id === variant);
  if (!selection || !next) return null;
  if (selection.kind === 'deployable')
    return next.deployables.some((one) => one.id === selection.id) ? selection : null;
  const absent = selection.kind === 'link' ? next.absent?.links : next.absent?.components;
  return absent?.includes(selection.id) ? null : selection;
}

export async function draw(variant: string): Promise<void> {
  const { project } = now();
  if (!project || now().drawings[variant]) return;
  const drawing = await drawingOf(project, variant);
  if (now().project === project) set({ drawings: { ...now().drawings, [variant]: drawing } });
}

export function showScenario(scenario: string | null): void {
  set({ scenario, fault: null });
  ask({ everything: true });
}

export function showLens(lens: Lens): void {
  const tabs: Partial<Record<Lens, DrawerTab>> = {
    latency: 'journeys',
    utilisation: 'load',
    cost: 'cost',
    blast: 'failures',
  };
  const tab = tabs[lens];
  set({ lens, ...(lens === 'blast' ? { selection: null } : { fault: null }), ...(tab ? { tab } : {}) });
}

export function nextLens(step: 1 | -1): void {
  const at = LENSES.indexOf(now().lens);
  showLens(LENSES[(at + step + LENSES.length) % LENSES.length] ?? 'plain');
}

export function showTab(tab: DrawerTab): void {
  set({ tab, drawerOpen: true });
}

export function select(selection: Selection | null): void {
  set({ selection, ...(selection ? { inspectorOpen: true } : {}) });
}

/** Breaks a part, or mends it when it is the one that is broken. */
export function breakPart(fault: Fault): void {
  const { fault: broken } = now();
  const same = broken?.kind === fault.kind && broken.target === fault.target;
  set({ lens: 'blast', fault: same ? null : fault, selection: null });
}

/** One step back: mend, else unselect. Dialogs and popovers close themselves. */
export function escape(): void {
  const state = now();
  if (state.fault) set({ fault: null });
  else if (state.selection) set({ selection: null });
}

export const fit = (): void => set({ fitAsked: now().fitAsked + 1 });
