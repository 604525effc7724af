/** The design as it is built and as it runs: machines bought for the peak, and what a lost zone or region leaves of them. */
import type { Deployable, Project, Scenario, ScenarioFault, Variant } from '../model/types.ts';
import { compile } from './compile.ts';
import type { Network } from './network.ts';
import { lostPlaces, namedZones, replicasLeft } from './places.ts';
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
  const region = project.assumptions?.region;
  const network = compile(project, variant, scenario);
  const peak = settle(network, 'peak', undefined, loadOnly);
  const bought = peak.stations.map(({ replicas }) => replicas);
  const lost = lostPlaces(variant, region, scenario?.faults);
  if (!scenario || lost.size === 0) return { network, bought, peak };
  const running = network.hosts.map(({ deployable }, h) =>
    deployable ? replicasLeft(deployable, bought[h]!, lost, region) : bought[h]!,
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
    if (!d) return;
    const zones = namedZones(d).filter((z) => !lost.has(z));
    if (running[h] === bought[h] && zones.length === namedZones(d).length) return;
    if (running[h] === 0) gone.push({ target: d.id, kind: 'down' });
    else smaller.set(d.id, { ...d, replicas: { fixed: running[h]! }, zones });
  });
  return { smaller, gone };
}
