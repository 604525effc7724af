// The files that were opened before and belong to no project, the latest first.
import { FileText } from 'lucide-react';
import { useClock } from '../projects/useClock.ts';
import { ago } from '../projects/when.ts';
import { openRecent } from '../state/open.ts';
import { useLists } from '../state/recent.ts';

const SHOWN = 6;

export function Recent() {
  const files = useLists((state) => state.files);
  const time = useClock();
  if (files.length === 0) return null;
  return (
    <section aria-labelledby="recent">
      <div className="start-section">
        <h2 id="recent">Recent files</h2>
      </div>
      <ul className="rows">
        {files.slice(0, SHOWN).map((entry) => (
          <li key={entry.path}>
            <button type="button" onClick={() => void openRecent(entry.path, entry.name)}>
              <FileText size={16} strokeWidth={1.75} aria-hidden="true" />
              <strong className="cut">{entry.name}</strong>
              <span className="quiet cut">{entry.path}</span>
              <span className="quiet">Opened {ago(entry.openedAt, time)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
