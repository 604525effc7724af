// What commands from outside the canvas may ask of it: where its middle and the pointer are, and to show a part of it.
import type { Point, Rect } from '../../shared/format/drawingPath.ts';

export interface View {
  /** The middle of what is seen, in canvas units. */
  readonly middle: () => Point;
  /** Where the pointer is on the canvas; null when it is elsewhere. */
  readonly pointer: () => Point | null;
  readonly show: (rect: Rect) => void;
  readonly zoomBy: (factor: number) => void;
  readonly zoomTo: (zoom: number) => void;
}

let shown: View | null = null;

/** The canvas on the screen says so; null when it goes. */
export const setView = (view: View | null): void => {
  shown = view;
};
export const view = (): View | null => shown;
