// Keeps the whole drawing in view, its links included, until the user moves it by hand.
import { getViewportForBounds, useReactFlow, type OnMoveStart } from '@xyflow/react';
import { useCallback, useEffect, useRef, type RefObject } from 'react';
import type { Drawing } from '../../shared/format/drawing.ts';
import { useWindow } from '../state/store.ts';

/** Room for what floats over the canvas, px. */
const FLOATS = { top: 56, topWrapped: 96, side: 12, bottom: 48, bottomBanner: 100 };
const WRAPS_BELOW = 720;
/** The margin that a drawing brings along is mostly not needed here. */
const TRIM = 16;

export function useFit(drawing: Drawing | undefined): {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly onMoveStart: OnMoveStart;
} {
  const { setViewport } = useReactFlow();
  const frame = useRef<HTMLDivElement>(null);
  const movedFor = useRef<unknown>(null);
  const asked = useWindow((state) => state.fitAsked);
  const banner = useWindow((state) => state.lens === 'blast');

  useEffect(() => {
    // Another drawing, or the wish to see everything, ends what was moved by hand.
    movedFor.current = null;
  }, [drawing, asked]);

  useEffect(() => {
    const element = frame.current;
    if (!drawing || !element) return undefined;
    const show = (): void => {
      if (movedFor.current === drawing) return;
      const { clientWidth: width, clientHeight: height } = element;
      const bounds = { x: TRIM, y: TRIM, width: drawing.width - 2 * TRIM, height: drawing.height - 2 * TRIM };
      const padding = {
        top: `${width < WRAPS_BELOW ? FLOATS.topWrapped : FLOATS.top}px`,
        left: `${FLOATS.side}px`,
        right: `${FLOATS.side}px`,
        bottom: `${banner ? FLOATS.bottomBanner : FLOATS.bottom}px`,
      } as const;
      void setViewport(getViewportForBounds(bounds, width, height, 0.1, 1, padding));
    };
    const wait = requestAnimationFrame(show);
    const watch = new ResizeObserver(show);
    watch.observe(element);
    return () => {
      cancelAnimationFrame(wait);
      watch.disconnect();
    };
  }, [drawing, asked, banner, setViewport]);

  const onMoveStart = useCallback<OnMoveStart>(
    (event) => {
      if (event) movedFor.current = drawing ?? null;
    },
    [drawing],
  );
  return { frame, onMoveStart };
}
