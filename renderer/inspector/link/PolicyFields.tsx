// What a link does when a call is slow or fails: timeout, retries, breaker, bulkhead, fallback.
import { BACKOFF, NEW_LINK_TIMEOUT_MS } from '../../../shared/model/defaults.ts';
import type { Link } from '../../../shared/model/types.ts';
import { AddButton } from '../AddButton.tsx';
import { QuantityField } from '../field/QuantityField.tsx';
import { SelectField } from '../field/SelectField.tsx';
import { SwitchField } from '../field/SwitchField.tsx';
import { useFact } from '../useFact.ts';
import { BreakerFields } from './BreakerFields.tsx';

const FALLBACKS = [
  { value: 'none', word: 'None' },
  { value: 'default', word: 'A default answer' },
  { value: 'cached', word: 'The last good answer' },
];
const JITTERS = [
  { value: 'none', word: 'None' },
  { value: 'full', word: 'Full' },
  { value: 'equal', word: 'Equal' },
  { value: 'decorrelated', word: 'Decorrelated' },
];

export function PolicyFields({ link, path }: { readonly link: Link; readonly path: string }) {
  const timeout = useFact(`${path}/timeoutMs`);
  const breaker = useFact(`${path}/breaker`);
  const { policy } = link;
  return (
    <>
      {policy === undefined ? <p className="quiet">No timeout, no retry, no breaker, no bulkhead.</p> : null}
      {policy === undefined ? null : <PlainFields link={link} path={path} />}
      {policy?.breaker ? <BreakerFields path={`${path}/breaker`} /> : null}
      {policy?.timeoutMs === undefined ? (
        <AddButton onClick={() => void timeout.set(NEW_LINK_TIMEOUT_MS.value)}>Add a timeout</AddButton>
      ) : null}
      {policy?.breaker ? (
        <AddButton remove onClick={() => void breaker.set(null)}>
          Remove the breaker
        </AddButton>
      ) : (
        <AddButton onClick={() => void breaker.set({})}>Add a breaker</AddButton>
      )}
    </>
  );
}

function PlainFields({ link, path }: { readonly link: Link; readonly path: string }) {
  const { policy } = link;
  return (
    <>
      <QuantityField
        label="Timeout"
        path={`${path}/timeoutMs`}
        unit="ms"
        range="positiveMs"
        empty="None: waits for ever"
      />
      <QuantityField
        label="Retries"
        path={`${path}/retries`}
        unit="count"
        range={[0, 100]}
        fallback={{ value: 0 }}
        tip="After the first try"
      />
      {policy?.retries ? <BackoffFields path={path} /> : null}
      <QuantityField
        label="Calls at a time"
        path={`${path}/bulkhead/concurrent`}
        clears={`${path}/bulkhead`}
        unit="count"
        range="some"
        empty="No bulkhead"
      />
      {policy?.bulkhead ? (
        <QuantityField label="Waiting places" path={`${path}/bulkhead/queue`} unit="count" range="any" empty="None" />
      ) : null}
      <SelectField label="Fallback" path={`${path}/fallback`} options={FALLBACKS} fallback={{ value: 'none' }} />
      <SwitchField
        label="Stops at timeout"
        path={`${path}/cancellable`}
        fallback={{ value: false }}
        tip="The callee stops working when the caller gives up"
      />
    </>
  );
}

function BackoffFields({ path }: { readonly path: string }) {
  const at = `${path}/backoff`;
  return (
    <>
      <QuantityField label="First pause" path={`${at}/baseMs`} unit="ms" range="ms" fallback={BACKOFF.baseMs} />
      <QuantityField
        label="Grows by"
        path={`${at}/factor`}
        unit="number"
        range="factor"
        suffix="×"
        fallback={BACKOFF.factor}
      />
      <QuantityField label="At most" path={`${at}/capMs`} unit="ms" range="ms" fallback={BACKOFF.capMs} />
      <SelectField label="Jitter" path={`${at}/jitter`} options={JITTERS} fallback={BACKOFF.jitter} />
      <QuantityField
        label="Retry budget"
        path={`${path}/retryBudget`}
        unit="share"
        range="share"
        empty="No limit"
        tip="Extra calls as a share of all calls"
      />
    </>
  );
}
