// The design's name in the title row: a menu of what is done with the project, and a field while it is renamed.
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { LIMITS } from '../../shared/model/limits.ts';
import { isDesktop } from '../api/client.ts';
import { keysOf } from '../frame/keys.ts';
import { Menu, type MenuItem } from '../parts/Menu.tsx';
import { edit } from '../state/edit.ts';
import { toStart } from '../state/open.ts';
import { usePersist } from '../state/persist.ts';
import { set, useProject } from '../state/store.ts';
import { linkFile, unlinkFile } from './linkFile.ts';
import { save } from './save.ts';

export function ProjectName() {
  const { name, note } = useProject();
  const [renaming, setRenaming] = useState(false);
  const linked = usePersist((state) => state.file !== null);
  if (renaming) return <NameField name={name} onDone={() => setRenaming(false)} />;
  const link: MenuItem = linked
    ? { label: 'Unlink the file', onSelect: () => void unlinkFile() }
    : { label: 'Link to a file…', onSelect: () => void linkFile() };
  return (
    <h1 className="project-name" title={note}>
      <Menu
        label={name}
        className="button"
        items={[
          // After the menu has given the focus back.
          { label: 'Rename', onSelect: () => setTimeout(() => setRenaming(true)) },
          { label: 'Save', keys: keysOf('save'), onSelect: () => void save() },
          ...(isDesktop() || linked ? [link] : []),
          { label: 'Revisions…', onSelect: () => set({ dialog: 'revisions' }) },
          { label: 'Export…', keys: keysOf('export'), onSelect: () => set({ dialog: 'export' }), parted: true },
          { label: 'To the start screen', onSelect: () => void toStart(), parted: true },
        ]}
      >
        <span className="cut">{name}</span>
        <ChevronDown size={14} strokeWidth={1.75} aria-hidden="true" />
      </Menu>
    </h1>
  );
}

function NameField({ name, onDone }: { readonly name: string; readonly onDone: () => void }) {
  const [text, setText] = useState(name);
  const done = (): void => {
    const next = text.trim();
    if (next !== '' && next !== name) edit({ type: 'set', path: 'name', value: next, label: `Rename to ${next}` });
    onDone();
  };
  return (
    <input
      className="project-rename"
      aria-label="Name of the project"
      autoFocus
      value={text}
      maxLength={LIMITS.text.name}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onBlur={done}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') done();
        else if (event.key === 'Escape') onDone();
      }}
    />
  );
}
