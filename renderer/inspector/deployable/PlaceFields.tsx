// Where a deployable runs and what it shares with others: region, zones, mesh, release.
import { ASSUMPTIONS, MESH } from '../../../shared/model/defaults.ts';
import { LIMITS } from '../../../shared/model/limits.ts';
import type { Project, Variant } from '../../../shared/model/types.ts';
import { wordOf } from '../fact.ts';
import { QuantityField } from '../field/QuantityField.tsx';
import { SelectField } from '../field/SelectField.tsx';
import { TextField } from '../field/TextField.tsx';

const MESHES = [
  { value: 'none', word: 'None' },
  { value: 'sidecar', word: 'A proxy beside each' },
  { value: 'ambient', word: 'A proxy on each host' },
];

const added = (kind: 'sidecar' | 'ambient'): string => {
  const { cpuMs, latencyMs } = MESH[kind].value;
  return `${cpuMs} ms of work and ${latencyMs} ms at this end of each call (${MESH[kind].source})`;
};
const MESH_WORDS = `Beside each: ${added('sidecar')}. On each host: ${added('ambient')}.`;

interface PlaceProps {
  readonly project: Project;
  readonly variant: Variant;
  readonly path: string;
}

export function PlaceFields({ project, variant, path }: PlaceProps) {
  const known = (of: (one: Variant['deployables'][number]) => string | undefined): readonly string[] => [
    ...new Set(variant.deployables.flatMap((one) => of(one) ?? [])),
  ];
  const region = project.assumptions?.region;
  return (
    <>
      <TextField
        label="Region"
        path={`${path}/region`}
        known={known((one) => one.region)}
        fallback={region === undefined ? ASSUMPTIONS.region : { value: region, source: 'assumption of this design' }}
      />
      <ZonesField path={`${path}/zones`} />
      <SelectField
        label="Mesh"
        path={`${path}/mesh`}
        options={MESHES}
        tip={MESH_WORDS}
        fallback={{ value: 'none', source: MESH.none.source }}
      />
      <TextField
        label="Release group"
        path={`${path}/releaseGroup`}
        known={known((one) => one.releaseGroup)}
        empty="On its own"
        tip="Deployables with the same word here are released together"
      />
      <QuantityField
        label="Sized to"
        path={`${path}/utilisationTarget`}
        unit="share"
        range="utilisationTarget"
        fallback={
          project.assumptions?.utilisationTarget === undefined
            ? ASSUMPTIONS.utilisationTarget
            : { value: project.assumptions.utilisationTarget, source: 'assumption of this design' }
        }
        tip="Utilisation that its machines are sized to"
      />
    </>
  );
}

/** A count, or names with commas: one replica in each in turn. */
function ZonesField({ path }: { readonly path: string }) {
  return (
    <TextField
      label="Zones"
      path={path}
      empty="1"
      tip={`A number from 1 to ${LIMITS.count.zones}, or names such as a, b, c`}
      read={(text) => (/^\s*\d+\s*$/.test(text) ? Number(text) : text.split(',').map((one) => one.trim()))}
      write={(value) => (Array.isArray(value) ? value.join(', ') : wordOf(value))}
    />
  );
}
