// What every part of the comparison is given.
import type { Comparison } from '../../shared/engine/compare.ts';
import type { Analysis, VariantAnswer } from '../../shared/engine/types.ts';
import type { Project, Variant } from '../../shared/model/types.ts';

/** One of the two: what it is, which letter and hue it has, and what the engine said so far. */
export interface Side {
  readonly variant: Variant;
  readonly index: number;
  readonly result: VariantAnswer | undefined;
}
export type Sides = readonly [first: Side, second: Side];

export interface Compared {
  readonly project: Project;
  readonly sides: Sides;
  /** All that the engine has to say of both; null, as what follows from it, while some of it is on its way. */
  readonly analysis: Analysis | null;
  readonly comparison: Comparison | null;
}
