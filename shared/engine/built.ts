/** The design as it is built and as it runs: machines bought for the peak, and what a lost zone or region leaves of them. */
import type { Deployable, Project, Scenario, ScenarioFault, Variant } from '../model/types.ts';
import { compile } from './compile.ts';
import type { Network } from './network.ts';
import { settle, type SteadyState } from './steady.ts';

export interface Built {
  /** As it runs: without what is lost. */
  readonly network: Network;
  /** Replicas by host: bought for the peak. Those that run are in `peak`. */
  readonly bought: readonly number[];
  readonly peak: SteadyState;
}

/** `project` and `variant` with overrides carried out; `loadOnly`: see settle. Throws what `compile` throws. */
export function built(project: Project, variant: Variant, scenario: Scenario | null, loadOnly = false): Built {
  const network = compile(project, variant, scenario);
  const peak = settle(network, 'peak', undefined, loadOnly);
  const bought = peak.stations.map(({ replicas }) => replicas);
  const lost = lostPlaces(variant, project.assumptions?.region, scenario);
  if (!scenario || lost.size === 0) return { network, bought, peak };
  const running = network.hosts.map(({ deployable }, h) =>
    deployable ? replicasLeft(deployable, bought[h]!, lost, project.assumptions?.region) : bought[h]!,
  );
  const cut = cutDown(network, running, bought, lost);
  const left = compile(
    project,
    { ...variant, deployables: variant.deployables.map((d) => cut.smaller.get(d.id) ?? d) },
    { ...scenario, faults: [...(scenario.faults ?? []), ...cut.gone] },
  );
  // What is gone carries nothing, so its size does not matter.
  return {
    network: left,
    bought,
    peak: settle(
      left,
      'peak',
      running.map((n, h) => n || bought[h]!),
      loadOnly,
    ),
  };
}

/** Deployables that stand in fewer zones than they were bought for, and faults for those that stand nowhere any more. */
function cutDown(network: Network, running: readonly number[], bought: readonly number[], lost: ReadonlySet<string>) {
  const smaller = new Map<string, Deployable>();
  const gone: ScenarioFault[] = [];
  network.hosts.forEach(({ deployable: d }, h) => {
    if (!d || running[h] === bought[h]) return;
    if (running[h] === 0) gone.push({ target: d.id, kind: 'down' });
    else smaller.set(d.id, { ...d, replicas: { fixed: running[h]! }, zones: zonesOf(d).filter((z) => !lost.has(z)) });
  });
  return { smaller, gone };
}

const zonesOf = ({ zones }: Deployable): readonly string[] => (typeof zones === 'object' ? zones : []);

/** Zones and regions of this design that the scenario takes away. */
function lostPlaces(variant: Variant, region: string | undefined, scenario: Scenario | null): ReadonlySet<string> {
  const down = new Set(scenario?.faults?.flatMap(({ target, kind }) => (kind === 'down' ? [target] : [])));
  const places = placesOf(variant, region);
  return new Set([...down].filter((id) => places.has(id)));
}

/** Named zones and regions that something stands in. */
function placesOf(variant: Variant, region: string | undefined): ReadonlySet<string> {
  return new Set(variant.deployables.flatMap((d) => [...zonesOf(d), d.region ?? region ?? []].flat()));
}

/** Replicas that stand outside the lost zones and regions: one in each named zone in turn. Zones that are only counted are in no fault's reach. */
export function replicasLeft(
  deployable: Deployable,
  replicas: number,
  lost: ReadonlySet<string>,
  region: string | undefined,
): number {
  const where = deployable.region ?? region;
  if (where !== undefined && lost.has(where)) return 0;
  const zones = zonesOf(deployable);
  if (!zones.some((zone) => lost.has(zone))) return replicas;
  let left = 0;
  for (let i = 0; i < replicas; i++) if (!lost.has(zones[i % zones.length]!)) left++;
  return left;
}
