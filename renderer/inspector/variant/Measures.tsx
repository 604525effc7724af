// How late or how old something is from one operation to another.
import { newId, newName } from '../../../shared/model/newId.ts';
import type { Project } from '../../../shared/model/types.ts';
import { AddButton } from '../AddButton.tsx';
import { SelectField } from '../field/SelectField.tsx';
import { TextField } from '../field/TextField.tsx';
import { Fold } from '../Fold.tsx';
import { Item } from '../Item.tsx';
import { useEdit } from '../useEdit.ts';
import { EntryFields } from './EntryFields.tsx';

const KINDS = [
  { value: 'staleness', word: 'How old' },
  { value: 'delay', word: 'How late' },
];

/** Of the file as it is: a measure is the same in every variant. */
export function Measures({ project }: { readonly project: Project }) {
  const { run } = useEdit();
  const measures = project.measures ?? [];
  const first = project.components[0];
  const last = project.components.at(-1);
  const add = (): void => {
    if (!first || !last) return;
    const name = newName(measures, 'Measure');
    run({
      type: 'add',
      kind: 'measure',
      record: {
        id: newId(project, name),
        name,
        kind: 'staleness',
        from: { component: first.id },
        to: { component: last.id },
      },
    });
  };
  return (
    <Fold title="Measures" badge={String(measures.length)}>
      {measures.length === 0 ? (
        <p className="quiet">None. A measure asks how old or late something is, from one part to another.</p>
      ) : null}
      {measures.map(({ id, name, kind }) => (
        <Item key={id} title={name} summary={kind} onRemove={() => run({ type: 'remove', kind: 'measure', id })}>
          <TextField label="Name" path={`measures/${id}/name`} most="name" required />
          <SelectField label="Asks" path={`measures/${id}/kind`} options={KINDS} required />
          <EntryFields project={project} label="From" path={`measures/${id}/from`} />
          <EntryFields project={project} label="To" path={`measures/${id}/to`} />
        </Item>
      ))}
      {first ? <AddButton onClick={add}>Add measure</AddButton> : null}
    </Fold>
  );
}
