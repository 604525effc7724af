// Connecting by dragging from the edge of a part: onto another part, or onto the empty canvas for a new one.
import { useReactFlow, type IsValidConnection, type OnConnect, type OnConnectEnd } from '@xyflow/react';
import { useCallback, useRef } from 'react';
import type { Drawing } from '../../shared/format/drawing.ts';
import { connectParts } from '../drawing/connect.ts';
import { set } from '../state/store.ts';

export function useConnect(drawing: Drawing | undefined): {
  readonly onConnect: OnConnect;
  readonly onConnectEnd: OnConnectEnd;
  readonly isValidConnection: IsValidConnection;
} {
  const { screenToFlowPosition } = useReactFlow();
  const done = useRef(false);

  /** A card stands for its component, a box for the one that is alone in it. */
  const componentOf = useCallback(
    (key: string | null | undefined): string | null => {
      const nodes = drawing?.nodes.filter((one) => one.key === key || one.box === key) ?? [];
      return nodes.length === 1 ? (nodes[0]?.component ?? null) : null;
    },
    [drawing],
  );

  const join = useCallback(
    (from: string | null | undefined, to: string | null | undefined): boolean => {
      const a = componentOf(from);
      const b = componentOf(to);
      if (a === null || b === null) return false;
      connectParts(a, b);
      return true;
    },
    [componentOf],
  );

  const onConnect = useCallback<OnConnect>(
    ({ source, target }) => {
      done.current = join(source, target);
    },
    [join],
  );

  const onConnectEnd = useCallback<OnConnectEnd>(
    (event, { fromNode }) => {
      if (done.current) {
        done.current = false;
        return;
      }
      const { clientX: x, clientY: y } = 'changedTouches' in event ? event.changedTouches[0]! : event;
      const under = document.elementFromPoint(x, y);
      const node = under?.closest('.react-flow__node')?.getAttribute('data-id');
      if (node) {
        if (node !== fromNode?.id) join(fromNode?.id, node);
        return;
      }
      const from = componentOf(fromNode?.id);
      if (from === null || !under?.closest('.react-flow')) return;
      const at = screenToFlowPosition({ x, y });
      set({ picker: { screen: { x, y }, at: { x: at.x, y: at.y - 24 }, from } });
    },
    [join, componentOf, screenToFlowPosition],
  );

  // What cannot be linked says so in a sentence; nothing is to be grey without a word.
  const isValidConnection = useCallback<IsValidConnection>(({ source, target }) => source !== target, []);
  return { onConnect, onConnectEnd, isValidConnection };
}
