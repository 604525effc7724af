/** The steady state written out for links: calls, bytes and time on the way, breakers and bulkheads. */
import { keptBy } from '../model/kept.ts';
import type { Link } from '../model/types.ts';
import { type BreakerState, CLOSED, mayOpenByChance } from './breaker.ts';
import { callBytes } from './calls.ts';
import { callsPerVisit } from './load.ts';
import type { Call, Network } from './network.ts';
import type { SteadyState } from './steady.ts';
import type { LinkResult } from './types.ts';

export function linkResults(network: Network, state: SteadyState): Record<string, LinkResult> {
  const { links } = network.project;
  const numbers = numbersOf(links);
  // What calls of one link add up to, whoever makes them: rows of numbers by link.
  const sum = (): Float64Array => new Float64Array(links.length);
  const [wanted, tried, calls, remote, ms, bytes] = [sum(), sum(), sum(), sum(), sum(), sum()];
  const natures = new Uint8Array(links.length);
  const guarded = new Map<number, Guarded[]>();
  for (const activity of network.activities) {
    const rate = state.traffic.rate[activity.index]!;
    for (const call of activity.calls) {
      const l = numbers.get(call.link.id)!;
      const asked = rate * call.count * call.probability;
      const made = rate * callsPerVisit(call, state.attempts);
      wanted[l]! += asked;
      tried[l]! += asked * (state.attempts.get(call)?.tries ?? 1);
      if (call.breaker || call.bulkhead) {
        const perMs = state.latency.triedPerMs(call) * state.stations[activity.host]!.replicas;
        guarded.set(l, [...(guarded.get(l) ?? []), { call, perMs }]);
      }
      for (const { share, network: between, latency } of call.targets) {
        calls[l]! += made * share;
        natures[l]! |= between ? BETWEEN : INSIDE;
        if (!between) continue;
        remote[l]! += made * share;
        ms[l]! += made * share * latency.mean;
        bytes[l]! += made * share * callBytes(call.link);
      }
    }
  }
  const results: Record<string, LinkResult> = {};
  links.forEach((link, l) => {
    const calling = guarded.get(l);
    results[link.id] = {
      nature: NATURES[natures[l]!]!,
      callsPerSecond: calls[l]! * 1000,
      bytesPerSecond: bytes[l]! * 1000,
      networkMs: remote[l]! > 0 ? ms[l]! / remote[l]! : 0,
      attempts: wanted[l]! > 0 ? tried[l]! / wanted[l]! : 1,
      breaker: calling ? breakerResult(state, calling) : null,
      bulkhead: calling ? bulkheadResult(state, calling) : null,
    };
  });
  return results;
}

const numbersOf = keptBy((links: readonly Link[]) => new Map(links.map((link, l) => [link.id, l])));

/** Whether calls stay in one process, go between two, or do both. */
const [INSIDE, BETWEEN] = [1, 2];
const NATURES = ['absent', 'in-process', 'network', 'mixed'] as const;

/** A call with a breaker or a bulkhead, and its attempts per ms, all replicas of the caller together. */
interface Guarded {
  readonly call: Call;
  readonly perMs: number;
}

/** Of several calls over one link the state of the breaker that refuses most, and what all of them let through. */
function breakerResult(state: SteadyState, guarded: readonly Guarded[]): LinkResult['breaker'] {
  const calls = guarded.filter(({ call }) => call.breaker);
  if (calls.length === 0) return null;
  const of = (call: Call): BreakerState => state.breakers.get(call) ?? CLOSED;
  const worst = calls.reduce((a, b) => (of(b.call).passes < of(a.call).passes ? b : a));
  const { passes, ...found } = of(worst.call);
  const failing = (call: Call): number => state.latency.tried(call)?.attempt.failing ?? 0;
  const chancy = calls.some(({ call }) =>
    mayOpenByChance(call.breaker!, state.latency.triedPerMs(call), failing(call)),
  );
  return {
    ...found,
    failedFastShare: 1 - passes,
    executedPerSecond: calls.reduce((sum, { call, perMs }) => sum + perMs * of(call).passes, 0) * 1000,
    accuracy: found.state === 'flapping' || (found.state === 'closed' && chancy) ? 'rough' : 'good',
  };
}

function bulkheadResult(state: SteadyState, guarded: readonly Guarded[]): LinkResult['bulkhead'] {
  const found = guarded.flatMap(({ call }) => {
    const bulkhead = state.latency.tried(call)?.bulkhead;
    return bulkhead ? [{ ...bulkhead, most: call.bulkhead!.concurrent }] : [];
  });
  if (found.length === 0) return null;
  const fullest = found.reduce((a, b) =>
    b.refused > a.refused || (b.refused === a.refused && b.busy > a.busy) ? b : a,
  );
  return { busy: fullest.busy, most: fullest.most, refusedShare: fullest.refused };
}
