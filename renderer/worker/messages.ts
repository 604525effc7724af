// What passes between the window and a worker that runs the engine.
import type { VariantAnalysis, VariantNow } from '../../shared/engine/types.ts';
import type { Change } from '../../shared/model/diff.ts';
import type { Project } from '../../shared/model/types.ts';
import type { Packed } from './packed.ts';

export interface Question {
  readonly variant: string;
  readonly scenario: string | null;
  /** What follows an edit at once, or everything. */
  readonly part: 'now' | 'whole';
}

/** Each of them ends whatever is being worked out. */
export type ToEngine =
  /** The design to answer for, from here on. */
  | { readonly type: 'open'; readonly project: Project }
  | { readonly type: 'change'; readonly changes: readonly Change[] }
  | { readonly type: 'ask'; readonly request: number; readonly question: Question }
  | { readonly type: 'stop' };

export type Answer =
  | { readonly part: 'now'; readonly result: VariantNow }
  | { readonly part: 'whole'; readonly result: VariantAnalysis };

export type FromEngine = { readonly request: number; readonly variant: string; readonly ms: number } &
  /** An Answer. */
  (
    | { readonly type: 'answer'; readonly packed: Packed }
    | { readonly type: 'progress'; readonly share: number }
    | { readonly type: 'fault'; readonly message: string }
  );
