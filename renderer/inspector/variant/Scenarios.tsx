// What-ifs: traffic, faults and network for one look at the design.
import { newId, newName } from '../../../shared/model/newId.ts';
import type { Project, Scenario } from '../../../shared/model/types.ts';
import { AddButton } from '../AddButton.tsx';
import { NoteField } from '../field/NoteField.tsx';
import { QuantityField } from '../field/QuantityField.tsx';
import { SelectBox } from '../field/SelectField.tsx';
import { TextField } from '../field/TextField.tsx';
import { Fold } from '../Fold.tsx';
import { Item } from '../Item.tsx';
import { press } from '../press.ts';
import { useEdit } from '../useEdit.ts';
import { useFact, type Fact } from '../useFact.ts';
import { DayFields } from './DayFields.tsx';
import { Faults } from './Faults.tsx';
import { Overrides } from './Overrides.tsx';
import { summaryOf } from './scenarioWords.ts';

export function Scenarios({ project }: { readonly project: Project }) {
  const { run } = useEdit();
  const scenarios = project.scenarios ?? [];
  const add = (): void => {
    const name = newName(scenarios, 'Scenario');
    run({ type: 'add', kind: 'scenario', record: { id: newId(project, name), name, traffic: 2 } });
  };
  return (
    <Fold title="Scenarios" badge={String(scenarios.length)}>
      {scenarios.length === 0 ? (
        <p className="quiet">None. A scenario asks what if: three times the traffic, a busy evening, a zone lost.</p>
      ) : null}
      {scenarios.map((scenario) => (
        <Item
          key={scenario.id}
          title={scenario.name}
          summary={summaryOf(scenario)}
          onRemove={() => run({ type: 'remove', kind: 'scenario', id: scenario.id })}
        >
          <ScenarioFields project={project} scenario={scenario} />
        </Item>
      ))}
      <AddButton onClick={add}>Add scenario</AddButton>
    </Fold>
  );
}

function ScenarioFields({ project, scenario }: { readonly project: Project; readonly scenario: Scenario }) {
  const path = `scenarios/${scenario.id}`;
  return (
    <>
      <TextField label="Name" path={`${path}/name`} most="name" required />
      <NoteField path={`${path}/note`} label={`Note on ${scenario.name}`} empty="Add a note" />
      <TrafficFields project={project} scenario={scenario} />
      <DayFields scenario={scenario} />
      <QuantityField
        label="Network time"
        path={`${path}/network/latencyFactor`}
        unit="number"
        range="factor"
        suffix="×"
        fallback={{ value: 1 }}
      />
      <QuantityField label="Network adds" path={`${path}/network/addMs`} unit="ms" range="ms" fallback={{ value: 0 }} />
      <Faults project={project} scenario={scenario} />
      {scenario.overrides ? (
        <Overrides
          label={`Facts that ${scenario.name} changes`}
          overrides={scenario.overrides}
          path={`${path}/overrides`}
        />
      ) : null}
      <OnlyIn project={project} scenario={scenario} />
    </>
  );
}

const TRAFFIC = [
  { value: 'all', word: 'One factor for all' },
  { value: 'each', word: 'By journey' },
];

/** One factor for all journeys, or one for each. */
function TrafficFields({ project, scenario }: { readonly project: Project; readonly scenario: Scenario }) {
  const path = `scenarios/${scenario.id}/traffic`;
  const fact = useFact(path);
  const { traffic = 1 } = scenario;
  const each = typeof traffic === 'object';
  const form: Fact = {
    ...fact,
    value: each ? 'each' : 'all',
    set: (value) => {
      if (value === 'all') return fact.set(null);
      const factor = each ? 1 : traffic;
      return fact.set(Object.fromEntries(project.journeys.map(({ id }) => [id, factor])));
    },
  };
  return (
    <>
      {project.journeys.length > 1 ? <SelectBox label="Traffic by" options={TRAFFIC} fact={form} required /> : null}
      {each ? (
        project.journeys.map(({ id, name }) => (
          <QuantityField
            key={id}
            label={name}
            path={`${path}/${id}`}
            unit="number"
            range="factor"
            suffix="×"
            fallback={{ value: 1 }}
          />
        ))
      ) : (
        <QuantityField label="Traffic" path={path} unit="number" range="factor" suffix="×" fallback={{ value: 1 }} />
      )}
    </>
  );
}

/** All variants unless some are ticked off. */
function OnlyIn({ project, scenario }: { readonly project: Project; readonly scenario: Scenario }) {
  const fact = useFact(`scenarios/${scenario.id}/variants`);
  const all = project.variants.map(({ id }) => id);
  const meant = scenario.variants ?? all;
  const turn = (id: string): void => {
    const next = all.filter((one) => (one === id) !== meant.includes(one));
    void fact.set(next.length === all.length ? null : next);
  };
  return (
    <fieldset className="ticks">
      <legend>Meant for</legend>
      {project.variants.map(({ id, name }) => (
        <label key={id}>
          <input type="checkbox" checked={meant.includes(id)} onChange={press(() => turn(id))} />
          <span className="cut">{name}</span>
        </label>
      ))}
    </fieldset>
  );
}
