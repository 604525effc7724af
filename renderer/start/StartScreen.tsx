// Start screen: projects, samples, recent files and the trash; new, open, import.
import { FileInput, FolderOpen, Plus, Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { keysOf } from '../frame/keys.ts';
import { newProject, importWithDialog, openWithDialog } from '../state/open.ts';
import { forgetWanted } from '../state/previews.ts';
import { loadLists, useLists } from '../state/recent.ts';
import { ProjectCard } from './ProjectCard.tsx';
import { Recent } from './Recent.tsx';
import { SampleCard } from './SampleCard.tsx';
import { Side, type View } from './Side.tsx';
import { Trash } from './Trash.tsx';

/** A field to filter by name is there from here on. */
const MANY = 6;

export function StartScreen() {
  const [view, setView] = useState<View>('projects');
  const { projects, trouble } = useLists();
  useEffect(() => {
    void loadLists();
    return forgetWanted;
  }, []);
  const kept = projects?.filter(({ trashedAt }) => trashedAt === null) ?? [];
  const trashed = projects?.filter(({ trashedAt }) => trashedAt !== null) ?? [];
  return (
    <div className="start">
      <Side view={view} projects={kept.length} trashed={trashed.length} onView={setView} />
      <main className="start-main">
        <Head />
        {trouble ? (
          <p className="trouble start-trouble" role="alert">
            {trouble}{' '}
            <button type="button" className="button text" onClick={() => void loadLists()}>
              Try again
            </button>
          </p>
        ) : null}
        {view === 'trash' ? (
          <Trash projects={trashed} />
        ) : (
          <>
            {view === 'projects' ? (
              <>
                <Projects projects={projects === null ? null : kept} />
                <Recent />
              </>
            ) : null}
            <Samples compact={view === 'projects' && kept.length > 0} />
          </>
        )}
      </main>
    </div>
  );
}

function Head() {
  return (
    <header className="start-head">
      <h1>Which cut is right?</h1>
      <button type="button" className="button lined big end" onClick={importWithDialog}>
        <FileInput size={16} strokeWidth={1.75} aria-hidden="true" />
        Import
      </button>
      <button type="button" className="button lined big" onClick={() => void openWithDialog()}>
        <FolderOpen size={16} strokeWidth={1.75} aria-hidden="true" />
        Open <kbd>{keysOf('open')}</kbd>
      </button>
      <button type="button" className="button primary big" onClick={() => void newProject()}>
        <Plus size={16} strokeWidth={1.75} aria-hidden="true" />
        New project
      </button>
    </header>
  );
}

function Projects({ projects }: { readonly projects: Parameters<typeof Trash>[0]['projects'] | null }) {
  const [wanted, setWanted] = useState('');
  const found = projects?.filter(({ name }) => name.toLowerCase().includes(wanted.trim().toLowerCase())) ?? [];
  if (projects?.length === 0) return null;
  return (
    <section aria-labelledby="projects">
      <div className="start-section">
        <h2 id="projects">Projects</h2>
        {projects && projects.length > MANY ? (
          <label className="project-filter end">
            <Search size={14} strokeWidth={1.75} aria-hidden="true" />
            <input
              type="search"
              aria-label="Filter projects"
              placeholder="Filter"
              value={wanted}
              onChange={(event) => setWanted(event.target.value)}
            />
          </label>
        ) : null}
      </div>
      {projects && found.length === 0 ? <p className="quiet">No project has "{wanted.trim()}" in its name.</p> : null}
      <ul className="cards">
        {projects === null
          ? [0, 1, 2].map((one) => <li key={one} className="start-card waiting" />)
          : found.map((project) => <ProjectCard key={project.id} project={project} />)}
      </ul>
    </section>
  );
}

function Samples({ compact }: { readonly compact: boolean }) {
  const samples = useLists((state) => state.samples);
  return (
    <section aria-labelledby="samples">
      <div className="start-section">
        <h2 id="samples">Samples</h2>
        <span className="quiet">Open as copies, change what you like</span>
      </div>
      <ul className={`cards ${compact ? 'compact' : ''}`}>
        {samples.map((sample) => (
          <SampleCard key={sample.id} sample={sample} />
        ))}
      </ul>
      <button type="button" className="start-card bring" onClick={() => void openWithDialog()}>
        <FileInput size={18} strokeWidth={1.75} aria-hidden="true" />
        <strong>Bring what you have</strong>
        <span>Drop a .topolith file anywhere on this window, or choose one.</span>
      </button>
    </section>
  );
}
