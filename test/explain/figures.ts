// Scenes and opened figures; and inputs found by their label.
import { analyse } from '../../shared/engine/analyse.ts';
import { explain } from '../../shared/explain/explain.ts';
import { sceneOf, type Scene } from '../../shared/explain/scene.ts';
import type { Explanation, What } from '../../shared/explain/types.ts';
import type { Project } from '../../shared/model/types.ts';

export function sceneFor(project: Project, variant: string, scenario: string | null = null): Scene {
  return sceneOf(project, variant, scenario, analyse(project, { variants: [variant], scenario }).variants[variant]!);
}

export function opened(scene: Scene, what: What): Explanation {
  const found = explain(scene, what);
  if (!found) throw new Error(`nothing to open: ${JSON.stringify(what)}`);
  return found;
}

/** The amounts of all inputs with such a label, in their order. */
export function amounts({ inputs }: Explanation, label: RegExp): number[] {
  return inputs
    .filter((one) => label.test(one.label))
    .map(({ value }) => {
      if (typeof value === 'string') throw new Error(`${String(label)} is in words: ${value}`);
      return value.amount;
    });
}

export function amountOf(explanation: Explanation, label: RegExp): number {
  const found = amounts(explanation, label);
  if (found.length !== 1) throw new Error(`${found.length} inputs are called ${String(label)}`);
  return found[0]!;
}
