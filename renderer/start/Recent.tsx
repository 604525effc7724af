// The files that were opened before, the latest first.
import { FileText } from 'lucide-react';
import { openRecent } from '../state/open.ts';
import { usePreviews } from '../state/previews.ts';

const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });

export function Recent() {
  const recent = usePreviews((state) => state.recent);
  if (recent.length === 0) return null;
  return (
    <section aria-labelledby="recent">
      <div className="start-section">
        <h2 id="recent">Recent</h2>
      </div>
      <ul className="recent">
        {recent.slice(0, 6).map((entry) => (
          <li key={entry.path}>
            <button type="button" onClick={() => void openRecent(entry.path, entry.name)}>
              <FileText size={16} strokeWidth={1.75} aria-hidden="true" />
              <strong className="cut">{entry.name}</strong>
              <span className="quiet cut">{entry.path}</span>
              <span className="quiet recent-date">{DATE.format(new Date(entry.openedAt))}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
