// What an opened figure says: the figure, its formula in words, and every input with where it comes from.
import type {
  Accuracy,
  BreakerResult,
  BulkheadResult,
  DayPart,
  DeployableResult,
  FaultKind,
  Finding,
  JourneyNow,
  JourneyStanding,
  LinkResult,
  LossOf,
  Percentiles,
  RetryResult,
  RetryRoot,
  StalenessGrowth,
  StalenessResult,
} from '../engine/types.ts';

/** The names of the figures in a result. */
type Numbers<T> = { [K in keyof T]-?: T[K] extends number | null | undefined ? K : never }[keyof T] & string;

export type Percentile = keyof Percentiles;
export type JourneyFigure = Numbers<JourneyNow>;
export type UptimeFigure = Numbers<JourneyStanding['availability']> | Numbers<Between>;
type Between = NonNullable<JourneyStanding['availabilityInterval']>;
export type LossFigure = Numbers<LossOf>;
export type RetryFigure = Numbers<RetryResult>;
export type RootFigure = Numbers<RetryRoot>;
export type LoadFigure = Numbers<DeployableResult>;
export type LinkFigure = Numbers<LinkResult>;
export type BreakerFigure = Numbers<BreakerResult>;
export type BulkheadFigure = Numbers<BulkheadResult>;
export type LateFigure = Numbers<StalenessResult>;
export type GrowthFigure = Numbers<StalenessGrowth>;
export type StaleReadFigure = Numbers<NonNullable<StalenessResult['staleRead']>>;
export type LineFigure = 'quantity' | 'unitPriceUsd' | 'monthlyUsd';
export type PriceFigure = Numbers<NonNullable<Finding['price']>>;
export type DayFigure = Numbers<DayPart>;
export type DayJourneyFigure = Numbers<DayPart['journeys'][string]>;
export type FaultShare = 'failed' | 'degraded' | 'delayed' | 'ok';

/** The figure that is asked about; `of` is its name in the analysis. */
export type What =
  | { readonly kind: 'journey'; readonly journey: string; readonly of: JourneyFigure }
  | { readonly kind: 'latency'; readonly journey: string; readonly of: Percentile }
  | { readonly kind: 'exceeds'; readonly journey: string }
  /** What one part on the way adds to the mean. */
  | { readonly kind: 'contribution'; readonly journey: string; readonly id: string }
  | { readonly kind: 'visits'; readonly journey: string; readonly component: string }
  | { readonly kind: 'limit'; readonly journey: string; readonly id: string; readonly by: string }
  | { readonly kind: 'availability'; readonly journey: string; readonly of: UptimeFigure }
  | { readonly kind: 'loss'; readonly journey: string; readonly cause: string; readonly of: LossFigure }
  | { readonly kind: 'retry'; readonly journey: string; readonly of: RetryFigure }
  | { readonly kind: 'root'; readonly journey: string; readonly root: number; readonly of: RootFigure }
  | { readonly kind: 'load'; readonly deployable: string; readonly of: LoadFigure }
  | { readonly kind: 'link'; readonly link: string; readonly of: LinkFigure }
  | { readonly kind: 'breaker'; readonly link: string; readonly of: BreakerFigure }
  | { readonly kind: 'bulkhead'; readonly link: string; readonly of: BulkheadFigure }
  | { readonly kind: 'staleness' | 'measure'; readonly id: string; readonly of: LateFigure }
  | { readonly kind: 'growth'; readonly late: Late; readonly id: string; readonly of: GrowthFigure }
  | { readonly kind: 'staleRead'; readonly late: Late; readonly id: string; readonly of: StaleReadFigure }
  | { readonly kind: 'fault'; readonly fault: FaultKind; readonly target: string; readonly of: FaultShare }
  | { readonly kind: 'capacityLeft'; readonly fault: FaultKind; readonly target: string }
  | { readonly kind: 'bill' | 'million' }
  | { readonly kind: 'cost'; readonly owner: string }
  | { readonly kind: 'line'; readonly line: string; readonly of: LineFigure }
  /** Of the finding that says so. */
  | { readonly kind: 'price'; readonly message: string; readonly of: PriceFigure }
  | { readonly kind: 'aspect'; readonly aspect: string; readonly label: string }
  | { readonly kind: 'day'; readonly part: number; readonly of: DayFigure }
  | { readonly kind: 'dayJourney'; readonly part: number; readonly journey: string; readonly of: DayJourneyFigure };

export type Late = 'staleness' | 'measure';

export type Unit =
  | 'ms'
  | 'minutes'
  | 'hours'
  | 'perSecond'
  | 'share'
  | 'uptime'
  | 'points'
  | 'times'
  | 'number'
  | 'usd'
  | 'unitPrice'
  | 'bytes'
  | 'bytesPerSecond';

/** A number with its unit, written by figures.ts. */
export interface Amount {
  readonly amount: number;
  readonly unit: Unit;
  /** What is counted, or what it is per: "GB-month". */
  readonly thing?: string;
}

/** A record of the drawing. */
export interface Part {
  readonly kind: 'component' | 'deployable' | 'link';
  readonly id: string;
}

export const ORIGINS = ['default', 'typed', 'worked out', 'price book'] as const;
export type Origin = (typeof ORIGINS)[number];

export interface Input {
  readonly label: string;
  readonly value: Amount | string;
  readonly origin: Origin;
  /** Where a default or a price is from; where a value was typed, when not for the whole design. */
  readonly source?: string | undefined;
  /** A few words more about the value. */
  readonly more?: string | undefined;
  /** What to select to see its field. */
  readonly part?: Part | undefined;
}

export interface Share {
  readonly name: string;
  readonly value: Amount;
}

export interface Explanation {
  readonly title: string;
  readonly value: Amount;
  readonly accuracy: Accuracy;
  /** One to three sentences. */
  readonly words: readonly string[];
  /** What the figure, or the mean of it, is made of: largest first. */
  readonly shares?: { readonly title: string; readonly parts: readonly Share[] } | undefined;
  readonly inputs: readonly Input[];
  /** Answers by time, of a latency. */
  readonly curve?: { readonly answer: JourneyNow; readonly objective: number | undefined } | undefined;
  /** What takes a journey down. */
  readonly cutSets?: readonly string[] | undefined;
}
