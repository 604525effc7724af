// Which operation of which component.
import { operationsOf } from '../../../shared/model/operations.ts';
import type { Project } from '../../../shared/model/types.ts';
import { SelectBox } from '../field/SelectField.tsx';
import { useFact } from '../useFact.ts';
import { operationChoice } from './operationChoice.ts';

interface EntryProps {
  readonly project: Project;
  readonly label: string;
  readonly path: string;
}

export function EntryFields({ project, label, path }: EntryProps) {
  const { components, operations, component, operation } = operationChoice(project, useFact(path));
  const called = project.components.find((one) => one.id === component.value);
  const first = called ? operationsOf(called)[0].id : '';
  return (
    <>
      <SelectBox label={label} options={components} fact={component} required />
      {operations.length > 0 ? (
        <SelectBox label="Operation" options={operations} fact={operation} fallback={{ value: first }} />
      ) : null}
    </>
  );
}
