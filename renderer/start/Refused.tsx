// A file that was refused: why, where in the file, and that it is unharmed.
import { OctagonAlert } from 'lucide-react';
import { Sheet } from '../frame/Sheet.tsx';
import { openWithDialog } from '../state/open.ts';
import { set, useWindow } from '../state/store.ts';
import { counted } from '../../shared/explain/words.ts';

const SHOWN = 8;

export function Refused() {
  const refusal = useWindow((state) => state.refusal);
  if (!refusal) return null;
  const close = (): void => set({ refusal: null });
  const more = refusal.problems.length - SHOWN;
  return (
    <Sheet label="The file was not opened" className="refused" onClose={close}>
      <h2>
        <OctagonAlert size={18} strokeWidth={1.75} aria-hidden="true" />
        {refusal.file} was not opened
      </h2>
      <p role="alert">{refusal.message}</p>
      {refusal.problems.length > 1 ? (
        <ul>
          {refusal.problems.slice(0, SHOWN).map((problem) => (
            <li key={`${problem.path} ${problem.message}`}>
              <code>{problem.path === '' ? 'the whole file' : problem.path}</code>
              <span>{problem.message}</span>
            </li>
          ))}
          {more > 0 ? <li className="quiet">and {counted(more, 'problem')} more</li> : null}
        </ul>
      ) : null}
      <p className="quiet">The file on disk is unharmed; nothing was written.</p>
      <div className="sheet-foot">
        <button type="button" className="button" onClick={close}>
          Close
        </button>
        <button
          type="button"
          className="button primary"
          onClick={() => {
            close();
            void openWithDialog();
          }}
        >
          Choose another file
        </button>
      </div>
    </Sheet>
  );
}
