// What the inspector shows facts of: the design, and the same as the variant on the screen has it.
import { createContext, useContext } from 'react';
import type { Project, Variant } from '../../shared/model/types.ts';

export interface Design {
  /** As the file has it. */
  readonly project: Project;
  /** With the facts of this variant laid over the common ones. */
  readonly effective: Project;
  readonly variant: Variant;
}

export const DesignContext = createContext<Design | null>(null);

export function useDesign(): Design {
  const design = useContext(DesignContext);
  if (!design) throw new Error('no variant is shown');
  return design;
}
