// What a link says: how it calls, over what, how much, how long it takes, and what it means for the caller.
import { type BothEnds, type Default, LATENCY_CLASSES } from '../../../shared/model/defaults.ts';
import { replaced } from '../../../shared/model/prune.ts';
import { messageLatency, payloadOf, protocolOf, workOf } from '../../../shared/model/protocols.ts';
import { INTERACTION_WORD, PROTOCOL_WORD } from '../../../shared/format/drawingText.ts';
import type { Component, Distribution, Link, Project } from '../../../shared/model/types.ts';
import { DistributionFields } from '../field/DistributionFields.tsx';
import { QuantityBox, QuantityField } from '../field/QuantityField.tsx';
import { SelectField } from '../field/SelectField.tsx';
import { SwitchField } from '../field/SwitchField.tsx';
import { TextField } from '../field/TextField.tsx';
import { useFact, type Fact } from '../useFact.ts';

const INTERACTIONS = Object.entries(INTERACTION_WORD).map(([value, word]) => ({ value, word }));
const PROTOCOLS = Object.entries(PROTOCOL_WORD).map(([value, word]) => ({ value, word }));

const SAME_ZONE = {
  value: { mean: LATENCY_CLASSES.sameZoneMs.value } as Distribution,
  source: `between zones; ${LATENCY_CLASSES.sameZoneMs.source}`,
};

interface Props {
  readonly project: Project;
  readonly link: Link;
  readonly path: string;
}

export function LinkFields({ project, link, path }: Props) {
  const end = (id: string): Component | undefined => project.components.find((one) => one.id === id);
  const bytes = payloadOf(replaced(link, { payload: undefined }));
  const async = link.interaction === 'async';
  const message = messageLatency(link, end(link.from), end(link.to));
  return (
    <>
      <SelectField label="Interaction" path={`${path}/interaction`} options={INTERACTIONS} required />
      <SelectField
        label="Protocol"
        path={`${path}/protocol`}
        options={PROTOCOLS}
        fallback={{ value: protocolOf(replaced(link, { protocol: undefined })), source: 'usual for this kind of call' }}
      />
      <DistributionFields
        label={async ? 'Time on the way' : 'Round trip'}
        short={async ? 'On the way' : 'Round trip'}
        path={`${path}/latency`}
        fallback={message ?? SAME_ZONE}
        bare="constant"
      />
      <QuantityField
        label={async ? 'Message' : 'Request'}
        path={`${path}/payload/request`}
        unit="bytes"
        range="bytes"
        fallback={{ value: bytes.value.request, source: bytes.source }}
      />
      {async ? null : (
        <QuantityField
          label="Response"
          path={`${path}/payload/response`}
          unit="bytes"
          range="bytes"
          fallback={{ value: bytes.value.response, source: bytes.source }}
        />
      )}
      <WorkFields
        link={link}
        assumed={workOf(replaced(link, { cpu: undefined }), end(link.from), end(link.to))}
        path={`${path}/cpu`}
      />
      <SwitchField
        label="Fails with it"
        path={`${path}/hard`}
        fallback={{ value: true, source: 'a call is hard until it is said not to be' }}
        tip="The caller fails when the call fails; otherwise its answer is merely poorer"
      />
      {async ? (
        <SwitchField
          label="Waits for broker"
          path={`${path}/needsAnswer`}
          fallback={{ value: false }}
          tip="The caller waits until the broker has the message"
        />
      ) : null}
      <SwitchField label="Safe to repeat" path={`${path}/idempotent`} fallback={{ value: false }} tip="Idempotent" />
      {async ? <TextField label="Ordered by" path={`${path}/orderingKey`} empty="No order" /> : null}
    </>
  );
}

/** Work at both ends is one fact: typing one end takes the other from the default. */
interface WorkProps {
  readonly link: Link;
  readonly assumed: Default<BothEnds>;
  readonly path: string;
}

function WorkFields({ link, assumed, path }: WorkProps) {
  const fact = useFact(path);
  const cpu = link.cpu ?? assumed.value;
  const end = (key: 'from' | 'to'): Fact => ({
    ...fact,
    value: link.cpu?.[key],
    elsewhere: (fact.elsewhere as Link['cpu'])?.[key],
    set: (value) => fact.set(value === null ? null : { ...cpu, [key]: value }),
    onlyHere: () => fact.onlyHere({ ...cpu }),
  });
  const fallback = (key: 'from' | 'to') => ({
    value: assumed.value[key],
    source: assumed.source,
  });
  return (
    <>
      <QuantityBox
        label="Caller's work"
        tip="Constant work that a call adds at the caller"
        unit="ms"
        range="ms"
        fact={end('from')}
        fallback={fallback('from')}
      />
      <QuantityBox
        label="Callee's work"
        tip="Constant work that a call adds at the called side"
        unit="ms"
        range="ms"
        fact={end('to')}
        fallback={fallback('to')}
      />
    </>
  );
}
