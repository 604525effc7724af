// Facts as inputs: the value, and whether it is a default, typed, or worked out.
import { workByKind } from '../model/protocols.ts';
import { demandOf } from '../engine/compile.ts';
import type { Activity } from '../engine/network.ts';
import type { Distribution, Override } from '../model/types.ts';
import { fullPath, overrideOf, valueAt } from '../model/factPaths.ts';
import { duration, plain, times } from './numbers.ts';
import { operationName, type Scene } from './scene.ts';
import type { Amount, Input, Part, Unit } from './types.ts';

interface Fact {
  readonly label: string;
  /** Where it stands, named as overrides name it. */
  readonly path: string;
  readonly value: Amount | string;
  /** Said where nothing is typed: the source of the default. */
  readonly source: string;
  readonly more?: string | undefined;
  readonly part?: Part | undefined;
}

export function fact(scene: Scene, { path, source, ...input }: Fact): Input {
  const typed = valueAt(scene.project, fullPath(scene.variant.id, path)) !== undefined;
  return typed ? { ...input, origin: 'typed', source: typedFor(scene, path) } : { ...input, origin: 'default', source };
}

/** Typed for less than the whole design; undefined otherwise. */
function typedFor({ drawn, variant, scenario }: Scene, path: string): string | undefined {
  const covers = (one: Override): boolean => `${path}/`.startsWith(`${one.path}/`);
  if (scenario?.overrides?.some(covers)) return `in the scenario ${scenario.name}`;
  return overrideOf(drawn, variant.id, path) ? 'for this variant only' : undefined;
}

export const amount = (value: number, unit: Unit, thing?: string): Amount =>
  thing === undefined ? { amount: value, unit } : { amount: value, unit, thing };

export const workedOut = (label: string, value: Amount | string, more?: Partial<Input>): Input => ({
  label,
  value,
  origin: 'worked out',
  ...more,
});

/** What several parts share is said once. */
export const distinct = (inputs: readonly Input[]): Input[] => {
  const seen = new Set<string>();
  return inputs.filter(({ label, value }) => {
    const key = JSON.stringify([label, value]);
    return !seen.has(key) && seen.add(key);
  });
};

export const component = (id: string): Part => ({ kind: 'component', id });
export const deployable = (id: string): Part => ({ kind: 'deployable', id });
export const link = (id: string): Part => ({ kind: 'link', id });

/** "half within 150 ms, 99 of 100 within 800 ms", "variation 1.2"; nothing for a bare mean. */
export function spread(law: Distribution): string | undefined {
  if ('p50' in law) return `half within ${plain(duration(law.p50))}, 99 of 100 within ${plain(duration(law.p99))}`;
  if (law.cv !== undefined) return `variation ${law.cv}`;
  return law.shape === undefined || law.shape === 'exponential' ? undefined : law.shape;
}

/** Own work of one visit, in ms of the server it has here; what a scenario slows is worked out from what was said. */
export function demandInput(scene: Scene, activity: Activity): Input {
  const { component: owner, operation } = activity;
  const fallback = workByKind(owner);
  const said = demandOf(owner, operation).mean;
  const host = scene.network.hosts[activity.host]!;
  const now = activity.demand.mean / host.slowness;
  const input = fact(scene, {
    label: `${operationName(activity)}: work a visit`,
    path: `components/${owner.id}/operations/${operation.id}/demand`,
    value: amount(now, 'ms'),
    source: fallback.source,
    more: spread(operation.demand ?? fallback.value),
    part: component(owner.id),
  });
  if (said === 0 || Math.abs(now / said - 1) < 1e-9) return input;
  return { ...input, more: `${plain(duration(said))} said, ${plain(times(now / said))} by the scenario` };
}
