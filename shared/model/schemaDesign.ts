/** Schema of what is drawn once: teams, components, links, journeys, measures. */
import { z } from 'zod';
import { distribution, id, list, ms, name, note, number, share, whole, word } from './schemaParts.ts';
import { COMPONENT_KINDS, PROTOCOLS } from './types.ts';

export const team = z.strictObject({ id, name, engineers: number('engineers') });

const facts = z.strictObject({
  engine: word.optional(),
  sizeGiB: number('gibibytes').optional(),
  growthGiBPerMonth: number('gibibytes').optional(),
  objectBytes: number('bytes').optional(),
  retentionHours: number('hours').optional(),
  replication: whole('some').optional(),
  readQuorum: whole('some').optional(),
  writeQuorum: whole('some').optional(),
  writesPerKeyPerSecond: number('ratePerSecond').optional(),
  partitions: whole('some').optional(),
  deadLetter: z.boolean().optional(),
  orderingKey: word.optional(),
  hitRatio: share.optional(),
  ttlMs: ms.optional(),
  type: z.enum(['standard', 'express', 'rest', 'http', 'graphql', 'federation']).optional(),
  periodMs: number('positiveMs').optional(),
  memoryGiB: number('gibibytes').optional(),
});

const step = z.strictObject({
  id: id.optional(),
  link: id,
  operation: id.optional(),
  repeat: number('repeat').optional(),
  probability: share.optional(),
  hard: z.boolean().optional(),
  group: z
    .strictObject({
      id,
      kind: z.enum(['parallel', 'choice', 'quorum', 'alternative']),
      need: whole('some').optional(),
      branch: id.optional(),
    })
    .optional(),
});

const operation = z.strictObject({
  id,
  name,
  demand: distribution.optional(),
  steps: list(step, 'steps').optional(),
  errorRate: share.optional(),
  billedMs: ms.optional(),
});

export const component = z.strictObject({
  id,
  kind: z.enum(COMPONENT_KINDS),
  name,
  team: id.optional(),
  owner: id.optional(),
  note: note.optional(),
  operations: list(operation, 'operations').min(1).optional(),
  facts: facts.optional(),
});

const delivery = z.strictObject({
  mode: z.enum(['push', 'poll']).optional(),
  periodMs: ms.optional(),
  batch: whole('some').optional(),
  concurrency: whole('some').optional(),
  outbox: z.strictObject({ pollMs: ms }).optional(),
  captureLagMs: ms.optional(),
  delayMs: ms.optional(),
});

const policy = z.strictObject({
  timeoutMs: number('positiveMs').optional(),
  retries: whole('any').max(100).optional(),
  backoff: z
    .strictObject({
      baseMs: ms.optional(),
      factor: number('factor').optional(),
      capMs: ms.optional(),
      jitter: z.enum(['none', 'full', 'equal', 'decorrelated']).optional(),
    })
    .optional(),
  retryBudget: share.optional(),
  cancellable: z.boolean().optional(),
  breaker: z
    .strictObject({
      timeoutMs: number('positiveMs').optional(),
      errorThresholdPercentage: number('percent').optional(),
      resetTimeoutMs: ms.optional(),
      volumeThreshold: whole('any').optional(),
      rollingWindowMs: number('positiveMs').optional(),
      buckets: whole('some').optional(),
      capacity: whole('some').optional(),
    })
    .optional(),
  bulkhead: z.strictObject({ concurrent: whole('some'), queue: whole('room').optional() }).optional(),
  fallback: z.enum(['none', 'default', 'cached']).optional(),
});

export const link = z.strictObject({
  id,
  from: id,
  to: id,
  interaction: z.enum(['sync', 'async', 'data']),
  protocol: z.enum(PROTOCOLS).optional(),
  payload: z.strictObject({ request: number('bytes').optional(), response: number('bytes').optional() }).optional(),
  hard: z.boolean().optional(),
  needsAnswer: z.boolean().optional(),
  idempotent: z.boolean().optional(),
  orderingKey: word.optional(),
  delivery: delivery.optional(),
  billed: z.record(id, number('any')).optional(),
  latency: distribution.optional(),
  cpu: z.strictObject({ from: ms, to: ms }).optional(),
  policy: policy.optional(),
});

const operationRef = z.strictObject({ component: id, operation: id.optional() });

export const journey = z
  .strictObject({
    id,
    name,
    entry: operationRef,
    rate: z
      .strictObject({ average: number('ratePerSecond'), peak: number('ratePerSecond') })
      .refine(({ average, peak }) => average <= peak, { path: ['peak'], error: 'must not be below the average' })
      .optional(),
    closed: z.strictObject({ users: whole('some'), thinkMs: ms }).optional(),
    objective: z.strictObject({ p99Ms: number('positiveMs').optional(), availability: share.optional() }).optional(),
    valuePerRequest: number('usd').optional(),
  })
  .refine(({ rate, closed }) => (rate === undefined) !== (closed === undefined), {
    error: 'a journey has either a rate or closed users, exactly one of the two',
  });

export const measure = z.strictObject({
  id,
  name,
  kind: z.enum(['staleness', 'delay']),
  from: operationRef,
  to: operationRef,
});
