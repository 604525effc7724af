// A field that holds nothing half typed leaves undo and redo to the design.
import type { KeyboardEvent } from 'react';
import { actionOf } from '../../frame/keys.ts';
import { redo, undo } from '../../state/edit.ts';

/** True when the key was one of the two. */
export function undoKey(event: KeyboardEvent): boolean {
  const action = actionOf(event.nativeEvent);
  if (action === 'undo') undo();
  else if (action === 'redo') redo();
  else return false;
  event.preventDefault();
  return true;
}
