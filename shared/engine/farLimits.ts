/**
 * Limits of time that are too far out to cut any call, told from sums over whole journeys: far cheaper than from the law of every
 * call. No call takes longer than all that its journey may visit, one after another. Times in ms.
 */
import { lognormalUpper, type Law } from './distribution.ts';
import type { LatencyInput } from './latency.ts';
import { sendingWork } from './load.ts';
import type { Call } from './network.ts';
import { FAR_BEYOND } from './retry.ts';
import { spreadBySharing } from './sharedResponse.ts';
import { farthest } from './sums.ts';

/** By activity: a time that all but less than 1e-8 of its visits stay below; Infinity where that takes a closer look. */
export function longestVisits(input: LatencyInput): Float64Array {
  const { network } = input;
  const longest = new Float64Array(network.activities.length).fill(Infinity);
  for (const { entries } of network.journeys) {
    const visits = new Float64Array(network.activities.length);
    for (const { activity } of entries) visits[activity] = 1;
    const ms = longestOf(input, visits);
    for (let a = 0; a < visits.length; a++) if (visits[a]! > 0 && ms < longest[a]!) longest[a] = ms;
  }
  return longest;
}

/** `visits`: one at each entry; becomes the most that a request makes of each activity. */
function longestOf({ network, stations, threads, attempts }: LatencyInput, visits: Float64Array): number {
  const received = new Float64Array(visits.length);
  const work = new Float64Array(network.hosts.length);
  const uneven = new Float64Array(network.hosts.length);
  const upper = new Float64Array(network.hosts.length);
  const sum = new Float64Array(3);
  for (let a = visits.length - 1; a >= 0; a--) {
    const n = visits[a]!;
    if (n === 0) continue;
    const activity = network.activities[a]!;
    const { calls, demand, host, pause } = activity;
    const station = stations[host]!;
    if (station.saturated || threads?.full[host] || activity.operation.errorRate === 1) return Infinity;
    const fixed = (sendingWork(activity, attempts) * n + received[a]!) * network.hosts[host]!.slowness;
    add(sum, threads?.wait[host], n);
    add(sum, pause, n);
    if (station.response) add(sum, station.response, n);
    else if (network.hosts[host]!.discipline === 'sharing') {
      work[host]! += demand.mean * n + fixed;
      uneven[host]! += demand.variance * n;
      upper[host] = Math.max(upper[host]!, demand.upper);
    } else {
      add(sum, station.wait, n);
      add(sum, demand, n);
      sum[MEAN]! += fixed;
    }
    for (const call of calls) {
      if (!call.waits) continue;
      if (!isPlain(call)) return Infinity;
      const most = n * Math.ceil(call.count);
      for (const { activity: callee, cpuTo, latency } of call.targets) {
        visits[callee]! += most;
        received[callee]! += most * cpuTo;
        add(sum, latency, most);
      }
    }
  }
  for (let h = 0; h < work.length; h++) {
    const job = { mean: work[h]!, variance: uneven[h]! };
    if (job.mean === 0) continue;
    const { stretch } = stations[h]!;
    const mean = job.mean * stretch;
    const variance = job.variance * stretch * stretch + spreadBySharing(job, stretch);
    sum[MEAN]! += mean;
    sum[VARIANCE]! += variance;
    sum[REACH] = Math.max(sum[REACH]!, lognormalUpper(mean, variance) - mean, upper[h]! * stretch - mean);
  }
  return sum[MEAN]! + FAR_BEYOND * farthest(0, Math.sqrt(sum[VARIANCE]!), sum[REACH]!);
}

/** What is added up: mean, variance, and how far a part reaches beyond its mean. */
const [MEAN, VARIANCE, REACH] = [0, 1, 2];

function add(sum: Float64Array, law: Law | null | undefined, times: number): void {
  if (!law) return;
  sum[MEAN]! += law.mean * times;
  sum[VARIANCE]! += law.variance * times;
  sum[REACH] = Math.max(sum[REACH]!, law.upper - law.mean);
}

/** Made once, and waited for until it answers: nothing else makes it longer than what it visits. */
export const isPlain = ({ bulkhead, breaker, fate, retry, step }: Call): boolean =>
  fate === 'ok' && !bulkhead && !breaker && (retry?.retries ?? 0) === 0 && step.group?.kind !== 'alternative';

/** Whether a plain call ends before its limit wherever it goes. `longest`: see longestVisits. */
export function staysBelowAll({ retry, targets }: Call, longest: Float64Array): boolean {
  const limit = retry?.timeoutMs ?? Infinity;
  return targets.every(({ activity, latency }) => limit > longest[activity]! + FAR_BEYOND * latency.upper);
}
