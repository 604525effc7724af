// What a click on a part does: in the blast lens it breaks, in every other lens it is selected.
import { useCallback, type SyntheticEvent } from 'react';
import { breakPart, select } from '../state/actions.ts';
import { now, type Selection } from '../state/store.ts';

export function useTouch({ kind, id }: Selection): (event: SyntheticEvent) => void {
  return useCallback(
    (event: SyntheticEvent) => {
      event.stopPropagation();
      if (now().lens === 'blast' && kind !== 'link') touchBlast(kind, id);
      else if (now().lens === 'blast') breakPart({ kind: 'link-down', target: id });
      else select({ kind, id });
    },
    [kind, id],
  );
}

function touchBlast(kind: 'component' | 'deployable', id: string): void {
  const wanted = kind === 'component' ? 'component-down' : 'deployable-down';
  const { results, variant, project } = now();
  const faults = results[variant]?.faults ?? [];
  if (kind === 'deployable' || faults.some((one) => one.kind === wanted && one.target === id)) {
    breakPart({ kind: wanted, target: id });
    return;
  }
  // A part without a fault of its own (an external system) stands for the deployable that holds it.
  const holder = project?.variants.find((one) => one.id === variant)?.placements.find((one) => one.component === id);
  breakPart(holder ? { kind: 'deployable-down', target: holder.deployable } : { kind: wanted, target: id });
}
