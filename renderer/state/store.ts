// Everything the window knows: the open design, what the engine answered, and what the user looks at.
import { create } from 'zustand';
import type { FaultKind, VariantAnalysis } from '../../shared/engine/types.ts';
import type { Drawing } from '../../shared/format/drawing.ts';
import type { History } from '../../shared/model/history.ts';
import type { Problem, Project, ScenarioFault } from '../../shared/model/types.ts';

export const LENSES = ['plain', 'latency', 'utilisation', 'cost', 'blast', 'ownership'] as const;
export type Lens = (typeof LENSES)[number];
export const DRAWER_TABS = ['journeys', 'cost', 'failures', 'load', 'staleness', 'findings'] as const;
export type DrawerTab = (typeof DRAWER_TABS)[number];

export interface Selection {
  readonly kind: 'component' | 'deployable' | 'link';
  readonly id: string;
}
export interface Fault {
  readonly kind: FaultKind;
  readonly target: string;
}
/** A file that was refused, for the card that says why. */
export interface Refusal {
  readonly file: string;
  readonly message: string;
  readonly problems: readonly Problem[];
}

/** A dialog in the middle of the window; one at a time. */
export type Dialog = 'export' | 'revisions' | 'unsaved' | 'file-changed';

export interface WindowState {
  readonly screen: 'start' | 'design' | 'compare';
  /** Name of what is being opened, while it is. */
  readonly opening: string | null;
  readonly refusal: Refusal | null;
  /** The design as it stands; the same as history.project. */
  readonly project: Project | null;
  /** What can be undone and done again. */
  readonly history: History | null;
  /** Path of the open file; null for a sample or a dropped file. */
  readonly path: string | null;
  readonly fileName: string;
  readonly variant: string;
  readonly scenario: string | null;
  readonly lens: Lens;
  /** The journey that the latency lens explains. */
  readonly journey: string;
  readonly selection: Selection | null;
  readonly fault: Fault | null;
  readonly tab: DrawerTab;
  readonly drawerOpen: boolean;
  readonly inspectorOpen: boolean;
  readonly shortcutsOpen: boolean;
  readonly paletteOpen: boolean;
  readonly dialog: Dialog | null;
  readonly results: Readonly<Record<string, VariantAnalysis>>;
  readonly working: boolean;
  /** How long the visible variant took, ms. */
  readonly workMs: number | null;
  readonly engineFault: string | null;
  readonly drawings: Readonly<Record<string, Drawing>>;
  /** Counts up when the canvas is asked to show everything. */
  readonly fitAsked: number;
}

const EMPTY: WindowState = {
  screen: 'start',
  opening: null,
  refusal: null,
  project: null,
  history: null,
  path: null,
  fileName: '',
  variant: '',
  scenario: null,
  lens: 'latency',
  journey: '',
  selection: null,
  fault: null,
  tab: 'journeys',
  drawerOpen: true,
  // Below 960 px it floats over the drawing, so it waits to be asked for.
  inspectorOpen: innerWidth >= 960,
  shortcutsOpen: false,
  paletteOpen: false,
  dialog: null,
  results: {},
  working: false,
  workMs: null,
  engineFault: null,
  drawings: {},
  fitAsked: 0,
};

export const useWindow = create<WindowState>(() => EMPTY);

export const set = (part: Partial<WindowState>): void => useWindow.setState(part);
export const now = (): WindowState => useWindow.getState();

/** The answer for the variant on the screen, if it is there. */
export const useResult = (): VariantAnalysis | undefined => useWindow((state) => state.results[state.variant]);

const NO_FAULTS: readonly ScenarioFault[] = [];
/** What the scenario in use breaks, where it is meant for the variant on the screen. */
export const useScripted = (): readonly ScenarioFault[] =>
  useWindow(({ project, scenario, variant }) => {
    const found = scenario === null ? undefined : project?.scenarios?.find((one) => one.id === scenario);
    return found?.faults && (found.variants?.includes(variant) ?? true) ? found.faults : NO_FAULTS;
  });

export function useProject(): Project {
  const project = useWindow((state) => state.project);
  if (!project) throw new Error('no design is open');
  return project;
}
