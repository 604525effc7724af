/** How price data is written down, and the record the rest of the engine reads. */

/** `[upper bound in single items (GB, requests ...), null = none; USD per priced unit up to it]`, bounds rising. */
export type Tier = readonly [upTo: number | null, usd: number];

export interface PriceExtra {
  readonly tiers?: readonly Tier[];
  /** Permanent free allowance a month, in single items. */
  readonly free?: number;
  /** Prices that share one allowance name the same pool. */
  readonly freePool?: string;
  /** What one machine of this price has. */
  readonly cores?: number;
  readonly memoryGiB?: number;
}

export type PriceRow = readonly [id: string, item: string, unit: string, usd: number, extra?: PriceExtra];

/** Rows that come from one place. */
export interface PriceGroup {
  readonly region: string;
  /** Title and, where there is one, public address. */
  readonly source: string;
  /** Date of the source; for an undated page the day it was read. */
  readonly asOf: string;
  readonly confidence: 'sourced' | 'recollection';
  readonly rows: readonly PriceRow[];
}

/** One list price, USD, without tax or private discount. */
export interface Price {
  readonly id: string;
  /** Short human name: "c6i.large", "PUT requests". */
  readonly item: string;
  /** What `usd` buys: "hour", "1,000 requests", "GB-month" ... */
  readonly unit: string;
  /** Single items in one priced unit: 1,000 for "1,000 requests", 1 for "hour". */
  readonly itemsPerUnit: number;
  /** Price of one unit (of the first tier where there are tiers). */
  readonly usd: number;
  readonly tiers: readonly Tier[];
  readonly free: number;
  readonly freePool: string;
  readonly cores: number | null;
  readonly memoryGiB: number | null;
  readonly region: string;
  readonly source: string;
  readonly asOf: string;
  readonly confidence: string;
}

const MULTIPLES: readonly (readonly [prefix: string, items: number])[] = [
  ['million ', 1_000_000],
  ['100,000 ', 100_000],
  ['10,000 ', 10_000],
  ['1,000 ', 1000],
];

/** Single items in one priced unit, read from the words of the unit. */
export function itemsPerUnit(unit: string): number {
  return MULTIPLES.find(([prefix]) => unit.startsWith(prefix))?.[1] ?? 1;
}

/** Spreads a group over its rows. */
export function pricesOf(group: PriceGroup): Price[] {
  return group.rows.map(([id, item, unit, usd, extra]) => ({
    id,
    item,
    unit,
    itemsPerUnit: itemsPerUnit(unit),
    usd,
    tiers: extra?.tiers ?? [],
    free: extra?.free ?? 0,
    freePool: extra?.freePool ?? id,
    cores: extra?.cores ?? null,
    memoryGiB: extra?.memoryGiB ?? null,
    region: group.region,
    source: group.source,
    asOf: group.asOf,
    confidence: group.confidence,
  }));
}
