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

const sameAccount = (a: Draft, b: Draft): boolean => a.priceId === b.priceId && a.region === b.region;

/** Drafts with one id and one price are one line; another price under the same id gets its price as a suffix. */
function merge(drafts: readonly Draft[]): Draft[] {
  const merged = new Map<string, Draft>();
  for (const draft of drafts) {
    const first = merged.get(draft.id);
    const own = first === undefined || sameAccount(first, draft);
    const id = own ? draft.id : `${draft.id}-${draft.priceId}|${draft.region}`;
    const earlier = own ? first : merged.get(id);
    if (earlier !== undefined) merged.set(id, added(earlier, draft));
    else merged.set(id, own ? draft : { ...draft, id });
  }
  return [...merged.values()].filter(({ items }) => items > 0);
}

const added = (draft: Draft, other: Draft): Draft => ({
  ...draft,
  items: draft.items + other.items,
  formula: `${draft.formula} + ${other.formula}`,
});

/** All that is bought at one price in one region. */
interface Account {
  readonly price: Price;
  readonly region: string;
  items: number;
  /** Everything that shares the free allowance. */
  readonly pool: { items: number };
}

/** Accounts by price, those of its regions together. A price that nobody knows has none. */
function accountsOf(drafts: readonly Draft[], assumptions: Assumptions | undefined): (draft: Draft) => Account | null {
  const accounts = new Map<string, Account[]>();
  const pools = new Map<string, { items: number }>();
  const known = ({ priceId, region }: Draft): Account | undefined =>
    accounts.get(priceId)?.find((account) => account.region === region);
  const opened = ({ priceId, region }: Draft): Account | null => {
    const price = effectivePrice(priceId, assumptions);
    if (price === null) return null;
    const pool = pools.get(price.freePool) ?? { items: 0 };
    pools.set(price.freePool, pool);
    const account = { price, region, items: 0, pool };
    const regions = accounts.get(priceId);
    if (regions) regions.push(account);
    else accounts.set(priceId, [account]);
    return account;
  };
  for (const draft of drafts) {
    const account = known(draft) ?? opened(draft);
    if (account === null) continue;
    account.items += draft.items;
    account.pool.items += draft.items;
  }
  return (draft) => known(draft) ?? null;
}

/**
 * Prices the drafts, in their order. Tiers run over the sum of all items with one price and region, and the effect is
 * spread over the lines in proportion; so is the free allowance, taken from the first tier without moving its bound.
 * Drafts without a price, and empty ones, give no line.
 */
export function billOf(drafts: readonly Draft[], assumptions: Assumptions | undefined): CostLine[] {
  const merged = merge(drafts);
  const accountOf = accountsOf(merged, assumptions);
  return merged.flatMap((draft): CostLine | [] => {
    const account = accountOf(draft);
    if (account === null) return [];
    const { price, items: sum, pool } = account;
    const free = assumptions?.freeAllowance === true ? Math.min(price.free, pool.items) * (sum / pool.items) : 0;
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
