/** What is bought and used in a month's average second: the quantities that the price book is applied to. */
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
  network.hosts.forEach((host, h) => {
    if (!host.deployable) return;
    const here = network.variant.placements
      .filter((p) => p.deployable === host.deployable!.id && !network.absent.has(p.component))
      .map((p) => p.component);
    deployables.push({
      deployable: host.deployable,
      replicas: sized[h]!,
      visitsPerSecond: average.stations[h]!.arrivals * 1000,
      components: network.project.components.filter((c) => here.includes(c.id)),
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
