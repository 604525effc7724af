// Every figure of an analysis by the path it has in `analyse --json`, and what it is the figure of.
import type { FaultKind, VariantAnswer } from '../engine/types.ts';
import { isRecord } from '../model/paths.ts';
import type {
  BreakerFigure,
  BulkheadFigure,
  DayFigure,
  DayJourneyFigure,
  FaultShare,
  GrowthFigure,
  JourneyFigure,
  LateFigure,
  LineFigure,
  LinkFigure,
  LoadFigure,
  LossFigure,
  Percentile,
  PriceFigure,
  RetryFigure,
  RootFigure,
  StaleReadFigure,
  UptimeFigure,
  What,
} from './types.ts';

export interface Figure {
  /** Under its variant: "journeys.place.latencyMs.p99". Items of lists go by what names them. */
  readonly path: string;
  readonly value: number | null;
  /** Null for numbers that are said, not worked out: points of a curve, the time asked about. */
  readonly what: What | null;
}

/** Every number of an answer, in its order; also what could be a number and is null. */
export function figuresOf(answer: VariantAnswer): Figure[] {
  const figures: Figure[] = [];
  const walk = (node: unknown, names: readonly string[]): void => {
    if (typeof node === 'number' || node === null)
      figures.push({ path: names.join('.'), value: node, what: whatOf(names, answer) });
    else if (Array.isArray(node))
      node.forEach((item: unknown, index) => walk(item, [...names, ...namesOf(item, index)]));
    else if (isRecord(node)) for (const [key, value] of Object.entries(node)) walk(value, [...names, key]);
  };
  walk(answer, []);
  return figures;
}

/** What names an item of a list: its own id where it has one, else its place. */
function namesOf(item: unknown, index: number): readonly string[] {
  if (!isRecord(item)) return [String(index)];
  const { id, by, kind, target, cause, label, value } = item as Readonly<Record<string, string>>;
  if (id !== undefined && by !== undefined) return [id, by];
  if (id !== undefined) return [id];
  if (target !== undefined && kind !== undefined) return [kind, target];
  if (cause !== undefined) return [cause];
  return label !== undefined && value !== undefined ? [label] : [String(index)];
}

type Maker = (names: readonly string[], answer: VariantAnswer) => What | null;

const SHARES: Readonly<Record<string, FaultShare>> = {
  failedShare: 'failed',
  degradedShare: 'degraded',
  delayedShare: 'delayed',
};

/** A star stands for any name and hands it on; the figure's own name comes last. The first line that fits counts. */
const TABLE: readonly (readonly [pattern: string, make: Maker])[] = [
  ['journeys/*/latencyMs/*', ([journey, of]) => ({ kind: 'latency', journey: journey!, of: of as Percentile })],
  ['journeys/*/latencyCurve/*/*', () => null],
  ['journeys/*/exceeds/share', ([journey]) => ({ kind: 'exceeds', journey: journey! })],
  ['journeys/*/exceeds/ms', () => null],
  ['journeys/*/contributions/*/ms', ([journey, id]) => ({ kind: 'contribution', journey: journey!, id: id! })],
  ['journeys/*/visits/*', ([journey, component]) => ({ kind: 'visits', journey: journey!, component: component! })],
  ['journeys/*/limits/*/*/factor', ([journey, id, by]) => ({ kind: 'limit', journey: journey!, id: id!, by: by! })],
  ['journeys/*/availability/*', uptime],
  ['journeys/*/availabilityInterval/*', uptime],
  [
    'journeys/*/expectedLoss/*/*',
    ([journey, cause, of]) => ({ kind: 'loss', journey: journey!, cause: cause!, of: of as LossFigure }),
  ],
  [
    'journeys/*/retry/roots/*/*',
    ([journey, root, of]) => ({ kind: 'root', journey: journey!, root: Number(root), of: of as RootFigure }),
  ],
  ['journeys/*/retry/*', ([journey, of]) => ({ kind: 'retry', journey: journey!, of: of as RetryFigure })],
  ['journeys/*/*', ([journey, of]) => ({ kind: 'journey', journey: journey!, of: of as JourneyFigure })],
  ['deployables/*/*', ([deployable, of]) => ({ kind: 'load', deployable: deployable!, of: of as LoadFigure })],
  ['links/*/breaker/*', ([link, of]) => ({ kind: 'breaker', link: link!, of: of as BreakerFigure })],
  ['links/*/bulkhead/*', ([link, of]) => ({ kind: 'bulkhead', link: link!, of: of as BulkheadFigure })],
  ['links/*/*', ([link, of]) => ({ kind: 'link', link: link!, of: of as LinkFigure })],
  ['cost/monthlyUsd', () => ({ kind: 'bill' })],
  ['cost/perMillionRequestsUsd', () => ({ kind: 'million' })],
  ['cost/lines/*/*', ([line, of]) => ({ kind: 'line', line: line!, of: of as LineFigure })],
  [
    'faults/*/*/capacityLeft',
    ([fault, target]) => ({ kind: 'capacityLeft', fault: fault as FaultKind, target: target! }),
  ],
  [
    'faults/*/*/*',
    ([fault, target, of]) => ({ kind: 'fault', fault: fault as FaultKind, target: target!, of: SHARES[of!]! }),
  ],
  ['staleness/*/growth/*', ([id, of]) => ({ kind: 'growth', late: 'staleness', id: id!, of: of as GrowthFigure })],
  ['measures/*/growth/*', ([id, of]) => ({ kind: 'growth', late: 'measure', id: id!, of: of as GrowthFigure })],
  [
    'staleness/*/staleRead/*',
    ([id, of]) => ({ kind: 'staleRead', late: 'staleness', id: id!, of: of as StaleReadFigure }),
  ],
  [
    'measures/*/staleRead/*',
    ([id, of]) => ({ kind: 'staleRead', late: 'measure', id: id!, of: of as StaleReadFigure }),
  ],
  ['staleness/*/*', ([id, of]) => ({ kind: 'staleness', id: id!, of: of as LateFigure })],
  ['measures/*/*', ([id, of]) => ({ kind: 'measure', id: id!, of: of as LateFigure })],
  [
    'findings/*/price/*',
    ([index, of], { findings = [] }) => ({
      kind: 'price',
      message: findings[Number(index)]!.message,
      of: of as PriceFigure,
    }),
  ],
  ['scorecard/*/*/value', ([aspect, label]) => ({ kind: 'aspect', aspect: aspect!, label: label! })],
  [
    'day/*/journeys/*/*',
    ([part, journey, of]) => ({
      kind: 'dayJourney',
      part: Number(part),
      journey: journey!,
      of: of as DayJourneyFigure,
    }),
  ],
  ['day/*/*', ([part, of]) => ({ kind: 'day', part: Number(part), of: of as DayFigure })],
];

function uptime([journey, of]: readonly string[]): What {
  return { kind: 'availability', journey: journey!, of: of as UptimeFigure };
}

/** Ids hold no slash, so that a slash parts names where a dot may be part of one. */
const PATTERNS = TABLE.map(([pattern, make]) => ({ parts: pattern.split('/'), make }));

function whatOf(names: readonly string[], answer: VariantAnswer): What | null {
  const found = PATTERNS.find(
    ({ parts }) => parts.length === names.length && parts.every((part, at) => part === '*' || part === names[at]),
  );
  return found
    ? found.make(
        names.filter((_, at) => found.parts[at] === '*'),
        answer,
      )
    : null;
}
