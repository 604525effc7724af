// Zoom out, zoom in, show everything.
import { useReactFlow, useStore } from '@xyflow/react';
import { Maximize, Minus, Plus } from 'lucide-react';
import { keysOf } from '../frame/keys.ts';
import { fit } from '../state/actions.ts';

export function ZoomBar() {
  const { zoomIn, zoomOut, zoomTo } = useReactFlow();
  const zoom = useStore((state) => state.transform[2]);
  return (
    <div className="float zoom" role="group" aria-label="Zoom">
      <button type="button" className="button icon small" aria-label="Zoom out" onClick={() => void zoomOut()}>
        <Minus size={14} strokeWidth={1.75} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="zoom-value"
        aria-label={`Zoom ${Math.round(zoom * 100)} %, set to 100 %`}
        onClick={() => void zoomTo(1)}
      >
        {Math.round(zoom * 100)} %
      </button>
      <button type="button" className="button icon small" aria-label="Zoom in" onClick={() => void zoomIn()}>
        <Plus size={14} strokeWidth={1.75} aria-hidden="true" />
      </button>
      <span className="divider" />
      <button
        type="button"
        className="button icon small"
        aria-label="Show everything"
        title={`Show everything (${keysOf('fit')})`}
        onClick={fit}
      >
        <Maximize size={14} strokeWidth={1.75} aria-hidden="true" />
      </button>
    </div>
  );
}
