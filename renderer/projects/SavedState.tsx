// Whether the design is in the store, in words with a mark; and the file that it is linked to.
import { Check, FileText, LoaderCircle, Pencil, TriangleAlert } from 'lucide-react';
import { usePersist, type LinkedFile } from '../state/persist.ts';
import { save } from './save.ts';
import { useClock } from './useClock.ts';
import { moment } from './when.ts';

export function SavedState() {
  const { state, id, file, message, savedAt, kept } = usePersist();
  const now = useClock();
  return (
    <span className={`saved-state ${state}`} role="status">
      {state === 'failed' ? (
        <>
          <TriangleAlert size={13} strokeWidth={1.75} aria-hidden="true" />
          <span className="cut" title={message}>
            Not saved: {message}
          </span>
          <button type="button" className="button text" onClick={() => void save()}>
            Try again
          </button>
        </>
      ) : state === 'saving' ? (
        <>
          <LoaderCircle size={13} strokeWidth={1.75} aria-hidden="true" />
          Saving
        </>
      ) : state === 'unsaved' ? (
        <span className="saved-words" title={kept ? `A copy for recovery was kept at ${moment(kept, now)}` : undefined}>
          <Pencil size={12} strokeWidth={1.75} aria-hidden="true" />
          Unsaved changes
        </span>
      ) : id === null && file ? null : id === null ? (
        <span className="badge" title="Your first edit makes it a project of yours; what you opened stays as it is">
          Opened as a copy
        </span>
      ) : (
        <span className="saved-words" title={savedAt ? `Saved at ${moment(savedAt, now)}` : undefined}>
          <Check size={13} strokeWidth={1.75} aria-hidden="true" />
          Saved
        </span>
      )}
    </span>
  );
}

const FILE_WORD: Partial<Record<LinkedFile['state'], string>> = {
  changed: 'File changed outside',
  gone: 'File is gone',
  failed: 'File not written',
};

/** The linked file's name; a button where something has to be decided or done about it. */
export function FileBadge() {
  const file = usePersist((state) => state.file);
  if (!file) return null;
  const name = file.path.split(/[\\/]/).at(-1) ?? file.path;
  const trouble = FILE_WORD[file.state];
  const inside = (
    <>
      <FileText size={11} strokeWidth={1.75} aria-hidden="true" />
      <span className="cut">{trouble ?? name}</span>
    </>
  );
  if (!trouble)
    return (
      <span
        className="badge file-badge"
        role="img"
        aria-label={`Linked to ${name}`}
        title={`Each save is written to ${file.path} as well`}
      >
        {inside}
      </span>
    );
  return (
    <button
      type="button"
      className="badge file-badge trouble"
      title={`${file.path}${file.message ? `\n${file.message}` : ''}`}
      onClick={() => void save()}
    >
      {inside}
    </button>
  );
}
