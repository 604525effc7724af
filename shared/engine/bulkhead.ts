/** Calls of one caller that may be under way at a time; the next ones wait in line or are refused. Times in ms, rates per ms. */
import { gamma, type Law, sometimes } from './distribution.ts';
import { mixtureOfPlaces } from './responses.ts';
import { erlangB, statesWithRoom } from './queueing.ts';

export interface BulkheadRule {
  /** Of one replica of the caller. */
  readonly concurrent: number;
  /** Calls that wait for a place instead of being refused. */
  readonly queue: number;
  /** Refused calls count as failures of the breaker. */
  readonly feedsBreaker: boolean;
}

export interface Bulkhead {
  /** Share of calls that are refused. */
  readonly refused: number;
  /** Mean places taken, of one replica. */
  readonly busy: number;
  /** Of calls that are let through; null where nobody waits in line. */
  readonly wait: Law | null;
}

/**
 * `perMs`: calls that one replica makes; `busyMs`: mean time that a call keeps its place, Infinity where it never comes back.
 * Without a line Erlang's loss formula, exact for every distribution (Erlang 1917); with a line M/M/c/K, exact for exponential times.
 */
export function bulkheadOf({ concurrent, queue }: BulkheadRule, perMs: number, busyMs: number): Bulkhead {
  if (perMs === 0) return { refused: 0, busy: 0, wait: null };
  const offered = perMs * busyMs;
  if (offered === Infinity) return { refused: 1, busy: concurrent, wait: null };
  if (queue === 0) {
    const refused = erlangB(concurrent, offered);
    return { refused, busy: offered * (1 - refused), wait: null };
  }
  const states = statesWithRoom(concurrent, queue, offered);
  const refused = states.at(-1)!;
  const waiting = Array.from(states.subarray(concurrent, -1));
  const chance = waiting.reduce((a, b) => a + b, 0) / (1 - refused);
  // Who finds n others waits for n - c + 1 of them to leave: as in a single server c times as fast.
  const places = waiting.map((p) => p / (chance * (1 - refused)));
  const line =
    queue > LONG_LINE ? longLine(busyMs / concurrent, places) : mixtureOfPlaces(busyMs / concurrent, 1, places);
  return { refused, busy: offered * (1 - refused), wait: chance > 1e-12 ? sometimes(chance, line) : null };
}

/** A mixture of so many laws is read so often that one with its mean and variance serves. */
const LONG_LINE = 50;

function longLine(step: number, places: readonly number[]): Law {
  let mean = 0;
  let second = 0;
  places.forEach((p, n) => {
    mean += p * (n + 1) * step;
    second += p * (n + 1) * (n + 2) * step * step;
  });
  return gamma(mean, Math.max(0, second - mean * mean));
}
