/** Checks that the price book is whole: unique ids, sane tiers, a source for each, and families that lead somewhere. */
import { describe, expect, it } from 'vitest';
import { tieredUsd } from '../../shared/engine/cost/bill.ts';
import { familyOf, MANAGED_FAMILIES } from '../../shared/engine/prices/families.ts';
import { listPlatforms, priceOf, PRICES } from '../../shared/engine/prices.ts';

describe('the price book', () => {
  it('gives every price a source, a date and a sane amount', () => {
    expect(PRICES.size).toBeGreaterThan(300);
    const odd = [...PRICES.values()].filter(
      ({ source, asOf, usd }) => source === '' || !/^20\d\d(-\d\d){0,2}$/.test(asOf) || !(usd >= 0 && usd < 20),
    );
    expect(odd).toEqual([]);
  });

  it('orders tiers by bound, the first at the plain price and the last without a bound', () => {
    const odd = [...PRICES.values()].filter(({ tiers, usd }) => {
      const bounds = tiers.map(([upTo]) => upTo ?? Infinity);
      const rising = bounds.every((bound, index) => index === 0 || bound > bounds[index - 1]!);
      return tiers.length > 0 && !(rising && bounds.at(-1) === Infinity && tiers[0]?.[1] === usd);
    });
    expect(odd).toEqual([]);
  });

  it('bills each slice at its own rate: 15 billion function runs and 61.44 billion GB-seconds', () => {
    const duration = priceOf('aws.lambda.gbs.x86');
    expect(duration && tieredUsd(duration, 61.44e9)).toBeCloseTo(100_000.2 + 135_000 + 619_203.1, 1);
    const transfer = priceOf('aws.dt.internet');
    expect(transfer && tieredUsd(transfer, 57_000)).toBeCloseTo(921.6 + 3481.6 + 406, 6);
  });

  it('names only known prices in its families', () => {
    const named = MANAGED_FAMILIES.flatMap(({ priceId, family }) => [
      priceId,
      ...Object.entries(family).flatMap(([key, value]) => (key.endsWith('Id') ? [String(value)] : [])),
    ]);
    const disks = [...PRICES.keys()].flatMap((id) => {
      const family = familyOf(id);
      return family?.kind === 'hours' && family.storageId !== null ? [family.storageId] : [];
    });
    expect([...named, ...disks].filter((id) => priceOf(id) === null)).toEqual([]);
  });

  it('lists platforms once each, machines with their size and price', () => {
    const platforms = listPlatforms();
    expect(new Set(platforms.map(({ id }) => id)).size).toBe(platforms.length);
    const machine = platforms.find(({ id }) => id === 'aws.ec2.c6i.2xlarge');
    expect(machine).toMatchObject({ label: 'c6i.2xlarge', cores: 8, memoryGiB: 16, usdPerHour: 0.34 });
    expect(platforms.filter(({ id }) => familyOf(id) === null)).toEqual([]);
  });
});
