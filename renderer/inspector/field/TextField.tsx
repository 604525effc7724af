// A word or a line of text.
import { LIMITS } from '../../../shared/model/limits.ts';
import type { Json } from '../../../shared/model/types.ts';
import { wordOf } from '../fact.ts';
import { useFact, type Fact } from '../useFact.ts';
import { Frame } from './Frame.tsx';
import { elsewhereOf, originOf, type Fallback } from './origin.ts';
import { useDraft } from './useDraft.ts';

interface TextProps {
  readonly label: string;
  readonly most?: 'name' | 'word' | 'id';
  readonly fallback?: Fallback | undefined;
  readonly empty?: string;
  readonly tip?: string;
  readonly required?: boolean;
  /** Between the text and the value, where it is not the text itself. */
  readonly read?: (text: string) => Json;
  readonly write?: (value: Json) => string;
  /** Words to choose from, apart from typing one. */
  readonly known?: readonly string[];
}

export function TextField({ path, ...props }: TextProps & { readonly path: string }) {
  return <TextBox {...props} fact={useFact(path)} />;
}

export function TextBox(props: TextProps & { readonly fact: Fact }) {
  const { label, fact, most = 'word', fallback, empty = 'None', tip, required = false, known } = props;
  const { read = (text) => text.trim(), write: words = wordOf } = props;
  const shown = fact.value ?? fallback?.value;
  const draft = useDraft({
    own: fact.value,
    shown: shown === undefined ? '' : words(shown),
    write: fact.set,
    read: (text) =>
      text.trim() !== '' ? { value: read(text) } : required ? { reason: 'A name is needed' } : { value: null },
  });
  return (
    <Frame
      label={label}
      tip={tip}
      trouble={draft.trouble}
      origin={originOf({ label, fact, fallback, words, apply: draft.apply, required })}
      elsewhere={elsewhereOf(fact, fallback, words)}
    >
      {({ id, described, invalid }) => (
        <>
          <input
            id={id}
            type="text"
            maxLength={LIMITS.text[most]}
            autoComplete="off"
            placeholder={empty}
            list={known ? `${id}-known` : undefined}
            aria-describedby={described}
            aria-invalid={invalid}
            {...draft.input}
          />
          {known ? (
            <datalist id={`${id}-known`}>
              {known.map((one) => (
                <option key={one} value={one} />
              ))}
            </datalist>
          ) : null}
        </>
      )}
    </Frame>
  );
}
