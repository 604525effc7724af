// The name of a part as the heading of its panel, changed in place.
import { LIMITS } from '../../../shared/model/limits.ts';
import { useFact } from '../useFact.ts';
import { useDraft } from './useDraft.ts';

export function TitleField({ path, label }: { readonly path: string; readonly label: string }) {
  const fact = useFact(path);
  const shown = typeof fact.value === 'string' ? fact.value : '';
  const draft = useDraft({
    own: fact.value,
    shown,
    write: fact.set,
    read: (text) => (text.trim() === '' ? { reason: 'A name is needed' } : { value: text.trim() }),
  });
  return (
    <>
      <h2>
        <input
          className="title-field"
          type="text"
          maxLength={LIMITS.text.name}
          aria-label={label}
          aria-invalid={draft.trouble !== null}
          autoComplete="off"
          spellCheck={false}
          title={shown}
          {...draft.input}
        />
      </h2>
      {draft.trouble === null ? null : (
        <p className="field-trouble" role="alert">
          {draft.trouble}
        </p>
      )}
    </>
  );
}
