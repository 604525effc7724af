/** Everything the engine answers. The keys are printed by `analyse --json` and other programs read them: keep them stable. */

/** How far a figure can be trusted. Rules: docs/formulas.md, "Accuracy marks". */
export type Accuracy = 'exact' | 'good' | 'rough' | 'invalid';

export type JourneyState = 'ok' | 'degraded' | 'delayed' | 'failed' | 'saturated';

export interface Analysis {
  readonly project: { readonly id: string; readonly name: string };
  readonly scenario: string | null;
  /** Which of the two rates load and latency were answered at. */
  readonly at: 'peak' | 'average';
  readonly variants: Readonly<Record<string, VariantAnalysis>>;
}

/** What follows an edit at once. */
export interface VariantNow {
  readonly name: string;
  readonly style: string;
  readonly journeys: Readonly<Record<string, JourneyNow>>;
  readonly deployables: Readonly<Record<string, DeployableResult>>;
  /** Per link, at the analysed rates. */
  readonly links: Readonly<Record<string, LinkResult>>;
  readonly cost: CostResult;
  /** Inputs that were ignored or assumed, one sentence each. */
  readonly notes: readonly string[];
}

export interface VariantAnalysis extends VariantNow {
  readonly journeys: Readonly<Record<string, JourneyResult>>;
  readonly faults: readonly FaultResult[];
  /** By async consumer component id. */
  readonly staleness: Readonly<Record<string, StalenessResult>>;
  /** By measure id. */
  readonly measures: Readonly<Record<string, StalenessResult>>;
  readonly findings: readonly Finding[];
  readonly scorecard: Readonly<Record<string, readonly ScorecardFigure[]>>;
}

/** An analysis while it is being worked out: what takes longer may not be there yet, or be that of the design before. */
export interface VariantAnswer extends VariantNow, Partial<Omit<VariantAnalysis, keyof VariantNow>> {
  readonly journeys: Readonly<Record<string, JourneyAnswer>>;
}

export interface Percentiles {
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
}

/** How much of the time a journey is answered, and what stops it. */
export interface JourneyStanding {
  readonly availability: { readonly full: number; readonly served: number; readonly downtimeMinutesPerMonth: number };
  readonly availabilityAccuracy: Accuracy;
  readonly cutSets: readonly (readonly string[])[];
}

export interface JourneyResult extends JourneyNow, JourneyStanding {}

export interface JourneyAnswer extends JourneyNow, Partial<JourneyStanding> {}

export interface JourneyNow {
  readonly name: string;
  readonly state: JourneyState;
  /** Ids of the deployables that saturate; empty unless state is "saturated". */
  readonly saturatedAt: readonly string[];
  /** Of answered requests; null when saturated or failed. */
  readonly latencyMs: Percentiles | null;
  readonly latencyAccuracy: Accuracy;
  /** Cumulative distribution for a chart: [ms, share of answers at or below], at most 64 points; null with latencyMs. */
  readonly latencyCurve: readonly (readonly [number, number])[] | null;
  /** Where the mean goes, largest first: parts are deployable ids and link ids. Sums to the mean for sequences. */
  readonly contributions: readonly { readonly kind: 'deployable' | 'link'; readonly id: string; readonly ms: number }[];
  /** The sequence of link ids of the longest mean path. */
  readonly criticalPath: readonly string[];
  /** Share of requests that end in an error or a cut call, 0 to 1. */
  readonly errorShare: number;
  /** Share refused by a full station or bulkhead, 0 to 1. */
  readonly shedShare: number;
  /** Mean attempts per policy-carrying call of the journey; 1 without retries. */
  readonly attempts: number;
  /** Requests per second, offered (found, for a closed journey). */
  readonly throughputPerSecond: number;
  /** Largest multiple of the traffic mix that is stable; null = no limit (or a closed journey, which has none). */
  readonly capacityFactor: number | null;
  /** What saturates first at that multiple. */
  readonly givesWayFirst: string | null;
  /** Calls that cross a network per request. */
  readonly networkCalls: number;
  /** Visits per request by component id. */
  readonly visits: Readonly<Record<string, number>>;
}

export interface DeployableResult {
  readonly name: string;
  readonly kind: string;
  /** Carried load over capacity; demanded over quota where a quota binds. 0 for delay stations. May pass 1 when saturated. */
  readonly utilisation: number;
  readonly saturated: boolean;
  readonly replicas: number;
  /** Cores of all replicas. */
  readonly cores: number;
  /** Cores' worth of work at the analysed rate. */
  readonly coresBusy: number;
  readonly threadsHeld: number;
  /** Visits per second. */
  readonly visits: number;
  /** Mean wait per visit; null when saturated. */
  readonly waitMs: number | null;
  readonly queueLength: number | null;
  readonly shedShare: number;
  readonly accuracy: Accuracy;
}

export interface LinkResult {
  /** "network" or "in-process" by the placement of both ends; "mixed" when copies differ; "absent". */
  readonly nature: 'network' | 'in-process' | 'mixed' | 'absent';
  readonly callsPerSecond: number;
  readonly bytesPerSecond: number;
  /** Mean ms one call adds on the wire (not the callee's work). */
  readonly networkMs: number;
}

export interface CostResult {
  readonly monthlyUsd: number;
  /** False: the design cannot serve the traffic that this bill is for. */
  readonly servable: boolean;
  readonly lines: readonly CostLine[];
  readonly perMillionRequestsUsd: number | null;
  /** Platforms without a price, one sentence each. */
  readonly unpriced: readonly string[];
}

export interface CostLine {
  readonly id: string;
  readonly label: string;
  readonly owner: { readonly kind: 'deployable' | 'component' | 'link'; readonly id: string };
  readonly quantity: number;
  readonly unit: string;
  /** A number, or "graduated" when tiers apply. */
  readonly unitPriceUsd: number | 'graduated';
  readonly priceId: string;
  readonly monthlyUsd: number;
  /** Words: how the quantity came about. */
  readonly formula: string;
  readonly source: string;
  readonly asOf: string;
  readonly confidence: string;
}

export type FaultKind =
  | 'component-down'
  | 'deployable-down'
  | 'replica-down'
  | 'zone-down'
  | 'region-down'
  | 'link-down';

export interface FaultResult {
  readonly kind: FaultKind;
  readonly target: string;
  readonly failedShare: number;
  readonly degradedShare: number;
  readonly delayedShare: number;
  readonly journeys: Readonly<Record<string, JourneyState>>;
  /** Journeys whose events are lost, not late. */
  readonly lostEvents: readonly string[];
  /** Components and deployables hurt: id to what happens to it. */
  readonly parts: Readonly<Record<string, 'failed' | 'degraded' | 'delayed'>>;
  /** False when what is left cannot carry the load. */
  readonly survivorsCarryLoad: boolean;
}

export interface StalenessResult {
  readonly state: 'ok' | 'saturated';
  readonly meanMs: number | null;
  readonly p50: number | null;
  readonly p99: number | null;
  /** Sum of the clocks (polls, fixed delays); parts without an upper bound are left out. Null where nothing is polled. */
  readonly worstMs: number | null;
  readonly accuracy: Accuracy;
}

export interface Finding {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly targets: readonly string[];
  readonly message: string;
  readonly price: {
    readonly journey?: string;
    readonly ms?: number;
    readonly availability?: number;
    readonly monthlyUsd?: number;
  } | null;
  readonly noPriceReason: string | null;
}

export interface ScorecardFigure {
  readonly label: string;
  readonly value: number | string | null;
  readonly unit: string;
  readonly accuracy: Accuracy;
}
