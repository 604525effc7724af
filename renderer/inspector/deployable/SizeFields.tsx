// How large a deployable is: what it runs on, how many of it, cores, memory.
import { listPlatforms, type Platform } from '../../../shared/engine/prices.ts';
import { ASSUMPTIONS, DEPLOYABLE } from '../../../shared/model/defaults.ts';
import type { Deployable } from '../../../shared/model/types.ts';
import { plain, unitPrice } from '../../../shared/explain/numbers.ts';
import { DEPLOYABLE_WORD } from '../../../shared/explain/words.ts';
import { useFact, type Fact } from '../useFact.ts';
import { QuantityField } from '../field/QuantityField.tsx';
import { SelectBox, SelectField, type Option } from '../field/SelectField.tsx';

export function SizeFields({ deployable, path }: { readonly deployable: Deployable; readonly path: string }) {
  const memory = deployable.kind === 'function' ? DEPLOYABLE.functionMemoryGiB : DEPLOYABLE.memoryGiB;
  return (
    <>
      <SelectField label="Kind" path={`${path}/kind`} options={KINDS} required />
      <SelectField
        label="Platform"
        path={`${path}/platform`}
        options={platformsFor(deployable)}
        empty="Not priced"
        tip="What it runs on; decides the bill"
      />
      <ReplicaFields deployable={deployable} path={path} />
      <QuantityField
        label="Cores"
        path={`${path}/cores`}
        unit="number"
        range="cores"
        suffix="a replica"
        fallback={DEPLOYABLE.cores}
      />
      <QuantityField label="Memory" path={`${path}/memoryGiB`} unit="GiB" range="gibibytes" fallback={memory} />
    </>
  );
}

const KINDS: readonly Option[] = Object.entries(DEPLOYABLE_WORD).map(([value, word]) => ({ value, word }));

const CLOUD: Readonly<Record<string, string>> = { aws: 'AWS', gcp: 'Google Cloud', azure: 'Azure' };
const platforms: readonly Platform[] = listPlatforms();

/** Those made for this kind first, by cloud and service; then all others. */
function platformsFor({ kind, platform }: Deployable): readonly Option[] {
  const fitting = platforms.filter((one) => one.kinds.includes(kind) || one.id === platform);
  const others = platforms.filter((one) => !fitting.includes(one));
  return [
    ...fitting.map((one) => option(one, groupOf(one))),
    ...others.map((one) =>
      option(one, `For a ${one.kinds.map((other) => DEPLOYABLE_WORD[other].toLowerCase()).join(', ')}`),
    ),
  ];
}

function option({ id, label, cores, memoryGiB, usdPerHour }: Platform, group: string): Option {
  const size = cores === null || memoryGiB === null ? '' : `, ${cores} cores, ${memoryGiB} GiB`;
  const price = usdPerHour === null ? '' : `, ${plain(unitPrice(usdPerHour))}/h`;
  return { value: id, word: `${label}${size}${price}`, group };
}

function groupOf({ id, region, usdPerHour }: Platform): string {
  const [cloud = '', service = ''] = id.split('.');
  const name = CLOUD[cloud] ?? cloud;
  return usdPerHour === null ? `${name}, by use` : `${name} ${service.toUpperCase()}, ${region}`;
}

const COUNTS: readonly Option[] = [
  { value: 'fixed', word: 'A fixed number' },
  { value: 'range', word: 'As needed' },
];

function ReplicaFields({ deployable, path }: { readonly deployable: Deployable; readonly path: string }) {
  const at = `${path}/replicas`;
  const fact = useFact(at);
  const { replicas } = deployable;
  const ranged = replicas !== undefined && 'min' in replicas;
  const form: Fact = {
    ...fact,
    value: ranged ? 'range' : 'fixed',
    set: (value) => {
      const now =
        replicas === undefined ? DEPLOYABLE.replicas.value : 'min' in replicas ? replicas.min : replicas.fixed;
      return fact.set(value === 'range' ? { min: now, max: Math.max(now, 10) } : { fixed: now });
    },
  };
  return (
    <>
      <SelectBox label="Replicas are" options={COUNTS} fact={form} required />
      {ranged ? (
        <>
          <QuantityField label="At least" path={`${at}/min`} unit="count" range="some" required />
          <QuantityField label="At most" path={`${at}/max`} unit="count" range="some" required />
          <QuantityField
            label="Kept busy at"
            path={`${at}/target`}
            unit="share"
            range="utilisationTarget"
            fallback={ASSUMPTIONS.utilisationTarget}
          />
        </>
      ) : (
        <QuantityField label="Replicas" path={`${at}/fixed`} unit="count" range="some" fallback={DEPLOYABLE.replicas} />
      )}
    </>
  );
}
