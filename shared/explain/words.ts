// Words of the product that stand in more than one place.
import type { Accuracy, JourneyState } from '../engine/types.ts';
import type { DeployableKind, Style } from '../model/types.ts';

export const STYLE_WORD: Readonly<Record<Style, string>> = {
  monolith: 'Monolith',
  'modular-monolith': 'Modular monolith',
  microservices: 'Microservices',
  serverless: 'Serverless',
  hybrid: 'Hybrid',
};

export const DEPLOYABLE_WORD: Readonly<Record<DeployableKind, string>> = {
  process: 'Process',
  function: 'Function',
  'data-server': 'Data server',
  broker: 'Broker',
  managed: 'Managed service',
  external: 'External system',
};

/** Whatever can befall a part or a journey, plus the two quiet states. */
export type Mark = JourneyState | 'idle' | 'down';

export const MARK_WORD: Readonly<Record<Mark, string>> = {
  ok: 'Carries on',
  degraded: 'Degraded',
  delayed: 'Delayed',
  failed: 'Failed',
  saturated: 'Saturated',
  idle: 'Not reached',
  down: 'Down',
};

/** What a part says on its card while something is broken. */
export const PART_WORD: Readonly<Record<Mark, string>> = {
  ok: 'Carries on',
  degraded: 'Answers with less',
  delayed: 'Right, but late',
  failed: 'Fails',
  saturated: 'Saturated',
  idle: 'Not reached',
  down: 'Down',
};

export const ACCURACY_WORD: Readonly<Record<Accuracy, string>> = {
  exact: 'Exact: a closed form holds',
  good: 'Good: within about 5 %',
  rough: 'Rough: within about 20 %',
  invalid: 'Not valid: an assumption of the formula is broken',
};

/** "2 parts", "1 part". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** "a, b and c". */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
