// Takes in what is dragged out of the list of parts: a new part, or one that this variant leaves out.
import { useReactFlow } from '@xyflow/react';
import { useCallback, type DragEvent } from 'react';
import { NODE_HEIGHT, type Drawing } from '../../shared/format/drawing.ts';
import { COMPONENT_KINDS, type ComponentKind } from '../../shared/model/types.ts';
import { onGrid } from '../../shared/format/placeFree.ts';
import { bringIn, insert } from '../drawing/insert.ts';

/** What the list of parts puts on a drag: a kind, or the id of a component. */
export const KIND_DATA = 'application/x-topolith-kind';
export const PART_DATA = 'application/x-topolith-part';

const NODE_MIDDLE = 72;

export function usePartDrop(drawing: Drawing | undefined): {
  readonly onDragOver: (event: DragEvent) => void;
  readonly onDrop: (event: DragEvent) => void;
} {
  const { screenToFlowPosition } = useReactFlow();
  const onDragOver = useCallback((event: DragEvent): void => {
    const { types } = event.dataTransfer;
    if (!types.includes(KIND_DATA) && !types.includes(PART_DATA)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  }, []);
  const onDrop = useCallback(
    (event: DragEvent): void => {
      const kind = event.dataTransfer.getData(KIND_DATA);
      const part = event.dataTransfer.getData(PART_DATA);
      if (kind === '' && part === '') return;
      event.preventDefault();
      const pointer = screenToFlowPosition({ x: event.clientX, y: event.clientY });
      const at = { x: onGrid(pointer.x - NODE_MIDDLE), y: onGrid(pointer.y - NODE_HEIGHT / 2) };
      const box = drawing?.boxes.find(
        (one) =>
          pointer.x >= one.x && pointer.x <= one.x + one.width && pointer.y >= one.y && pointer.y <= one.y + one.height,
      );
      const host = box?.deployable ?? null;
      if (part !== '') bringIn(part, at, host);
      else if (isKind(kind)) insert(kind, at, host);
    },
    [drawing, screenToFlowPosition],
  );
  return { onDragOver, onDrop };
}

const isKind = (kind: string): kind is ComponentKind => (COMPONENT_KINDS as readonly string[]).includes(kind);
