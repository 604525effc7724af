// What a link says: how it calls, over what, how much, how long it takes, and what it means for the caller.
import { CALL_CPU_MS, LATENCY_CLASSES, MESSAGE_LATENCY, PAYLOAD_BYTES } from '../../../shared/model/defaults.ts';
import { INTERACTION_WORD, PROTOCOL_WORD } from '../../../shared/format/drawingText.ts';
import type { Distribution, Link } from '../../../shared/model/types.ts';
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

export function LinkFields({ link, path }: { readonly link: Link; readonly path: string }) {
  const async = link.interaction === 'async';
  const message = async && link.protocol ? MESSAGE_LATENCY[link.protocol] : undefined;
  return (
    <>
      <SelectField label="Interaction" path={`${path}/interaction`} options={INTERACTIONS} required />
      <SelectField label="Protocol" path={`${path}/protocol`} options={PROTOCOLS} empty="Not said" />
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
        fallback={{ value: PAYLOAD_BYTES.value.request, source: PAYLOAD_BYTES.source }}
      />
      {async ? null : (
        <QuantityField
          label="Response"
          path={`${path}/payload/response`}
          unit="bytes"
          range="bytes"
          fallback={{ value: PAYLOAD_BYTES.value.response, source: PAYLOAD_BYTES.source }}
        />
      )}
      <WorkFields link={link} path={`${path}/cpu`} />
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
function WorkFields({ link, path }: { readonly link: Link; readonly path: string }) {
  const fact = useFact(path);
  const assumed = link.protocol ? CALL_CPU_MS[link.protocol] : undefined;
  const cpu = link.cpu ?? assumed?.value ?? { from: 0, to: 0 };
  const end = (key: 'from' | 'to'): Fact => ({
    ...fact,
    value: link.cpu?.[key],
    elsewhere: (fact.elsewhere as Link['cpu'])?.[key],
    set: (value) => fact.set(value === null ? null : { ...cpu, [key]: value }),
    onlyHere: () => fact.onlyHere({ ...cpu }),
  });
  const fallback = (key: 'from' | 'to') => ({
    value: assumed?.value[key] ?? 0,
    source: assumed?.source ?? 'no protocol',
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
