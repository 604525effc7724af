// Every figure that can be opened, with the value that the engine answered; and inputs found by their label.
import { analyse } from '../../shared/engine/analyse.ts';
import type { VariantAnalysis } from '../../shared/engine/types.ts';
import type { Project } from '../../shared/model/types.ts';
import { explain } from '../../renderer/explain/explain.ts';
import { sceneOf, type Scene } from '../../renderer/explain/scene.ts';
import type { Explanation, What } from '../../renderer/explain/types.ts';

/** Null where there is no figure to open. */
export type Expected = readonly [What, number | null];

export function sceneFor(project: Project, variant: string, scenario: string | null = null): Scene {
  return sceneOf(project, variant, scenario, analyse(project, { variants: [variant], scenario }).variants[variant]!);
}

export function allFigures(project: Project, answer: VariantAnalysis): Expected[] {
  const { cost } = answer;
  const sumOf = (owner: string): number =>
    cost.lines.filter((line) => line.owner.id === owner).reduce((sum, line) => sum + line.monthlyUsd, 0);
  return [
    ...Object.entries(answer.journeys).flatMap(([journey, one]): Expected[] => [
      [{ kind: 'rate', journey }, one.throughputPerSecond],
      ...(['mean', 'p50', 'p95', 'p99', 'p999'] as const).map((of): Expected => [
        { kind: 'latency', journey, of },
        one.latencyMs?.[of] ?? null,
      ]),
      [{ kind: 'availability', journey }, one.availability.full],
      [{ kind: 'networkCalls', journey }, one.networkCalls],
      [{ kind: 'capacity', journey }, one.capacityFactor],
    ]),
    ...Object.entries(answer.deployables).flatMap(([deployable, one]): Expected[] => [
      [{ kind: 'load', deployable, of: 'utilisation' }, one.utilisation],
      [{ kind: 'load', deployable, of: 'cores' }, one.coresBusy],
      [{ kind: 'load', deployable, of: 'replicas' }, one.replicas],
      [{ kind: 'load', deployable, of: 'visits' }, one.visits],
      [{ kind: 'load', deployable, of: 'wait' }, one.waitMs],
      [{ kind: 'load', deployable, of: 'queue' }, one.queueLength],
      [{ kind: 'load', deployable, of: 'threads' }, one.threadsHeld],
      [{ kind: 'load', deployable, of: 'refused' }, one.shedShare],
      [{ kind: 'cost', owner: deployable }, sumOf(deployable)],
    ]),
    ...project.links.flatMap(({ id: link }): Expected[] => {
      const one = answer.links[link]!;
      const there = one.nature !== 'absent';
      return [
        [{ kind: 'link', link, of: 'calls' }, there ? one.callsPerSecond : null],
        [{ kind: 'link', link, of: 'data' }, there ? one.bytesPerSecond : null],
        [{ kind: 'link', link, of: 'wire' }, there ? one.networkMs : null],
      ];
    }),
    ...(['staleness', 'measures'] as const).flatMap((where) =>
      Object.entries(answer[where]).flatMap(([id, one]): Expected[] => {
        const kind = where === 'measures' ? 'measure' : 'staleness';
        return [
          [{ kind, id, of: 'mean' }, one.meanMs],
          [{ kind, id, of: 'p50' }, one.p50],
          [{ kind, id, of: 'p99' }, one.p99],
          [{ kind, id, of: 'worst' }, one.worstMs],
        ];
      }),
    ),
    ...answer.faults.flatMap(({ kind: fault, target, ...one }): Expected[] => [
      [{ kind: 'fault', fault, target, of: 'failed' }, one.failedShare],
      [{ kind: 'fault', fault, target, of: 'degraded' }, one.degradedShare],
      [{ kind: 'fault', fault, target, of: 'delayed' }, one.delayedShare],
    ]),
    [{ kind: 'bill' }, cost.monthlyUsd],
    [{ kind: 'million' }, cost.perMillionRequestsUsd],
    ...cost.lines.map((line): Expected => [{ kind: 'line', line: line.id }, line.monthlyUsd]),
    ...answer.findings.flatMap(({ message, price }): Expected[] =>
      price ? [[{ kind: 'price', message }, price.ms ?? price.availability ?? price.monthlyUsd ?? 0]] : [],
    ),
  ];
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
