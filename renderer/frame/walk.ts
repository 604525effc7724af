// Arrow keys, Home and End in a row of tabs or of choices: the next one gets the focus and is chosen.
import type { KeyboardEvent } from 'react';

export function walk(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"], [role="radio"]')];
  const at = items.findIndex((one) => one === event.target);
  const to = {
    ArrowRight: at + 1,
    ArrowDown: at + 1,
    ArrowLeft: at - 1,
    ArrowUp: at - 1,
    Home: 0,
    End: items.length - 1,
  }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  const next = items.at(to % items.length);
  next?.focus();
  next?.click();
}
