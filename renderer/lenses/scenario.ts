// A scripted what-if on the drawing: the parts that it breaks say so, whatever the lens has to say of the others.
import type { Drawing } from '../../shared/format/drawing.ts';
import type { ScenarioFault } from '../../shared/model/types.ts';
import type { LensView, Look } from './types.ts';

const FAULT_WORDS: Readonly<Record<'down' | 'hang', string>> = { down: 'Down', hang: 'Never answers' };

export function withScenario(view: LensView, drawing: Drawing, faults: readonly ScenarioFault[]): LensView {
  const components = new Map(view.components);
  const deployables = new Map(view.deployables);
  const links = new Map(view.links);
  for (const { target, kind } of faults) {
    if (kind !== 'down' && kind !== 'hang') continue;
    const look: Look = { mark: 'down', words: FAULT_WORDS[kind] };
    if (drawing.boxes.some((box) => box.deployable === target)) deployables.set(target, look);
    for (const node of drawing.nodes) {
      if (node.component !== target && node.deployable !== target) continue;
      components.set(node.component, look);
      for (const edge of drawing.edges)
        if (edge.to === node.key && edge.interaction !== 'async') links.set(edge.link, { tone: 'failed' });
      const box = drawing.boxes.find((one) => one.key === node.box);
      if (box?.holds === 1) deployables.set(box.deployable, look);
    }
    if (drawing.edges.some((edge) => edge.link === target)) links.set(target, { tone: 'failed' });
  }
  return { ...view, components, deployables, links };
}
