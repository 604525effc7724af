// Start screen: samples with their drawing and figures, recent files, open.
import { FileInput, FolderOpen, HardDrive, Keyboard } from 'lucide-react';
import { useEffect, useState } from 'react';
import { call } from '../api/client.ts';
import { ThemeToggle } from '../frame/TitleBar.tsx';
import { Logo } from '../parts/Marks.tsx';
import { openWithDialog } from '../state/open.ts';
import { loadStart, usePreviews } from '../state/previews.ts';
import { set, useWindow } from '../state/store.ts';
import { Recent } from './Recent.tsx';
import { SampleCard } from './SampleCard.tsx';

export function StartScreen() {
  useEffect(() => void loadStart(), []);
  return (
    <div className="start">
      <Side />
      <main className="start-main">
        <header className="start-head">
          <h1>Which cut is right?</h1>
          <button type="button" className="button primary big" onClick={() => void openWithDialog()}>
            <FolderOpen size={16} strokeWidth={1.75} aria-hidden="true" />
            Open <kbd>Ctrl O</kbd>
          </button>
        </header>
        <Recent />
        <Samples />
      </main>
    </div>
  );
}

function Samples() {
  const { samples, trouble } = usePreviews();
  const project = useWindow((state) => state.project);
  return (
    <section aria-labelledby="samples">
      <div className="start-section">
        <h2 id="samples">Samples</h2>
        <span className="quiet">Opened as copies, with every figure worked out</span>
        {project ? (
          <button type="button" className="button text end" onClick={() => set({ screen: 'design' })}>
            Back to {project.name}
          </button>
        ) : null}
      </div>
      {trouble ? <p className="trouble">{trouble}</p> : null}
      <div className="cards">
        {samples === null
          ? [0, 1, 2].map((one) => <div key={one} className="start-card waiting" />)
          : samples.map((sample) => <SampleCard key={sample.id} sample={sample} />)}
        <button type="button" className="start-card bring" onClick={() => void openWithDialog()}>
          <FileInput size={18} strokeWidth={1.75} aria-hidden="true" />
          <strong>Bring what you have</strong>
          <span>Drop a .topolith file anywhere on this window, or choose one.</span>
        </button>
      </div>
    </section>
  );
}

function Side() {
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
  return (
    <aside className="side">
      <div className="side-name">
        <Logo />
        Topolith
      </div>
      <p className="side-text">
        Draw a system once. Cut it as one process or as many. See what each cut costs in latency, in failures and in
        money.
      </p>
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
          No account, no network. Files stay where you save them.
        </div>
        <div className="side-foot">
          <ThemeToggle />
          <span>{version}</span>
        </div>
      </div>
    </aside>
  );
}
