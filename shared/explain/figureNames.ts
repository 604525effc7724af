// Names of figures, for those who hear them.
import type {
  BreakerFigure,
  BulkheadFigure,
  JourneyFigure,
  LateFigure,
  LinkFigure,
  LoadFigure,
  LossFigure,
  Percentile,
  UptimeFigure,
} from './types.ts';

export const PERCENTILE_WORD: Readonly<Record<Percentile, string>> = {
  mean: 'mean',
  p50: 'p50',
  p90: 'p90',
  p95: 'p95',
  p99: 'p99',
  p999: 'p99.9',
};

export const JOURNEY_WORD: Readonly<Record<JourneyFigure, string>> = {
  throughputPerSecond: 'requests',
  networkCalls: 'calls over a network a request',
  capacityFactor: 'holds up to',
  attempts: 'attempts a call',
  errorShare: 'ends in an error',
  shedShare: 'refused when full',
};

export const UPTIME_WORD: Readonly<Record<UptimeFigure, string>> = {
  full: 'availability, nothing missing',
  served: 'availability, answered at all',
  downtimeMinutesPerMonth: 'down a month',
  low: 'availability, at least',
  high: 'availability, at most',
};

export const LOSS_WORD: Readonly<Record<LossFigure, string>> = {
  minutesPerMonth: 'minutes lost a month',
  requestsPerMonth: 'requests lost a month',
  usdPerMonth: 'money lost a month',
  birnbaum: 'Birnbaum importance',
  criticality: 'criticality importance',
  fussellVesely: 'Fussell-Vesely importance',
  riskAchievement: 'risk achievement worth',
  riskReduction: 'risk reduction worth',
};

export const LOAD_WORD: Readonly<Record<LoadFigure, string>> = {
  utilisation: 'utilisation',
  cores: 'cores',
  coresBusy: 'cores busy',
  replicas: 'replicas',
  visits: 'visits',
  waitMs: 'wait of a visit',
  queueLength: 'in the queue',
  jobs: 'inside',
  waitingShare: 'finds every server busy',
  threads: 'threads',
  threadsHeld: 'threads held',
  threadWaitMs: 'wait for a thread',
  shedShare: 'refused when full',
};

export const LINK_WORD: Readonly<Record<LinkFigure, string>> = {
  callsPerSecond: 'calls',
  bytesPerSecond: 'data',
  networkMs: 'on the wire a call',
  attempts: 'attempts a call',
};

export const BREAKER_WORD: Readonly<Record<BreakerFigure, string>> = {
  failedFastShare: 'answered by the breaker',
  executedPerSecond: 'calls that reach the callee',
  probeEveryMs: 'time between probes',
  opensAfterMs: 'opens after',
  recoversWithinMs: 'closes again within',
};

export const BULKHEAD_WORD: Readonly<Record<BulkheadFigure, string>> = {
  busy: 'calls at a time',
  most: 'calls at a time, at most',
  refusedShare: 'refused by the bulkhead',
};

export const LATE_WORD: Readonly<Record<LateFigure, string>> = {
  meanMs: 'mean',
  p50: 'p50',
  p90: 'p90',
  p99: 'p99',
  worstMs: 'at worst',
  inPerSecond: 'messages that come in',
  mostPerSecond: 'messages it can handle',
  drainMinutes: 'catches up in',
};
