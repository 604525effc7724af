// Carries React Flow's marquee and clicks into what the window calls selected.
import { useStoreApi, type NodeChange } from '@xyflow/react';
import { useCallback } from 'react';
import type { Drawing } from '../../shared/format/drawing.ts';
import { same } from '../../shared/model/diff.ts';
import { selectAll } from '../state/actions.ts';
import { now, type Selection } from '../state/store.ts';
import type { FlowNode } from './toFlow.ts';

export function useSelection(drawing: Drawing | undefined): (changes: NodeChange<FlowNode>[]) => void {
  const canvas = useStoreApi();
  return useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      const picks = changes.flatMap((one) => (one.type === 'select' ? [one] : []));
      if (!drawing || picks.length === 0) return;
      const { selected } = now();
      const keys = new Set(keysOf(drawing, selected));
      for (const one of picks) {
        if (one.selected) keys.add(one.id);
        else keys.delete(one.id);
      }
      // Links are picked at their lines; a plain click on a part lets go of them, as of everything else.
      const alone = picks.some((one) => !one.selected) || selected.every(({ kind }) => kind === 'link');
      const links =
        alone && !canvas.getState().multiSelectionActive ? [] : selected.filter(({ kind }) => kind === 'link');
      const next = [...selectionOf(drawing, keys), ...links];
      if (!same(next, selected)) selectAll(next);
    },
    [drawing, canvas],
  );
}

function keysOf(drawing: Drawing, selected: readonly Selection[]): string[] {
  return selected.flatMap(({ kind, id }) => {
    if (kind === 'link') return [];
    if (kind === 'deployable') return drawing.boxes.filter((one) => one.deployable === id).map((one) => one.key);
    return drawing.nodes.filter((one) => one.component === id).map((one) => one.key);
  });
}

/** A marquee cannot touch a card without its box: the box counts only where all its cards are in, and a lone card stands for both. */
function selectionOf(drawing: Drawing, keys: ReadonlySet<string>): Selection[] {
  const cards = new Map<string, number>();
  for (const node of drawing.nodes) {
    if (node.box !== null && keys.has(node.key)) cards.set(node.box, (cards.get(node.box) ?? 0) + 1);
  }
  const boxes = drawing.boxes.filter(
    (box) => keys.has(box.key) && (!cards.has(box.key) || (box.holds > 1 && cards.get(box.key) === box.holds)),
  );
  const whole = new Set(boxes.map((box) => box.key));
  const components = new Set(
    drawing.nodes
      .filter((node) => keys.has(node.key) && !(node.box !== null && whole.has(node.box)))
      .map((node) => node.component),
  );
  return [
    ...boxes.map((box): Selection => ({ kind: 'deployable', id: box.deployable })),
    ...[...components].map((id): Selection => ({ kind: 'component', id })),
  ];
}
