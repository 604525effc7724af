// Opens the comparison of two variants, and remembers which two.
import { create } from 'zustand';
import { draw } from '../state/drawings.ts';
import { now, set } from '../state/store.ts';
import { workOut } from './workOut.ts';

/** The second is told against the first. */
export interface Pair {
  readonly first: string;
  readonly second: string;
}

export const usePair = create<Pair>(() => ({ first: '', second: '' }));

/** The visible variant against the next one. */
export function openCompare(): void {
  const { project, variant } = now();
  if (!project) return;
  const ids = project.variants.map(({ id }) => id);
  choosePair({ first: variant, second: ids[(ids.indexOf(variant) + 1) % ids.length] ?? '' });
  set({ screen: 'compare' });
}

export function choosePair(pair: Pair): void {
  usePair.setState(pair);
  void draw(pair.first);
  void draw(pair.second);
  workOut();
}

/** Another variant at one place; the one that stood there goes to the other place where it would meet itself. */
export function choose(place: keyof Pair, id: string): void {
  const pair = usePair.getState();
  const other = place === 'first' ? 'second' : 'first';
  choosePair({ ...pair, [place]: id, ...(pair[other] === id ? { [other]: pair[place] } : {}) });
}

export function swap(): void {
  const { first, second } = usePair.getState();
  choosePair({ first: second, second: first });
}

export const closeCompare = (): void => set({ screen: 'design' });
