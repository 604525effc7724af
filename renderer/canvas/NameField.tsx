// The name of a part, typed where it stands.
import { useEffect, useRef } from 'react';
import { rename } from '../drawing/rename.ts';
import { set, type Selection } from '../state/store.ts';

export function NameField({ part, name }: { readonly part: Selection; readonly name: string }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  return (
    <input
      ref={field}
      className="name-field nodrag nopan"
      aria-label={`Name of ${name}`}
      defaultValue={name}
      maxLength={200}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onBlur={(event) => rename(part, event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') {
          event.currentTarget.value = name;
          set({ renaming: null });
        }
      }}
    />
  );
}
