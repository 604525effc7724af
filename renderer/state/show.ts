// Puts a design on the screen, or takes it off; what it replaces is gone, so ask before (projects/leave.ts).
import { startHistory } from '../../shared/model/history.ts';
import type { Project } from '../../shared/model/types.ts';
import { openInEngine } from './analysis.ts';
import { draw } from './drawings.ts';
import { startKeeping, stopKeeping, type Persist } from './persist.ts';
import { set } from './store.ts';

const CLEAN = {
  opening: null,
  refusal: null,
  dialog: null,
  scenario: null,
  selected: [],
  selection: null,
  renaming: null,
  picker: null,
  connecting: null,
  notice: null,
  fault: null,
  results: {},
  drawings: {},
  workMs: null,
  engineFault: null,
} as const;

/** `kept` tells what the store knows about it. */
export function showDesign(project: Project, kept: Partial<Persist> = {}): void {
  startKeeping(project, kept);
  set({
    ...CLEAN,
    screen: 'design',
    project,
    history: startHistory(project),
    variant: project.variants[0]?.id ?? '',
    lens: 'latency',
    journey: project.journeys[0]?.id ?? '',
    tab: 'journeys',
  });
  if (project.variants[0]) void draw(project.variants[0].id);
  openInEngine();
}

export function showStart(): void {
  stopKeeping();
  set({ ...CLEAN, screen: 'start', project: null, history: null });
}
