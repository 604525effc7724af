// The keys of the window. Fields and buttons keep their own.
import { useEffect } from 'react';
import type { ActionId } from '../../shared/contract/actions.ts';
import { DIGIT_KINDS } from '../palette/kinds.ts';
import { escape, nextLens, showVariant } from '../state/actions.ts';
import { nudge } from '../drawing/arrange.ts';
import { copied, paste, removeSelected } from '../drawing/copy.ts';
import { insert } from '../drawing/insert.ts';
import { GRID } from '../../shared/format/placeFree.ts';
import { now } from '../state/store.ts';
import { actionOf } from './keys.ts';
import { mayRun, runAction } from './runAction.ts';

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;

/** What works while a field has the keyboard: nothing that a text has a meaning of its own for. */
const IN_FIELDS: readonly ActionId[] = ['save', 'open', 'export', 'palette', 'compare', 'new-project', 'link-file'];

export function useKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      // A dialog or an open menu has the keyboard to itself; Escape closes it and gives the focus back.
      if (event.defaultPrevented || document.querySelector('dialog[open], [role="menu"]')) return;
      if (handled(event)) event.preventDefault();
    };
    const copy = (event: ClipboardEvent): void => {
      const text = onCanvas() ? copied() : null;
      if (text === null) return;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      if (event.type === 'cut') removeSelected();
    };
    const pasted = (event: ClipboardEvent): void => {
      if (onCanvas() && paste(event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault();
    };
    addEventListener('keydown', press);
    addEventListener('copy', copy);
    addEventListener('cut', copy);
    addEventListener('paste', pasted);
    return () => {
      removeEventListener('keydown', press);
      removeEventListener('copy', copy);
      removeEventListener('cut', copy);
      removeEventListener('paste', pasted);
    };
  }, []);
}

/** Copying text that was marked, or in a field, is the browser's. */
const onCanvas = (): boolean =>
  now().screen === 'design' &&
  !isField(document.activeElement) &&
  !document.querySelector('dialog[open]') &&
  (getSelection()?.isCollapsed ?? true);

function handled(event: KeyboardEvent): boolean {
  const inField = isField(event.target);
  const action = actionOf(event);
  const design = now().screen === 'design';
  if (action !== null) {
    if (inField && !IN_FIELDS.includes(action)) return false;
    if (!mayRun(action)) return false;
    if (action === 'rename' && event.key === 'Enter' && !isOnSelected(event.target)) return false;
    runAction(action);
    return true;
  }
  if (inField) return false;
  if (event.key === 'Escape') escape();
  else if (design) return onDrawing(event);
  else return false;
  return true;
}

/** Enter selects the part that has the focus; on the one that is selected it types the name. */
function isOnSelected(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target === document.body) return true;
  const id = target.closest('[data-component]')?.getAttribute('data-component');
  const box = target.closest('[data-deployable]')?.getAttribute('data-deployable');
  const { selection } = now();
  return selection !== null && (selection.kind === 'component' ? selection.id === id : selection.id === box);
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function onDrawing(event: KeyboardEvent): boolean {
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  const arrow = ARROWS[event.key];
  const bare = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (digit && event.altKey && !event.ctrlKey) showVariant(now().project?.variants[Number(digit) - 1]?.id ?? '');
  else if (digit && bare && !event.shiftKey) insert(DIGIT_KINDS[Number(digit) - 1] ?? 'module', null);
  else if (event.key === 'L' && bare) nextLens(-1);
  else if (arrow && bare && !isChoice(event.target)) {
    const step = event.shiftKey ? GRID : 1;
    return nudge({ x: arrow[0] * step, y: arrow[1] * step });
  } else return false;
  return true;
}

/** Tabs and radio buttons walk with the arrows themselves. */
const isChoice = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="tab"], [role="radio"], [role="slider"]') !== null;
