/** Holds the services billed by use against published worked examples. */
import { describe, expect, it } from 'vitest';
import { costOf } from '../../shared/engine/cost.ts';
import { component, deployable, flow, host, input, link } from './costInputs.ts';

const MONTH = 730 * 3600;
const caller = deployable('caller', undefined);

/** Sum of the lines of one price. */
function usdOf(result: ReturnType<typeof costOf>, priceId: string): number {
  return result.lines.filter((line) => line.priceId === priceId).reduce((sum, line) => sum + line.monthlyUsd, 0);
}

describe('services billed by use', () => {
  it('Fargate: one task of 1 vCPU and 2 GB is 29.55 + 6.49', () => {
    const task = deployable('task', 'aws.fargate', { cores: 1, memoryGiB: 2 });
    const result = costOf(input({ deployables: [host(task, [])] }));
    expect(result.lines.map(({ id, monthlyUsd }) => [id, Math.round(monthlyUsd * 100) / 100])).toEqual([
      ['task-vcpu', 29.55],
      ['task-memory', 6.49],
    ]);
  });

  it('a proxy of a mesh takes memory of its task: 60 MB more', () => {
    const task = deployable('task', 'aws.fargate', { cores: 1, memoryGiB: 2, mesh: 'sidecar' });
    const [, memory] = costOf(input({ deployables: [host(task, [])] })).lines;
    expect(memory!.quantity).toBeCloseTo(2.06 * 730, 9);
    expect(memory!.formula).toBe('1 task x 2.06 GB with 0.06 for the mesh x 730 h');
  });

  it('SQS: messages of 128 KB count twice, on the way in and out, and a delete', () => {
    const sqs = deployable('sqs', 'aws.sqs.standard', { kind: 'broker' });
    const queue = component('q', 'queue');
    const into = link('p-q', 'p', 'q', { interaction: 'async', payload: { request: 131_072 } });
    const out = link('q-c', 'q', 'c', { interaction: 'async', payload: { request: 131_072 } });
    const links = [flow(into, 1e6 / MONTH, caller, sqs), flow(out, 1e6 / MONTH, sqs, caller)];
    const result = costOf(input({ deployables: [host(sqs, [queue])], links }));
    expect(result.lines.map(({ id, monthlyUsd }) => [id, Math.round(monthlyUsd * 1e6) / 1e6])).toEqual([
      ['p-q-requests', 0.8],
      ['q-c-requests', 1.2],
    ]);
  });

  it('Step Functions express: 10 million runs of 800 ms at 512 MB are 10.00 + 60.01 + 3.33', () => {
    const sfn = deployable('flow', 'aws.sfn.express', { kind: 'managed', memoryGiB: 0.5 });
    const workflow = component('w', 'workflow', { type: 'express' });
    const operations = [
      { component: workflow, operationId: 'default', deployable: sfn, visitsPerSecond: 1e7 / MONTH, billedMs: 800 },
    ];
    const result = costOf(input({ operations, deployables: [host(sfn, [workflow])] }));
    expect(usdOf(result, 'aws.sfn.express.requests')).toBeCloseTo(10, 6);
    expect(usdOf(result, 'aws.sfn.express.duration')).toBeCloseTo(63.34, 2);
  });

  it('Step Functions standard without named transitions: one for each call out', () => {
    const sfn = deployable('flow', 'aws.sfn', { kind: 'managed' });
    const workflow = component('w', 'workflow');
    const links = [flow(link('w-a', 'w', 'a'), 1000 / MONTH, sfn, caller)];
    expect(costOf(input({ links, deployables: [host(sfn, [workflow])] })).monthlyUsd).toBeCloseTo(0.025, 9);
  });

  it('API Gateway REST: 21 billion calls are 49,763.10; HTTP: a billion of 512 KB are 930', () => {
    const visits = 21e9 / MONTH;
    const rest = deployable('gw', 'aws.apigw.rest', { kind: 'managed' });
    const gateway = component('g', 'gateway');
    expect(costOf(input({ deployables: [host(rest, [gateway], 1, visits)] })).monthlyUsd).toBeCloseTo(49_763.1, 4);
    const http = deployable('gw', 'aws.apigw.http', { kind: 'managed' });
    const result = costOf(input({ deployables: [host(http, [gateway], 1, 1e9 / MONTH)] }));
    expect(result.monthlyUsd).toBeCloseTo(930, 6);
  });

  it('load balancer: 1,000 GB a month are 16.43 + 8.00', () => {
    const alb = deployable('lb', 'aws.alb', { kind: 'managed' });
    const balancer = component('b', 'load-balancer');
    const call = link('x-b', 'x', 'b', { payload: { request: 0, response: 2 ** 20 } });
    const links = [flow(call, (1000 * 1024) / MONTH, caller, alb)];
    const result = costOf(input({ links, deployables: [host(alb, [balancer])] }));
    expect(usdOf(result, 'aws.alb.hour')).toBeCloseTo(16.425, 6);
    expect(usdOf(result, 'aws.alb.lcu')).toBeCloseTo(8, 6);
  });

  it('DynamoDB: 3 million writes and 8 million reads by name are 1.88 + 1.00, 230 GB are 57.50', () => {
    const table = deployable('ddb', 'aws.dynamodb', { kind: 'managed' });
    const store = component('t', 'key-value', { sizeGiB: 230 });
    const links = [
      flow(link('x-w', 'x', 't', { billed: { wru: 1 } }), 3e6 / MONTH, caller, table),
      flow(link('x-r', 'x', 't', { billed: { rru: 1 } }), 8e6 / MONTH, caller, table),
    ];
    const result = costOf(input({ links, deployables: [host(table, [store])] }));
    expect(usdOf(result, 'aws.dynamodb.wru')).toBeCloseTo(1.875, 6);
    expect(usdOf(result, 'aws.dynamodb.rru')).toBeCloseTo(1, 6);
    expect(usdOf(result, 'aws.dynamodb.storage')).toBeCloseTo(57.5, 6);
  });

  it('RDS with a stand-by: 30 GB in two zones; a hot stand-by of a plain machine is bought', () => {
    const multi = deployable('db', 'aws.rds.postgres.multi.db.t4g.medium', { standby: { kind: 'hot' } });
    const store = component('s', 'relational', { sizeGiB: 30 });
    const result = costOf(input({ deployables: [host(multi, [store])] }));
    expect(usdOf(result, 'aws.rds.storage.gp3.multi')).toBeCloseTo(6.9, 6);
    expect(result.lines[0]?.quantity).toBe(730);
    const plain = deployable('vm', 'aws.ec2.c6i.large', { standby: { kind: 'hot' } });
    expect(costOf(input({ deployables: [host(plain, [])] })).lines[0]?.quantity).toBe(1460);
  });

  it('an object store without named requests counts a write or a read by the larger payload', () => {
    const s3 = deployable('s3', 'aws.s3', { kind: 'managed' });
    const store = component('images', 'object-store', { sizeGiB: 500 });
    const links = [
      flow(link('up', 'x', 'images', { payload: { request: 1e6, response: 200 } }), 1, caller, s3),
      flow(link('down', 'x', 'images', { payload: { request: 200, response: 1e6 } }), 1, caller, s3),
    ];
    const result = costOf(input({ links, deployables: [host(s3, [store])] }));
    expect(result.lines.map(({ id }) => id)).toEqual(['up-put', 'down-get', 'images-storage']);
    expect(usdOf(result, 'aws.s3.standard.storage')).toBeCloseTo(11.5, 9);
  });

  it('a function bills an invocation once, however many calls it makes inside', () => {
    const fn = deployable('fn', 'aws.lambda', { kind: 'function', memoryGiB: 1 });
    const [outer, inner] = [component('outer', 'module'), component('inner', 'module')];
    const work = { operationId: 'default', deployable: fn, visitsPerSecond: 10 };
    const result = costOf(
      input({
        deployables: [host(fn, [outer, inner], 1, 20)],
        operations: [
          { ...work, component: outer, billedMs: 100 },
          { ...work, component: inner, billedMs: 40 },
        ],
        links: [{ ...flow(link('o-i', 'outer', 'inner'), 10, fn, fn), network: false }],
      }),
    );
    expect(result.lines[1]?.quantity).toBeCloseTo((10 * MONTH) / 1e6, 6);
    expect(result.lines[0]?.quantity).toBeCloseTo(10 * 0.1 * MONTH, 4);
  });
});
