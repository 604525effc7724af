// A name and a button: adds a record that is known by its name.
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { LIMITS } from '../../shared/model/limits.ts';
import { press } from './press.ts';

interface NameFormProps {
  readonly label: string;
  readonly button: string;
  readonly known?: readonly string[];
  /** In words why not, if it was refused. */
  readonly add: (name: string) => string | null;
}

export function NameForm({ label, button, known, add }: NameFormProps) {
  const [name, setName] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const list = known ? `known ${label}` : undefined;
  const submit = (): void => {
    const reason = name.trim() === '' ? 'A name is needed' : add(name.trim());
    setTrouble(reason);
    if (reason === null) setName('');
  };
  return (
    <form
      className="add-form"
      onSubmit={(event) => {
        event.preventDefault();
        press(submit)();
      }}
    >
      <input
        type="text"
        maxLength={LIMITS.text.id}
        value={name}
        list={list}
        placeholder={label}
        aria-label={label}
        aria-invalid={trouble !== null}
        onChange={(event) => {
          setName(event.target.value);
          setTrouble(null);
        }}
      />
      {known ? (
        <datalist id={list}>
          {known.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      ) : null}
      <button type="submit" className="add-button">
        <Plus size={13} strokeWidth={1.75} aria-hidden="true" />
        {button}
      </button>
      {trouble === null ? null : (
        <p className="field-trouble" role="alert">
          {trouble}
        </p>
      )}
    </form>
  );
}
