// The teams that look after the components.
import { newId, newName } from '../../../shared/model/newId.ts';
import type { Project } from '../../../shared/model/types.ts';
import { counted } from '../../../shared/explain/words.ts';
import { AddButton } from '../AddButton.tsx';
import { QuantityField } from '../field/QuantityField.tsx';
import { TextField } from '../field/TextField.tsx';
import { Fold } from '../Fold.tsx';
import { Item } from '../Item.tsx';
import { useEdit } from '../useEdit.ts';

export function Teams({ project }: { readonly project: Project }) {
  const { run } = useEdit();
  const teams = project.teams ?? [];
  const add = (): void => {
    const name = newName(teams, 'Team');
    run({ type: 'add', kind: 'team', record: { id: newId(project, name), name, engineers: 5 } });
  };
  return (
    <Fold title="Teams" badge={String(teams.length)}>
      {teams.length === 0 ? <p className="quiet">None. Teams tell who can change and release what alone.</p> : null}
      {teams.map(({ id, name, engineers }) => (
        <Item
          key={id}
          title={name}
          summary={counted(engineers, 'engineer')}
          onRemove={() => run({ type: 'remove', kind: 'team', id })}
        >
          <TextField label="Name" path={`teams/${id}/name`} most="name" required />
          <QuantityField label="Engineers" path={`teams/${id}/engineers`} unit="number" range="engineers" required />
        </Item>
      ))}
      <AddButton onClick={add}>Add team</AddButton>
    </Fold>
  );
}
