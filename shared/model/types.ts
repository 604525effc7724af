/** The shape of a project file: what a design can say. Checked at run time by schema.ts; meanings in docs/model.md. */

export interface Project {
  readonly format: 'topolith';
  readonly formatVersion: number;
  readonly minReaderVersion: number;
  readonly app: string;
  readonly id: string;
  readonly name: string;
  readonly note?: string;
  readonly teams?: readonly Team[];
  readonly components: readonly Component[];
  readonly links: readonly Link[];
  readonly journeys: readonly Journey[];
  readonly measures?: readonly Measure[];
  readonly variants: readonly Variant[];
  readonly scenarios?: readonly Scenario[];
  readonly assumptions?: Assumptions;
  readonly layout?: Layout;
}

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly engineers: number;
}

export const COMPONENT_KINDS = [
  'client',
  'external',
  'module',
  'function',
  'workflow',
  'gateway',
  'load-balancer',
  'cdn',
  'relational',
  'document',
  'key-value',
  'cache',
  'search',
  'object-store',
  'queue',
  'topic',
  'scheduler',
] as const;
export type ComponentKind = (typeof COMPONENT_KINDS)[number];

/** Kinds that keep data: they have an owner, and a shared schema is a finding. */
export const STORE_KINDS: readonly ComponentKind[] = [
  'relational',
  'document',
  'key-value',
  'cache',
  'search',
  'object-store',
];
/** Kinds that hand messages on. */
export const BROKER_KINDS: readonly ComponentKind[] = ['queue', 'topic'];

export interface Component {
  readonly id: string;
  readonly kind: ComponentKind;
  readonly name: string;
  readonly team?: string;
  /** Of a store: the one module that owns its schema. */
  readonly owner?: string;
  readonly note?: string;
  /** None given = one operation "default". */
  readonly operations?: readonly Operation[];
  readonly facts?: Facts;
}

/** What is known of a component by its kind; each kind reads only its own. */
export interface Facts {
  readonly engine?: string;
  readonly sizeGiB?: number;
  readonly growthGiBPerMonth?: number;
  readonly objectBytes?: number;
  readonly retentionHours?: number;
  readonly replication?: number;
  /** Of a replicated store: copies that a read asks, and that a write waits for. */
  readonly readQuorum?: number;
  readonly writeQuorum?: number;
  /** Of a store: writes a second to one key; says how likely a read is stale. */
  readonly writesPerKeyPerSecond?: number;
  readonly partitions?: number;
  readonly deadLetter?: boolean;
  readonly orderingKey?: string;
  readonly hitRatio?: number;
  readonly ttlMs?: number;
  /** Of a workflow: standard or express. Of a gateway: rest, http, graphql or federation. */
  readonly type?: 'standard' | 'express' | 'rest' | 'http' | 'graphql' | 'federation';
  readonly periodMs?: number;
  readonly memoryGiB?: number;
}

export interface Operation {
  readonly id: string;
  readonly name: string;
  /** Work per visit in ms of one server of whatever hosts the component. */
  readonly demand?: Distribution;
  /** Absent = every outgoing link once, in link order. `[]` = none. */
  readonly steps?: readonly Step[];
  /** Share of visits that answer with an error, 0 to 1. */
  readonly errorRate?: number;
  /** Of a function: the duration billed for a visit, ms. Absent = own work plus waits. */
  readonly billedMs?: number;
}

export interface Step {
  readonly id?: string;
  readonly link: string;
  /** Operation of the callee; absent = its first (or default) operation. */
  readonly operation?: string;
  /** How often; a fraction is a mean count. */
  readonly repeat?: number;
  readonly probability?: number;
  /** Overrides the link's `hard`. */
  readonly hard?: boolean;
  readonly group?: StepGroup;
}

export interface StepGroup {
  readonly id: string;
  readonly kind: 'parallel' | 'choice' | 'quorum' | 'alternative';
  /** Of a quorum: answers needed. */
  readonly need?: number;
  /** Steps that share a branch run in a row and fail together. */
  readonly branch?: string;
}

export type Shape = 'constant' | 'exponential' | 'erlang' | 'lognormal' | 'hyperexponential';

/** A time in ms: by mean (and coefficient of variation) or by two percentiles. */
export type Distribution =
  | { readonly mean: number; readonly cv?: number; readonly shape?: Shape }
  | { readonly p50: number; readonly p99: number; readonly shape?: Shape };

export type Interaction = 'sync' | 'async' | 'data';
export const PROTOCOLS = [
  'rest',
  'grpc',
  'graphql',
  'sql',
  'redis',
  's3',
  'sqs',
  'sns',
  'eventbridge',
  'kafka',
  'rabbitmq',
  'kinesis',
  'custom',
] as const;
export type Protocol = (typeof PROTOCOLS)[number];

export interface Link {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly interaction: Interaction;
  readonly protocol?: Protocol;
  /** Bytes. */
  readonly payload?: { readonly request?: number; readonly response?: number };
  /** True: the caller fails with the callee. */
  readonly hard?: boolean;
  /** On an async link true = the caller waits for the broker's acknowledgement. */
  readonly needsAnswer?: boolean;
  readonly idempotent?: boolean;
  readonly orderingKey?: string;
  readonly delivery?: Delivery;
  /** What the platform counts for one call: unit name to count, e.g. { put: 1 }. */
  readonly billed?: Readonly<Record<string, number>>;
  /** Round trip for sync and data, one way for async; a mean alone is constant. */
  readonly latency?: Distribution;
  /** Constant ms of work added to each end, a call. */
  readonly cpu?: { readonly from: number; readonly to: number };
  readonly policy?: Policy;
}

export interface Delivery {
  readonly mode?: 'push' | 'poll';
  readonly periodMs?: number;
  readonly batch?: number;
  readonly concurrency?: number;
  readonly outbox?: { readonly pollMs: number };
  readonly captureLagMs?: number;
  /** A wait of the business: it stays when both ends share a process. */
  readonly delayMs?: number;
}

export interface Policy {
  readonly timeoutMs?: number;
  readonly retries?: number;
  readonly backoff?: {
    readonly baseMs?: number;
    readonly factor?: number;
    readonly capMs?: number;
    readonly jitter?: 'none' | 'full' | 'equal' | 'decorrelated';
  };
  readonly retryBudget?: number;
  readonly cancellable?: boolean;
  readonly breaker?: Breaker;
  readonly bulkhead?: { readonly concurrent: number; readonly queue?: number };
  readonly fallback?: 'none' | 'default' | 'cached';
}

/** Names and meaning of opossum's options. */
export interface Breaker {
  readonly timeoutMs?: number;
  readonly errorThresholdPercentage?: number;
  readonly resetTimeoutMs?: number;
  readonly volumeThreshold?: number;
  readonly rollingWindowMs?: number;
  readonly buckets?: number;
  readonly capacity?: number;
}

export interface Journey {
  readonly id: string;
  readonly name: string;
  readonly entry: OperationRef;
  /** Requests per second. Exactly one of `rate` and `closed`. */
  readonly rate?: { readonly average: number; readonly peak: number };
  readonly closed?: { readonly users: number; readonly thinkMs: number };
  readonly objective?: { readonly p99Ms?: number; readonly availability?: number };
  readonly valuePerRequest?: number;
}

export interface OperationRef {
  readonly component: string;
  readonly operation?: string;
}

export interface Measure {
  readonly id: string;
  readonly name: string;
  readonly kind: 'staleness' | 'delay';
  readonly from: OperationRef;
  readonly to: OperationRef;
}

export type Style = 'monolith' | 'modular-monolith' | 'microservices' | 'serverless' | 'hybrid';

export interface Variant {
  readonly id: string;
  readonly name: string;
  readonly style?: Style;
  readonly note?: string;
  readonly deployables: readonly Deployable[];
  readonly placements: readonly Placement[];
  readonly absent?: { readonly components?: readonly string[]; readonly links?: readonly string[] };
  readonly overrides?: readonly Override[];
}

export interface Placement {
  readonly component: string;
  readonly deployable: string;
  readonly share?: number;
}

/** `collection/id/field/...`; value null removes. */
export interface Override {
  readonly path: string;
  readonly value: Json;
}
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type DeployableKind = 'process' | 'function' | 'data-server' | 'broker' | 'managed' | 'external';

export interface Deployable {
  readonly id: string;
  readonly name: string;
  readonly kind: DeployableKind;
  /** A family of the price book. */
  readonly platform?: string;
  readonly cores?: number;
  readonly memoryGiB?: number;
  readonly threads?: number | 'unbounded';
  /** Waiting places. */
  readonly room?: number;
  readonly discipline?: 'sharing' | 'fifo' | 'delay';
  readonly replicas?:
    | { readonly fixed: number }
    | { readonly min: number; readonly max: number; readonly target?: number };
  readonly balancing?: 'random' | 'round-robin' | 'least-busy' | 'shared-queue';
  /** Jobs per machine, when work cannot be split. */
  readonly packing?: number;
  readonly region?: string;
  /** A count, or names: one replica in each in turn. */
  readonly zones?: number | readonly string[];
  readonly availability?: Availability;
  readonly standby?: {
    readonly kind: 'none' | 'cold' | 'hot';
    readonly failoverSeconds?: number;
    readonly coverage?: number;
  };
  readonly quota?: { readonly perSecond?: number; readonly concurrent?: number; readonly counts?: string };
  readonly mesh?: 'none' | 'sidecar' | 'ambient';
  readonly releaseGroup?: string;
  readonly utilisationTarget?: number;
  readonly coldStart?: { readonly share: number; readonly duration: Distribution };
}

export type Availability =
  | { readonly value: number; readonly of?: 'whole' | 'replica' }
  | { readonly mtbfHours: number; readonly mttrMinutes: number; readonly crews?: number };

export interface Scenario {
  readonly id: string;
  readonly name: string;
  readonly note?: string;
  /** A factor on every journey, or one per journey id. */
  readonly traffic?: number | Readonly<Record<string, number>>;
  /** The traffic over a day: factors on the average rate, each for so many hours. The largest takes the place of the peak. */
  readonly day?: readonly { readonly hours: number; readonly factor: number }[];
  readonly faults?: readonly ScenarioFault[];
  readonly network?: { readonly latencyFactor?: number; readonly addMs?: number };
  readonly overrides?: readonly Override[];
  /** Limits the scenario to these variants. */
  readonly variants?: readonly string[];
}

export interface ScenarioFault {
  /** Id of a component, deployable, link or zone. */
  readonly target: string;
  readonly kind: 'down' | 'slow' | 'hang' | 'errors';
  readonly factor?: number;
  readonly addMs?: number;
  readonly share?: number;
  readonly forMinutes?: number;
}

export interface Assumptions {
  readonly region?: string;
  readonly zones?: readonly { readonly id: string; readonly availability: number }[];
  readonly regions?: readonly { readonly id: string; readonly availability: number }[];
  readonly hoursPerMonth?: number;
  readonly currency?: string;
  readonly priceBook?: string;
  readonly priceOverrides?: readonly { readonly priceId: string; readonly usd: number; readonly note?: string }[];
  readonly freeAllowance?: boolean;
  readonly latencyClasses?: LatencyClasses;
  readonly utilisationTarget?: number;
  readonly delivery?: {
    readonly releasesPerMonth?: number;
    readonly changeFailureRate?: number;
    readonly restoreMinutes?: number;
    readonly coChanges?: readonly { readonly components: readonly string[]; readonly perMonth: number }[];
  };
  readonly engineerCostPerMonth?: number;
}

export interface LatencyClasses {
  readonly inProcessMs?: number;
  readonly sameHostMs?: number;
  readonly sameZoneMs?: number;
  readonly crossZoneMs?: number;
  readonly crossRegionMs?: number;
}

/** Where things stand on the canvas; no result depends on it. */
export interface Layout {
  readonly variants?: Readonly<Record<string, VariantLayout>>;
}
export interface VariantLayout {
  /** By component or deployable id; x and y in canvas units, absolute. */
  readonly nodes?: Readonly<Record<string, NodeLayout>>;
  readonly notes?: readonly { readonly id: string; readonly x: number; readonly y: number; readonly text: string }[];
}
export interface NodeLayout {
  readonly x: number;
  readonly y: number;
  readonly width?: number;
  readonly height?: number;
  readonly collapsed?: boolean;
  readonly pinned?: boolean;
}

/** One thing wrong with a project, at a JSON path like `links[3].to`. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}
