// The sheet of keys and gestures.
import { set, useWindow } from '../state/store.ts';
import { Sheet } from './Sheet.tsx';
import { SHORTCUTS } from './useKeys.ts';

export function Shortcuts() {
  const open = useWindow((state) => state.shortcutsOpen);
  if (!open) return null;
  return (
    <Sheet label="Keys and gestures" className="shortcuts" onClose={() => set({ shortcutsOpen: false })}>
      <h2>Keys and gestures</h2>
      <dl>
        {SHORTCUTS.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key, index) => (
                <span key={key}>
                  {index > 0 ? <i>{keys[0] === '1' ? 'to' : '+'}</i> : null}
                  <kbd>{key}</kbd>
                </span>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
