// A dialog at a point of the screen, kept inside the window; in the middle when there is no point.
import { useLayoutEffect, useRef, type ReactNode } from 'react';
import type { Point } from '../../shared/format/drawingPath.ts';
import { Sheet } from './Sheet.tsx';

const ROOM = 12;

export function Floating({
  at,
  label,
  className,
  onClose,
  children,
}: {
  readonly at: Point | null;
  readonly label: string;
  readonly className: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const dialog = place.current?.closest('dialog');
    if (!at || !dialog) return;
    const { offsetWidth, offsetHeight } = dialog;
    dialog.style.margin = '0';
    dialog.style.left = `${Math.max(ROOM, Math.min(at.x, innerWidth - offsetWidth - ROOM))}px`;
    dialog.style.top = `${Math.max(ROOM, Math.min(at.y, innerHeight - offsetHeight - ROOM))}px`;
  }, [at]);
  return (
    <Sheet label={label} className={`${className} ${at ? 'at-point' : ''}`} onClose={onClose}>
      <div ref={place}>{children}</div>
    </Sheet>
  );
}
