// What the user can do in the window, apart from opening and closing a design.
import { ask } from './analysis.ts';
import { draw } from './drawings.ts';
import type { Project } from '../../shared/model/types.ts';
import { LENSES, now, set, type DrawerTab, type Fault, type Lens, type Selection, type WindowState } from './store.ts';

export function showVariant(variant: string): void {
  const { project } = now();
  if (!project || !project.variants.some((candidate) => candidate.id === variant)) return;
  set({ variant, fault: null, renaming: null, ...picked(keptSelection(variant)) });
  void draw(variant);
  ask();
}

/** A selection stays across variants where the part is in both. */
function keptSelection(variant: string): Selection[] {
  const { project, selected } = now();
  return project ? selected.filter((one) => isDrawn(project, variant, one)) : [];
}

/** True where the part is in the design and in this variant. */
export function isDrawn(project: Project, variant: string, { kind, id }: Selection): boolean {
  const found = project.variants.find((candidate) => candidate.id === variant);
  if (!found) return false;
  if (kind === 'deployable') return found.deployables.some((one) => one.id === id);
  const records = kind === 'link' ? project.links : project.components;
  const absent = kind === 'link' ? found.absent?.links : found.absent?.components;
  return records.some((one) => one.id === id) && !absent?.includes(id);
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
  set({ lens, ...(lens === 'blast' ? picked([]) : { fault: null }), ...(tab ? { tab } : {}) });
}

export function nextLens(step: 1 | -1): void {
  const at = LENSES.indexOf(now().lens);
  showLens(LENSES[(at + step + LENSES.length) % LENSES.length] ?? 'plain');
}

export function showTab(tab: DrawerTab): void {
  set({ tab, drawerOpen: true });
}

/** `selected` and what follows from it. */
export const picked = (selected: readonly Selection[]): Pick<WindowState, 'selected' | 'selection'> => ({
  selected,
  selection: selected.length === 1 ? (selected[0] ?? null) : null,
});

export function select(selection: Selection | null): void {
  selectAll(selection ? [selection] : []);
}

export function selectAll(selected: readonly Selection[]): void {
  set({ ...picked(selected), renaming: null });
}

/** Breaks a part, or mends it when it is the one that is broken. */
export function breakPart(fault: Fault): void {
  const { fault: broken } = now();
  const same = broken?.kind === fault.kind && broken.target === fault.target;
  set({ lens: 'blast', fault: same ? null : fault, ...picked([]) });
}

/** One step back: mend, else unselect. Dialogs and popovers close themselves. */
export function escape(): void {
  const state = now();
  if (state.fault) set({ fault: null });
  else if (state.selected.length > 0) select(null);
}

export const fit = (): void => set({ fitAsked: now().fitAsked + 1 });
