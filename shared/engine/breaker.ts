/**
 * A circuit breaker in its steady state, by the rules of opossum: it opens when more than a share of the calls of its window have
 * failed, refuses all calls for a while, then lets one through and closes or stays open by it. Times in ms, rates per ms.
 */

export interface BreakerRule {
  readonly timeoutMs: number;
  /** Opens above this share of failures. */
  readonly threshold: number;
  readonly resetMs: number;
  /** Calls in the window below which it never opens. */
  readonly volume: number;
  /** Buckets fall out of the window one at a time: the longest it reaches, and how long it is on average. */
  readonly windowMs: number;
  readonly meanWindowMs: number;
}

/** How calls that are let through end. */
export interface Ending {
  /** Share of them that fail. */
  readonly failing: number;
  /** Mean time until they fail, and until they are answered. */
  readonly failedMs: number;
  readonly answeredMs: number;
}

export interface BreakerState {
  readonly state: 'closed' | 'open' | 'flapping';
  /** Share of calls that it lets through. */
  readonly passes: number;
  /** Mean time between two probes of an open breaker. */
  readonly probeEveryMs: number | null;
  readonly opensAfterMs: number | null;
  readonly recoversWithinMs: number | null;
}

export const CLOSED: BreakerState = {
  state: 'closed',
  passes: 1,
  probeEveryMs: null,
  opensAfterMs: null,
  recoversWithinMs: null,
};

/** Whether so many failures at such a rate of calls open it in the long run; chance openings of fewer are left out. */
export const opens = (rule: BreakerRule, perMs: number, failing: number): boolean =>
  failing > rule.threshold * (1 + 1e-12) && perMs > 0 && perMs * rule.windowMs >= rule.volume;

/** A share of failures that lies below the threshold, but so near that some window will hold more by chance. */
export function mayOpenByChance(rule: BreakerRule, perMs: number, failing: number): boolean {
  const calls = perMs * rule.meanWindowMs;
  if (failing === 0 || calls < rule.volume) return false;
  return failing + DEVIATIONS * Math.sqrt((failing * (1 - failing)) / calls) > rule.threshold;
}

/** A window further from its mean than this is too rare to count. */
const DEVIATIONS = 4;

/**
 * A breaker whose calls fail as `closed` says while it is closed, and as `probed` says when only probes come through.
 * Open: a cycle is the reset time, the wait for the next call, and the probe until it fails. Where probes may succeed it closes,
 * and opens again when the failures of the present make up the threshold of all calls in the window, those refused included.
 * `perMs`: calls at this breaker. Mean values; source: rules read in the code of opossum 9 and 10.
 */
export function breakerState(rule: BreakerRule, perMs: number, closed: Ending, probed: Ending): BreakerState {
  const opensAfterMs = closed.failedMs + (rule.threshold * rule.meanWindowMs) / closed.failing;
  const untilProbe = rule.resetMs + 1 / perMs;
  const probeEveryMs = untilProbe + probed.failedMs;
  const common = {
    opensAfterMs,
    probeEveryMs,
    recoversWithinMs: probed.failedMs + untilProbe + probed.answeredMs,
  };
  if (probed.failing >= 1 - 1e-9) return { ...common, state: 'open', passes: Math.min(1, 1 / (perMs * probeEveryMs)) };
  const failedProbes = probed.failing / (1 - probed.failing);
  const cycle = failedProbes * probeEveryMs + untilProbe + probed.answeredMs + opensAfterMs;
  const executed = failedProbes + 1 + perMs * opensAfterMs;
  return { ...common, state: 'flapping', passes: Math.min(1, executed / (perMs * cycle)) };
}
