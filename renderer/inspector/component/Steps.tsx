// The calls of an operation: every outgoing link once, or a list of its own.
import { useState } from 'react';
import { stepsOf } from '../../../shared/model/operations.ts';
import type { Component, Operation, Project, Step } from '../../../shared/model/types.ts';
import { AddButton } from '../AddButton.tsx';
import { SelectBox } from '../field/SelectField.tsx';
import { useDesign } from '../design.ts';
import { valueAt } from '../../../shared/model/factPaths.ts';
import { json } from '../fact.ts';
import { useFact } from '../useFact.ts';
import { StepItem } from './StepItem.tsx';

const CHOICES = [
  { value: 'every', word: 'Every link once' },
  { value: 'list', word: 'This list' },
];

interface StepsProps {
  readonly project: Project;
  readonly component: Component;
  readonly operation: Operation;
}

export function Steps({ project, component, operation }: StepsProps) {
  const path = `components/${component.id}/operations/${operation.id}/steps`;
  const fact = useFact(path);
  const design = useDesign().project;
  const [trouble, setTrouble] = useState<string | null>(null);
  const outgoing = project.links.filter((link) => link.from === component.id);
  // Edits start from what the file says, unless this variant has a list of its own.
  const steps = (fact.differs ? fact.value : valueAt(design, path)) as readonly Step[] | undefined;
  if (outgoing.length === 0 && steps === undefined) return null;
  const write = (next: readonly Step[]): string | null => fact.set(json(next));
  /** By a button, which has no field to say at what is wrong. */
  const run = (next: readonly Step[]): void => setTrouble(write(next));
  const name = (step: Step): string => {
    const target = outgoing.find(({ id }) => id === step.link)?.to;
    const to = project.components.find(({ id }) => id === target);
    const called = to?.operations?.find((one) => one.id === step.operation);
    return `${to?.name ?? step.link}${called ? `, ${called.name}` : ''}`;
  };
  return (
    <div role="group" aria-label={`Calls of ${operation.name}`} className="calls">
      <SelectBox
        label="Calls"
        options={CHOICES}
        required
        tip="In order, after its own work"
        fact={{
          ...fact,
          value: steps ? 'list' : 'every',
          set: (value) => (value === 'list' ? write(stepsOf(operation, outgoing)) : fact.set(null)),
        }}
      />
      {steps?.map((step, index) => (
        <StepItem
          // Two steps may call the same thing: only the place in the order tells them apart.
          key={`${index} ${step.link}`}
          project={project}
          outgoing={outgoing}
          steps={steps}
          index={index}
          label={`${index + 1}. ${name(step)}`}
          write={write}
          run={run}
        />
      ))}
      {steps?.length === 0 ? <p className="quiet">Calls nothing.</p> : null}
      {trouble === null ? null : (
        <p className="field-trouble" role="alert">
          {trouble}
        </p>
      )}
      {steps && outgoing[0] ? (
        <AddButton
          onClick={() =>
            run([
              ...steps,
              { link: outgoing.find((link) => !steps.some((one) => one.link === link.id))?.id ?? outgoing[0]!.id },
            ])
          }
        >
          Add a call
        </AddButton>
      ) : null}
    </div>
  );
}
