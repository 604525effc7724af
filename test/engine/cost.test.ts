/** Holds the bill against the reference bills of the order and the video case, line by line. */
import { describe, expect, it } from 'vitest';
import { costOf } from '../../shared/engine/cost.ts';
import type { CostResult } from '../../shared/engine/types.ts';
import { component, deployable, flow, host, input, link, videoInput } from './costInputs.ts';

const CENT = 0.005;

function amounts(result: CostResult): Record<string, number> {
  return Object.fromEntries(result.lines.map(({ id, monthlyUsd }) => [id, monthlyUsd]));
}

/** The same lines, each within half a cent. */
function near(result: CostResult, expected: Record<string, number>): void {
  const ours = amounts(result);
  expect(Object.keys(ours).toSorted()).toEqual(Object.keys(expected).toSorted());
  const off = Object.entries(expected).filter(([id, usd]) => Math.abs(ours[id]! - usd) >= CENT);
  expect(off).toEqual([]);
}

const orders = component('orders', 'relational', { sizeGiB: 100 });
const stock = component('stock', 'relational', { sizeGiB: 20 });
const EC2 = 'aws.ec2.c6i.large';
const RDS = 'aws.rds.postgres.single.db.t4g.medium';

describe('the order example', () => {
  it('costs 123.30 as a monolith; what has no platform is not bought', () => {
    const result = costOf(
      input({
        requestsPerSecond: 32,
        deployables: [
          host(deployable('app', EC2, { name: 'Shop' }), [component('order', 'module')]),
          host(deployable('db', RDS), [orders, stock]),
          host(deployable('payment-provider', undefined, { kind: 'external' }), [component('payment', 'external')]),
        ],
      }),
    );
    near(result, { 'app-hours': 62.05, 'db-hours': 47.45, 'orders-storage': 11.5, 'stock-storage': 2.3 });
    expect(result.monthlyUsd).toBeCloseTo(123.3, 9);
    expect(result.unpriced).toEqual([]);
    expect(result.perMillionRequestsUsd).toBeCloseTo(123.3 / (32 * 2.628), 9);
    expect(result.lines[0]).toMatchObject({
      label: 'Shop: c6i.large hours',
      owner: { kind: 'deployable', id: 'app' },
      quantity: 730,
      unit: 'hour',
      unitPriceUsd: 0.085,
      priceId: EC2,
      formula: '1 machine x 730 h',
      asOf: '2026-07-20',
      confidence: 'sourced',
    });
    expect(result.lines[2]).toMatchObject({ owner: { kind: 'component', id: 'orders' }, unit: 'GB-month' });
  });

  it('costs 456.764 as services, the three brokers 99.864', () => {
    const topic = component('order-placed', 'topic', { partitions: 6, retentionHours: 168 });
    const services = ['order-svc', 'inventory-svc', 'email-svc', 'analytics-svc'];
    const result = costOf(
      input({
        deployables: [
          ...services.map((id) => host(deployable(id, EC2), [])),
          host(deployable('orders-db', RDS), [orders]),
          host(deployable('stock-db', RDS), [stock]),
          host(deployable('kafka', 'aws.msk.t3.small', { kind: 'broker' }), [topic], 3),
        ],
      }),
    );
    expect(result.monthlyUsd).toBeCloseTo(456.764, 9);
    expect(amounts(result)['kafka-hours']).toBeCloseTo(99.864, 9);
    expect(result.lines.at(-1)).toMatchObject({ quantity: 2190, unit: 'hour', unitPriceUsd: 0.0456 });
    expect(result.perMillionRequestsUsd).toBeNull();
  });
});

describe('the video case', () => {
  it('gives the old bill of 4,000 streams: 2,880,449.26, not servable', () => {
    const result = costOf(videoInput(4000, 4, 24));
    expect(result.monthlyUsd).toBeCloseTo(2_880_449.25625, 4);
    expect(result.servable).toBe(false);
    const ofPrice = (priceId: string) =>
      result.lines.filter((line) => line.priceId === priceId).reduce((sum, line) => sum + line.monthlyUsd, 0);
    expect(ofPrice('aws.sfn.standard')).toBeCloseTo(1_051_200, 4);
    expect(ofPrice('aws.s3.standard.put')).toBeCloseTo(1_261_440, 4);
    expect(ofPrice('aws.s3.standard.get')).toBeCloseTo(302_745.6, 4);
    expect(ofPrice('aws.s3.standard.storage')).toBeCloseTo(33_785.85625, 4);
    expect(ofPrice('aws.lambda.gbs.x86')).toBeCloseTo(222_868.2, 4);
    expect(ofPrice('aws.lambda.requests')).toBeCloseTo(8409.6, 4);
    const line = (id: string) => result.lines.find((each) => each.id === id);
    expect(line('converter-frames-put')?.owner).toEqual({ kind: 'link', id: 'converter-frames' });
    expect(line('workflow-service-transitions')).toMatchObject({
      quantity: 42_048_000,
      unit: '1,000 state transitions',
    });
    expect(line('frames-storage')).toMatchObject({ quantity: 1_582_031.25, unitPriceUsd: 'graduated' });
  });

  it('spreads the effect of a tier over the functions in proportion to their seconds', () => {
    const result = costOf(videoInput(4000, 4, 24));
    const duration = result.lines.filter((line) => line.priceId === 'aws.lambda.gbs.x86');
    const perGbSecond = duration.map((line) => line.monthlyUsd / line.quantity);
    for (const rate of perGbSecond) expect(rate).toBeCloseTo(222_868.2 / 14_191_200_000, 15);
    expect(duration.map((line) => line.unitPriceUsd)).toEqual(Array(4).fill('graduated'));
  });

  it('gives 890,178.19 at two transitions and two frames, 144,807.22 at 200 streams, 724.18 at one', () => {
    expect(costOf(videoInput(4000, 2, 2)).monthlyUsd).toBeCloseTo(890_178.190625, 4);
    expect(costOf(videoInput(200, 4, 24)).monthlyUsd).toBeCloseTo(144_807.218027, 4);
    expect(costOf(videoInput(1, 4, 24)).monthlyUsd).toBeCloseTo(724.18, 2);
  });

  it('gives 233,804.40 for 531 and 411 machines', () => {
    const machines = (id: string, count: number) => host(deployable(id, 'aws.ec2.c6i.2xlarge'), [], count);
    const result = costOf(input({ deployables: [machines('copy-a', 531), machines('copy-b', 411)] }));
    near(result, { 'copy-a-hours': 131_794.2, 'copy-b-hours': 102_010.2 });
    expect(result.monthlyUsd).toBeCloseTo(233_804.4, 9);
  });
});

describe('typed prices, allowances and unknown platforms', () => {
  it('lets a typed price replace the list price and its tiers', () => {
    const assumptions = { priceOverrides: [{ priceId: EC2, usd: 0.05 }] };
    const result = costOf(input({ assumptions, deployables: [host(deployable('app', EC2), [], 2)] }));
    expect(result.lines[0]).toMatchObject({ unitPriceUsd: 0.05, source: 'typed', confidence: 'typed' });
    expect(result.monthlyUsd).toBeCloseTo(73, 9);
  });

  it('says which platform it does not know, and prices it by the hour once a price is typed', () => {
    const rack = host(deployable('rack', 'own.rack', { name: 'Rack' }), [], 2);
    const unknown = costOf(input({ deployables: [rack] }));
    expect(unknown.lines).toEqual([]);
    expect(unknown.unpriced).toEqual(['Rack runs on own.rack, which the price book does not know.']);
    const typed = costOf(
      input({ deployables: [rack], assumptions: { priceOverrides: [{ priceId: 'own.rack', usd: 0.1 }] } }),
    );
    expect(typed.monthlyUsd).toBeCloseTo(146, 9);
    expect(typed.unpriced).toEqual([]);
  });

  it('says that a machine size is unknown within a known family', () => {
    const result = costOf(input({ deployables: [host(deployable('app', 'aws.ec2.x9z.huge'), [])] }));
    expect(result.lines).toEqual([]);
    expect(result.unpriced).toHaveLength(1);
  });

  it('says when the region has no prices of its own', () => {
    const far = host(deployable('app', EC2, { region: 'eu-west-1' }), []);
    expect(costOf(input({ deployables: [far] })).unpriced).toEqual([
      'The price book has no prices for eu-west-1: what runs there is priced at the list of us-east-1.',
    ]);
  });

  it('takes the allowance once for both kinds of function', () => {
    // AWS's own example: 3 million runs of 120 ms at 1,536 MB cost 2.33 + 0.40 after the allowance.
    const perSecond = 3_000_000 / (730 * 3600);
    const fn = deployable('fn', 'aws.lambda', { kind: 'function', memoryGiB: 1.5 });
    const module = component('m', 'module');
    const operations = [
      { component: module, operationId: 'default', deployable: fn, visitsPerSecond: perSecond, billedMs: 120 },
    ];
    const result = costOf(
      input({ assumptions: { freeAllowance: true }, operations, deployables: [host(fn, [module], 1, perSecond)] }),
    );
    near(result, { 'fn-duration': 2.33, 'fn-requests': 0.4 });
    expect(result.lines[1]?.quantity).toBeCloseTo(2, 9);
    expect(result.lines[1]?.formula).toContain('less 1,000,000 free');
  });
});

describe('data transfer', () => {
  const a = deployable('a', EC2);
  const b = deployable('b', EC2);
  const call = link('a-b', 'x', 'y', { payload: { request: 1024, response: 1024 } });
  const hosts = [host(a, [component('x', 'module')]), host(b, [component('y', 'module')])];

  it('bills both sides of what crosses a zone, on the link', () => {
    const links = [{ ...flow(call, 100, a, b), crossZoneShare: 0.5 }];
    const line = costOf(input({ deployables: hosts, links })).lines.find((each) => each.owner.kind === 'link');
    const gigabytes = (2048 * 100 * 730 * 3600 * 0.5) / 2 ** 30;
    expect(line).toMatchObject({ id: 'a-b-cross-zone', priceId: 'aws.dt.crossaz', unit: 'GB' });
    expect(line?.quantity).toBeCloseTo(2 * gigabytes, 6);
    expect(line?.monthlyUsd).toBeCloseTo(0.02 * gigabytes, 6);
  });

  it('gives a link that several operations use one line', () => {
    const links = [60, 0, 40].map((perSecond) => ({ ...flow(call, perSecond, a, b), crossZoneShare: 0.5 }));
    const lines = costOf(input({ deployables: hosts, links })).lines.filter(({ owner }) => owner.kind === 'link');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.formula).toContain('100 calls/s x');
  });

  it('bills nothing inside a zone, inside a process, or to a managed endpoint', () => {
    const s3 = deployable('s3', 'aws.s3', { kind: 'managed' });
    const cases = [
      flow(call, 100, a, b),
      { ...flow(call, 100, a, a), network: false, crossZoneShare: 0.5 },
      { ...flow(call, 100, a, s3), crossZoneShare: 0.5 },
    ];
    for (const each of cases) {
      const result = costOf(input({ deployables: hosts, links: [each] }));
      expect(result.lines.map(({ priceId }) => priceId)).toEqual([EC2, EC2]);
    }
  });

  it('bills answers to a client as data to the internet', () => {
    const client = component('browser', 'client');
    const answer = link('c-x', 'browser', 'x', { payload: { request: 500, response: 2 ** 20 } });
    const outside = host(deployable('outside', undefined, { kind: 'external' }), [client]);
    const perSecond = 11_264 / ((730 * 3600) / 1024);
    const result = costOf(input({ deployables: [...hosts, outside], links: [flow(answer, perSecond, null, a)] }));
    const line = result.lines.find((each) => each.id === 'c-x-internet');
    expect(line?.monthlyUsd).toBeCloseTo(10_240 * 0.09 + 1024 * 0.085, 6);
    expect(line?.unitPriceUsd).toBe('graduated');
  });
});
