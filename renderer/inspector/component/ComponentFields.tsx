// What a component is and who looks after it.
import { KIND_WORD } from '../../../shared/format/drawingText.ts';
import { newId, newName } from '../../../shared/model/newId.ts';
import type { Component, ComponentKind, Json, Project } from '../../../shared/model/types.ts';
import { edit } from '../../state/edit.ts';
import { useDesign } from '../design.ts';
import { SelectBox, type Option } from '../field/SelectField.tsx';
import { reasonOf, useFact } from '../useFact.ts';
import { changeKind } from './changeKind.ts';
import { KindFacts } from './KindFacts.tsx';

const KINDS: readonly Option[] = Object.entries(KIND_WORD).map(([value, word]) => ({ value, word }));
const NEW_TEAM = 'new team';

export function ComponentFields({ project, component }: { readonly project: Project; readonly component: Component }) {
  const design = useDesign().project;
  const kind = useFact(`components/${component.id}/kind`);
  const team = useFact(`components/${component.id}/team`);
  const own = design.components.find((one) => one.id === component.id) ?? component;
  const teams = design.teams ?? [];
  const setKind = (value: Json): string | null =>
    kind.differs ? kind.set(value) : reasonOf(edit(changeKind(design, own, value as ComponentKind)));
  /** A new team comes with its first component. */
  const setTeam = (value: Json): string | null => {
    if (value !== NEW_TEAM) return team.set(value);
    const name = newName(teams, 'Team');
    const id = newId(design, name);
    return reasonOf(
      edit({
        type: 'batch',
        name: `Add ${name}`,
        commands: [
          { type: 'add', kind: 'team', record: { id, name, engineers: 5 } },
          { type: 'set', path: `components/${component.id}/team`, value: id },
        ],
      }),
    );
  };
  return (
    <>
      <SelectBox label="Kind" options={KINDS} required fact={{ ...kind, set: setKind }} />
      <SelectBox
        label="Team"
        empty="No team"
        options={[...teams.map(({ id, name }) => ({ value: id, word: name })), { value: NEW_TEAM, word: 'A new team' }]}
        fact={{ ...team, set: setTeam }}
      />
      <KindFacts project={project} component={component} />
    </>
  );
}
