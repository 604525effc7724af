/** The built-in price book: looks a price up by id and lists what a deployable can run on. */
import type { DeployableKind } from '../model/types.ts';
import { AWS_COMPUTE } from './prices/aws-compute.ts';
import { AWS_DATABASES } from './prices/aws-databases.ts';
import { AWS_SERVICES } from './prices/aws-services.ts';
import { familyOf, MANAGED_FAMILIES } from './prices/families.ts';
import { type Price, pricesOf } from './prices/format.ts';
import { OTHER_CLOUDS } from './prices/other-clouds.ts';

export type { Price } from './prices/format.ts';

/** Name of the built-in book, as `assumptions.priceBook` gives it. */
export const PRICE_BOOK = 'built-in 2026-11-22';

const GROUPS = [...AWS_COMPUTE, ...AWS_DATABASES, ...AWS_SERVICES, ...OTHER_CLOUDS];

/** All prices by id, in the order of the data files. */
export const PRICES: ReadonlyMap<string, Price> = new Map(GROUPS.flatMap(pricesOf).map((price) => [price.id, price]));

/** One price; null when the book does not have it. USD, see `Price`. */
export function priceOf(id: string): Price | null {
  return PRICES.get(id) ?? null;
}

export interface Platform {
  /** What `deployable.platform` holds. */
  readonly id: string;
  readonly label: string;
  readonly region: string;
  readonly kinds: readonly DeployableKind[];
  /** Of one machine; null where the platform has no fixed size. */
  readonly cores: number | null;
  readonly memoryGiB: number | null;
  /** USD of one hour of one machine; null where the bill goes by use. */
  readonly usdPerHour: number | null;
}

/** Every platform the book can price, for a choice list: machines first, then services billed by use. */
export function listPlatforms(): Platform[] {
  const machines = [...PRICES.values()].flatMap((price): Platform[] => {
    const family = familyOf(price.id);
    if (family?.kind !== 'hours') return [];
    const { id, item, region, cores, memoryGiB, usd } = price;
    return [{ id, label: item, region, kinds: [family.host], cores, memoryGiB, usdPerHour: usd }];
  });
  const managed = MANAGED_FAMILIES.map(({ id, label, priceId, host }): Platform => {
    const region = priceOf(priceId)?.region ?? '';
    return { id, label, region, kinds: [host], cores: null, memoryGiB: null, usdPerHour: null };
  });
  return [...machines, ...managed];
}
