// A press of a button is a step of undo of its own, whatever was changed before and is changed after.
import { endStep } from '../state/edit.ts';

export const press = (does: () => unknown) => (): void => {
  does();
  endStep();
};
