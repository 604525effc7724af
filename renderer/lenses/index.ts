// The lens in use, as looks for every part.
import { goneWithPlaces } from '../../shared/engine/places.ts';
import type { VariantAnswer } from '../../shared/engine/types.ts';
import type { Drawing } from '../../shared/format/drawing.ts';
import type { Project, ScenarioFault, Variant } from '../../shared/model/types.ts';
import type { Fault, Lens } from '../state/store.ts';
import { blastLens } from './blast.ts';
import { costLens } from './cost.ts';
import { latencyLens } from './latency.ts';
import { ownershipLens } from './ownership.ts';
import { withScenario } from './scenario.ts';
import { NOTHING, type LensView } from './types.ts';
import { utilisationLens } from './utilisation.ts';

export interface LensInput {
  readonly lens: Lens;
  readonly project: Project;
  readonly variant: Variant;
  readonly drawing: Drawing;
  readonly result: VariantAnswer | undefined;
  readonly journey: string;
  readonly fault: Fault | null;
  /** Of the scenario in use. */
  readonly scripted: readonly ScenarioFault[];
}

export function lensView(input: LensInput): LensView {
  const { lens, project, variant, drawing, result } = input;
  const scripted = [...input.scripted, ...goneWithPlaces(variant, project.assumptions?.region, input.scripted)];
  const view = plainView(input);
  // Teams and money do not break, and the blast lens shows its own fault.
  const breaks = lens === 'plain' || lens === 'latency' || lens === 'utilisation';
  return breaks && result && scripted.length > 0 ? withScenario(view, drawing, scripted) : view;
}

function plainView({ lens, project, variant, drawing, result, journey, fault }: LensInput): LensView {
  if (lens === 'ownership') return ownershipLens(project, variant);
  if (!result || lens === 'plain') return NOTHING;
  if (lens === 'latency') return latencyLens(result, journey, drawing);
  if (lens === 'utilisation') return utilisationLens(result);
  return lens === 'cost' ? costLens(result, drawing) : blastLens(project, result, drawing, fault);
}
