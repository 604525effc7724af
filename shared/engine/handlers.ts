/** Handlers that take messages one at a time each: how long a message waits for one, and how long it is in hand. */
import { gamma, type Law, sometimes } from './distribution.ts';
import { FAR_OUT } from './journeyTime.ts';
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

/** Of times in hand: squared coefficient of variation, and third moment over the mean cubed. */
export interface Shape {
  readonly cv2: number;
  readonly skew: number;
}

/** The shape of a mixture; the shares sum to 1. */
export function shapeOf(mixture: readonly { readonly share: number; readonly law: Law }[]): Shape {
  let mean = 0;
  let second = 0;
  let third = 0;
  for (const { share, law } of mixture) {
    mean += share * law.mean;
    second += share * (law.variance + law.mean ** 2);
    third += share * thirdMoment(law);
  }
  return mean > 0 ? { cv2: Math.max(0, second / mean ** 2 - 1), skew: third / mean ** 3 } : { cv2: 0, skew: 1 };
}

/** Points at which a third moment reads its law. */
const POINTS = 2048;

/** E[T^3] = 3 times the integral of t^2 (1 - F), by Simpson's rule. */
function thirdMoment(law: Law): number {
  if (law.variance === 0) return law.mean ** 3;
  const step = (FAR_OUT * law.upper) / POINTS;
  let sum = 0;
  for (let i = 1; i <= POINTS; i++)
    sum += (i === POINTS ? 1 : i % 2 === 1 ? 4 : 2) * (i * step) ** 2 * (1 - law.cdf(i * step));
  return sum * step;
}

/**
 * The wait for a handler: `chance` and `mean` as for exponential times, mean times (1 + cv^2)/2 (Allen, Cunneen; exact for one
 * handler), a gamma with the ratio of moments of M/G/1 (Takacs 1962). Null where next to nobody waits.
 */
export function waitOf(chance: number, mean: number, load: number, { cv2, skew }: Shape): Law | null {
  if (!(mean > 0) || !(chance > 1e-12)) return null;
  const some = ((mean / chance) * (1 + cv2)) / 2;
  // E[W^2] / E[W]^2 of those who wait, with E[S] = 1.
  const first = (load * (1 + cv2)) / (2 * (1 - load));
  const second = 2 * first * first + (load * skew) / (3 * (1 - load));
  const ratio = (second * load) / (first * first) - 1;
  return sometimes(chance, gamma(some, Math.max(0, ratio) * some * some));
}
