// A choice from a list, as the system draws it, so that every key and every reader works.
import { ChevronsUpDown } from 'lucide-react';
import { useState } from 'react';
import type { Json } from '../../../shared/model/types.ts';
import { endStep } from '../../state/edit.ts';
import { wordOf } from '../fact.ts';
import { useFact, type Fact, type FactPlace } from '../useFact.ts';
import { Frame } from './Frame.tsx';
import { undoKey } from './undoKey.ts';
import { elsewhereOf, originOf, type Fallback } from './origin.ts';

export interface Option {
  readonly value: string;
  readonly word: string;
  /** Heading that it stands under. */
  readonly group?: string;
}

interface SelectProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly fallback?: Fallback | undefined;
  /** Word for "nothing said", where nothing is assumed either. */
  readonly empty?: string;
  readonly tip?: string;
  /** There is always a value: no line for none. */
  readonly required?: boolean;
}

export function SelectField({ path, clears, ...props }: SelectProps & FactPlace) {
  return <SelectBox {...props} fact={useFact(path, clears)} />;
}

export function SelectBox(props: SelectProps & { readonly fact: Fact }) {
  const { label, options, fact, fallback, empty = 'None', tip, required = false } = props;
  const [trouble, setTrouble] = useState<string | null>(null);
  const value = fact.value === undefined ? '' : wordOf(fact.value);
  const words = (one: Json): string => options.find((option) => option.value === wordOf(one))?.word ?? wordOf(one);
  const apply = (next: Json): void => {
    setTrouble(fact.set(next));
    endStep();
  };
  return (
    <Frame
      label={label}
      tip={tip}
      trouble={trouble}
      origin={required && !fact.differs ? null : originOf({ label, fact, fallback, words, apply, required })}
      elsewhere={elsewhereOf(fact, fallback, words)}
    >
      {({ id, described, invalid }) => (
        <>
          <select
            id={id}
            value={value}
            className={value === '' && !fallback ? 'unsaid' : ''}
            aria-describedby={described}
            aria-invalid={invalid}
            onKeyDown={undoKey}
            onChange={(event) => apply(event.target.value === '' ? null : event.target.value)}
          >
            {required ? null : <option value="">{fallback ? `${words(fallback.value)}, default` : empty}</option>}
            {value !== '' && !options.some((option) => option.value === value) ? (
              <option value={value}>{value}</option>
            ) : null}
            <Options options={options} />
          </select>
          <ChevronsUpDown className="field-chevrons" size={12} strokeWidth={1.75} aria-hidden="true" />
        </>
      )}
    </Frame>
  );
}

/** In groups where they have them, in the order given. */
function Options({ options }: { readonly options: readonly Option[] }) {
  const groups = [...new Set(options.map(({ group }) => group ?? ''))];
  return groups.map((group) => {
    const lines = options
      .filter((one) => (one.group ?? '') === group)
      .map(({ value, word }) => (
        <option key={value} value={value}>
          {word}
        </option>
      ));
    return group === '' ? (
      lines
    ) : (
      <optgroup key={group} label={group}>
        {lines}
      </optgroup>
    );
  });
}
