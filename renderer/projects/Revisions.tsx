// The saves of the open project: each can be looked at, opened as the design, or saved as a project of its own.
import { useEffect, useState } from 'react';
import type { RevisionEntry } from '../../shared/contract/calls.ts';
import { writeProject } from '../../shared/format/projectFile.ts';
import type { Project } from '../../shared/model/types.ts';
import { call } from '../api/client.ts';
import { Sheet } from '../frame/Sheet.tsx';
import { Thumbnail } from '../start/Thumbnail.tsx';
import { replaceDesign } from '../state/edit.ts';
import { titleOf, usePersist } from '../state/persist.ts';
import { usePreviews, wantPreview } from '../state/previews.ts';
import { now, set, useWindow } from '../state/store.ts';
import { counted } from '../../shared/explain/words.ts';
import { differences } from './differences.ts';
import { useClock } from './useClock.ts';
import { moment } from './when.ts';

export function Revisions() {
  const open = useWindow((state) => state.dialog === 'revisions');
  return open ? <RevisionsSheet /> : null;
}

const close = (): void => set({ dialog: null });

function RevisionsSheet() {
  const id = usePersist((state) => state.id);
  const [list, setList] = useState<readonly RevisionEntry[] | null>(null);
  const [trouble, setTrouble] = useState('');
  const [chosen, setChosen] = useState<number | null>(null);
  useEffect(() => {
    let here = true;
    void (async () => {
      const answer = id === null ? { ok: true as const, value: [] } : await call('listRevisions', { id });
      if (!here) return;
      if (!answer.ok) return setTrouble(answer.error.message);
      setList(answer.value);
      setChosen(answer.value[0]?.number ?? null);
    })();
    return () => {
      here = false;
    };
  }, [id]);
  const entry = list?.find(({ number }) => number === chosen);
  return (
    <Sheet label="Revisions" className="revisions" onClose={close}>
      <h2>Revisions</h2>
      {trouble ? <p className="trouble">{trouble}</p> : null}
      {list?.length === 0 ? <p>No revision yet. Each save keeps one, for as long as the project is there.</p> : null}
      {id !== null && entry ? (
        <div className="revisions-body">
          <ul
            role="listbox"
            aria-label="Revisions, the newest first"
            tabIndex={0}
            onKeyDown={step(list, chosen, setChosen)}
          >
            {list?.map((one) => (
              <Row key={one.number} entry={one} chosen={one.number === chosen} onChoose={setChosen} />
            ))}
          </ul>
          <Detail key={entry.number} id={id} entry={entry} onTrouble={setTrouble} />
        </div>
      ) : (
        <div className="sheet-foot">
          <button type="button" className="button lined" onClick={close}>
            Close
          </button>
        </div>
      )}
    </Sheet>
  );
}

const step =
  (list: readonly RevisionEntry[] | null, chosen: number | null, choose: (number: number) => void) =>
  (event: { readonly key: string; preventDefault(): void }): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined || !list) return;
    event.preventDefault();
    const next = list[list.findIndex(({ number }) => number === chosen) + by];
    if (next) choose(next.number);
  };

interface RowProps {
  readonly entry: RevisionEntry;
  readonly chosen: boolean;
  readonly onChoose: (number: number) => void;
}

function Row({ entry, chosen, onChoose }: RowProps) {
  const time = useClock();
  return (
    // The list itself has the keyboard.
    <li role="option" aria-selected={chosen} onClick={() => onChoose(entry.number)}>
      <strong>{entry.number}</strong>
      <span className="cut">{moment(entry.savedAt, time)}</span>
      <span className="cut quiet">{entry.name}</span>
      <span className="quiet right">{size(entry.bytes)}</span>
    </li>
  );
}

const size = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

interface DetailProps {
  readonly id: string;
  readonly entry: RevisionEntry;
  readonly onTrouble: (message: string) => void;
}

function Detail({ id, entry, onTrouble }: DetailProps) {
  const key = `${id}@${entry.number}`;
  const preview = usePreviews((state) => state[key]);
  const design = useWindow((state) => state.project);
  const { number } = entry;
  useEffect(() => {
    const text = async (): Promise<string | null> => {
      const answer = await call('openRevision', { id, number });
      if (!answer.ok) onTrouble(answer.error.message);
      return answer.ok ? answer.value.text : null;
    };
    wantPreview({ key, text, figures: 'none' });
  }, [id, key, number, onTrouble]);
  const differs = preview && design ? differences(design, preview.project) : [];
  return (
    <section aria-label={`Revision ${number}`}>
      <div className="card-drawing">
        {preview ? <Thumbnail drawing={preview.drawing} project={preview.project} /> : null}
      </div>
      {preview ? (
        <>
          <p className="quiet">
            {counted(preview.project.components.length, 'component')},{' '}
            {counted(preview.project.variants.length, 'variant')}
          </p>
          <p>{differs.length === 0 ? 'The same as the design on the screen.' : 'Opened as the design, it changes:'}</p>
          {differs.length > 0 ? (
            <ul className="facts">
              {differs.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          ) : null}
          <div className="sheet-foot">
            <button type="button" className="button" onClick={close}>
              Close
            </button>
            <button
              type="button"
              className="button lined"
              onClick={() => void saveCopy(preview.project, number, onTrouble)}
            >
              Save a copy as a new project
            </button>
            <button
              type="button"
              className="button primary"
              disabled={differs.length === 0}
              onClick={() => {
                close();
                replaceDesign(preview.project, `Open revision ${number}`);
              }}
            >
              Open this as the design
            </button>
          </div>
        </>
      ) : null}
    </section>
  );
}

/** The copy waits on the start screen; the open design stays where it is. */
async function saveCopy(project: Project, number: number, onTrouble: (message: string) => void): Promise<void> {
  const name = titleOf(`${project.name.slice(0, 180)} (revision ${number})`);
  const text = writeProject({ ...project, id: crypto.randomUUID(), name });
  const answer = await call('createProject', { name, text });
  if (!answer.ok) return onTrouble(answer.error.message);
  close();
  if (now().project) set({ notice: { tone: 'told', text: `"${name}" is a project of its own now.` } });
}
