/** An analysis as CSV (RFC 4180): one figure a line, so that a spreadsheet can sort, filter and pivot it. */
import type { Analysis, JourneyResult, LinkResult, LossOf, VariantAnalysis } from '../engine/types.ts';
import { csvCell } from './escape.ts';

type Cell = string | number | null;
/** variant, part, id, name, figure, value, unit */
type Line = readonly [
  variant: string,
  part: string,
  id: string,
  name: string,
  figure: string,
  value: Cell,
  unit: string,
];

const HEAD = ['variant', 'part', 'id', 'name', 'figure', 'value', 'unit'];

function journeyLines(variant: string, { journeys }: VariantAnalysis): Line[] {
  return Object.entries(journeys).flatMap(([id, journey]) => {
    const line = (figure: string, value: Cell, unit = ''): Line => [
      variant,
      'journey',
      id,
      journey.name,
      figure,
      value,
      unit,
    ];
    const percentiles = journey.latencyMs
      ? Object.entries(journey.latencyMs).map(([figure, value]) => line(figure, value as number, 'ms'))
      : [];
    return [
      line('state', journey.state),
      ...journey.saturatedAt.map((target) => line('saturatedAt', target)),
      ...percentiles,
      line('latencyAccuracy', journey.latencyAccuracy),
      line('availability.full', journey.availability.full, 'share'),
      line('availability.served', journey.availability.served, 'share'),
      line('downtime', journey.availability.downtimeMinutesPerMonth, 'minutes a month'),
      line('errorShare', journey.errorShare, 'share'),
      line('shedShare', journey.shedShare, 'share'),
      line('attempts', journey.attempts),
      line('throughput', journey.throughputPerSecond, 'per second'),
      line('capacityFactor', journey.capacityFactor, 'times'),
      line('givesWayFirst', journey.givesWayFirst),
      ...journey.limits.map(({ id: at, by, factor }) => line(`limit ${at} ${by}`, factor, 'times')),
      line('networkCalls', journey.networkCalls, 'per request'),
      ...retryFigures(journey).map((figure) => line(...figure)),
      ...standingFigures(journey).map((figure) => line(...figure)),
    ];
  });
}

type Figure = readonly [figure: string, value: Cell, unit?: string];

function retryFigures({ retry }: JourneyResult): Figure[] {
  if (!retry) return [];
  return [
    ['retry.amplification', retry.amplification, 'times'],
    ['retry.tipsAtFactor', retry.tipsAtFactor, 'times'],
    ['retry.accuracy', retry.accuracy],
    ...retry.roots.flatMap(({ kind, attempts, callsPerSecond }, at): Figure[] => [
      [`retry.${at} ${kind} attempts`, attempts, 'per call'],
      [`retry.${at} ${kind} calls`, callsPerSecond, 'per second'],
    ]),
  ];
}

const LOSS_UNIT: Readonly<Record<Exclude<keyof LossOf, 'cause'>, string>> = {
  minutesPerMonth: 'minutes a month',
  requestsPerMonth: 'a month',
  usdPerMonth: 'USD a month',
  birnbaum: 'share',
  criticality: 'share',
  fussellVesely: 'share',
  riskAchievement: 'times',
  riskReduction: 'times',
};

function standingFigures({ availabilityInterval, cutSets, cutSetsComplete, expectedLoss }: JourneyResult): Figure[] {
  const of = Object.keys(LOSS_UNIT) as (keyof typeof LOSS_UNIT)[];
  return [
    ...Object.entries(availabilityInterval ?? {}).map(([end, value]): Figure => [
      `availability.${end}`,
      value,
      'share',
    ]),
    ...cutSets.map((set): Figure => ['cutSet', set.join(' ')]),
    ['cutSetsComplete', String(cutSetsComplete)],
    ...expectedLoss.flatMap((loss) =>
      of.map((one): Figure => [`loss ${loss.cause} ${one}`, loss[one], LOSS_UNIT[one]]),
    ),
  ];
}

function partLines(variant: string, result: VariantAnalysis): Line[] {
  const deployables = Object.entries(result.deployables).flatMap(([id, part]) => {
    const line = (figure: string, value: Cell, unit = ''): Line => [
      variant,
      'deployable',
      id,
      part.name,
      figure,
      value,
      unit,
    ];
    return [
      line('utilisation', part.utilisation, 'share'),
      line('saturated', String(part.saturated)),
      line('replicas', part.replicas),
      line('cores', part.cores),
      line('coresBusy', part.coresBusy, 'cores'),
      line('threadsHeld', part.threadsHeld),
      line('threads', part.threads),
      line('threadWait', part.threadWaitMs, 'ms'),
      line('visits', part.visits, 'per second'),
      line('wait', part.waitMs, 'ms'),
      line('queueLength', part.queueLength),
      line('jobs', part.jobs),
      line('waitingShare', part.waitingShare, 'share'),
      line('shedShare', part.shedShare, 'share'),
    ];
  });
  const links = Object.entries(result.links).flatMap(([id, part]) => {
    const line = (figure: string, value: Cell, unit = ''): Line => [variant, 'link', id, '', figure, value, unit];
    return [
      line('nature', part.nature),
      line('calls', part.callsPerSecond, 'per second'),
      line('bytes', part.bytesPerSecond, 'per second'),
      line('network', part.networkMs, 'ms a call'),
      line('attempts', part.attempts, 'per call'),
      ...guardFigures(part).map((figure) => line(...figure)),
    ];
  });
  return [...deployables, ...links];
}

function guardFigures({ breaker, bulkhead }: LinkResult): Figure[] {
  return [
    ...(breaker
      ? ([
          ['breaker', breaker.state],
          ['breaker.failedFastShare', breaker.failedFastShare, 'share'],
          ['breaker.executed', breaker.executedPerSecond, 'per second'],
          ['breaker.probeEvery', breaker.probeEveryMs, 'ms'],
          ['breaker.opensAfter', breaker.opensAfterMs, 'ms'],
          ['breaker.recoversWithin', breaker.recoversWithinMs, 'ms'],
          ['breaker.accuracy', breaker.accuracy],
        ] as const)
      : []),
    ...(bulkhead
      ? ([
          ['bulkhead.busy', bulkhead.busy],
          ['bulkhead.most', bulkhead.most],
          ['bulkhead.refusedShare', bulkhead.refusedShare, 'share'],
        ] as const)
      : []),
  ];
}

function costLines(variant: string, { cost }: VariantAnalysis): Line[] {
  return [
    [variant, 'cost', 'total', 'Total', 'monthly', cost.monthlyUsd, 'USD'],
    [variant, 'cost', 'total', 'Total', 'servable', String(cost.servable), ''],
    ...cost.lines.flatMap((part): Line[] => [
      [variant, 'cost', part.id, part.label, 'monthly', part.monthlyUsd, 'USD'],
      [variant, 'cost', part.id, part.label, 'quantity', part.quantity, part.unit],
      [variant, 'cost', part.id, part.label, 'unitPrice', part.unitPriceUsd, 'USD'],
      [variant, 'cost', part.id, part.label, 'price', part.priceId, ''],
    ]),
  ];
}

function otherLines(variant: string, result: VariantAnalysis): Line[] {
  const faults = result.faults.flatMap((fault): Line[] => {
    const line = (figure: string, value: Cell, unit = ''): Line => [
      variant,
      fault.kind,
      fault.target,
      '',
      figure,
      value,
      unit,
    ];
    return [
      line('failed', fault.failedShare, 'share'),
      line('degraded', fault.degradedShare, 'share'),
      line('delayed', fault.delayedShare, 'share'),
      ...Object.entries(fault.journeys).map(([journey, state]) => line(`journey ${journey}`, state)),
      line('survivorsCarryLoad', String(fault.survivorsCarryLoad)),
      line('capacityLeft', fault.capacityLeft, 'times'),
      ...fault.exhausted.map((target) => line('exhausted', target)),
    ];
  });
  const behind = ([part, results]: readonly [string, VariantAnalysis['staleness']]): Line[] =>
    Object.entries(results).flatMap(([id, { state, meanMs, p50, p99, worstMs, ...flow }]): Line[] => [
      [variant, part, id, '', 'state', state, ''],
      [variant, part, id, '', 'mean', meanMs, 'ms'],
      [variant, part, id, '', 'p50', p50, 'ms'],
      [variant, part, id, '', 'p99', p99, 'ms'],
      [variant, part, id, '', 'worst', worstMs, 'ms'],
      [variant, part, id, '', 'comes in', flow.inPerSecond, 'per second'],
      [variant, part, id, '', 'can handle', flow.mostPerSecond, 'per second'],
      [variant, part, id, '', 'outage', flow.growth && flow.growth.outageMinutes, 'minutes'],
      [variant, part, id, '', 'backlog', flow.growth && flow.growth.backlog, 'messages'],
      [variant, part, id, '', 'oldest', flow.growth && flow.growth.oldestMs, 'ms'],
      [variant, part, id, '', 'worked off in', flow.drainMinutes, 'minutes'],
      [variant, part, id, '', 'old reads', flow.staleRead && flow.staleRead.share, 'share'],
    ]);
  const findings = result.findings.map((finding): Line => [
    variant,
    'finding',
    finding.rule,
    finding.targets.join(' '),
    finding.severity,
    finding.message,
    '',
  ]);
  const day = result.day.flatMap(({ hours, factor, utilisation, busiest, journeys }, i): Line[] => {
    const line = (name: string, figure: string, value: Cell, unit = ''): Line => [
      variant,
      'day',
      String(i),
      name,
      figure,
      value,
      unit,
    ];
    return [
      line('', 'hours', hours, 'h'),
      line('', 'factor', factor),
      line('', 'utilisation', utilisation, 'share'),
      line('', 'busiest', busiest),
      ...Object.entries(journeys).flatMap(([id, one]) => [
        line(id, 'state', one.state),
        line(id, 'throughput', one.throughputPerSecond, '/s'),
        line(id, 'mean', one.meanMs, 'ms'),
        line(id, 'p99', one.p99Ms, 'ms'),
      ]),
    ];
  });
  return [
    ...faults,
    ...day,
    ...behind(['staleness', result.staleness]),
    ...behind(['measure', result.measures]),
    ...findings,
  ];
}

/** The whole analysis. Throws RangeError on a figure that is not finite. */
export function exportCsv(analysis: Analysis): string {
  const lines = Object.entries(analysis.variants).flatMap(([id, result]) => [
    ...journeyLines(id, result),
    ...partLines(id, result),
    ...costLines(id, result),
    ...otherLines(id, result),
  ]);
  return [HEAD, ...lines].map((line) => `${line.map(csvCell).join(',')}\r\n`).join('');
}
