// What explanations read: the design as the variant and the scenario have it, and the engine's own steady state of it.
import { built } from '../engine/built.ts';
import type { Activity, Network, NetworkJourney } from '../engine/network.ts';
import { settle, type SteadyState } from '../engine/steady.ts';
import { trafficOf } from '../engine/load.ts';
import type { Analysis, VariantAnswer } from '../engine/types.ts';
import { effectiveProject } from '../model/effective.ts';
import type { Project, Scenario, Variant } from '../model/types.ts';

export interface Scene {
  /** As drawn: here stands who typed what. */
  readonly drawn: Project;
  /** With the facts of variant and scenario laid over. */
  readonly project: Project;
  readonly variant: Variant;
  readonly scenario: Scenario | null;
  readonly answer: VariantAnswer;
  readonly network: Network;
  /** The rates that the answer is at. */
  readonly at: Analysis['at'];
  /** At those rates. */
  readonly state: SteadyState;
  /** At the peak, which machines are bought for. */
  readonly peak: SteadyState;
}

/** `answer`: what the engine said about this variant in this scenario at these rates. Throws what `effectiveProject` and `compile` throw. */
export function sceneOf(
  drawn: Project,
  variantId: string,
  scenarioId: string | null,
  answer: VariantAnswer,
  at: Analysis['at'] = 'peak',
): Scene {
  const { project, variant, scenario } = effectiveProject(drawn, variantId, scenarioId);
  const { network, peak } = built(project, variant, scenario);
  const running = peak.stations.map(({ replicas }) => replicas);
  const state = at === 'peak' ? peak : settle(network, at, running);
  return { drawn, project, variant, scenario, answer, network, at, state, peak };
}

export interface JourneyScene {
  readonly index: number;
  readonly journey: NetworkJourney;
  /** Visits a request by activity, of those that somebody waits for. */
  readonly waited: Float64Array;
}

/** Undefined where the journey is not part of the variant. */
export function journeyScene({ network, state }: Scene, id: string): JourneyScene | undefined {
  const index = network.journeys.findIndex(({ journey }) => journey.id === id);
  const journey = network.journeys[index];
  if (!journey) return undefined;
  const { waited } = trafficOf({ ...network, journeys: [journey] }, [1], state.attempts);
  return { index, journey, waited };
}

export const hostIndex = ({ network }: Scene, deployable: string): number =>
  network.hosts.findIndex((host) => host.deployable?.id === deployable);

/** "Order, Place"; the component alone where it has one operation. */
export function operationName({ component, operation }: Activity): string {
  return (component.operations?.length ?? 0) > 1 ? `${component.name}, ${operation.name}` : component.name;
}
