/** The shape and ranges of a whole project, checked at run time; the schema files are the only place where zod meets the model. */
import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { component, journey, link, measure, team } from './schemaDesign.ts';
import {
  distribution,
  id,
  line,
  list,
  ms,
  name,
  note,
  number,
  override,
  share,
  text,
  whole,
  word,
} from './schemaParts.ts';
import { problemsOf } from './schemaProblems.ts';
import { quickReader, UNSOUND } from './schemaQuick.ts';
import type { Problem, Project } from './types.ts';

/** The version that this program writes. A change of shape raises it and adds a migration. */
export const FORMAT_VERSION = 1;

const replicas = z.union([
  z.strictObject({ fixed: whole('some') }),
  z
    .strictObject({ min: whole('some'), max: whole('some'), target: number('utilisationTarget').optional() })
    .refine(({ min, max }) => min <= max, { path: ['max'], error: 'must not be below min' }),
]);

const availability = z.union([
  z.strictObject({ value: share, of: z.enum(['whole', 'replica']).optional() }),
  z.strictObject({ mtbfHours: number('hours'), mttrMinutes: number('minutes'), crews: whole('some').optional() }),
]);

const deployable = z.strictObject({
  id,
  name,
  kind: z.enum(['process', 'function', 'data-server', 'broker', 'managed', 'external']),
  platform: word.optional(),
  cores: number('cores').optional(),
  memoryGiB: number('gibibytes').optional(),
  threads: z.union([whole('some'), z.literal('unbounded')], 'must be a whole number or "unbounded"').optional(),
  room: whole('room').optional(),
  discipline: z.enum(['sharing', 'fifo', 'delay']).optional(),
  replicas: replicas.optional(),
  balancing: z.enum(['random', 'round-robin', 'least-busy', 'shared-queue']).optional(),
  packing: whole('some').optional(),
  region: word.optional(),
  zones: z
    .union(
      [whole('some').max(LIMITS.count.zones), list(id, 'zones').min(1)],
      'must be a whole number or a list of names',
    )
    .optional(),
  availability: availability.optional(),
  standby: z
    .strictObject({
      kind: z.enum(['none', 'cold', 'hot']),
      failoverSeconds: number('seconds').optional(),
      coverage: share.optional(),
    })
    .optional(),
  quota: z
    .strictObject({
      perSecond: number('ratePerSecond').optional(),
      concurrent: whole('some').optional(),
      counts: word.optional(),
    })
    .optional(),
  mesh: z.enum(['none', 'sidecar', 'ambient']).optional(),
  releaseGroup: word.optional(),
  utilisationTarget: number('utilisationTarget').optional(),
  coldStart: z.strictObject({ share, duration: distribution }).optional(),
});

const variant = z.strictObject({
  id,
  name,
  style: z.enum(['monolith', 'modular-monolith', 'microservices', 'serverless', 'hybrid']).optional(),
  note: note.optional(),
  deployables: list(deployable, 'deployables'),
  placements: list(z.strictObject({ component: id, deployable: id, share: share.optional() }), 'placements'),
  absent: z
    .strictObject({ components: list(id, 'components').optional(), links: list(id, 'links').optional() })
    .optional(),
  overrides: list(override, 'overrides').optional(),
});

const fault = z.strictObject({
  target: id,
  kind: z.enum(['down', 'slow', 'hang', 'errors']),
  factor: number('factor').optional(),
  addMs: ms.optional(),
  share: share.optional(),
  forMinutes: number('minutes').optional(),
});

const scenario = z.strictObject({
  id,
  name,
  note: note.optional(),
  traffic: z
    .union([number('factor'), z.record(id, number('factor'))], 'must be a factor, or a factor for each journey id')
    .optional(),
  day: list(z.strictObject({ hours: number('dayHours'), factor: number('factor') }), 'day')
    .min(1)
    .optional(),
  faults: list(fault, 'faults').optional(),
  network: z.strictObject({ latencyFactor: number('factor').optional(), addMs: ms.optional() }).optional(),
  overrides: list(override, 'overrides').optional(),
  variants: list(id, 'variants').optional(),
});

const places = list(z.strictObject({ id, availability: share }), 'zones');

const assumptions = z.strictObject({
  region: word.optional(),
  zones: places.optional(),
  regions: places.optional(),
  hoursPerMonth: number('hours').max(744).optional(),
  currency: word.optional(),
  priceBook: word.optional(),
  priceOverrides: list(
    z.strictObject({ priceId: word, usd: number('usd').min(0), note: note.optional() }),
    'prices',
  ).optional(),
  freeAllowance: z.boolean().optional(),
  latencyClasses: z
    .strictObject({
      inProcessMs: ms.optional(),
      sameHostMs: ms.optional(),
      sameZoneMs: ms.optional(),
      crossZoneMs: ms.optional(),
      crossRegionMs: ms.optional(),
    })
    .optional(),
  utilisationTarget: number('utilisationTarget').optional(),
  delivery: z
    .strictObject({
      releasesPerMonth: number('factor').optional(),
      changeFailureRate: share.optional(),
      restoreMinutes: number('minutes').optional(),
      coChanges: list(
        z.strictObject({ components: list(id, 'components'), perMonth: number('factor') }),
        'coChanges',
      ).optional(),
    })
    .optional(),
  engineerCostPerMonth: number('usd').min(0).optional(),
});

const canvas = number('canvas');
const node = z.strictObject({
  x: canvas,
  y: canvas,
  width: number('canvasSize').optional(),
  height: number('canvasSize').optional(),
  collapsed: z.boolean().optional(),
  pinned: z.boolean().optional(),
});
const variantLayout = z.strictObject({
  nodes: z.record(id, node).optional(),
  notes: list(z.strictObject({ id, x: canvas, y: canvas, text: text('note') }), 'notes').optional(),
});

const project = z.strictObject({
  format: z.literal('topolith'),
  formatVersion: whole('version'),
  minReaderVersion: whole('version'),
  app: line('word'),
  id,
  name,
  note: note.optional(),
  teams: list(team, 'teams').optional(),
  components: list(component, 'components'),
  links: list(link, 'links'),
  journeys: list(journey, 'journeys'),
  measures: list(measure, 'measures').optional(),
  variants: list(variant, 'variants'),
  scenarios: list(scenario, 'scenarios').optional(),
  assumptions: assumptions.optional(),
  layout: z.strictObject({ variants: z.record(id, variantLayout).optional() }).optional(),
}) satisfies z.ZodType<Project>;

/** For hosts that build larger schemas (the contract of calls); everyone else uses `checkShape`. */
export const projectSchema: z.ZodType<Project> = project;

/** The records an override can reach, by collection. */
const RECORDS = {
  components: component,
  links: link,
  journeys: journey,
  deployables: deployable,
  assumptions,
} as const;
export type OverrideCollection = keyof typeof RECORDS;
export const OVERRIDE_COLLECTIONS = Object.keys(RECORDS) as readonly OverrideCollection[];

let readQuickly: ReturnType<typeof quickReader<Project>> | undefined;

/** Shape and ranges of a whole project, unknown keys included; at most LIMITS.problems problems. */
export function checkShape(value: unknown): {
  readonly project: Project | null;
  readonly problems: readonly Problem[];
} {
  readQuickly ??= quickReader(projectSchema);
  const sound = readQuickly(value);
  if (sound !== UNSOUND) return { project: sound, problems: [] };
  const result = project.safeParse(value);
  return result.success
    ? { project: result.data, problems: [] }
    : { project: null, problems: problemsOf(result.error) };
}

/** Shape and ranges of one record; paths in the problems start at `at`. */
export function checkRecord(
  collection: OverrideCollection,
  value: unknown,
  at: readonly (string | number)[],
): readonly Problem[] {
  const result = RECORDS[collection].safeParse(value);
  return result.success ? [] : problemsOf(result.error, at);
}
