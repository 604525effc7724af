// How a deployable stays up: availability by a figure or by failures and repairs, standby, cold starts.
import { AVAILABILITY, COLD_START, DEPLOYABLE } from '../../../shared/model/defaults.ts';
import type { Deployable, Json } from '../../../shared/model/types.ts';
import { DistributionFields } from '../field/DistributionFields.tsx';
import { QuantityBox, QuantityField } from '../field/QuantityField.tsx';
import { SelectBox, SelectField } from '../field/SelectField.tsx';
import { useFact, type Fact } from '../useFact.ts';

const FORMS = [
  { value: 'share', word: 'Share of time up' },
  { value: 'repairs', word: 'Failures and repairs' },
];
const OF = [
  { value: 'whole', word: 'The whole' },
  { value: 'replica', word: 'Each replica' },
];
const STANDBY = [
  { value: 'none', word: 'None' },
  { value: 'cold', word: 'Cold, started when needed' },
  { value: 'hot', word: 'Hot, running along' },
];

interface UptimeProps {
  readonly deployable: Deployable;
  readonly path: string;
}

export function UptimeFields({ deployable, path }: UptimeProps) {
  const { availability, kind } = deployable;
  const at = `${path}/availability`;
  const fact = useFact(at);
  const repairs = availability !== undefined && 'mtbfHours' in availability;
  const form: Fact = {
    ...fact,
    value: repairs ? 'repairs' : 'share',
    set: (value) => fact.set(value === 'repairs' ? asRepairs(deployable) : asShare(deployable)),
  };
  const standby = deployable.standby?.kind ?? 'none';
  return (
    <>
      <SelectBox label="Given as" options={FORMS} fact={form} required />
      {repairs ? (
        <>
          <QuantityField label="Fails every" path={`${at}/mtbfHours`} unit="hours" range="hours" required />
          <QuantityField label="Mended in" path={`${at}/mttrMinutes`} unit="minutes" range="minutes" required />
          <QuantityField label="Repair crews" path={`${at}/crews`} unit="count" range="some" empty="Enough for all" />
        </>
      ) : (
        <>
          <QuantityField
            label="Availability"
            path={`${at}/value`}
            clears={at}
            unit="share"
            range="share"
            fallback={AVAILABILITY[kind]}
          />
          {availability === undefined ? null : (
            <SelectField label="Of" path={`${at}/of`} options={OF} fallback={{ value: 'whole' }} />
          )}
        </>
      )}
      <SelectField
        label="Standby"
        path={`${path}/standby/kind`}
        clears={`${path}/standby`}
        options={STANDBY}
        fallback={{ value: 'none' }}
      />
      {standby === 'none' ? null : (
        <>
          <QuantityField
            label="Takes over in"
            path={`${path}/standby/failoverSeconds`}
            unit="seconds"
            range="seconds"
            fallback={DEPLOYABLE.failoverSeconds}
          />
          <QuantityField
            label="Failures noticed"
            path={`${path}/standby/coverage`}
            unit="share"
            range="share"
            fallback={DEPLOYABLE.coverage}
          />
        </>
      )}
    </>
  );
}

/** The same share of time up, with the repair time that is assumed. */
function asRepairs({ availability, kind }: Deployable): Json {
  const up = availability && 'value' in availability ? availability.value : AVAILABILITY[kind].value;
  const minutes = DEPLOYABLE.mttrMinutes.value;
  const hours = up >= 1 ? 87_600 : (minutes / 60) * (up / (1 - up));
  return { mtbfHours: Math.max(0.01, Number(hours.toPrecision(4))), mttrMinutes: minutes };
}
function asShare({ availability }: Deployable): Json {
  if (!availability || 'value' in availability) return null;
  const { mtbfHours, mttrMinutes } = availability;
  return { value: Number((mtbfHours / (mtbfHours + mttrMinutes / 60)).toPrecision(6)) };
}

/** Share and duration stand together: typing one takes the other from the default. */
export function ColdStartFields({ deployable, path }: UptimeProps) {
  const at = `${path}/coldStart`;
  const fact = useFact(at);
  const { duration, share } = COLD_START.value;
  const part: Fact = {
    ...fact,
    value: deployable.coldStart?.share,
    set: (value) =>
      fact.set(value === null ? null : { share: value, duration: deployable.coldStart?.duration ?? duration }),
  };
  return (
    <>
      <QuantityBox
        label="Cold starts"
        unit="share"
        range="share"
        fact={part}
        fallback={{ value: share, source: COLD_START.source }}
      />
      {deployable.coldStart ? (
        <DistributionFields label="They take" short="They take" path={`${at}/duration`} bare="exponential" />
      ) : null}
    </>
  );
}
