// Links the selected part to another one by name, for those who do not drag.
import { Command } from 'cmdk';
import { KIND_WORD } from '../../shared/format/drawingText.ts';
import { Sheet } from '../frame/Sheet.tsx';
import { KindTile } from '../parts/Marks.tsx';
import { connectParts } from '../drawing/connect.ts';
import { isDrawn } from '../state/actions.ts';
import { set, useProject, useWindow } from '../state/store.ts';

const close = (): void => set({ connecting: null });

export function ConnectPicker() {
  const connecting = useWindow((state) => state.connecting);
  const variant = useWindow((state) => state.variant);
  const project = useProject();
  const from = project.components.find(({ id }) => id === connecting);
  if (!from) return null;
  const label = `Connect ${from.name} to`;
  const others = project.components.filter(
    ({ id, kind }) => id !== from.id && kind !== 'client' && isDrawn(project, variant, { kind: 'component', id }),
  );
  return (
    <Sheet label={label} className="palette" onClose={close}>
      <Command label={label}>
        <Command.Input placeholder={`${label} ...`} autoFocus />
        <Command.List>
          <Command.Empty>No part of that name to connect to</Command.Empty>
          {others.map((one) => (
            <Command.Item
              key={one.id}
              value={`${one.name} ${one.id}`}
              onSelect={() => {
                close();
                connectParts(from.id, one.id);
              }}
            >
              <KindTile kind={one.kind} />
              {one.name}
              <i>{KIND_WORD[one.kind]}</i>
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Sheet>
  );
}
