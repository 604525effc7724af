// What passes between the window and the worker that runs the engine.
import type { VariantAnalysis } from '../../shared/engine/types.ts';
import type { Project } from '../../shared/model/types.ts';

export type ToEngine =
  /** The design to answer for, sent once; questions name it by its number. */
  | { readonly type: 'project'; readonly design: number; readonly project: Project }
  | {
      readonly type: 'analyse';
      readonly request: number;
      readonly design: number;
      readonly variant: string;
      readonly scenario: string | null;
    };

export type FromEngine =
  | {
      readonly type: 'answer';
      readonly request: number;
      readonly variant: string;
      readonly result: VariantAnalysis;
      readonly ms: number;
    }
  | { readonly type: 'fault'; readonly request: number; readonly variant: string; readonly message: string };
