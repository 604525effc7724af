// The keys of the window. Fields and buttons keep their own.
import { useEffect } from 'react';
import { escape, fit, nextLens, showVariant } from '../state/actions.ts';
import { openWithDialog } from '../state/open.ts';
import { now, set } from '../state/store.ts';

/** One line for each key, for the sheet of shortcuts. */
export const SHORTCUTS: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ['1', '9'], does: 'Show a variant' },
  { keys: ['L'], does: 'Next lens; with Shift the one before' },
  { keys: ['F'], does: 'Show everything (also Shift 1)' },
  { keys: ['D'], does: 'Fold or unfold the results' },
  { keys: ['I'], does: 'Show or hide the inspector' },
  { keys: ['Tab'], does: 'Next part, link or figure' },
  { keys: ['Enter'], does: 'Select a part, or break it in the blast lens; open a figure' },
  { keys: ['Esc'], does: 'Close, mend, unselect' },
  { keys: ['Ctrl K'], does: 'Find a part or run a command' },
  { keys: ['Ctrl O'], does: 'Open a file' },
  { keys: ['Ctrl', 'wheel'], does: 'Zoom; the wheel alone moves the drawing' },
  { keys: ['?'], does: 'This sheet' },
];

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;

export function useKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      // A dialog has the keyboard to itself; Escape closes it and gives the focus back.
      if (event.defaultPrevented || event.altKey || document.querySelector('dialog[open]')) return;
      const done = event.ctrlKey || event.metaKey ? withCtrl(event.key) : !isTyping(event.target) && plainKey(event);
      if (done) event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}

function withCtrl(key: string): boolean {
  const design = now().screen === 'design';
  if (key.toLowerCase() === 'o') void openWithDialog();
  else if (design && key.toLowerCase() === 'k') set({ paletteOpen: true });
  else return false;
  return true;
}

function plainKey(event: KeyboardEvent): boolean {
  const { screen, project, drawerOpen, inspectorOpen } = now();
  if (event.key === '?') set({ shortcutsOpen: !now().shortcutsOpen });
  else if (event.key === 'Escape') escape();
  else if (screen !== 'design' || !project) return false;
  else if (event.shiftKey && event.code === 'Digit1') fit();
  else if (/^[1-9]$/.test(event.key)) showVariant(project.variants[Number(event.key) - 1]?.id ?? '');
  else if (event.key.toLowerCase() === 'l') nextLens(event.shiftKey ? -1 : 1);
  else if (event.key.toLowerCase() === 'f') fit();
  else if (event.key.toLowerCase() === 'd') set({ drawerOpen: !drawerOpen });
  else if (event.key.toLowerCase() === 'i') set({ inspectorOpen: !inspectorOpen });
  else return false;
  return true;
}
