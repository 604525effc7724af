// What an empty drawing says: how to begin.
import { MousePointerClick } from 'lucide-react';
import { insert } from '../drawing/insert.ts';
import { useProject, useWindow } from '../state/store.ts';
import { variantOf } from '../edits/recut.ts';

export function EmptyCanvas() {
  const project = useProject();
  const variant = useWindow((state) => state.variant);
  const drawing = useWindow((state) => state.drawings[state.variant]);
  if (!drawing || drawing.nodes.length + drawing.boxes.length > 0) return null;
  const leftOut = variantOf(project, variant).absent?.components?.length ?? 0;
  return (
    <div className="empty-canvas">
      <MousePointerClick size={22} strokeWidth={1.5} aria-hidden="true" />
      {leftOut > 0 ? (
        <p>
          <strong>Nothing runs in this variant yet</strong>
          Drag parts in from "Left out here" on the left. They are the same parts as in the other variants.
        </p>
      ) : (
        <>
          <p>
            <strong>Draw the first part</strong>
            Drag one in from the left, or double-click anywhere. Then drag from the edge of one part to another to link
            them.
          </p>
          <button type="button" className="button lined" onClick={() => insert('client', null)}>
            Start with a client
          </button>
        </>
      )}
    </div>
  );
}
