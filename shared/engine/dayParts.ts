/** The stretches of a scenario's day, each as a steady state of its own on the machines that the largest of them needs. */
import { dayFactors, wholeDay } from '../model/day.ts';
import type { Network } from './network.ts';
import { journeyResults } from './results.ts';
import { settle, type SteadyState } from './steady.ts';
import type { DayPart, JourneyState } from './types.ts';

/**
 * Empty without a day. `network` has the rates of the day, `sized` the machines of its peak; `scripted`: how each journey stands by what
 * the scenario breaks. Every stretch starts from rest: what a busier one leaves behind (a backlog, retries that keep themselves
 * alive) is not carried over. Yields after each stretch.
 */
export function* dayPartsOf(
  network: Network,
  sized: readonly number[],
  scripted: readonly JourneyState[],
): Generator<void, DayPart[]> {
  const day = network.scenario?.day;
  if (!day) return [];
  const { largest } = dayFactors(day);
  const parts: DayPart[] = [];
  for (const { hours, factor } of wholeDay(day)) {
    const state = settle(network, 'peak', sized, false, largest > 0 ? factor / largest : 1);
    const journeys: Record<string, DayPart['journeys'][string]> = {};
    for (const [id, one] of Object.entries(journeyResults(network, state, scripted)))
      journeys[id] = {
        state: one.state,
        throughputPerSecond: one.throughputPerSecond,
        meanMs: one.latencyMs?.mean ?? null,
        p99Ms: one.latencyMs?.p99 ?? null,
      };
    parts.push({ hours, factor, journeys, ...busiest(network, state) });
    yield;
  }
  return parts;
}

function busiest(network: Network, { stations }: SteadyState): Pick<DayPart, 'utilisation' | 'busiest'> {
  let utilisation = 0;
  let id: string | null = null;
  network.hosts.forEach(({ deployable }, h) => {
    const used = stations[h]!.utilisation;
    if (deployable && used > utilisation) [utilisation, id] = [used, deployable.id];
  });
  return { utilisation, busiest: id };
}
