/** Handlers that take messages one at a time each: how long a message waits for one, and how long it is in hand. */
import { closedThroughput } from './queueing.ts';

/** What one message asks for, ms, and what it is done on. */
export interface Handling {
  /** Work on the consumer's own machines, and time spent waiting for anything else. */
  readonly work: number;
  readonly away: number;
  /** Cores that other work leaves to this; Infinity where nothing queues. */
  readonly cores: number;
}

export interface Handled {
  /** Chance of waiting for a handler, mean wait over all messages, mean time in hand. Means as for exponential times, ms. */
  readonly waiting: number;
  readonly wait: number;
  readonly inHand: number;
}

/** More handlers than this are taken at the limits of their throughput. */
const MOST_EXACT = 512;
/** Of more handlers than this nobody waits for one. */
const MOST_HANDLERS = 100_000;

/** Messages per ms that `busy` handlers finish: a closed loop between the machines and what else is waited for. */
export function finished(busy: number, { work, away, cores }: Handling): number {
  if (work + away === 0) return Infinity;
  if (cores === Infinity || work === 0) return busy / (work + away);
  return busy > MOST_EXACT ? Math.min(busy / (work + away), cores / work) : closedThroughput(busy, away, cores, work);
}

/**
 * `handlers` fed by one queue at `perMs` messages, fewer than they can finish. With n messages in hand the whole finishes as
 * many as the closed loop with n in it: Norton's theorem of queueing networks (Chandy, Herzog, Woo 1975), exact for
 * exponential work. One handler is M/M/1; handlers that share no machine are M/M/c.
 */
export function handledBy(handlers: number, perMs: number, handling: Handling): Handled {
  const alone = handling.work + handling.away;
  if (perMs === 0 || alone === 0 || handlers > MOST_HANDLERS) return { waiting: 0, wait: 0, inHand: alone };
  let term = 1;
  let sum = 1;
  let busy = 0;
  for (let n = 1; n < handlers; n++) {
    term *= perMs / finished(n, handling);
    sum += term;
    busy += n * term;
    if (sum > 1e200) [term, sum, busy] = [term / sum, 1, busy / sum];
  }
  const full = perMs / finished(handlers, handling);
  // All handlers busy, with none, one, two, ... in the queue.
  const all = (term * full) / (1 - full);
  sum += all;
  const waiting = all / sum;
  return {
    waiting,
    wait: (waiting * full) / (1 - full) / perMs,
    inHand: (busy / sum + handlers * waiting) / perMs,
  };
}
