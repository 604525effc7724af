// Shows the whole drawing when it is opened or asked for, and while the window changes its size, until the user moves or edits it.
import { getViewportForBounds, useReactFlow, type OnMoveStart } from '@xyflow/react';
import { useCallback, useEffect, useRef, type RefObject } from 'react';
import type { Drawing } from '../../shared/format/drawing.ts';
import { now, useWindow } from '../state/store.ts';

/** Room for what floats over the canvas, px. */
const FLOATS = { top: 56, topWrapped: 96, side: 12, bottom: 48, bottomBanner: 100 };
const WRAPS_BELOW = 720;
/** The margin that a drawing brings along is mostly not needed here. */
const TRIM = 16;
const UNMOVED = { x: 0, y: 0, zoom: 1 };

export function useFit(drawing: Drawing | undefined): {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly onMoveStart: OnMoveStart;
} {
  const { setViewport } = useReactFlow();
  const frame = useRef<HTMLDivElement>(null);
  /** What is looked at; another one is shown whole. */
  const wish = useWindow((state) => `${state.project?.id} ${state.variant} ${state.fitAsked}`);
  const shownFor = useRef('');
  const movedFor = useRef('');
  const banner = useWindow((state) => state.lens === 'blast');

  useEffect(() => {
    const element = frame.current;
    if (!drawing || !element) return undefined;
    const show = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      if (drawing.nodes.length + drawing.boxes.length === 0) {
        void setViewport(UNMOVED);
        return;
      }
      const bounds = {
        x: drawing.x + TRIM,
        y: drawing.y + TRIM,
        width: drawing.width - 2 * TRIM,
        height: drawing.height - 2 * TRIM,
      };
      const padding = {
        top: `${width < WRAPS_BELOW ? FLOATS.topWrapped : FLOATS.top}px`,
        left: `${FLOATS.side}px`,
        right: `${FLOATS.side}px`,
        bottom: `${banner ? FLOATS.bottomBanner : FLOATS.bottom}px`,
      } as const;
      void setViewport(getViewportForBounds(bounds, width, height, 0.1, 1, padding));
    };
    const first = shownFor.current !== wish;
    const untouched = (): boolean => movedFor.current !== wish && now().history?.past.length === 0;
    const wait = requestAnimationFrame(() => {
      if (first || untouched()) show();
      shownFor.current = wish;
    });
    const watch = new ResizeObserver(() => {
      if (untouched()) show();
    });
    watch.observe(element);
    return () => {
      cancelAnimationFrame(wait);
      watch.disconnect();
    };
  }, [drawing, wish, banner, setViewport]);

  const onMoveStart = useCallback<OnMoveStart>(
    (event) => {
      if (event) movedFor.current = wish;
    },
    [wish],
  );
  return { frame, onMoveStart };
}
