/** A project as text with one fixed spelling: equal projects give equal bytes, a changed field changes one line. */
import type { Project } from '../model/types.ts';

/** Keys in the order they are written, whatever record they stand in; other keys (ids, units) follow by character code. */
export const KEY_ORDER: readonly string[] = `
  format formatVersion minReaderVersion app id kind name path priceId style note
  team owner engineers interaction protocol component deployable link target from to entry operation value of share
  teams components links journeys measures variants deployables placements absent scenarios assumptions layout
  facts engine type sizeGiB growthGiBPerMonth objectBytes replication readQuorum writeQuorum writesPerKeyPerSecond
  partitions retentionHours deadLetter hitRatio ttlMs
  operations demand mean cv p50 p99 shape duration errorRate billedMs steps
  repeat probability hard group need branch
  payload request response needsAnswer idempotent orderingKey
  delivery mode periodMs batch concurrency outbox pollMs captureLagMs delayMs billed latency cpu
  policy timeoutMs retries backoff baseMs factor capMs jitter retryBudget cancellable
  breaker errorThresholdPercentage resetTimeoutMs volumeThreshold rollingWindowMs buckets capacity
  bulkhead concurrent queue fallback
  rate average peak closed users thinkMs objective p99Ms availability valuePerRequest
  platform cores memoryGiB threads room discipline replicas fixed min max balancing packing region zones
  mtbfHours mttrMinutes crews standby failoverSeconds coverage quota perSecond counts
  mesh releaseGroup utilisationTarget coldStart
  traffic day hours faults addMs forMinutes network latencyFactor overrides
  regions hoursPerMonth currency priceBook priceOverrides usd freeAllowance
  latencyClasses inProcessMs sameHostMs sameZoneMs crossZoneMs crossRegionMs
  releasesPerMonth changeFailureRate restoreMinutes coChanges perMonth engineerCostPerMonth
  nodes notes x y width height collapsed pinned text
`
  .trim()
  .split(/\s+/);
const RANK: ReadonlyMap<string, number> = new Map(KEY_ORDER.map((key, rank) => [key, rank]));

/**
 * The text of a project file: UTF-8 without a byte order mark, line feeds, one at the end, two spaces a level. Lists keep
 * their order and every record has a line of its own; `steps: []` is kept, undefined is left out, -0 is 0.
 * @throws RangeError on NaN and Infinity, TypeError on what JSON cannot say: a project has neither.
 */
export function canonicalText(project: Project): string {
  return `${write(project, '')}\n`;
}

function write(value: unknown, indent: string, open = isOpen(value)): string {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError(`a project file cannot hold the number ${value}`);
  }
  const inner = open ? `${indent}  ` : indent;
  if (Array.isArray(value))
    return bracket(
      '[]',
      value.map((item) => write(item, inner)),
      open,
      indent,
    );
  if (typeof value === 'object' && value !== null) {
    const items = entriesOf(value)
      .toSorted(([a], [b]) => byRank(a, b))
      .map(([key, item]) => `${JSON.stringify(key)}: ${write(item, inner, isOpenAt(key, item))}`);
    return bracket('{}', items, open, indent);
  }
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`a project file cannot hold a ${typeof value}`);
  return text;
}

function bracket(pair: string, items: readonly string[], open: boolean, indent: string): string {
  const [start, end] = pair;
  if (!open || items.length === 0) return `${start}${items.join(', ')}${end}`;
  return `${start}\n${items.map((item) => `${indent}  ${item}`).join(',\n')}\n${indent}${end}`;
}

/** Lists of records stand on several lines, and so does all that holds one. */
function isOpen(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => typeof item === 'object' && item !== null);
  return typeof value === 'object' && value !== null && entriesOf(value).some(([key, item]) => isOpenAt(key, item));
}

/** The boxes of a layout count as a list of records, although they are one record by id. */
const isOpenAt = (key: string, value: unknown): boolean =>
  isOpen(value) || (key === 'nodes' && typeof value === 'object' && value !== null);

const entriesOf = (record: object): [string, unknown][] =>
  Object.entries(record).filter(([, value]) => value !== undefined);

function byRank(a: string, b: string): number {
  const difference = (RANK.get(a) ?? KEY_ORDER.length) - (RANK.get(b) ?? KEY_ORDER.length);
  return difference !== 0 ? difference : a < b ? -1 : a > b ? 1 : 0;
}
