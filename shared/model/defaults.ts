/** What the engine assumes where a project says nothing: every value with its unit and where it comes from. */
import type { ComponentKind, DeployableKind, Distribution, Facts, LatencyClasses, Protocol } from './types.ts';

export interface Default<T> {
  readonly value: T;
  readonly unit: string;
  /** One sentence shown beside the value: a source, a measurement, or the word "assumption". */
  readonly source: string;
}

const ASSUMED = 'assumption of Topolith';
const given = <T>(value: T, unit: string, source: string = ASSUMED): Default<T> => ({ value, unit, source });

/** Round trip of one call by where its two ends stand. */
export const LATENCY_CLASSES: { readonly [K in keyof Required<LatencyClasses>]: Default<number> } = {
  inProcessMs: given(0.0001, 'ms', 'measured: 13 to 61 ns a method call in Node.js, taken as 0.1 us with glue'),
  sameHostMs: given(
    0.05,
    'ms',
    'careful: a bare echo takes 0.01 ms, a JSON call 0.074 ms with the work of both ends in it',
  ),
  sameZoneMs: given(0.25, 'ms', 'napkin-math (sirupsen): zone to zone in us-east 250 us; a default, not a promise'),
  crossZoneMs: given(0.8, 'ms', 'L. Liesis 2022: averages 0.82 to 0.83 ms in eu-west-1; others saw 0.25 to 3.4 ms'),
  crossRegionMs: given(80, 'ms', 'table of AWS regions 2017: N. Virginia to Ireland 81 ms, to Oregon 87 ms'),
};

/** Two figures of one call: at its caller, at what it calls. */
export interface BothEnds {
  readonly from: number;
  readonly to: number;
}
const SMALL = 'ms a call';
const REST_CPU = given<BothEnds>({ from: 0.05, to: 0.05 }, SMALL, 'measured: 97 us for both ends of a 1 kB JSON call');
const BINARY_CPU = given<BothEnds>({ from: 0.025, to: 0.025 }, SMALL, `${ASSUMED}: half of JSON over HTTP`);
const DRIVER_CPU = given<BothEnds>(
  { from: 0.025, to: 0 },
  SMALL,
  `${ASSUMED}: client only; the server counts it as demand`,
);
const SDK_CPU = given<BothEnds>(
  { from: 0.05, to: 0 },
  SMALL,
  `${ASSUMED}: an HTTP call whose far end the platform carries`,
);
const BROKER_CPU = given<BothEnds>({ from: 0.025, to: 0.025 }, 'ms a message', `${ASSUMED}: like a binary call`);

/** Work for serialising and sending one call of up to 1 kB each way over a network, added to the demand of each end. */
export const CALL_CPU_MS: Readonly<Record<Protocol, Default<BothEnds>>> = {
  rest: REST_CPU,
  graphql: REST_CPU,
  custom: REST_CPU,
  grpc: BINARY_CPU,
  sql: DRIVER_CPU,
  redis: DRIVER_CPU,
  s3: SDK_CPU,
  sqs: SDK_CPU,
  sns: SDK_CPU,
  eventbridge: SDK_CPU,
  kinesis: SDK_CPU,
  kafka: BROKER_CPU,
  rabbitmq: BROKER_CPU,
};

/** Work of writing and of reading a kB, ms. */
export interface PerKilobyte {
  readonly write: number;
  readonly read: number;
}
const JSON_KB = given<PerKilobyte>(
  { write: 0.006, read: 0.0067 },
  'ms a kB',
  'measured: 4.5 us to write and 5.0 us to read 0.75 kB of JSON in Node.js',
);
const BINARY_KB = given<PerKilobyte>({ write: 0.003, read: 0.00335 }, 'ms a kB', `${ASSUMED}: half of JSON`);
const COPIED_KB = given<PerKilobyte>({ write: 0, read: 0 }, 'ms a kB', 'objects are passed on as they are');

/** Work that each kB beyond the first adds, each way, at the ends that CALL_CPU_MS gives work to. */
export const CALL_CPU_PER_KB: Readonly<Record<Protocol, Default<PerKilobyte>>> = {
  rest: JSON_KB,
  graphql: JSON_KB,
  custom: JSON_KB,
  sqs: JSON_KB,
  sns: JSON_KB,
  eventbridge: JSON_KB,
  kinesis: JSON_KB,
  grpc: BINARY_KB,
  sql: BINARY_KB,
  redis: BINARY_KB,
  kafka: BINARY_KB,
  rabbitmq: BINARY_KB,
  s3: COPIED_KB,
};

/** Bytes of a call there and back. */
export interface Bytes {
  readonly request: number;
  readonly response: number;
}
const USUAL_BYTES = given<Bytes>({ request: 1024, response: 1024 }, 'bytes', `${ASSUMED}: about 1 kB each way`);
const MESSAGE_BYTES = given<Bytes>({ request: 1024, response: 0 }, 'bytes', `${ASSUMED}: about 1 kB, one way`);

/** Of a link that gives no payload; of an async one only the way there. */
export const PAYLOAD_BYTES: Readonly<Record<Protocol, Default<Bytes>>> = {
  rest: USUAL_BYTES,
  graphql: USUAL_BYTES,
  custom: USUAL_BYTES,
  s3: USUAL_BYTES,
  grpc: given({ request: 512, response: 512 }, 'bytes', `${ASSUMED}: half of JSON`),
  sql: given({ request: 256, response: 1024 }, 'bytes', `${ASSUMED}: a statement with its values, a few rows back`),
  redis: given({ request: 64, response: 1024 }, 'bytes', `${ASSUMED}: a key there, a value of 1 kB back`),
  sqs: MESSAGE_BYTES,
  sns: MESSAGE_BYTES,
  eventbridge: MESSAGE_BYTES,
  kinesis: MESSAGE_BYTES,
  kafka: MESSAGE_BYTES,
  rabbitmq: MESSAGE_BYTES,
};

const AWS_MESSAGING = 'bitesizedserverless.com 2022: 1024 messages in eu-west-1, producer to Lambda';
const CONFLUENT = 'Confluent benchmark (vendor), widened for a shared cluster';
const S3_MS = given<Distribution>({ p50: 30, p99: 200 }, 'ms', 'S3 first byte; plan 100 to 200 ms for small objects');

/** One way, producer to consumer, of an async link. */
export const MESSAGE_LATENCY: Readonly<Partial<Record<Protocol, Default<Distribution>>>> = {
  kafka: given({ p50: 3, p99: 15 }, 'ms', `${CONFLUENT}: p99 5 ms at 200 MB/s`),
  rabbitmq: given({ p50: 1, p99: 5 }, 'ms', `${CONFLUENT}: p99 1 ms at 30 MB/s`),
  sqs: given({ p50: 16.2, p99: 105 }, 'ms', AWS_MESSAGING),
  sns: given({ p50: 73, p99: 225 }, 'ms', AWS_MESSAGING),
  eventbridge: given({ p50: 148, p99: 387 }, 'ms', 'bitesizedserverless.com 2023: in eu-west-1, producer to Lambda'),
  kinesis: given({ p50: 627, p99: 1580 }, 'ms', AWS_MESSAGING),
  s3: given({ p50: 69, p99: 293 }, 'ms', `a put and then a get, each as long as: ${S3_MS.source}`),
};

/** Of queues and topics that keep an order: FIFO. */
export const ORDERED_LATENCY: Readonly<Partial<Record<Protocol, Default<Distribution>>>> = {
  sqs: given({ p50: 28.1, p99: 645 }, 'ms', `FIFO; ${AWS_MESSAGING}`),
  sns: given({ p50: 40.1, p99: 497 }, 'ms', `FIFO; ${AWS_MESSAGING}`),
};

/** From an object store to who takes the object over: a get. */
export const OBJECT_LATENCY = S3_MS;

const NO_WORK = given<Distribution>(
  { mean: 0, shape: 'constant' },
  'ms a visit',
  'hands on only; its time is on its links',
);

/** Work per visit of an operation that gives no demand. */
export const DEMAND_MS: Readonly<Record<ComponentKind, Default<Distribution>>> = {
  client: NO_WORK,
  external: NO_WORK,
  workflow: NO_WORK,
  'load-balancer': given(
    { mean: 1, shape: 'constant' },
    'ms a visit',
    'from memory: an application load balancer adds about 1 ms, a network load balancer 0.1 ms',
  ),
  cdn: NO_WORK,
  queue: NO_WORK,
  topic: NO_WORK,
  scheduler: NO_WORK,
  module: given({ mean: 1 }, 'ms a visit'),
  function: given({ mean: 1 }, 'ms a visit'),
  gateway: given({ mean: 8 }, 'ms a visit', 'secondary sources: HTTP API somewhat below the 10 to 30 ms of a REST API'),
  relational: given({ mean: 0.5, cv: 1.2 }, 'ms a visit', `${ASSUMED}: indexed read in PostgreSQL`),
  document: given(
    { p50: 3, p99: 10 },
    'ms a visit',
    'DynamoDB GetItem: vendor says single-digit ms, blogs 2 to 20 ms at p99',
  ),
  'key-value': given(
    { p50: 3, p99: 10 },
    'ms a visit',
    'DynamoDB GetItem: vendor says single-digit ms, blogs 2 to 20 ms at p99',
  ),
  cache: given(
    { p50: 0.3, p99: 1.5 },
    'ms a visit',
    'serverdevworker.com: Redis GET 0.2 to 1.5 ms at p99 (weak source)',
  ),
  search: given({ mean: 10, cv: 1.2 }, 'ms a visit'),
  'object-store': { ...S3_MS, unit: 'ms a visit' },
};

const FEDERATION_BENCHMARK =
  'grafbase/graphql-federation-benchmarks 2025, Apollo Router 2.6: 5.5 ms of CPU for a query of 16 calls and about 88 kB';

/** Work of a gateway or workflow that names its type, ms a visit; types not listed take DEMAND_MS of the kind. */
export const TYPE_MS: Readonly<Partial<Record<NonNullable<Facts['type']>, Default<Distribution>>>> = {
  rest: given({ mean: 15 }, 'ms a visit', 'smplogs.com: API Gateway REST adds 10 to 30 ms (secondary source)'),
  http: DEMAND_MS.gateway,
  graphql: given(
    { mean: 1, cv: 0.5 },
    'ms a visit',
    `${ASSUMED}: reading and checking a query, a third of planning it`,
  ),
  federation: given(
    { mean: 3, cv: 0.5 },
    'ms a visit',
    `${FEDERATION_BENCHMARK}, less its calls; a plan that is not kept yet took 20 ms to 3.3 s`,
  ),
  express: given(
    { p50: 77.3, p99: 241 },
    'ms a visit',
    'bitesizedserverless.com 2022: Step Functions express, called and waited for',
  ),
};

/** What a graphql or federation gateway does with an answer that it waits for, beside reading it, ms. */
export const STITCH = given(
  { perAnswer: 0.03, perKilobyte: 0.002 },
  'ms an answer, ms a kB',
  'same benchmark: 0.08 ms a call with tiny answers and 15 us a kB with large ones, less what the call itself counts',
);

const SLA = (what: string) => `AWS SLA of ${what}: a refund threshold, not a measurement`;

/** Share of time up, of a whole deployable that says nothing. */
export const AVAILABILITY: Readonly<Record<DeployableKind, Default<number>>> = {
  process: given(
    0.9999,
    'share of time',
    `${SLA('EC2, ECS and Fargate over several zones')}; a single machine is promised 99.5 %`,
  ),
  function: given(0.9995, 'share of time', SLA('Lambda')),
  'data-server': given(0.9995, 'share of time', `${SLA('RDS Multi-AZ')}; one zone is promised less`),
  broker: given(0.999, 'share of time', SLA('SQS, SNS, MSK, Amazon MQ and Kinesis')),
  managed: given(0.9995, 'share of time', SLA('API Gateway, the middle of the managed services (99.9 to 99.99 %)')),
  external: given(0.999, 'share of time', `${ASSUMED}: three nines, as many vendors promise`),
};

export const ASSUMPTIONS = {
  region: given('us-east-1', 'region', 'the region of the built-in price book'),
  hoursPerMonth: given(730, 'hours', '365 x 24 / 12'),
  currency: given('USD', 'currency', 'the currency of the built-in price book'),
  freeAllowance: given(false, 'on or off', `${ASSUMED}: an account that is past its free tier`),
  utilisationTarget: given(0.6, 'share of capacity', `${ASSUMED}: room for the loss of a replica and for bursts`),
} as const;

export const DEPLOYABLE = {
  cores: given(1, 'cores'),
  memoryGiB: given(2, 'GiB', `${ASSUMED}: 2 GiB a core, as general compute plans are cut`),
  functionMemoryGiB: given(0.125, 'GiB', 'smallest size of Lambda, 128 MB'),
  threads: given('unbounded' as const, 'threads', `${ASSUMED}: an event loop`),
  replicas: given(1, 'replicas'),
  balancing: given('random' as const, 'way of sharing out', `${ASSUMED}: the most careful of the ways`),
  mttrMinutes: given(30, 'minutes', `${ASSUMED}: an instance repaired by hand`),
  failoverSeconds: given(90, 's', 'RDS user guide: Multi-AZ instance 60 to 120 s, cluster under 35 s'),
  coverage: given(1, 'share of failures'),
  /** How work waits: shared cores where we know the machine, a pure delay where the platform scales by itself. */
  discipline: (kind: DeployableKind): Default<'sharing' | 'delay'> =>
    kind === 'process' || kind === 'data-server'
      ? given('sharing', 'discipline', 'time slicing of the operating system')
      : given('delay', 'discipline', 'the platform scales by itself; its quota is the limit'),
} as const;

/** What a part that is tried as slow takes longer, a visit. */
export const SLOW_PART_MS = given(
  30_000,
  'ms',
  `${ASSUMED}: longer than any usual limit; what is not cut short waits it out`,
);

/** Of a function that gives no coldStart. */
export const COLD_START = given<{ readonly share: number; readonly duration: Distribution }>(
  { share: 0.01, duration: { p50: 300, p99: 900 } },
  'share of visits, ms',
  'mikhail.io: Node.js 67 % under 400 ms, 95 % under 700 ms; AWS: under 1 % of calls',
);

/** What one proxy of a mesh costs. */
export interface MeshCost {
  /** Added to the round trip of a call that passes it, ms. */
  readonly latencyMs: number;
  /** Work added to its end of a call, ms. */
  readonly cpuMs: number;
  readonly memoryGiB: number;
}
export const MESH: Readonly<Record<'none' | 'sidecar' | 'ambient', Default<MeshCost>>> = {
  none: given({ latencyMs: 0, cpuMs: 0, memoryGiB: 0 }, 'an end of a call', 'nothing in between'),
  sidecar: given(
    { latencyMs: 0.15, cpuMs: 0.2, memoryGiB: 0.06 },
    'an end of a call',
    'Istio 1.24: 0.20 vCPU and 60 MB per 1000 calls/s and proxy; time as published for 1.20: a pair adds 0.23 ms at p90, 0.30 ms at p99',
  ),
  ambient: given(
    { latencyMs: 0.05, cpuMs: 0.06, memoryGiB: 0.012 },
    'an end of a call',
    'Istio 1.24 ztunnel: 0.06 vCPU and 12 MB per 1000 calls/s; time from memory: a pair adds 0.1 to 0.2 ms',
  ),
};

const OPOSSUM = 'opossum, read in the source of 9.0.0 and 10.0.0';
/** Of a link whose policy has a breaker; the options it leaves out. Capacity without a value is unlimited. */
export const BREAKER = {
  timeoutMs: given(10_000, 'ms', OPOSSUM),
  errorThresholdPercentage: given(50, '% of calls', OPOSSUM),
  resetTimeoutMs: given(30_000, 'ms', OPOSSUM),
  volumeThreshold: given(0, 'calls', OPOSSUM),
  rollingWindowMs: given(10_000, 'ms', OPOSSUM),
  buckets: given(10, 'buckets', OPOSSUM),
} as const;

/** Of a policy with retries; the options it leaves out. */
export const BACKOFF = {
  baseMs: given(100, 'ms'),
  factor: given(2, 'times'),
  capMs: given(10_000, 'ms'),
  jitter: given('full' as const, 'jitter', 'AWS architecture blog: full jitter does the least work'),
} as const;

/** Proposed to the user for a new sync link; a link without a policy has none. */
export const NEW_LINK_TIMEOUT_MS = given(
  1000,
  'ms',
  `${ASSUMED}: better, a high percentile of the callee such as p99.9`,
);

export const DELIVERY = {
  outboxPollMs: given(1000, 'ms', `${ASSUMED}: seen in public code, 1 to 30 s`),
  captureLagMs: given(500, 'ms', 'Debezium poll.interval.ms'),
} as const;

/** How long a consumer is taken to be away where no scenario says so. */
export const OUTAGE_MINUTES = given(60, 'minutes', `${ASSUMED}: an hour until somebody has repaired it`);
