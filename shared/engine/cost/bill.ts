/** Turns purchases into priced lines: typed prices, free allowances and graduated tiers over one account. */
import type { Assumptions } from '../../model/types.ts';
import { priceOf } from '../prices.ts';
import type { Price, Tier } from '../prices/format.ts';
import type { CostLine } from '../types.ts';
import { type Draft, words } from './draft.ts';

/**
 * USD for `items` under graduated tiers: each slice at its own rate.
 * `itemsPerUnit` scales the rates (1,000 for "per 1,000 requests"). No tiers = the flat price.
 */
export function tieredUsd(price: Pick<Price, 'usd' | 'tiers' | 'itemsPerUnit'>, items: number): number {
  if (price.tiers.length === 0) return (items * price.usd) / price.itemsPerUnit;
  let below = 0;
  let usd = 0;
  for (const [upTo, rate] of price.tiers) {
    const top = Math.min(items, upTo ?? items);
    if (top <= below) break;
    usd += ((top - below) * rate) / price.itemsPerUnit;
    below = top;
  }
  return usd;
}

/** True when the last item falls under another rate than the first paid one. */
function passesFirstTier(tiers: readonly Tier[], items: number): boolean {
  const first = tiers[0]?.[0] ?? null;
  return first !== null && items > first;
}

/** The price in force for a project: a typed one replaces the book's, and stands alone where the book has none. */
export function effectivePrice(id: string, assumptions: Assumptions | undefined): Price | null {
  const listed = priceOf(id);
  const typed = assumptions?.priceOverrides?.find(({ priceId }) => priceId === id);
  if (typed === undefined) return listed;
  const base = listed ?? { id, item: id, unit: 'hour', itemsPerUnit: 1, cores: null, memoryGiB: null, region: '' };
  return {
    ...base,
    usd: typed.usd,
    tiers: [],
    free: listed?.free ?? 0,
    freePool: listed?.freePool ?? id,
    source: 'typed',
    asOf: '',
    confidence: 'typed',
  };
}

/** Drafts with one id and one price are one line; another price under the same id gets its price as a suffix. */
function merge(drafts: readonly Draft[]): Draft[] {
  const merged = new Map<string, Draft>();
  const takenBy = new Map<string, string>();
  for (const draft of drafts) {
    const key = `${draft.priceId}|${draft.region}`;
    const owner = takenBy.get(draft.id) ?? key;
    takenBy.set(draft.id, owner);
    const id = owner === key ? draft.id : `${draft.id}-${key}`;
    const earlier = merged.get(id);
    merged.set(
      id,
      earlier === undefined
        ? { ...draft, id }
        : { ...earlier, items: earlier.items + draft.items, formula: `${earlier.formula} + ${draft.formula}` },
    );
  }
  return [...merged.values()].filter(({ items }) => items > 0);
}

/** Items of each price in each region, and of each free pool. */
function totals(drafts: readonly Draft[], key: (draft: Draft) => string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const draft of drafts) sums.set(key(draft), (sums.get(key(draft)) ?? 0) + draft.items);
  return sums;
}

/**
 * Prices the drafts, in their order. Tiers run over the sum of all items with one price and region, and the effect is
 * spread over the lines in proportion; so is the free allowance, taken from the first tier without moving its bound.
 * Drafts without a price, and empty ones, give no line.
 */
export function billOf(drafts: readonly Draft[], assumptions: Assumptions | undefined): CostLine[] {
  const priced = merge(drafts).flatMap((draft) => {
    const price = effectivePrice(draft.priceId, assumptions);
    return price === null ? [] : [{ draft, price }];
  });
  const poolOf = (price: Price) => price.freePool;
  const sums = totals(
    priced.map(({ draft }) => draft),
    ({ priceId, region }) => `${priceId}|${region}`,
  );
  const pools = new Map<string, number>();
  for (const { draft, price } of priced) pools.set(poolOf(price), (pools.get(poolOf(price)) ?? 0) + draft.items);

  return priced.map(({ draft, price }) => {
    const sum = sums.get(`${draft.priceId}|${draft.region}`) ?? draft.items;
    const pool = pools.get(poolOf(price)) ?? sum;
    const free = assumptions?.freeAllowance === true ? Math.min(price.free, pool) * (sum / pool) : 0;
    const usdOfSum = tieredUsd(price, sum) - tieredUsd(price, free);
    const share = draft.items / sum;
    const charged = draft.items - free * share;
    const freeWords = free > 0 ? `, less ${words(free * share)} free` : '';
    return {
      id: draft.id,
      label: draft.label,
      owner: draft.owner,
      quantity: charged / price.itemsPerUnit,
      unit: price.unit,
      unitPriceUsd: passesFirstTier(price.tiers, sum) ? 'graduated' : price.usd,
      priceId: draft.priceId,
      monthlyUsd: usdOfSum * share,
      formula: `${draft.formula}${freeWords}`,
      source: price.source,
      asOf: price.asOf,
      confidence: price.confidence,
    };
  });
}
