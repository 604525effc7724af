// One project of the store: its drawing, three figures, when it was changed, and a menu of what is done with it.
import { Ellipsis } from 'lucide-react';
import { useEffect } from 'react';
import type { ProjectEntry } from '../../shared/contract/calls.ts';
import { call } from '../api/client.ts';
import { VariantKey } from '../parts/Marks.tsx';
import { Menu } from '../parts/Menu.tsx';
import { useClock } from '../projects/useClock.ts';
import { ago } from '../projects/when.ts';
import { openStored } from '../state/open.ts';
import { usePreviews, wantPreview } from '../state/previews.ts';
import { duplicateProject, renameProject, trashProject } from '../state/recent.ts';
import { Figures } from './Figures.tsx';
import { Thumbnail } from './Thumbnail.tsx';

const KEYS_SHOWN = 4;

export function ProjectCard({ project }: { readonly project: ProjectEntry }) {
  const { id, name, revision, updatedAt, hasRecovery, linkedPath } = project;
  const key = `${id}@${revision}`;
  const preview = usePreviews((state) => state[key]);
  useEffect(() => {
    const text = async (): Promise<string | null> => {
      const answer = await call('openProject', { id });
      return answer.ok ? answer.value.text : null;
    };
    wantPreview({ key, text, figures: 'drawn' });
  }, [id, key]);
  const time = useClock();
  const open = (): void => void openStored(id, name);
  const drawn = preview?.project.components.length !== 0;
  return (
    <li className="project-card">
      <div className="start-card">
        <span className="card-drawing">
          {preview && drawn ? <Thumbnail drawing={preview.drawing} project={preview.project} /> : null}
          {drawn ? null : <span className="card-empty">Nothing drawn yet</span>}
        </span>
        <span className="card-body">
          <span className="card-name">
            <strong className="cut">{name}</strong>
            {hasRecovery ? <span className="badge unsaved">Unsaved edits</span> : null}
            <span className="card-keys">
              {preview?.project.variants.slice(0, KEYS_SHOWN).map((variant, index) => (
                <VariantKey key={variant.id} index={index} />
              ))}
            </span>
          </span>
          <span className="card-line">
            {preview && drawn ? (
              <Figures journey={preview.project.journeys[0]?.id} result={preview.results[preview.variant]} />
            ) : null}
          </span>
          <span className="quiet card-when">Edited {ago(updatedAt, time)}</span>
        </span>
        <button type="button" className="card-open" onClick={open} aria-label={`Open ${name}`} />
      </div>
      <Menu
        label={`More about ${name}`}
        className="button icon small card-menu"
        align="end"
        note={linkedPath === null ? undefined : `Linked to ${linkedPath}`}
        items={[
          { label: 'Open', onSelect: open },
          { label: 'Rename…', onSelect: () => void renameProject(project) },
          { label: 'Duplicate', onSelect: () => void duplicateProject(project) },
          { label: 'Revisions…', onSelect: () => void openStored(id, name, 'revisions') },
          { label: 'Move to the trash', onSelect: () => void trashProject(project), parted: true },
        ]}
      >
        <Ellipsis size={16} strokeWidth={1.75} aria-hidden="true" />
      </Menu>
    </li>
  );
}
