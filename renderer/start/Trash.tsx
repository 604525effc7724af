// Projects in the trash: each can be restored until the trash is emptied.
import { Trash2 } from 'lucide-react';
import type { ProjectEntry } from '../../shared/contract/calls.ts';
import { Empty } from '../parts/Empty.tsx';
import { useClock } from '../projects/useClock.ts';
import { ago } from '../projects/when.ts';
import { emptyTrash, restoreProject } from '../state/recent.ts';
import { counted } from '../../shared/explain/words.ts';

export function Trash({ projects }: { readonly projects: readonly ProjectEntry[] }) {
  const time = useClock();
  return (
    <section aria-labelledby="trash">
      <div className="start-section">
        <h2 id="trash">Trash</h2>
        <span className="quiet">Kept with all revisions until you empty it</span>
        {projects.length > 0 ? (
          <button type="button" className="button lined end" onClick={() => void emptyTrash(projects.length)}>
            Empty the trash
          </button>
        ) : null}
      </div>
      {projects.length === 0 ? (
        <Empty icon={<Trash2 size={20} strokeWidth={1.75} aria-hidden="true" />} title="The trash is empty">
          A project that you move here keeps its revisions and can be restored.
        </Empty>
      ) : (
        <ul className="rows">
          {projects.map((project) => (
            <li key={project.id} className="trashed">
              <strong className="cut">{project.name}</strong>
              <span className="quiet">{counted(project.revision, 'revision')}</span>
              <span className="quiet">Moved here {ago(project.trashedAt ?? project.updatedAt, time)}</span>
              <button
                type="button"
                className="button lined"
                aria-label={`Restore ${project.name}`}
                onClick={() => void restoreProject(project)}
              >
                Restore
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
