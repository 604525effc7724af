// Light or dark: the system's choice until the user makes one, which is remembered.
import { create } from 'zustand';
import { recall, remember } from './remember.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';
const KEY = 'theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

function stored(): ThemeChoice {
  const value = recall(KEY);
  return value === 'light' || value === 'dark' ? value : 'system';
}

interface ThemeState {
  readonly choice: ThemeChoice;
  readonly shown: 'light' | 'dark';
}
const shownBy = (choice: ThemeChoice): 'light' | 'dark' =>
  choice === 'system' ? (dark.matches ? 'dark' : 'light') : choice;

export const useTheme = create<ThemeState>(() => ({ choice: stored(), shown: shownBy(stored()) }));

function apply(choice: ThemeChoice): void {
  const shown = shownBy(choice);
  document.documentElement.dataset['theme'] = shown;
  useTheme.setState({ choice, shown });
}

export function startTheme(): void {
  apply(useTheme.getState().choice);
  dark.addEventListener('change', () => apply(useTheme.getState().choice));
}

/** The other of the two; back to "as the system says" when that is what it comes to. */
export function toggleTheme(): void {
  const next = useTheme.getState().shown === 'dark' ? 'light' : 'dark';
  const choice: ThemeChoice = next === shownBy('system') ? 'system' : next;
  remember(KEY, choice === 'system' ? null : choice);
  apply(choice);
}
