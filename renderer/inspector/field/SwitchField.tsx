// Yes or no.
import { useState, type KeyboardEvent } from 'react';
import type { Json } from '../../../shared/model/types.ts';
import { endStep } from '../../state/edit.ts';
import { useFact, type Fact } from '../useFact.ts';
import { Frame } from './Frame.tsx';
import { elsewhereOf, originOf, type Fallback } from './origin.ts';

interface SwitchProps {
  readonly label: string;
  readonly fallback: Fallback<boolean>;
  readonly tip?: string;
}

const words = (value: Json): string => (value === true ? 'Yes' : 'No');

export function SwitchField({ path, ...props }: SwitchProps & { readonly path: string }) {
  return <SwitchBox {...props} fact={useFact(path)} />;
}

export function SwitchBox({ label, fallback, tip, fact }: SwitchProps & { readonly fact: Fact }) {
  const [trouble, setTrouble] = useState<string | null>(null);
  const on = (fact.value ?? fallback.value) === true;
  const apply = (value: Json): void => {
    setTrouble(fact.set(value));
    endStep();
  };
  /** As emptying does for a text. */
  const takeOut = (event: KeyboardEvent): void => {
    event.preventDefault();
    apply(null);
  };
  return (
    <Frame
      label={label}
      tip={tip}
      trouble={trouble}
      origin={originOf({ label, fact, fallback, words, apply, required: false })}
      elsewhere={elsewhereOf(fact, fallback, words)}
    >
      {({ id, labelled, described }) => (
        <button
          id={id}
          type="button"
          role="switch"
          className="switch"
          aria-checked={on}
          aria-labelledby={labelled}
          aria-describedby={described}
          onClick={() => apply(!on)}
          onKeyDown={(event) => {
            if (event.key === 'Delete' || event.key === 'Backspace') takeOut(event);
          }}
        >
          <i aria-hidden="true" />
          {words(on)}
        </button>
      )}
    </Frame>
  );
}
