// While dragging: the lines that parts align to, and what letting go would do.
import { ViewportPortal } from '@xyflow/react';
import { useDrop } from './useDrag.ts';

export function Guides() {
  const guides = useDrop((state) => state.guides);
  if (guides.length === 0) return null;
  return (
    <ViewportPortal>
      {guides.map(({ axis, at, from, to }) => (
        <i
          key={axis}
          className={`guide ${axis}`}
          style={
            axis === 'x'
              ? { transform: `translate(${at}px, ${from}px)`, height: to - from }
              : { transform: `translate(${from}px, ${at}px)`, width: to - from }
          }
        />
      ))}
    </ViewportPortal>
  );
}

export function DropHint() {
  const hint = useDrop((state) => state.hint);
  return hint === null ? null : (
    <p className="float drop-hint" role="status">
      {hint}
    </p>
  );
}
