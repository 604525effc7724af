// What explanations read: the design as the variant and the scenario have it, and the engine's own steady state of it.
import { compile } from '../../shared/engine/compile.ts';
import type { Activity, Network, NetworkJourney } from '../../shared/engine/network.ts';
import { settle, type SteadyState } from '../../shared/engine/steady.ts';
import { trafficOf } from '../../shared/engine/load.ts';
import type { VariantAnswer } from '../../shared/engine/types.ts';
import { effectiveProject } from '../../shared/model/effective.ts';
import type { Project, Scenario, Variant } from '../../shared/model/types.ts';

export interface Scene {
  /** As drawn: here stands who typed what. */
  readonly drawn: Project;
  /** With the facts of variant and scenario laid over. */
  readonly project: Project;
  readonly variant: Variant;
  readonly scenario: Scenario | null;
  readonly answer: VariantAnswer;
  readonly network: Network;
  /** At the peak, as the answer is. */
  readonly state: SteadyState;
}

export function sceneOf(drawn: Project, variantId: string, scenarioId: string | null, answer: VariantAnswer): Scene {
  const { project, variant, scenario } = effectiveProject(drawn, variantId, scenarioId);
  const network = compile(project, variant, scenario);
  return { drawn, project, variant, scenario, answer, network, state: settle(network, 'peak') };
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
