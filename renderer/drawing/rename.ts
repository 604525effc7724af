// Names typed on the drawing.
import { variantOf } from '../edits/recut.ts';
import { endStep } from '../state/edit.ts';
import { type Selection, now, set } from '../state/store.ts';
import { attempt } from './attempt.ts';

export function startRename(): void {
  const { selection } = now();
  if (selection && selection.kind !== 'link') set({ renaming: selection });
}

export function rename({ kind, id }: Selection, name: string): void {
  const { project, variant } = now();
  const wanted = name.trim();
  set({ renaming: null });
  if (!project || wanted === '') return;
  endStep();
  if (kind === 'component') attempt({ type: 'rename', kind: 'component', id, name: wanted });
  const record =
    kind === 'deployable' ? variantOf(project, variant).deployables.find((one) => one.id === id) : undefined;
  if (record) attempt({ type: 'updateDeployable', variant, record: { ...record, name: wanted } });
}
