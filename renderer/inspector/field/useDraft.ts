// A text that is being typed: read when it is left or Enter is pressed, dropped by Escape, stepped by the arrow keys.
import { useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import type { Json } from '../../../shared/model/types.ts';
import { endStep } from '../../state/edit.ts';
import { undoKey } from './undoKey.ts';

export type Reading = { readonly value: Json } | { readonly reason: string };

interface DraftOptions {
  /** The value in the design; undefined where there is none. */
  readonly own: Json | undefined;
  /** How it is written, or what stands there instead. */
  readonly shown: string;
  /** Null = back to the default. */
  readonly read: (text: string) => Reading;
  readonly write: (value: Json) => string | null;
  /** The value so many steps on; null when it cannot be stepped. */
  readonly step?: (text: string, steps: number) => Json;
  /** Enter makes a new line. */
  readonly lines?: boolean;
}

export function useDraft({ own, shown, read, write, step, lines = false }: DraftOptions) {
  const [draft, setDraft] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const before = useRef(own);

  const commit = (text: string): boolean => {
    const reading = text === shown ? null : read(text);
    const reason = reading === null ? null : 'reason' in reading ? reading.reason : write(reading.value);
    setTrouble(reason);
    if (reason !== null) return false;
    setDraft(null);
    if (reading !== null && 'value' in reading) before.current = reading.value ?? undefined;
    return true;
  };
  const restore = (): boolean => {
    const typed = draft !== null || trouble !== null;
    setDraft(null);
    setTrouble(null);
    if (typed) return true;
    if (own === before.current) return false;
    write(before.current ?? null);
    return true;
  };
  const move = (input: HTMLInputElement | HTMLTextAreaElement, steps: number): void => {
    const next = step?.(draft ?? shown, steps) ?? null;
    if (next === null) return;
    const reason = write(next);
    setTrouble(reason);
    if (reason === null) setDraft(null);
    requestAnimationFrame(() => input.select());
  };

  return {
    trouble,
    /** For the buttons beside the field. */
    apply: (value: Json): void => {
      const reason = write(value);
      setTrouble(reason);
      setDraft(null);
      endStep();
    },
    input: {
      value: draft ?? shown,
      onChange: (event: { readonly target: { readonly value: string } }) => {
        setDraft(event.target.value);
        setTrouble(null);
      },
      onFocus: (event: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => {
        before.current = own;
        if (!lines) event.target.select();
      },
      onBlur: () => {
        if (draft !== null) commit(draft);
        endStep();
      },
      onKeyDown: (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
        const { key, currentTarget } = event;
        if (draft === null && trouble === null && undoKey(event)) return;
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        if (key === 'Escape' ? restore() : onKey(key, event.shiftKey, currentTarget)) event.preventDefault();
      },
    },
  };

  function onKey(key: string, shift: boolean, input: HTMLInputElement | HTMLTextAreaElement): boolean {
    if (key === 'Enter' && !lines) {
      if (draft !== null && commit(draft)) endStep();
      return true;
    }
    if ((key !== 'ArrowUp' && key !== 'ArrowDown') || !step) return false;
    move(input, (key === 'ArrowUp' ? 1 : -1) * (shift ? 10 : 1));
    return true;
  }
}
