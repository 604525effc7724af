// What an opened figure says: the figure, its formula in words, and every input with where it comes from.
import type { Accuracy, FaultKind, JourneyNow } from '../../shared/engine/types.ts';
import type { Selection } from '../state/store.ts';

export type Percentile = 'mean' | 'p50' | 'p95' | 'p99' | 'p999';
export type LoadFigure = 'utilisation' | 'cores' | 'replicas' | 'visits' | 'wait' | 'queue' | 'threads' | 'refused';
export type LinkFigure = 'calls' | 'data' | 'wire';
export type LateFigure = 'mean' | 'p50' | 'p99' | 'worst';
export type FaultShare = 'failed' | 'degraded' | 'delayed' | 'ok';

/** The figure that is asked about. */
export type What =
  | { readonly kind: 'rate' | 'availability' | 'networkCalls' | 'capacity'; readonly journey: string }
  | { readonly kind: 'latency'; readonly journey: string; readonly of: Percentile }
  | { readonly kind: 'load'; readonly deployable: string; readonly of: LoadFigure }
  | { readonly kind: 'link'; readonly link: string; readonly of: LinkFigure }
  | { readonly kind: 'staleness' | 'measure'; readonly id: string; readonly of: LateFigure }
  | { readonly kind: 'fault'; readonly fault: FaultKind; readonly target: string; readonly of: FaultShare }
  | { readonly kind: 'bill' | 'million' }
  | { readonly kind: 'cost'; readonly owner: string }
  | { readonly kind: 'line'; readonly line: string }
  /** Of the finding that says so. */
  | { readonly kind: 'price'; readonly message: string };

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
  readonly part?: Selection | undefined;
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
