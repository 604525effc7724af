// What the whole design rests on: region, hours, sizing, distances, delivery, people, prices of its own.
import { ASSUMPTIONS, LATENCY_CLASSES } from '../../../shared/model/defaults.ts';
import { LIMITS } from '../../../shared/model/limits.ts';
import { listPlatforms } from '../../../shared/engine/prices.ts';
import type { Project } from '../../../shared/model/types.ts';
import { QuantityField } from '../field/QuantityField.tsx';
import { SwitchField } from '../field/SwitchField.tsx';
import { TextField } from '../field/TextField.tsx';
import { Fold } from '../Fold.tsx';
import { CoChanges } from './CoChanges.tsx';
import { OwnPrices } from './OwnPrices.tsx';
import { Places } from './Places.tsx';

const REGIONS: readonly string[] = [...new Set(listPlatforms().map(({ region }) => region))];
const money = [0, LIMITS.range.usd[1]] as const;

export function AssumptionFields({ project }: { readonly project: Project }) {
  return (
    <>
      <Fold title="Assumptions">
        <TextField label="Region" path="assumptions/region" known={REGIONS} fallback={ASSUMPTIONS.region} />
        <QuantityField
          label="Hours a month"
          path="assumptions/hoursPerMonth"
          unit="hours"
          range={[LIMITS.range.hours[0], 744]}
          fallback={ASSUMPTIONS.hoursPerMonth}
        />
        <QuantityField
          label="Sized to"
          path="assumptions/utilisationTarget"
          unit="share"
          range="utilisationTarget"
          fallback={ASSUMPTIONS.utilisationTarget}
          tip="Utilisation that machines are sized to"
        />
        <SwitchField label="Free allowance" path="assumptions/freeAllowance" fallback={ASSUMPTIONS.freeAllowance} />
        <QuantityField
          label="An engineer"
          path="assumptions/engineerCostPerMonth"
          unit="usd"
          range={money}
          suffix="a month"
          empty="Not counted"
        />
        <Places project={project} list="zones" />
        <Places project={project} list="regions" />
      </Fold>
      <Fold title="Distances">
        <Distance label="In one process" name="inProcessMs" />
        <Distance label="On one host" name="sameHostMs" />
        <Distance label="In one zone" name="sameZoneMs" />
        <Distance label="Between zones" name="crossZoneMs" />
        <Distance label="Between regions" name="crossRegionMs" />
      </Fold>
      <Fold title="Delivery by teams">
        <QuantityField
          label="Releases"
          path="assumptions/delivery/releasesPerMonth"
          unit="number"
          range="factor"
          suffix="a month"
          empty="Not said"
        />
        <QuantityField
          label="Of these fail"
          path="assumptions/delivery/changeFailureRate"
          unit="share"
          range="share"
          empty="Not said"
        />
        <QuantityField
          label="Restored in"
          path="assumptions/delivery/restoreMinutes"
          unit="minutes"
          range="minutes"
          empty="Not said"
        />
        <CoChanges project={project} />
      </Fold>
      <OwnPrices project={project} />
    </>
  );
}

interface DistanceProps {
  readonly label: string;
  readonly name: keyof typeof LATENCY_CLASSES;
}

function Distance({ label, name }: DistanceProps) {
  return (
    <QuantityField
      label={label}
      path={`assumptions/latencyClasses/${name}`}
      unit="ms"
      range="ms"
      fallback={LATENCY_CLASSES[name]}
      tip="Round trip of a call"
    />
  );
}
