// What can be asked of a component: its operations, each with its work, its errors and its calls.
import { useState } from 'react';
import { workByKind } from '../../../shared/model/protocols.ts';
import { newId, newName } from '../../../shared/model/newId.ts';
import { operationsOf } from '../../../shared/model/operations.ts';
import type { Component, Operation, Project } from '../../../shared/model/types.ts';
import { duration, plain } from '../../../shared/explain/numbers.ts';
import { AddButton } from '../AddButton.tsx';
import { DistributionFields } from '../field/DistributionFields.tsx';
import { QuantityField } from '../field/QuantityField.tsx';
import { TextField } from '../field/TextField.tsx';
import { json } from '../fact.ts';
import { Fold } from '../Fold.tsx';
import { Item } from '../Item.tsx';
import { useDesign } from '../design.ts';
import { useEdit } from '../useEdit.ts';
import { Steps } from './Steps.tsx';

interface OperationProps {
  readonly project: Project;
  readonly component: Component;
}

export function Operations({ project, component }: OperationProps) {
  const { trouble, run } = useEdit();
  // Edits start from what the file says, without what this variant lays over it.
  const design = useDesign().project;
  const operations = operationsOf(design.components.find((one) => one.id === component.id) ?? component);
  const write = (next: readonly Operation[], name: string): boolean =>
    run({ type: 'set', path: `components/${component.id}/operations`, value: json(next) }, name);
  const [added, setAdded] = useState('');
  const add = (): void => {
    const name = newName(operations, 'Operation');
    const id = newId(design, name, { ids: new Set(operations.map((one) => one.id)) });
    if (write([...operations, { id, name }], `Add ${name}`)) setAdded(id);
  };
  const move = (index: number, by: 1 | -1): void => {
    const moving = operations[index]!;
    write(operations.toSpliced(index, 1).toSpliced(index + by, 0, moving), `Move ${moving.name}`);
  };
  const remove = ({ id, name }: Operation): void => {
    // The cascade takes the calls and journeys of the operation with it.
    run({ type: 'set', path: `components/${component.id}/operations/${id}`, value: null }, `Remove ${name}`);
  };
  const several = operations.length > 1;
  return (
    <Fold title="Operations" badge={component.operations ? String(operations.length) : '1, default'} open>
      {operationsOf(component).map((operation, index) => (
        <Item
          key={operation.id}
          title={operation.name}
          summary={workOf(operation)}
          open={index === 0 || operation.id === added}
          onUp={several && index > 0 ? () => move(index, -1) : undefined}
          onDown={several && index < operations.length - 1 ? () => move(index, 1) : undefined}
          onRemove={several ? () => remove(operation) : undefined}
        >
          <OperationFields project={project} component={component} operation={operation} />
        </Item>
      ))}
      {trouble === null ? null : (
        <p className="field-trouble" role="alert">
          {trouble}
        </p>
      )}
      <AddButton onClick={add}>Add an operation</AddButton>
    </Fold>
  );
}

function OperationFields({ project, component, operation }: OperationProps & { readonly operation: Operation }) {
  const path = `components/${component.id}/operations/${operation.id}`;
  const work = workByKind(component);
  return (
    <>
      <TextField label="Name" path={`${path}/name`} most="name" fallback={{ value: operation.name }} required />
      <DistributionFields
        label="Demand a visit"
        short="Demand"
        path={`${path}/demand`}
        fallback={work}
        bare="exponential"
      />
      <QuantityField
        label="Error rate"
        path={`${path}/errorRate`}
        unit="share"
        range="share"
        fallback={{ value: 0 }}
        tip="Share of visits that answer with an error"
      />
      {component.kind === 'function' ? (
        <QuantityField
          label="Billed for"
          path={`${path}/billedMs`}
          unit="ms"
          range="ms"
          empty="Work and waits"
          tip="Duration that a visit is billed for"
        />
      ) : null}
      <Steps project={project} component={component} operation={operation} />
    </>
  );
}

function workOf({ demand }: Operation): string {
  if (!demand) return '';
  return 'mean' in demand ? plain(duration(demand.mean)) : `${plain(duration(demand.p50))} p50`;
}
