// Free text over several lines, without a frame until it is used.
import { LIMITS } from '../../../shared/model/limits.ts';
import { useFact } from '../useFact.ts';
import { useDraft } from './useDraft.ts';

export function NoteField({
  path,
  label,
  empty,
}: {
  readonly path: string;
  readonly label: string;
  readonly empty: string;
}) {
  const fact = useFact(path);
  const draft = useDraft({
    own: fact.value,
    shown: typeof fact.value === 'string' ? fact.value : '',
    write: fact.set,
    read: (text) => ({ value: text.trim() === '' ? null : text }),
    lines: true,
  });
  return (
    <textarea
      className="note-field"
      rows={1}
      maxLength={LIMITS.text.note}
      aria-label={label}
      placeholder={empty}
      {...draft.input}
    />
  );
}
