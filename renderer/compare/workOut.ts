// Has the engine finish what it has not answered yet.
import { ask } from '../state/analysis.ts';
import { set } from '../state/store.ts';

/** Also where the user stopped it: now all answers are needed. */
export function workOut(): void {
  set({ stopped: false });
  ask();
}
