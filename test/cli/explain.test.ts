/** `--explain PATH`: any figure of the analysis, by the path that it has there. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Analysis } from '../../shared/engine/types.ts';
import { nearest } from '../../main/cli/nearest.ts';
import { sample, topolith } from './cli.ts';

// Each test starts processes; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

interface Explained {
  readonly path: string;
  readonly variants: Readonly<
    Record<
      string,
      {
        readonly path: string;
        readonly value: number;
        readonly unit: string;
        readonly words: readonly string[];
        readonly inputs: readonly { readonly label: string; readonly origin: string; readonly value: unknown }[];
      }
    >
  >;
}

const explain = (file: string, ...args: readonly string[]) => topolith('analyse', sample(file), '--explain', ...args);

let analysis: Analysis;
beforeAll(async () => {
  analysis = JSON.parse((await topolith('analyse', sample('order'), '--json')).out) as Analysis;
});

describe('a path', () => {
  it('is explained for people: value, mark, formula, where it goes, inputs with their origin', async () => {
    const { code, out, err } = await explain('order', 'journeys.place.latencyMs.p99', '--variant', 'microservices');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(
      `journeys.place.latencyMs.p99 = ${analysis.variants['microservices']!.journeys['place']!.latencyMs!.p99}`,
    );
    expect(out).toMatch(/Place an order, p99: \d+ ms \(good; ±\d+ ms, within about 5 %\)/);
    expect(out).toContain('All that a request waits for is added as whole distributions');
    expect(out).toMatch(/Payment provider +194 ms +9\d %/);
    expect(out).toMatch(/Order service: cores a replica +2 +typed/);
    expect(out).not.toMatch(/NaN|Infinity|undefined/);
  });

  it.each([
    [
      'journeys.place.availability.served',
      (one: Analysis['variants'][string]) => one.journeys['place']!.availability.served,
    ],
    ['deployables.order-svc.utilisation', (one) => one.deployables['order-svc']!.utilisation],
    ['links.order-payment.networkMs', (one) => one.links['order-payment']!.networkMs],
    ['cost.monthlyUsd', (one) => one.cost.monthlyUsd],
    ['cost.lines.order-svc-hours', (one) => one.cost.lines.find(({ id }) => id === 'order-svc-hours')!.monthlyUsd],
    ['staleness.email.p99', (one) => one.staleness['email']!.p99],
    [
      'faults.deployable-down.payment-provider.failedShare',
      (one) => one.faults.find((f) => f.kind === 'deployable-down' && f.target === 'payment-provider')!.failedShare,
    ],
    ['variants.microservices.journeys.place.capacityFactor', (one) => one.journeys['place']!.capacityFactor],
  ] satisfies [string, (one: Analysis['variants'][string]) => number | null][])(
    '%s is the same number in JSON',
    async (asked, read) => {
      const { code, out } = await explain('order', asked, '--variant', 'microservices', '--json');
      expect(code).toBe(0);
      const answer = JSON.parse(out) as Explained;
      const found = answer.variants['microservices']!;
      expect(answer.path).toBe(asked);
      expect(found.value).toBe(read(analysis.variants['microservices']!));
      expect(found.words.length).toBeGreaterThan(0);
      for (const { origin } of found.inputs) expect(origin).toMatch(/^(default|typed|worked out|price book)$/);
    },
  );

  it('without a variant is explained in all that have it, and under a scenario at its rates', async () => {
    const all = JSON.parse((await explain('order', 'cost.monthlyUsd', '--json')).out) as Explained;
    expect(Object.keys(all.variants)).toEqual(Object.keys(analysis.variants));
    const some = await explain('order', 'deployables.order-svc.coresBusy', '--scenario', 'triple', '--at', 'average');
    expect(some.out).toContain('at average rates, scenario triple');
    expect(some.out).toMatch(/requests|visits/);
    expect(some.out).not.toContain('Monolith\n');
  });

  it('says where there is no value', async () => {
    const { code, out } = await explain('prime-video', 'journeys.second.latencyMs.p99', '--variant', 'serverless');
    expect(code).toBe(0);
    expect(out).toContain('has no value');
  });

  it('that ends early lists what lies below', async () => {
    const { code, out } = await explain('order', 'journeys.place.latencyMs', '--variant', 'monolith');
    expect(code).toBe(0);
    expect(out.match(/journeys\.place\.latencyMs\.\w+/g)).toEqual(
      ['mean', 'p50', 'p90', 'p95', 'p99', 'p999'].map((of) => `journeys.place.latencyMs.${of}`),
    );
    const everything = await explain('order', 'list', '--variant', 'monolith');
    for (const word of ['deployables.app.cores', 'cost.monthlyUsd', 'scorecard.'])
      expect(everything.out).toContain(word);
    expect(everything.out).not.toContain('latencyCurve');
    const one = await explain('order', 'scorecard.scaling.Traffic it can take', '--variant', 'monolith');
    expect(one.out).toContain('Scaling: traffic it can take: 5.79 ×');
  });

  it('that names a variant asks only that one, and one that is not there is refused', async () => {
    const named = JSON.parse((await explain('order', 'variants.outbox.cost.monthlyUsd', '--json')).out) as Explained;
    expect(Object.keys(named.variants)).toEqual(['outbox']);
    const { code, err } = await explain('order', 'variants.nope.cost.monthlyUsd');
    expect(code).toBe(2);
    expect(err).toContain('names no variant of the file. It has: monolith, microservices, outbox.');
  });

  it('that is unknown ends with the nearest ones', async () => {
    const { code, out, err } = await explain('order', 'journeys.place.latency.p99');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(
      /^topolith: There is no figure "journeys\.place\.latency\.p99"\. Did you mean:\n {2}journeys\.place\.latencyMs\.p99\n/,
    );
  });
});

it('the nearest words leave out less than they change', () => {
  const words = ['journeys.place.latencyMs.p99', 'journeys.view.latencyMs.p99', 'journeys.place.errorShare'];
  expect(nearest('journeys.place.p99', words, 2)).toEqual([words[0], words[1]]);
  expect(nearest('journeys.vew.latencyMs.p99', words, 1)).toEqual([words[1]]);
});
