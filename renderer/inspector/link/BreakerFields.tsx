// The options of a breaker; the tips give their names in opossum.
import { BREAKER } from '../../../shared/model/defaults.ts';
import { QuantityField } from '../field/QuantityField.tsx';

export function BreakerFields({ path }: { readonly path: string }) {
  return (
    <div role="group" aria-label="Breaker">
      <h4>Breaker</h4>
      <QuantityField
        label="Gives up after"
        tip="timeout"
        path={`${path}/timeoutMs`}
        unit="ms"
        range="positiveMs"
        fallback={BREAKER.timeoutMs}
      />
      <QuantityField
        label="Opens at errors of"
        tip="errorThresholdPercentage"
        path={`${path}/errorThresholdPercentage`}
        unit="percent"
        range="percent"
        fallback={BREAKER.errorThresholdPercentage}
      />
      <QuantityField
        label="Tries again after"
        tip="resetTimeout"
        path={`${path}/resetTimeoutMs`}
        unit="ms"
        range="ms"
        fallback={BREAKER.resetTimeoutMs}
      />
      <QuantityField
        label="Counts from call"
        tip="volumeThreshold"
        path={`${path}/volumeThreshold`}
        unit="count"
        range="any"
        fallback={BREAKER.volumeThreshold}
      />
      <QuantityField
        label="Looks back"
        tip="rollingCountTimeout"
        path={`${path}/rollingWindowMs`}
        unit="ms"
        range="positiveMs"
        fallback={BREAKER.rollingWindowMs}
      />
      <QuantityField
        label="In buckets"
        tip="rollingCountBuckets"
        path={`${path}/buckets`}
        unit="count"
        range="some"
        fallback={BREAKER.buckets}
      />
      <QuantityField
        label="Lets through"
        tip="capacity"
        path={`${path}/capacity`}
        unit="count"
        range="some"
        suffix="at a time"
        empty="No limit"
      />
    </div>
  );
}
