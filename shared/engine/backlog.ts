/** What is left behind when a consumer is away for a while, and how long it takes to work it off. */
import { OUTAGE_MINUTES } from '../model/defaults.ts';
import { BROKER_KINDS } from '../model/types.ts';
import { outboxPollMs } from './calls.ts';
import { type Hop, targetOf } from './delivery.ts';
import { SATURATED } from './load.ts';
import type { Network } from './network.ts';
import type { StalenessGrowth } from './types.ts';

const MS_PER_MINUTE = 60_000;

/** An outage somewhere on the way of an event. */
export interface Outage {
  /** Whose messages wait. */
  readonly hop: Hop;
  readonly minutes: number;
}

/** Whatever the scenario takes down on the way, else the last part of it for an hour. */
export function outageOf(network: Network, path: readonly Hop[]): Outage | null {
  const hop = path.find(({ call }) => call.fate !== 'ok') ?? path.at(-1);
  if (!hop || hop.call.link.interaction !== 'async') return null;
  const names = [hop.call.link.id, hop.to.component.id, network.hosts[hop.to.host]!.deployable?.id];
  const lengths = (network.scenario?.faults ?? []).flatMap(({ kind, target, forMinutes }) =>
    (kind === 'down' || kind === 'hang') && names.includes(target) && forMinutes !== undefined ? [forMinutes] : [],
  );
  return { hop, minutes: lengths.length > 0 ? Math.max(...lengths) : OUTAGE_MINUTES.value };
}

/** Somebody keeps the messages of a link while their receiver is away: a broker, an outbox, or the log or data they are read from. */
export function keeps(hop: Hop): boolean {
  const { delivery } = hop.call.link;
  const fromBroker = BROKER_KINDS.includes(hop.from.component.kind);
  const read = delivery?.captureLagMs !== undefined || (delivery?.mode === 'poll' && !fromBroker);
  return outboxPollMs(hop.call.link) !== null || read || (fromBroker && targetOf(hop).network);
}

/**
 * Backlog = rate x length, its oldest message as old as the outage; a broker drops what is older than its retention. Null where
 * nothing is kept.
 */
export function growthOf({ hop, minutes }: Outage, perMs: number): StalenessGrowth | null {
  if (!keeps(hop)) return null;
  const { component } = hop.from;
  const hours = BROKER_KINDS.includes(component.kind) ? component.facts?.retentionHours : undefined;
  const oldestMs = MS_PER_MINUTE * Math.min(minutes, (hours ?? Infinity) * 60);
  return { outageMinutes: minutes, backlog: perMs * oldestMs, oldestMs };
}

/** Minutes until a backlog is worked off beside what goes on coming in; null where it never is. */
export function drainMinutes(backlog: number, perMs: number, mostPerMs: number): number | null {
  if (mostPerMs === Infinity) return 0;
  return perMs < mostPerMs * SATURATED ? backlog / (mostPerMs - perMs) / MS_PER_MINUTE : null;
}
