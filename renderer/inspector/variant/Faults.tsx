// What a scenario breaks: the parts, and how.
import { faultTargets } from '../../../shared/model/references.ts';
import type { Project, Scenario, ScenarioFault } from '../../../shared/model/types.ts';
import { AddButton } from '../AddButton.tsx';
import { QuantityField } from '../field/QuantityField.tsx';
import { SelectField, type Option } from '../field/SelectField.tsx';
import { json } from '../fact.ts';
import { Item } from '../Item.tsx';
import { useFact } from '../useFact.ts';

const KIND_WORD: Readonly<Record<ScenarioFault['kind'], string>> = {
  down: 'Down',
  slow: 'Slow',
  hang: 'Never answers',
  errors: 'Answers with errors',
};
const PLACES = 'Zones and regions';
const KINDS: readonly Option[] = Object.entries(KIND_WORD).map(([value, word]) => ({ value, word }));

export function Faults({ project, scenario }: { readonly project: Project; readonly scenario: Scenario }) {
  const fact = useFact(`scenarios/${scenario.id}/faults`);
  const faults = scenario.faults ?? [];
  const targets = targetsOf(project);
  const write = (next: readonly ScenarioFault[]): void => void fact.set(next.length === 0 ? null : json(next));
  const first = targets[0];
  return (
    <div role="group" aria-label={`Faults of ${scenario.name}`}>
      {faults.map((fault, index) => {
        const path = `scenarios/${scenario.id}/faults/${index}`;
        return (
          <Item
            // Two faults may hit the same part: only the place in the list tells them apart.
            key={`${index} ${fault.target}`}
            title={targets.find(({ value }) => value === fault.target)?.word ?? fault.target}
            summary={KIND_WORD[fault.kind].toLowerCase()}
            onRemove={() => write(faults.toSpliced(index, 1))}
          >
            <SelectField label="Hits" path={`${path}/target`} options={targets} required />
            <SelectField
              label="Is"
              path={`${path}/kind`}
              options={isPlace(targets, fault.target) ? KINDS.slice(0, 1) : KINDS}
              required
            />
            <FaultFields fault={fault} path={path} />
          </Item>
        );
      })}
      {first ? (
        <AddButton onClick={() => write([...faults, { target: first.value, kind: 'down' }])}>Add a fault</AddButton>
      ) : null}
    </div>
  );
}

/** A zone or region is there or lost; nothing else can be said of it. */
const isPlace = (targets: readonly Option[], id: string): boolean =>
  targets.some(({ value, group }) => value === id && group === PLACES);

function FaultFields({ fault, path }: { readonly fault: ScenarioFault; readonly path: string }) {
  return (
    <>
      {fault.kind === 'slow' ? (
        <>
          <QuantityField
            label="Slower by"
            path={`${path}/factor`}
            unit="number"
            range="factor"
            suffix="×"
            fallback={{ value: 1 }}
          />
          <QuantityField label="Adds" path={`${path}/addMs`} unit="ms" range="ms" fallback={{ value: 0 }} />
        </>
      ) : null}
      {fault.kind === 'errors' ? (
        <QuantityField
          label="Share of calls"
          path={`${path}/share`}
          unit="share"
          range="share"
          fallback={{ value: 1 }}
        />
      ) : null}
      <QuantityField
        label="Lasts"
        path={`${path}/forMinutes`}
        unit="minutes"
        range="minutes"
        empty="Until it is mended"
      />
    </>
  );
}

/** Components, deployables of any variant, links, zones and regions, each once. */
function targetsOf(project: Project): readonly Option[] {
  const name = (id: string): string => project.components.find((one) => one.id === id)?.name ?? id;
  const named = new Map<string, Option>();
  const put = (value: string, word: string, group: string): void => {
    if (!named.has(value)) named.set(value, { value, word, group });
  };
  for (const one of project.components) put(one.id, one.name, 'Components');
  for (const one of project.variants.flatMap(({ deployables }) => deployables)) put(one.id, one.name, 'Deployables');
  for (const one of project.links) put(one.id, `${name(one.from)} to ${name(one.to)}`, 'Links');
  for (const id of faultTargets(project)) put(id, id, PLACES);
  return [...named.values()];
}
