// The sheet of keys and gestures.
import { X } from 'lucide-react';
import { actions, MENUS } from '../../shared/contract/actions.ts';
import { set, useWindow } from '../state/store.ts';
import { keyWords } from './keys.ts';
import { Sheet } from './Sheet.tsx';

interface Row {
  readonly keys: readonly string[];
  readonly does: string;
}

/** What is not an action of its own: what the mouse does, and keys that mean a part or a variant. */
const GESTURES: readonly Row[] = [
  { keys: ['Drag an edge'], does: 'Link to another part, or to a new one' },
  { keys: ['Drag a part'], does: 'Move it; over another box: re-cut; with Alt: a copy' },
  { keys: ['Drag the canvas'], does: 'Select what is touched; Shift adds' },
  { keys: ['Double click'], does: 'New part; on a part: its name' },
  { keys: ['Wheel'], does: 'Move the view; with Ctrl: zoom' },
  { keys: ['Space', 'drag'], does: 'Move the view; so does the middle button' },
  { keys: ['1 to 9'], does: 'Put in a part of that number' },
  { keys: ['Alt', '1 to 9'], does: 'Show a variant' },
  { keys: ['Arrows'], does: 'Nudge what is selected; Shift: by the grid' },
  { keys: ['Shift', 'L'], does: 'The lens before' },
  { keys: ['Tab'], does: 'Next part, link or figure' },
  { keys: ['Esc'], does: 'Close, mend, unselect' },
];

const close = (): void => set({ shortcutsOpen: false });

export function Shortcuts() {
  const open = useWindow((state) => state.shortcutsOpen);
  if (!open) return null;
  return (
    <Sheet label="Keys and gestures" className="shortcuts" onClose={close}>
      <h2>Keys and gestures</h2>
      <button type="button" className="button icon sheet-close" aria-label="Close" onClick={close}>
        <X size={15} strokeWidth={1.75} aria-hidden="true" />
      </button>
      <div className="shortcut-columns">
        <Group name="Drawing" rows={GESTURES} />
        {MENUS.map((menu) => (
          <Group
            key={menu}
            name={menu}
            rows={actions
              .filter((one) => one.menu === menu && one.keys.length > 0)
              .map((one) => ({ keys: keyWords(one.id), does: one.label.replace('…', '') }))}
          />
        ))}
      </div>
    </Sheet>
  );
}

function Group({ name, rows }: { readonly name: string; readonly rows: readonly Row[] }) {
  return (
    <section aria-label={name}>
      <h3>{name}</h3>
      <dl>
        {rows.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
