// What is known of a component by its kind: stores, caches, brokers, workflows, gateways, schedulers, functions.
import { BROKER_KINDS, STORE_KINDS, type Component, type Project } from '../../../shared/model/types.ts';
import { QuantityField } from '../field/QuantityField.tsx';
import { SelectField } from '../field/SelectField.tsx';
import { SwitchField } from '../field/SwitchField.tsx';
import { TextField } from '../field/TextField.tsx';

const WORKFLOWS = [
  { value: 'standard', word: 'Standard' },
  { value: 'express', word: 'Express' },
];
const GATEWAYS = [
  { value: 'rest', word: 'REST API' },
  { value: 'http', word: 'HTTP API' },
  { value: 'graphql', word: 'GraphQL' },
  { value: 'federation', word: 'Federation' },
];

export function KindFacts({ project, component }: { readonly project: Project; readonly component: Component }) {
  const { id, kind } = component;
  const path = `components/${id}/facts`;
  if (STORE_KINDS.includes(kind)) return <StoreFacts project={project} component={component} path={path} />;
  if (BROKER_KINDS.includes(kind)) return <BrokerFacts path={path} />;
  if (kind === 'workflow' || kind === 'gateway') {
    const types = kind === 'workflow' ? WORKFLOWS : GATEWAYS;
    return <SelectField label="Type" path={`${path}/type`} options={types} empty="Not said" />;
  }
  if (kind === 'scheduler') {
    return <QuantityField label="Runs every" path={`${path}/periodMs`} unit="ms" range="positiveMs" empty="Not said" />;
  }
  return kind === 'function' ? (
    <QuantityField label="Memory" path={`${path}/memoryGiB`} unit="GiB" range="gibibytes" empty="As deployed" />
  ) : null;
}

interface StoreProps {
  readonly project: Project;
  readonly component: Component;
  readonly path: string;
}

function StoreFacts({ project, component, path }: StoreProps) {
  const engines = project.components.flatMap((one) => (one.kind === component.kind ? (one.facts?.engine ?? []) : []));
  const owners = project.components
    .filter((one) => one.id !== component.id && !STORE_KINDS.includes(one.kind) && !BROKER_KINDS.includes(one.kind))
    .map((one) => ({ value: one.id, word: one.name }));
  return (
    <>
      <SelectField
        label="Schema owner"
        path={`components/${component.id}/owner`}
        options={owners}
        empty="Nobody"
        tip="The one module whose schema it holds"
      />
      <TextField label="Engine" path={`${path}/engine`} known={[...new Set(engines)]} empty="Not said" />
      {component.kind === 'cache' ? (
        <>
          <QuantityField
            label="Hit ratio"
            path={`${path}/hitRatio`}
            unit="share"
            range="share"
            fallback={{ value: 0, source: 'no hits until they are known' }}
          />
          <QuantityField label="Kept for" path={`${path}/ttlMs`} unit="ms" range="ms" empty="Not said" />
        </>
      ) : null}
      <QuantityField label="Size" path={`${path}/sizeGiB`} unit="GiB" range="gibibytes" empty="Not said" />
      <QuantityField
        label="Growth"
        path={`${path}/growthGiBPerMonth`}
        unit="GiB"
        range="gibibytes"
        suffix="GiB a month"
        empty="Not said"
      />
      <QuantityField label="Object size" path={`${path}/objectBytes`} unit="bytes" range="bytes" empty="Not said" />
      <QuantityField label="Retention" path={`${path}/retentionHours`} unit="hours" range="hours" empty="Not said" />
      <QuantityField label="Copies" path={`${path}/replication`} unit="count" range="some" empty="Not said" />
      <QuantityField
        label="A read asks"
        path={`${path}/readQuorum`}
        unit="count"
        range="some"
        suffix="copies"
        empty="Not said"
        tip="Where a read and a write together ask no more copies than there are, the read can miss the write"
      />
      <QuantityField
        label="A write waits for"
        path={`${path}/writeQuorum`}
        unit="count"
        range="some"
        suffix="copies"
        empty="Not said"
      />
      <QuantityField
        label="Writes to one key"
        path={`${path}/writesPerKeyPerSecond`}
        unit="perSecond"
        range="ratePerSecond"
        empty="Not said"
        tip="Says how likely a read is to see an old value"
      />
    </>
  );
}

function BrokerFacts({ path }: { readonly path: string }) {
  return (
    <>
      <QuantityField
        label="Partitions"
        path={`${path}/partitions`}
        unit="count"
        range="some"
        empty="Not said"
        tip="No more handlers than these work at a time"
      />
      <QuantityField label="Retention" path={`${path}/retentionHours`} unit="hours" range="hours" empty="Not said" />
      <SwitchField
        label="Dead letters"
        path={`${path}/deadLetter`}
        fallback={{ value: false }}
        tip="Messages that fail again and again are set aside"
      />
      <TextField label="Ordered by" path={`${path}/orderingKey`} empty="No order" />
    </>
  );
}
