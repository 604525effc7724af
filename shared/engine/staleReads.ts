/** The chance that a read sees an old value: behind a delay, from a cached copy, from some of several copies. */
import type { Component } from '../model/types.ts';
import { type Law, quantile } from './distribution.ts';
import type { Activity, Network } from './network.ts';

/** Points at which a law is read. */
const POINTS = 8192;
/** Beyond this many writes since, an old value is certain. */
const MOST_WRITES = 40;

/**
 * Share of reads at random times that miss a write, when writes to the key come at random, `perMs` of them, and each is seen
 * after a delay: 1 - E exp(-perMs delay). The transform is perMs times the integral of exp(-perMs t) F(t), by Simpson's rule.
 */
export function staleShare(perMs: number, delay: Law): number {
  if (perMs === 0) return 0;
  if (delay.variance === 0) return -Math.expm1(-perMs * delay.mean);
  const low = quantile(delay, 1e-12);
  const high = Math.max(low, Math.min(delay.upper, low + MOST_WRITES / perMs));
  const step = (high - low) / POINTS;
  let fresh = 0;
  for (let i = 0; i <= POINTS; i++) {
    const t = low + i * step;
    fresh += (i === 0 || i === POINTS ? 1 : i % 2 === 1 ? 4 : 2) * Math.exp(-perMs * t) * delay.cdf(t);
  }
  return Math.min(1, Math.max(0, 1 - (perMs * fresh * step) / 3 - Math.exp(-perMs * high)));
}

/**
 * Share of reads that ask none of the `write` copies that the last write waited for, when reads ask `read` of `copies`: the
 * non-intersecting quorums of Bailis et al. (VLDB 2012), an upper bound, since copies catch up meanwhile.
 */
export function quorumStaleShare(copies: number, read: number, write: number): number {
  let share = 1;
  for (let i = 0; i < read; i++) share *= Math.max(0, (copies - write - i) / (copies - i));
  return share;
}

/** Of a store that says how many copies a read asks and a write waits for; null for others. */
export function quorumOf({ facts }: Component): number | null {
  const { replication, readQuorum, writeQuorum } = facts ?? {};
  if (replication === undefined || readQuorum === undefined || writeQuorum === undefined) return null;
  return quorumStaleShare(replication, readQuorum, writeQuorum);
}

/** Writes a second to one key of what an operation keeps: in its own component, else in the stores that it calls; null = not said. */
export function writesOf(network: Network, activity: Activity): number | null {
  const said = activity.component.facts?.writesPerKeyPerSecond;
  if (said !== undefined) return said;
  const stores = activity.calls.flatMap((call) =>
    call.link.interaction === 'data'
      ? call.targets.flatMap((t) => network.activities[t.activity]!.component.facts?.writesPerKeyPerSecond ?? [])
      : [],
  );
  return stores.length > 0 ? Math.max(...stores) : null;
}
