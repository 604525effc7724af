// Lets commands from outside know where the canvas looks, and move it.
import { useReactFlow } from '@xyflow/react';
import { useEffect, useRef, type RefObject } from 'react';
import type { Point } from '../../shared/format/drawingPath.ts';
import { setView } from '../drawing/view.ts';

const ROOM = 0.2;

export function useView(frame: RefObject<HTMLDivElement | null>): void {
  const { screenToFlowPosition, fitBounds, getZoom, zoomTo } = useReactFlow();
  const pointer = useRef<Point | null>(null);
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const move = (event: PointerEvent): void => {
      pointer.current = { x: event.clientX, y: event.clientY };
    };
    const leave = (): void => {
      pointer.current = null;
    };
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerleave', leave);
    setView({
      middle: () => {
        const { left, top, width, height } = element.getBoundingClientRect();
        return screenToFlowPosition({ x: left + width / 2, y: top + height / 2 });
      },
      pointer: () => (pointer.current ? screenToFlowPosition(pointer.current) : null),
      show: (rect) => void fitBounds(rect, { padding: ROOM }),
      zoomBy: (factor) => void zoomTo(getZoom() * factor),
      zoomTo: (zoom) => void zoomTo(zoom),
    });
    return () => {
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerleave', leave);
      setView(null);
    };
  }, [frame, screenToFlowPosition, fitBounds, getZoom, zoomTo]);
}
