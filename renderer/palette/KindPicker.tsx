// The list of kinds where a new part is wanted: at the pointer, at the end of a drawn link, or in the middle by key.
import { Command } from 'cmdk';
import { KIND_WORD } from '../../shared/format/drawingText.ts';
import type { ComponentKind } from '../../shared/model/types.ts';
import { Floating } from '../frame/Floating.tsx';
import { KindTile } from '../parts/Marks.tsx';
import { insert, insertLinked } from '../drawing/insert.ts';
import { set, useProject, useWindow } from '../state/store.ts';
import { KIND_GROUPS, KIND_HINT } from './kinds.ts';

const close = (): void => set({ picker: null });

export function KindPicker() {
  const picker = useWindow((state) => state.picker);
  const project = useProject();
  if (!picker) return null;
  const from = project.components.find(({ id }) => id === picker.from);
  const label = from ? `Add a part that ${from.name} calls` : 'Add a part';
  const choose = (kind: ComponentKind): void => {
    close();
    if (from) insertLinked(kind, from.id, picker.at);
    else insert(kind, picker.at);
  };
  return (
    <Floating at={picker.screen} label={label} className="palette picker" onClose={close}>
      <Command label={label}>
        <Command.Input placeholder={label} autoFocus />
        <Command.List>
          <Command.Empty>There is no such kind</Command.Empty>
          {KIND_GROUPS.map(({ name, kinds }) => {
            const fitting = from ? kinds.filter((kind) => kind !== 'client') : kinds;
            return fitting.length === 0 ? null : (
              <Command.Group key={name} heading={name}>
                {fitting.map((kind) => (
                  <Command.Item
                    key={kind}
                    value={`${KIND_WORD[kind]} ${KIND_HINT[kind]}`}
                    onSelect={() => choose(kind)}
                    title={KIND_HINT[kind]}
                  >
                    <KindTile kind={kind} />
                    {KIND_WORD[kind]}
                  </Command.Item>
                ))}
              </Command.Group>
            );
          })}
        </Command.List>
      </Command>
    </Floating>
  );
}
