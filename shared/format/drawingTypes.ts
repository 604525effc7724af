// What a drawing is made of, and what ELK is asked for and answers with.
import type { Interaction } from '../model/types.ts';
import type { Point, Rect } from './drawingPath.ts';

export interface DrawnBox extends Rect {
  readonly key: string;
  readonly deployable: string;
  /** How many components stand in it; a link ends at a box that holds one, and leads on inside a box that holds several. */
  readonly holds: number;
}
export interface DrawnNode extends Rect {
  readonly key: string;
  readonly component: string;
  readonly deployable: string | null;
  /** Key of the box around it; clients and external systems have none. */
  readonly box: string | null;
}
export interface DrawnEdge {
  readonly key: string;
  readonly link: string;
  readonly from: string;
  readonly to: string;
  readonly interaction: Interaction;
  /** True inside one deployable: an in-process call. */
  readonly inside: boolean;
  /** From where it becomes a network call to where it stops being one; card to card inside a box. */
  readonly points: readonly Point[];
  /** The way from the box on to the component, at either end. */
  readonly leads: readonly (readonly Point[])[];
}
/** Its rectangle holds everything, with a margin. */
export interface Drawing extends Rect {
  readonly variant: string;
  readonly boxes: readonly DrawnBox[];
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
}

/** What ELK is asked for and answers with, as far as it is used here. */
export interface LayoutNode {
  id: string;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  layoutOptions?: Record<string, string>;
  children?: LayoutNode[];
  edges?: LayoutEdge[];
}
export interface LayoutEdge {
  id: string;
  sources: string[];
  targets: string[];
  sections?: { id: string; startPoint: Point; endPoint: Point; bendPoints?: Point[] }[];
}
