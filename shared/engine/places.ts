/** Zones and regions that a scenario takes away, and which replicas go with them. */
import type { Deployable, Scenario, ScenarioFault, Variant } from '../model/types.ts';

const NOWHERE: ReadonlySet<string> = new Set();

/** Those of this design that are down; `region`: of deployables that name none. */
export function lostPlaces(
  variant: Variant,
  region: string | undefined,
  faults: Scenario['faults'],
): ReadonlySet<string> {
  if (!faults?.some(({ kind }) => kind === 'down')) return NOWHERE;
  const places = new Set(variant.deployables.flatMap((d) => [...namedZones(d), d.region ?? region ?? []].flat()));
  return new Set(faults.flatMap(({ target, kind }) => (kind === 'down' && places.has(target) ? [target] : [])));
}

/** Empty where zones are only counted: then no fault can name one. */
export const namedZones = ({ zones }: Deployable): readonly string[] => (typeof zones === 'object' ? zones : []);

/** Replicas that stand outside the lost zones and regions: one in each named zone in turn, a stand-by in the zone after its own. */
export function replicasLeft(
  deployable: Deployable,
  replicas: number,
  lost: ReadonlySet<string>,
  region: string | undefined,
): number {
  const where = deployable.region ?? region;
  if (where !== undefined && lost.has(where)) return 0;
  const zones = namedZones(deployable);
  if (!zones.some((zone) => lost.has(zone))) return replicas;
  const standby = (deployable.standby?.kind ?? 'none') !== 'none';
  const stands = (i: number): boolean => !lost.has(zones[i % zones.length]!);
  let left = 0;
  for (let i = 0; i < replicas; i++) if (stands(i) || (standby && stands(i + 1))) left++;
  return left;
}

/** Faults of the deployables that stand nowhere any more, however many replicas they have. */
export function goneWithPlaces(
  variant: Variant,
  region: string | undefined,
  faults: Scenario['faults'],
): ScenarioFault[] {
  const lost = lostPlaces(variant, region, faults);
  if (lost.size === 0) return [];
  return variant.deployables
    .filter((d) => replicasLeft(d, Math.max(1, namedZones(d).length), lost, region) === 0)
    .map(({ id }): ScenarioFault => ({ target: id, kind: 'down' }));
}
