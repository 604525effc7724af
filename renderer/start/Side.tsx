// The left side of the start screen: what is listed, and where the work is kept.
import { Clock, HardDrive, Keyboard, Shapes, Trash2, type LucideIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { call } from '../api/client.ts';
import { ThemeToggle } from '../frame/TitleBar.tsx';
import { Logo } from '../parts/Marks.tsx';
import { useLists } from '../state/recent.ts';
import { set } from '../state/store.ts';

export type View = 'projects' | 'samples' | 'trash';

interface SideProps {
  readonly view: View;
  readonly projects: number;
  readonly trashed: number;
  readonly onView: (view: View) => void;
}

export function Side({ view, projects, trashed, onView }: SideProps) {
  const samples = useLists((state) => state.samples.length);
  const entries: readonly (readonly [View, string, LucideIcon, number])[] = [
    ['projects', 'Projects', Clock, projects],
    ['samples', 'Samples', Shapes, samples],
    ['trash', 'Trash', Trash2, trashed],
  ];
  return (
    <aside className="side">
      <div className="side-name">
        <Logo size={20} />
        Topolith
      </div>
      <nav aria-label="Start screen">
        {entries.map(([id, word, Icon, count]) => (
          <button
            key={id}
            type="button"
            className="side-item"
            aria-current={view === id ? 'page' : undefined}
            onClick={() => onView(id)}
          >
            <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
            {word}
            {count > 0 ? <span className="side-count">{count}</span> : null}
          </button>
        ))}
      </nav>
      <h2 className="side-head">Learn</h2>
      <button type="button" className="side-item" onClick={() => set({ shortcutsOpen: true })}>
        <Keyboard size={16} strokeWidth={1.75} aria-hidden="true" />
        Keys and gestures
      </button>
      <div className="side-end">
        <div className="side-note">
          <strong>
            <HardDrive size={14} strokeWidth={1.75} aria-hidden="true" />
            On this computer only
          </strong>
          No account, no network. Your projects are kept here, files stay where you save them.
        </div>
        <div className="side-foot">
          <ThemeToggle />
          <Version />
        </div>
      </div>
    </aside>
  );
}

function Version() {
  const [version, setVersion] = useState('');
  useEffect(() => {
    let here = true;
    void call('about', {}).then((answer) => {
      if (here && answer.ok) setVersion(answer.value.version);
    });
    return () => {
      here = false;
    };
  }, []);
  return <span>{version}</span>;
}
