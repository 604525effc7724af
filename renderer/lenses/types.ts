// What a lens says about each part, before anything is drawn.
import type { FigureText } from '../../shared/explain/numbers.ts';
import type { Mark } from '../../shared/explain/words.ts';

export type Scale = 'latency' | 'util' | 'cost';
export type Step = 1 | 2 | 3 | 4 | 5;

/** A figure on the lens scale, with the words beside it. */
export interface Pill {
  readonly figure: FigureText;
  readonly scale: Scale;
  readonly step: Step;
  readonly beside?: string;
}
export interface Look {
  readonly pill?: Pill;
  readonly words?: string;
  readonly mark?: Mark;
  /** Which of the six category hues, from 1, and its letter (ownership). */
  readonly category?: { readonly hue: number; readonly letter: string };
  /** How many calls away from the part that was hit. */
  readonly hops?: number;
}
export interface EdgeLook {
  readonly tone?: 'strong' | 'failed' | 'delayed' | 'faded';
  /** Above: what kind of call. Figure: what the lens says of it. */
  readonly label?: string;
  readonly strongLabel?: boolean;
}
/** By component id, deployable id and link id. */
export interface LensView {
  readonly components: ReadonlyMap<string, Look>;
  readonly deployables: ReadonlyMap<string, Look>;
  readonly links: ReadonlyMap<string, EdgeLook>;
  /** The highest value of the scale, for the legend. */
  readonly top: FigureText | null;
  /** True where links speak only when the lens has something to say of them. */
  readonly quiet: boolean;
}

export const NOTHING: LensView = {
  components: new Map(),
  deployables: new Map(),
  links: new Map(),
  top: null,
  quiet: false,
};

/** A round number at or above the value, so that a scale ends at something one can read. */
export function niceTop(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  for (const step of [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]) if (step * power >= value - 1e-9) return step * power;
  return 10 * power;
}

/** The fifth of the scale that a value falls into. */
export function stepOf(value: number, top: number): Step {
  const fifth = Math.ceil((value / top) * 5);
  return Math.min(5, Math.max(1, fifth)) as Step;
}
