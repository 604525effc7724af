/** What is bought and used in a month's average second: the quantities that the price book is applied to. */
import { keptBy } from '../model/kept.ts';
import type { Component, Placement } from '../model/types.ts';
import type { SteadyState } from './steady.ts';
import { hoursPerMonth, type Network } from './network.ts';
import { billedByVisits } from './cost/functions.ts';
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
  const here = componentsIn(network.project.components)(network.variant.placements);
  const present = (components: readonly Component[]): readonly Component[] =>
    network.absent.size === 0 ? components : components.filter(({ id }) => !network.absent.has(id));
  const deployables = network.hosts.flatMap(({ deployable }, h) =>
    deployable
      ? {
          deployable,
          replicas: sized[h]!,
          visitsPerSecond: average.stations[h]!.arrivals * 1000,
          components: present(here.get(deployable.id) ?? []),
        }
      : [],
  );
  const busy = busyMs(network, average);
  const operations: CostInput['operations'][number][] = [];
  const links: CostInput['links'][number][] = [];
  for (const activity of network.activities) {
    const host = network.hosts[activity.host]!.deployable;
    const byVisits = host !== null && billedByVisits(host);
    const perSecond = rate[activity.index]! * 1000;
    if (byVisits)
      operations.push({
        component: activity.component,
        operationId: activity.operation.id,
        deployable: host,
        visitsPerSecond: perSecond,
        billedMs:
          activity.operation.billedMs ??
          (host.kind === 'function' || activity.component.kind === 'workflow'
            ? busy(activity.index)
            : activity.demand.mean),
      });
    for (const call of activity.calls) {
      const calls = perSecond * callsPerVisit(call, average.attempts);
      for (const t of call.targets)
        if (t.network || byVisits)
          links.push({
            link: call.link,
            from: host,
            to: network.hosts[network.activities[t.activity]!.host]!.deployable,
            callsPerSecond: calls * t.share,
            network: t.network,
            crossZoneShare: t.crossZone,
          });
    }
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

/** By deployable, in the order of the project. */
const componentsIn = keptBy((components: readonly Component[]) =>
  keptBy((placements: readonly Placement[]): ReadonlyMap<string, readonly Component[]> => {
    const deployables = deployablesOf(placements);
    const here = new Map<string, Component[]>();
    for (const component of components) {
      for (const deployable of deployables.get(component.id) ?? []) {
        const known = here.get(deployable);
        if (known) known.push(component);
        else here.set(deployable, [component]);
      }
    }
    return here;
  }),
);

/** By component. */
const deployablesOf = keptBy((placements: readonly Placement[]): ReadonlyMap<string, readonly string[]> => {
  const places = new Map<string, string[]>();
  for (const { component, deployable } of placements) {
    const known = places.get(component);
    if (known) known.push(deployable);
    else places.set(component, [deployable]);
  }
  return places;
});
