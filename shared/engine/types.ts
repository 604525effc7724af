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
  /** Hour by hour where the scenario has a profile of the day; empty otherwise. */
  readonly day: readonly DayPart[];
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
  /** Where the exact answer grew too large and the share was sampled: between which figures "served" lies, at 95 % confidence. */
  readonly availabilityInterval: { readonly low: number; readonly high: number } | null;
  /** Smallest sets of causes that stop the journey; at most MOST_CUT_SETS. */
  readonly cutSets: readonly (readonly string[])[];
  /** False: there are more, or larger ones, than are listed. */
  readonly cutSetsComplete: boolean;
  /** Every cause that can stop the journey, by what it costs. */
  readonly expectedLoss: readonly LossOf[];
  /** Null where no waited call is tried again. */
  readonly retry: RetryResult | null;
}

/** What one cause does to the availability of a journey. Definitions: docs/formulas.md, "Availability". */
export interface LossOf {
  /** As in cut sets. */
  readonly cause: string;
  /** Minutes a month that would be won if it never failed. */
  readonly minutesPerMonth: number;
  /** Requests a month that fail by it. */
  readonly requestsPerMonth: number;
  /** Money a month, where the journey says what a request is worth. */
  readonly usdPerMonth: number | null;
  readonly birnbaum: number;
  readonly criticality: number;
  /** Null where there are more cut sets than are listed. */
  readonly fussellVesely: number | null;
  readonly riskAchievement: number;
  /** Null where without it nothing stops the journey. */
  readonly riskReduction: number | null;
}

/** A place where growing traffic meets an end. */
export interface Limit {
  /** Deployable id. */
  readonly id: string;
  readonly by: 'cores' | 'threads' | 'quota';
  /** Multiple of the analysed traffic at which it saturates. */
  readonly factor: number;
}

/** What retries make of the load of a journey. */
export interface RetryResult {
  /** Attempts over calls where attempts multiply most, retries inside retries included; 1 = no more work than without. */
  readonly amplification: number;
  /** Every steady state that was found, least load first; "tipping" ones are unstable: beyond them the design falls to the next. */
  readonly roots: readonly RetryRoot[];
  /** A surge of the load by this factor tips it into the next state; null where there is none. */
  readonly tipsAtFactor: number | null;
  readonly accuracy: Accuracy;
}

export interface RetryRoot {
  readonly kind: 'normal' | 'tipping' | 'collapsed';
  /** Mean attempts a call, of the calls of this journey that are tried again. */
  readonly attempts: number;
  /** Those attempts per second. */
  readonly callsPerSecond: number;
  /** Deployables that are saturated in it. */
  readonly saturatedAt: readonly string[];
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
  /** Share of answers that take longer than the time asked about; null without an answer, absent when none was asked about. */
  readonly exceeds?: { readonly ms: number; readonly share: number | null };
  /** Where the mean goes, largest first: parts are deployable ids and link ids. Sums to the mean for sequences. */
  readonly contributions: readonly { readonly kind: 'deployable' | 'link'; readonly id: string; readonly ms: number }[];
  /** The sequence of link ids of the longest mean path. */
  readonly criticalPath: readonly string[];
  /** Share of requests that end in an error or a cut call, 0 to 1. */
  readonly errorShare: number;
  /** Share refused by a full station, 0 to 1; what a bulkhead or a breaker refuses is an error of its caller. */
  readonly shedShare: number;
  /** Mean attempts per policy-carrying call of the journey; 1 without retries. */
  readonly attempts: number;
  /** Requests per second, offered (found, for a closed journey). */
  readonly throughputPerSecond: number;
  /** Largest multiple of the traffic mix that is stable; null = no limit (or a closed journey, which has none). */
  readonly capacityFactor: number | null;
  /** What saturates first at that multiple. */
  readonly givesWayFirst: string | null;
  /** Everything of the mix that has a limit, in the order in which it saturates as traffic grows. */
  readonly limits: readonly Limit[];
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
  /** Threads, or calls at a time, that it may hold; null without a limit. */
  readonly threads: number | null;
  /** Mean wait for a free thread; null when saturated. */
  readonly threadWaitMs: number | null;
  /** Visits per second. */
  readonly visits: number;
  /** Mean wait per visit; null when saturated. */
  readonly waitMs: number | null;
  /** Mean visits that wait, and mean visits inside: those that wait or are served, without those that wait for their own calls. */
  readonly queueLength: number | null;
  readonly jobs: number | null;
  /** Share of visits that find every server busy; null when saturated, and where closed users queue. */
  readonly waitingShare: number | null;
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
  /** Mean attempts a call; 1 without retries. */
  readonly attempts: number;
  /** Null without a breaker, and where the link crosses no network. */
  readonly breaker: BreakerResult | null;
  /** Null without a limit of calls at a time. */
  readonly bulkhead: BulkheadResult | null;
}

/** A breaker in its steady state, by the rules of opossum. Times in ms. */
export interface BreakerResult {
  /** Closed: it lets all calls through. Open: it only probes. Flapping: probes succeed, then it opens again. */
  readonly state: 'closed' | 'open' | 'flapping';
  /** Share of calls that are answered by the breaker itself. */
  readonly failedFastShare: number;
  /** Calls a second that still reach the callee. */
  readonly executedPerSecond: number;
  /** Mean time between two probes while it is open; null while closed. */
  readonly probeEveryMs: number | null;
  /** From the first bad call until it opens; null while it stays closed. */
  readonly opensAfterMs: number | null;
  /** From the recovery of the callee until it closes, at most; null while closed. */
  readonly recoversWithinMs: number | null;
  readonly accuracy: Accuracy;
}

export interface BulkheadResult {
  /** Mean calls at a time of one replica of the caller, and the most that are let through. */
  readonly busy: number;
  readonly most: number;
  readonly refusedShare: number;
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
  | 'link-down'
  | 'component-slow'
  | 'deployable-slow';

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
  /** Multiple of today's traffic that what is left can carry; null = no limit. */
  readonly capacityLeft: number | null;
  /** Deployables whose threads run out under it. */
  readonly exhausted: readonly string[];
}

export interface StalenessResult {
  /** "saturated": more comes in than can be handled, or the scenario has taken the consumer away. */
  readonly state: 'ok' | 'saturated';
  /** Null when saturated, and for a store of which only `staleRead` is known. */
  readonly meanMs: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p99: number | null;
  /** Sum of the clocks (polls, fixed delays); parts without an upper bound are left out. Null where nothing is polled. */
  readonly worstMs: number | null;
  readonly accuracy: Accuracy;
  /** Messages a second that come in, and the most that can be handled; null = no limit. */
  readonly inPerSecond: number;
  readonly mostPerSecond: number | null;
  /** What an outage of this part leaves behind; null where nothing is kept for it. */
  readonly growth: StalenessGrowth | null;
  /** Minutes from the end of that outage until the backlog is gone; null where it never is, or there is none. */
  readonly drainMinutes: number | null;
  /** Null where the design does not say what it takes to know. */
  readonly staleRead: StaleRead | null;
}

/** Chance that a read at a random time sees an old value. */
export interface StaleRead {
  readonly share: number;
  /** Writes to one key (`writesPerKeyPerSecond`) that it is for; null where it follows from quorums alone and is an upper bound. */
  readonly writesPerSecond: number | null;
}

/** Growth of a backlog while its consumer is away. */
export interface StalenessGrowth {
  readonly outageMinutes: number;
  readonly backlog: number;
  /** Age of the oldest message when the consumer is back, ms. */
  readonly oldestMs: number;
}

/** A stretch of the day at one level of traffic. */
export interface DayPart {
  readonly hours: number;
  readonly factor: number;
  readonly journeys: Readonly<
    Record<
      string,
      {
        readonly state: JourneyState;
        readonly throughputPerSecond: number;
        readonly meanMs: number | null;
        readonly p99Ms: number | null;
      }
    >
  >;
  /** Highest of all deployables. */
  readonly utilisation: number;
  readonly busiest: string | null;
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
