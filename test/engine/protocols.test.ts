/** Calls whose links say nothing: work, bytes and time by protocol; proxies, gateways, cold starts. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../../shared/engine/analyse.ts';
import { messageLatency, payloadOf, stitchingOf, workByKind, workOf } from '../../shared/model/protocols.ts';
import type { Component, Deployable, Link, Project } from '../../shared/model/types.ts';
import { NO_QUEUE, smallSystem } from './published.ts';

const part = (kind: Component['kind'], facts: Component['facts'] = {}): Component => ({
  id: kind,
  kind,
  name: kind,
  facts,
});
const [module, queue, store] = [part('module'), part('queue'), part('object-store')];
const link = (more: Partial<Link>): Link => ({ id: 'l', from: 'a', to: 'b', interaction: 'sync', ...more });

describe('work at both ends', () => {
  const work = (more: Partial<Link>, from = module, to = module) => workOf(link(more), from, to).value;
  test.each([
    ['JSON over HTTP', work({ protocol: 'rest' }), [0.05, 0.05]],
    ['nothing said', work({}), [0.05, 0.05]],
    ['gRPC', work({ protocol: 'grpc' }), [0.025, 0.025]],
    ['a database driver', work({ interaction: 'data', protocol: 'sql' }), [0.025, 0]],
    ['JSON of 10 kB there', work({ payload: { request: 10_240, response: 1024 } }), [0.104, 0.1103]],
    ['JSON of 10 kB back', work({ payload: { request: 100, response: 10_240 } }), [0.1103, 0.104]],
    ['gRPC of 10 kB there', work({ protocol: 'grpc', payload: { request: 10_240 } }), [0.052, 0.05515]],
    ['rows of 10 kB', work({ interaction: 'data', payload: { response: 10_240 } }), [0.05515, 0]],
    ['a message into SQS', work({ interaction: 'async', protocol: 'sqs' }, module, queue), [0.05, 0]],
    ['a message out of SQS', work({ interaction: 'async', protocol: 'sqs' }, queue, module), [0, 0.05]],
    ['an object put, then taken', work({ interaction: 'async', protocol: 's3' }), [0.05, 0.05]],
    ['an object taken from its store', work({ interaction: 'async', protocol: 's3' }, store), [0, 0.05]],
    [
      'a large object',
      work({ interaction: 'data', protocol: 's3', payload: { request: 1e7 } }, module, store),
      [0.05, 0],
    ],
    ['said', work({ cpu: { from: 1, to: 2 }, payload: { request: 1e6 } }), [1, 2]],
  ])('%s', (_, { from, to }, expected) => {
    expect(from).toBeCloseTo(expected[0]!, 12);
    expect(to).toBeCloseTo(expected[1]!, 12);
  });
});

describe('bytes and time on the way', () => {
  test('a message has no way back, a given payload only what it says', () => {
    const bytes = (more: Partial<Link>) => payloadOf(link(more)).value;
    expect(bytes({ interaction: 'async', protocol: 'rest' })).toEqual({ request: 1024, response: 0 });
    expect(bytes({ protocol: 'grpc' })).toEqual({ request: 512, response: 512 });
    expect(bytes({ payload: { response: 7 } })).toEqual({ request: 0, response: 7 });
  });

  test('queues that keep an order are slower; publishing is a hop', () => {
    const way = (more: Partial<Link>, from = queue, to = module) =>
      messageLatency(link({ interaction: 'async', ...more }), from, to)?.value;
    expect(way({ protocol: 'sqs' })).toEqual({ p50: 16.2, p99: 105 });
    expect(way({ protocol: 'sqs', orderingKey: 'id' })).toEqual({ p50: 28.1, p99: 645 });
    expect(way({ protocol: 'sqs' }, part('queue', { orderingKey: 'id' }))).toEqual({ p50: 28.1, p99: 645 });
    expect(way({ protocol: 'sqs' }, module, queue)).toBeUndefined();
    expect(way({ protocol: 'kafka', orderingKey: 'id' })).toEqual({ p50: 3, p99: 15 });
    expect(messageLatency(link({}), module, module)).toBeUndefined();
  });

  test('an object handed over is a put and a get: the sum of both, as a lognormal of the same mean and variance', () => {
    const sigma = Math.log(200 / 30) / 2.3263478740408408;
    const mean = 30 * Math.exp(sigma ** 2 / 2);
    const variance = mean ** 2 * (Math.exp(sigma ** 2) - 1);
    const spread = Math.sqrt(Math.log(1 + (2 * variance) / (2 * mean) ** 2));
    const p50 = 2 * mean * Math.exp(-(spread ** 2) / 2);
    const found = messageLatency(link({ interaction: 'async', protocol: 's3' }), module, module)!.value;
    expect(found).toEqual({ p50: Math.round(p50), p99: Math.round(p50 * Math.exp(2.3263478740408408 * spread)) });
    expect(messageLatency(link({ interaction: 'async', protocol: 's3' }), store, module)!.value).toEqual({
      p50: 30,
      p99: 200,
    });
  });
});

describe('gateways', () => {
  const federation = part('gateway', { type: 'federation' });
  test('an answer is stitched by graphql and federation, not by others, nor where nobody waits', () => {
    const back = link({ payload: { response: 10_240 } });
    expect(stitchingOf(back, federation)).toBeCloseTo(0.05, 12);
    expect(stitchingOf(back, part('gateway', { type: 'http' }))).toBe(0);
    expect(stitchingOf({ ...back, interaction: 'async' }, federation)).toBe(0);
    expect(workByKind(federation).value).toEqual({ mean: 3, cv: 0.5 });
    expect(workByKind(part('workflow', { type: 'express' })).value).toEqual({ p50: 77.3, p99: 241 });
    expect(workByKind(part('workflow')).value).toEqual({ mean: 0, shape: 'constant' });
  });

  test('in one process answers are stitched all the same', () => {
    const project = smallSystem(
      {
        gate: { demand: { mean: 1 }, component: { kind: 'gateway', facts: { type: 'federation' } }, steps: ['sub'] },
        sub: {},
      },
      1,
      { 'gate-sub': { payload: { response: 1024 } } },
      { assumptions: { latencyClasses: { inProcessMs: 0 } } },
    );
    const [v] = project.variants;
    const whole = {
      ...project,
      variants: [{ ...v!, placements: v!.placements.map((p) => ({ ...p, deployable: 'h-gate' })) }],
    };
    expect(analyse(whole).variants['v']!.deployables['h-gate']!.coresBusy).toBeCloseTo(0.001 * (1 + 0.032), 12);
  });

  test('about what was measured: 16 calls and 88 kB are 5.5 ms of CPU a query', () => {
    const call = link({ protocol: 'graphql', payload: { request: 500, response: (88 / 16) * 1024 } });
    const client = link({ protocol: 'graphql', payload: { request: 2048, response: 88 * 1024 } });
    const calls = 16 * (workOf(call, federation, module).value.from + stitchingOf(call, federation));
    const all = 3 + calls + workOf(client, part('client'), federation).value.to;
    expect(Math.abs(all / 5.5 - 1)).toBeLessThan(0.15);
  });
});

describe('meshes', () => {
  const pair = (from: Partial<Deployable>, to: Partial<Deployable>): Project =>
    smallSystem(
      {
        a: { demand: { mean: 1 }, host: { ...NO_QUEUE, ...from }, steps: ['b'] },
        b: { demand: { mean: 2 }, host: { ...NO_QUEUE, ...to } },
      },
      100,
    );
  const added = (from: Deployable['mesh'], to: Deployable['mesh']): number =>
    analyse(pair({ mesh: from! }, { mesh: to! })).variants['v']!.journeys['j']!.latencyMs!.mean - 3;
  test.each([
    ['none', 'none', 0],
    ['sidecar', 'sidecar', 0.3 + 0.4],
    ['sidecar', 'none', 0.15 + 0.2],
    ['none', 'sidecar', 0.15 + 0.2],
    ['ambient', 'ambient', 0.1 + 0.12],
    ['sidecar', 'ambient', 0.2 + 0.26],
  ] as const)('%s to %s', (from, to, ms) => expect(added(from, to)).toBeCloseTo(ms, 9));

  test('each proxy works at its own end', () => {
    const { deployables } = analyse(
      smallSystem(
        { a: { demand: { mean: 1 }, host: { mesh: 'sidecar' }, steps: ['b'] }, b: { demand: { mean: 2 } } },
        100,
      ),
    ).variants['v']!;
    expect(deployables['h-a']!.coresBusy).toBeCloseTo(0.12, 12);
    expect(deployables['h-b']!.coresBusy).toBeCloseTo(0.2, 12);
  });
});

describe('cold starts', () => {
  test('keep their two modes: the rare cold ones are the far percentiles, not a smear', () => {
    const project = smallSystem(
      {
        f: {
          demand: { mean: 10, shape: 'constant' },
          host: { kind: 'function', coldStart: { share: 0.02, duration: { p50: 300, p99: 900 } } },
        },
      },
      10,
    );
    const { mean, p50, p95, p99, p999 } = analyse(project).variants['v']!.journeys['j']!.latencyMs!;
    const sigma = Math.log(3) / 2.3263478740408408;
    expect([p50, p95]).toEqual([expect.closeTo(10, 1), expect.closeTo(10, 1)]);
    // Half of the cold ones are beyond p99, one in twenty beyond p99.9.
    expect(p99 / (10 + 300)).toBeCloseTo(1, 3);
    expect(p999 / (10 + 300 * Math.exp(1.6448536269514722 * sigma))).toBeCloseTo(1, 3);
    expect(mean).toBeCloseTo(10 + 0.02 * 300 * Math.exp(sigma ** 2 / 2), 9);
  });
});
