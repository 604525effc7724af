// Everything the window knows: the open design, what the engine answered, and what the user looks at.
import { create } from 'zustand';
import type { FaultKind, VariantAnswer } from '../../shared/engine/types.ts';
import type { Drawing } from '../../shared/format/drawing.ts';
import type { Point } from '../../shared/format/drawingPath.ts';
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
/** Where a part that is picked from the list of kinds goes. */
export interface Picker {
  /** On the screen, px; null = in the middle. */
  readonly screen: Point | null;
  /** On the canvas; null = the middle of what is seen. */
  readonly at: Point | null;
  /** The component that it is linked from. */
  readonly from: string | null;
}
export interface Notice {
  readonly text: string;
  readonly tone: 'refused' | 'told';
}
/** A file that was refused, for the card that says why. */
export interface Refusal {
  readonly file: string;
  readonly message: string;
  readonly problems: readonly Problem[];
}

/** A dialog in the middle of the window; one at a time. */
export type Dialog = 'export' | 'revisions';

export interface WindowState {
  readonly screen: 'start' | 'design' | 'compare';
  /** Name of what is being opened, while it is. */
  readonly opening: string | null;
  readonly refusal: Refusal | null;
  /** The design as it stands; the same as history.project. */
  readonly project: Project | null;
  /** What can be undone and done again. */
  readonly history: History | null;
  readonly variant: string;
  readonly scenario: string | null;
  readonly lens: Lens;
  /** The journey that the latency lens explains. */
  readonly journey: string;
  /** All that is selected, in the order of selecting. */
  readonly selected: readonly Selection[];
  /** The one selected thing; null when there are none or several. Always set together with `selected`. */
  readonly selection: Selection | null;
  /** The part whose name is being typed on the canvas. */
  readonly renaming: Selection | null;
  /** The list of kinds that is open for a new part. */
  readonly picker: Picker | null;
  /** The part that is about to be connected from the keyboard. */
  readonly connecting: string | null;
  /** One sentence at the foot of the canvas: what was refused and why, or what was done elsewhere. */
  readonly notice: Notice | null;
  readonly partsOpen: boolean;
  readonly fault: Fault | null;
  readonly tab: DrawerTab;
  readonly drawerOpen: boolean;
  readonly inspectorOpen: boolean;
  readonly shortcutsOpen: boolean;
  readonly paletteOpen: boolean;
  readonly dialog: Dialog | null;
  readonly results: Readonly<Record<string, VariantAnswer>>;
  /** The first answer for the visible variant is on its way. */
  readonly working: boolean;
  /** How long it took, ms. */
  readonly workMs: number | null;
  /** Variants whose availability, faults, findings and scorecard are missing, or those of the design before. */
  readonly pending: ReadonlySet<string>;
  /** How much of the visible variant's are worked out, 0 to 1; null until that takes long enough to say so. */
  readonly progress: number | null;
  /** The user stopped it; the next edit starts it again. */
  readonly stopped: boolean;
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
  variant: '',
  scenario: null,
  lens: 'latency',
  journey: '',
  selected: [],
  selection: null,
  renaming: null,
  picker: null,
  connecting: null,
  notice: null,
  partsOpen: true,
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
  pending: new Set(),
  progress: null,
  stopped: false,
  engineFault: null,
  drawings: {},
  fitAsked: 0,
};

export const useWindow = create<WindowState>(() => EMPTY);

export const set = (part: Partial<WindowState>): void => useWindow.setState(part);
export const now = (): WindowState => useWindow.getState();

/** The answer for the variant on the screen, if it is there. */
export const useResult = (): VariantAnswer | undefined => useWindow((state) => state.results[state.variant]);

/** Its slower part is still to come. */
export const usePending = (): boolean => useWindow((state) => state.pending.has(state.variant));

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
