/** What is bought and used in a month's average second: the quantities that the price book is applied to. */
import type { Component } from '../model/types.ts';
import type { SteadyState } from './steady.ts';
import { hoursPerMonth, type Network } from './network.ts';
import type { CostInput } from './cost/input.ts';
import { callsPerVisit } from './load.ts';
import { busyMs } from './results.ts';

/** `average`: steady state at average rates; `sized`: replicas bought for the peak. */
export function costInput(
  network: Network,
  average: SteadyState,
  sized: readonly number[],
  servable: boolean,
): CostInput {
  const { rate, requests } = average.traffic;
  const deployables: CostInput['deployables'][number][] = [];
  const here = componentsByDeployable(network);
  network.hosts.forEach((host, h) => {
    if (!host.deployable) return;
    deployables.push({
      deployable: host.deployable,
      replicas: sized[h]!,
      visitsPerSecond: average.stations[h]!.arrivals * 1000,
      components: here.get(host.deployable.id) ?? [],
    });
  });
  const busy = busyMs(network, average);
  const operations: CostInput['operations'][number][] = [];
  const links: CostInput['links'][number][] = [];
  for (const activity of network.activities) {
    const host = network.hosts[activity.host]!.deployable;
    const perMs = rate[activity.index]!;
    if (host)
      operations.push({
        component: activity.component,
        operationId: activity.operation.id,
        deployable: host,
        visitsPerSecond: perMs * 1000,
        billedMs:
          activity.operation.billedMs ??
          (host.kind === 'function' || activity.component.kind === 'workflow'
            ? busy(activity.index)
            : activity.demand.mean),
      });
    for (const call of activity.calls)
      for (const t of call.targets)
        links.push({
          link: call.link,
          from: host,
          to: network.hosts[network.activities[t.activity]!.host]!.deployable,
          callsPerSecond: perMs * 1000 * callsPerVisit(call, average.attempts) * t.share,
          network: t.network,
          crossZoneShare: t.crossZone,
        });
  }
  return {
    project: network.project,
    variant: network.variant,
    hoursPerMonth: hoursPerMonth(network.project),
    servable,
    requestsPerSecond: requests.reduce((a, b) => a + b, 0) * 1000,
    deployables,
    operations,
    links,
  };
}

/** In the order of the project. */
function componentsByDeployable({ project, variant, absent }: Network): ReadonlyMap<string, readonly Component[]> {
  const places = new Map<string, Set<string>>();
  for (const { component, deployable } of variant.placements) {
    const known = places.get(component);
    if (known) known.add(deployable);
    else places.set(component, new Set([deployable]));
  }
  const components = new Map<string, Component[]>();
  for (const component of project.components) {
    if (absent.has(component.id)) continue;
    for (const deployable of places.get(component.id) ?? []) {
      const known = components.get(deployable);
      if (known) known.push(component);
      else components.set(deployable, [component]);
    }
  }
  return components;
}
