// Find a part or run a command by typing.
import { Command } from 'cmdk';
import { actions } from '../../shared/contract/actions.ts';
import { KIND_WORD } from '../../shared/format/drawingText.ts';
import { LENS_WORD } from '../canvas/LensBar.tsx';
import { KindTile, letterOf, PlatformTile } from '../parts/Marks.tsx';
import { select, showLens, showVariant } from '../state/actions.ts';
import { showSelection } from '../drawing/picked.ts';
import { LENSES, set, useWindow, type Selection } from '../state/store.ts';
import { DEPLOYABLE_WORD } from '../../shared/explain/words.ts';
import { keysOf } from './keys.ts';
import { runAction } from './runAction.ts';
import { Sheet } from './Sheet.tsx';

export function FindPart() {
  const open = useWindow((state) => state.paletteOpen);
  const project = useWindow((state) => state.project);
  const variantId = useWindow((state) => state.variant);
  if (!open || !project) return null;
  const variant = project.variants.find((one) => one.id === variantId);
  const absent = new Set(variant?.absent?.components);
  const run = (action: () => void) => () => {
    set({ paletteOpen: false });
    action();
  };
  return (
    <Sheet label="Find a part or run a command" className="palette" onClose={() => set({ paletteOpen: false })}>
      <Command label="Find a part or run a command">
        <Command.Input placeholder="Find a part or run a command" autoFocus />
        <Command.List>
          <Command.Empty>Nothing of that name in this variant</Command.Empty>
          <Command.Group heading="Components">
            {project.components
              .filter((one) => !absent.has(one.id))
              .map((one) => (
                <Command.Item
                  key={one.id}
                  value={`component ${one.id} ${one.name}`}
                  onSelect={run(() => find({ kind: 'component', id: one.id }))}
                >
                  <KindTile kind={one.kind} />
                  {one.name}
                  <i>{KIND_WORD[one.kind]}</i>
                </Command.Item>
              ))}
          </Command.Group>
          <Command.Group heading="Deployables">
            {variant?.deployables.map((one) => (
              <Command.Item
                key={one.id}
                value={`deployable ${one.id} ${one.name}`}
                onSelect={run(() => find({ kind: 'deployable', id: one.id }))}
              >
                <PlatformTile kind={one.kind} />
                {one.name}
                <i>{DEPLOYABLE_WORD[one.kind]}</i>
              </Command.Item>
            ))}
          </Command.Group>
          <Command.Group heading="Commands">
            {project.variants.map((one, index) => (
              <Command.Item
                key={one.id}
                value={`variant ${one.id} ${one.name}`}
                onSelect={run(() => showVariant(one.id))}
              >
                Show variant {letterOf(index)}, {one.name}
              </Command.Item>
            ))}
            {LENSES.map((lens) => (
              <Command.Item key={lens} value={`lens ${lens} ${LENS_WORD[lens]}`} onSelect={run(() => showLens(lens))}>
                Lens: {LENS_WORD[lens]}
              </Command.Item>
            ))}
            {actions
              .filter((one) => one.id !== 'palette' && one.id !== 'find')
              .map((one) => (
                <Command.Item key={one.id} value={`${one.menu} ${one.label}`} onSelect={run(() => runAction(one.id))}>
                  {one.label}
                  <i>{keysOf(one.id)}</i>
                </Command.Item>
              ))}
          </Command.Group>
        </Command.List>
      </Command>
    </Sheet>
  );
}

/** Selects a part and brings it into view. */
function find(part: Selection): void {
  select(part);
  showSelection();
}
