// What a click on a part does in the blast lens: it breaks. In every other lens the canvas selects it.
import { useCallback, type SyntheticEvent } from 'react';
import { breakPart } from '../state/actions.ts';
import { now, type Selection } from '../state/store.ts';

export function useTouch({ kind, id }: Selection): (event: SyntheticEvent) => void {
  return useCallback(
    (event: SyntheticEvent) => {
      if (now().lens !== 'blast') return;
      event.stopPropagation();
      if (kind === 'link') breakPart({ kind: 'link-down', target: id });
      else touchBlast(kind, id);
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
