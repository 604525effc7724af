// Carries React Flow's marquee and clicks into what the window calls selected.
import type { EdgeChange, NodeChange } from '@xyflow/react';
import { useCallback } from 'react';
import type { Drawing } from '../../shared/format/drawing.ts';
import { selectAll } from '../state/actions.ts';
import { now, type Selection } from '../state/store.ts';
import type { FlowNode, LinkFlowEdge } from './toFlow.ts';

export function useSelection(drawing: Drawing | undefined): {
  readonly onNodesChange: (changes: NodeChange<FlowNode>[]) => void;
  readonly onEdgesChange: (changes: EdgeChange<LinkFlowEdge>[]) => void;
} {
  const change = useCallback(
    (changes: readonly { readonly id: string; readonly on: boolean }[]): void => {
      if (!drawing || changes.length === 0) return;
      const keys = new Set(keysOf(drawing, now().selected));
      for (const { id, on } of changes) {
        if (on) keys.add(id);
        else keys.delete(id);
      }
      const selected = selectionOf(drawing, keys);
      if (JSON.stringify(selected) !== JSON.stringify(now().selected)) selectAll(selected);
    },
    [drawing],
  );
  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) =>
      change(changes.flatMap((one) => (one.type === 'select' ? [{ id: one.id, on: one.selected }] : []))),
    [change],
  );
  const onEdgesChange = useCallback(
    (changes: EdgeChange<LinkFlowEdge>[]) =>
      change(changes.flatMap((one) => (one.type === 'select' ? [{ id: one.id, on: one.selected }] : []))),
    [change],
  );
  return { onNodesChange, onEdgesChange };
}

function keysOf(drawing: Drawing, selected: readonly Selection[]): string[] {
  return selected.flatMap(({ kind, id }) => {
    if (kind === 'link') return drawing.edges.filter((one) => one.link === id).map((one) => one.key);
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
  const links = new Set(drawing.edges.filter((edge) => keys.has(edge.key)).map((edge) => edge.link));
  return [
    ...boxes.map((box): Selection => ({ kind: 'deployable', id: box.deployable })),
    ...[...components].map((id): Selection => ({ kind: 'component', id })),
    ...[...links].map((id): Selection => ({ kind: 'link', id })),
  ];
}
