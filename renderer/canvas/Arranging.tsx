// While a drawing is being laid out for longer than one notices: what takes the time, and a way not to wait for it.
import { useEffect, useState } from 'react';
import { gridOfParts } from '../drawing/arrange.ts';
import { useProject, useWindow } from '../state/store.ts';
import { counted } from '../../shared/explain/words.ts';

const NOTICED_MS = 300;

export function Arranging() {
  const waiting = useWindow((state) => state.drawings[state.variant] === undefined);
  return waiting ? <Waiting /> : null;
}

function Waiting() {
  const parts = useProject().components.length;
  const [long, setLong] = useState(false);
  useEffect(() => {
    const wait = setTimeout(() => setLong(true), NOTICED_MS);
    return () => clearTimeout(wait);
  }, []);
  if (!long) return null;
  return (
    <div className="empty-canvas" role="status">
      <progress aria-label="Arranging the drawing" />
      <p>
        <strong>Arranging {counted(parts, 'part')}</strong>
        Figures are worked out meanwhile. A drawing that was arranged once keeps its places.
      </p>
      <button type="button" className="button lined" onClick={gridOfParts}>
        Put them on a grid instead
      </button>
    </div>
  );
}
