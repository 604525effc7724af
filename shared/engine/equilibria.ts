/** Steady states beside the normal one: load that failing calls and their retries keep alive (metastable failures, Bronson et al. 2021). */
import { type Attempts, type Effort, trafficOf } from './load.ts';
import type { Call, Network } from './network.ts';
import { waitedVisits } from './results.ts';
import { look, type Question, rest, type SteadyState } from './steady.ts';
import { threadless } from './threads.ts';
import type { RetryResult, RetryRoot } from './types.ts';

export interface Equilibrium {
  readonly stable: boolean;
  readonly attempts: Attempts;
  /** Hosts that are saturated in it. */
  readonly saturated: readonly number[];
}

/**
 * All steady states between the one of least load and the one where every retry is made, least load first. Between them attempts are
 * varied along a line: with retries at one link that finds every fixed point of load -> failures -> retries -> load (to the
 * width of the scan); with several the tipping points are those on the line.
 */
export function equilibriaOf(network: Network, question: Question, normal: SteadyState): Equilibrium[] {
  const found = [stable(normal)];
  const here = {
    ...question,
    breakers: normal.breakers,
    loadOnly: threadless(network),
  };
  const retried = network.activities.flatMap((a) =>
    a.calls.filter((c) => (c.retry?.retries ?? 0) > 0 && c.fate === 'ok'),
  );
  if (!retried.some((call) => call.retry!.timeoutMs !== null)) return found;
  const worst = rest(network, { ...here, from: everyRetry(normal, retried) });
  if (!differ(normal.attempts, worst.attempts, retried)) return found;

  const at = (share: number): Attempts => between(normal.attempts, worst.attempts, share);
  const rises = (share: number): boolean => grows(network, here, at(share), retried);
  let last = 0;
  let rising = false;
  for (const share of SCAN) {
    const now = rises(share);
    if (now === rising) {
      last = share;
      continue;
    }
    const turn = bisected(rises, last, share, rising);
    if (now) found.push({ stable: false, attempts: at(turn), saturated: [] });
    else found.push(stable(rest(network, { ...here, from: at(turn) })));
    [last, rising] = [share, now];
  }
  return [...found, stable(worst)];
}

/** Shares of the way from the least to the most attempts that are looked at: dense near the normal state. */
const SCAN = Array.from({ length: 32 }, (_, i) => ((i + 1) / 33) ** 2);

const stable = ({ attempts, stations, pools }: SteadyState): Equilibrium => ({
  stable: true,
  attempts,
  saturated: stations.flatMap((s, h) => (s.saturated || pools[h]?.saturated ? [h] : [])),
});

function everyRetry({ attempts }: SteadyState, retried: readonly Call[]): Attempts {
  const most = new Map(attempts);
  for (const call of retried) {
    const tries = Math.min(call.retry!.retries, call.retry!.budget ?? Infinity) + 1;
    most.set(call, { tries, carried: tries });
  }
  return most;
}

const triesOf = (attempts: Attempts, call: Call): number => attempts.get(call)?.tries ?? 1;

const differ = (a: Attempts, b: Attempts, calls: readonly Call[]): boolean =>
  calls.some((call) => Math.abs(triesOf(a, call) - triesOf(b, call)) > 1e-6);

function between(low: Attempts, high: Attempts, share: number): Attempts {
  return new Map(
    Array.from(high, ([call, most]): [Call, Effort] => {
      const least = low.get(call) ?? { tries: 1, carried: 1 };
      return [
        call,
        {
          tries: least.tries + (most.tries - least.tries) * share,
          carried: least.carried + (most.carried - least.carried) * share,
        },
      ];
    }),
  );
}

/** Rounds after which attempts that neither all grow nor all shrink are added up. */
const MOST_MIXED = 12;

/** Whether so many attempts lead to more of them. */
function grows(network: Network, question: Question, attempts: Attempts, retried: readonly Call[]): boolean {
  let now = attempts;
  for (let round = 0; ; round++) {
    let { state, waits } = look(network, question, now, null);
    if (waits.wait.some(Boolean) || waits.full.some(Boolean)) ({ state, waits } = look(network, question, now, waits));
    const next = state.latency.attempts;
    const steps = retried.map((call) => triesOf(next, call) - triesOf(now, call));
    if (round >= MOST_MIXED || steps.every((s) => s >= 0) || steps.every((s) => s <= 0))
      return steps.reduce((a, b) => a + b, 0) > 0;
    now = next;
  }
}

function bisected(rises: (share: number) => boolean, from: number, to: number, below: boolean): number {
  let [low, high] = [from, to];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (rises(middle) === below) low = middle;
    else high = middle;
  }
  return high;
}

/** What retries make of the load of one journey; null where no waited call of it is tried again. */
export function retryResult(
  network: Network,
  journey: number,
  state: SteadyState,
  states: readonly Equilibrium[],
): RetryResult | null {
  const j = network.journeys[journey]!;
  const visits = (attempts: Attempts): Float64Array => trafficOf({ ...network, journeys: [j] }, [1], attempts).waited;
  const plain = visits(new Map());
  const retried = network.activities.some(
    (a) => plain[a.index]! > 0 && a.calls.some((c) => c.waits && (c.retry?.retries ?? 0) > 0),
  );
  if (!retried) return null;
  // Attempts that are refused or cancelled are made all the same.
  const real = visits(new Map(Array.from(state.attempts, ([c, { tries }]) => [c, { tries, carried: tries }])));
  const amplification = real.reduce((most, v, a) => (plain[a]! > 0 ? Math.max(most, v / plain[a]!) : most), 1);

  const perSecond = state.traffic.requests[journey]! * 1000;
  const roots: RetryRoot[] = [];
  for (const [i, found] of states.entries()) {
    const { byHost, calls, tries } = waitedVisits(network, j, found.attempts);
    const attempts = calls > 0 ? tries / calls : 1;
    // A state in which this journey fares no differently is none of its own.
    if (roots.length > 0 && Math.abs(attempts - roots.at(-1)!.attempts) <= 1e-6) continue;
    const full = found.saturated.filter((h) => byHost[h]! > 0);
    roots.push({
      kind: !found.stable ? 'tipping' : i === 0 && full.length === 0 ? 'normal' : 'collapsed',
      attempts,
      callsPerSecond: tries * perSecond,
      saturatedAt: full.map((h) => network.hosts[h]!.deployable?.id ?? '').sort(),
    });
  }
  const [normal, next] = roots;
  return {
    amplification,
    roots,
    tipsAtFactor:
      normal?.kind === 'normal' && next?.kind === 'tipping' ? next.callsPerSecond / normal.callsPerSecond : null,
    accuracy: network.activities.some((a) => a.calls.some((c) => c.retry?.cancels)) ? 'rough' : 'good',
  };
}
