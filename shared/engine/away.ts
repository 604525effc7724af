/** What requests wait for while they keep a thread: for how long, and which work of whom. Times in ms, rates per ms. */
import type { LatencyModel } from './latency.ts';
import { type Attempts, sendingWork, type Traffic } from './load.ts';
import { type Activity, type Call, type Network, waitedGroupsOf } from './network.ts';

/** Calls that end together: the caller waits for them as long as the whole group takes. */
const sideBySide = (calls: readonly Call[]): boolean => {
  const kind = calls[0]!.step.group?.kind;
  return (kind === 'parallel' || kind === 'quorum') && calls.every((c) => c.fate === 'ok');
};

/** After a hard call that cannot succeed nothing more is tried. */
const endsAll = (call: Call): boolean => call.fate !== 'ok' && call.hard && call.step.group?.kind === undefined;

/** Mean ms that one visit spends waiting for others while it keeps its thread; Infinity where some never come back. */
export function awayPerVisit(activity: Activity, model: LatencyModel, network: Network): number {
  let ms = 0;
  const kept = (call: Call, made: number): number => {
    // Work of the same process is counted there, unless it never ends.
    const elsewhere = call.targets.some((t) => network.activities[t.activity]!.host !== activity.host);
    return made > 0 && (elsewhere || call.fate === 'hangs') ? model.holds(call) * made : 0;
  };
  for (const calls of waitedGroupsOf(activity)) {
    if (sideBySide(calls)) {
      // Answered calls end together; one that is cut keeps its caller until it is given up.
      const most = Math.max(...calls.map((call) => kept(call, call.probability)));
      const together = model.group(calls);
      ms += most === 0 ? 0 : together.stuck > 0 ? Infinity : Math.max(together.mean, most);
      continue;
    }
    for (const call of calls) {
      ms += kept(call, call.count * call.probability);
      if (endsAll(call)) return ms;
    }
  }
  return ms;
}

/**
 * By host: work per ms that others do for requests which keep a thread of `host` meanwhile. Calls side by side count by the share of
 * their times that the caller waits, a call that is cut by the share of its time until then.
 */
export function workAwaited(
  host: number,
  network: Network,
  traffic: Traffic,
  attempts: Attempts,
  model: LatencyModel,
): Float64Array {
  const visits = new Float64Array(network.activities.length);
  const work = new Float64Array(network.hosts.length);
  const go = (call: Call, calls: number): void => {
    if (call.fate !== 'ok') return;
    for (const t of call.targets) {
      const to = network.activities[t.activity]!.host;
      // Who comes back to the pool has a thread already, or needs another one.
      if (to === host) continue;
      visits[t.activity]! += calls * t.share;
      work[to]! += calls * t.share * t.cpuTo * network.hosts[to]!.slowness;
    }
  };
  // Callers come after their callees.
  for (let a = visits.length - 1; a >= 0; a--) {
    const activity = network.activities[a]!;
    const own = activity.host === host;
    const rate = own ? traffic.waited[a]! : visits[a]!;
    if (rate === 0) continue;
    if (!own)
      work[activity.host]! +=
        rate * (activity.demand.mean + sendingWork(activity, attempts) * network.hosts[activity.host]!.slowness);
    for (const calls of waitedGroupsOf(activity)) {
      const share = sideBySide(calls) ? shareOfGroup(calls, model) : 1;
      for (const call of calls) go(call, rate * share * call.count * call.probability * staysPerCall(call, model));
      if (calls.some(endsAll)) break;
    }
  }
  return work;
}

/** Time of the whole group over that of its calls one after another. */
function shareOfGroup(calls: readonly Call[], model: LatencyModel): number {
  const inRow = calls.reduce((sum, call) => sum + call.count * call.probability * model.holds(call), 0);
  return inRow > 0 ? Math.min(1, model.group(calls).mean / inRow) : 1;
}

/** Mean times that a call stays at its callee to the end; a part of one where it is cut. */
function staysPerCall(call: Call, model: LatencyModel): number {
  const found = model.tried(call);
  if (!found) return 1;
  const { attempt, tries } = found;
  const { mean } = attempt.call;
  return tries.attempts * tries.passes * (mean > 0 ? Math.min(1, attempt.busyMs / mean) : 1);
}
