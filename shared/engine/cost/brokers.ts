/** Bills brokers without machines: queues, topics, event buses and streams. */
import type { Component } from '../../model/types.ts';
import type { ServiceFamily } from '../prices/families.ts';
import {
  bytesOf,
  chunks,
  count,
  deployableDraft,
  type Draft,
  flowsInto,
  flowsOutOf,
  GB,
  type Hosted,
  linkDraft,
  type LinkFlow,
  type Scope,
  words,
} from './draft.ts';

/** Kinesis counts a put in started pieces of 25 KB. */
const PUT_UNIT_BYTES = 25 * 1024;

/** Requests of one message taken from a queue: a receive (in chunks) and a delete, shared by the messages of a batch. */
function takePerMessage({ link }: LinkFlow): number {
  const batch = Math.max(1, link.delivery?.batch ?? 1);
  return link.billed?.['requests'] ?? (chunks(batch * bytesOf(link).request) + 1) / batch;
}

function putPerMessage({ link }: LinkFlow): number {
  return link.billed?.['requests'] ?? chunks(bytesOf(link).request);
}

function queueOfComponent(scope: Scope, hosted: Hosted, component: Component, priceId: string): Draft[] {
  const buyer = hosted.deployable;
  const line = { suffix: 'requests', what: 'queue requests', priceId, unit: 'requests', buyer };
  return [
    ...flowsInto(scope, hosted, component).map((flow) =>
      linkDraft(scope, flow, { ...line, perCall: putPerMessage(flow) }),
    ),
    ...flowsOutOf(scope, hosted, component).map((flow) =>
      linkDraft(scope, flow, { ...line, perCall: takePerMessage(flow) }),
    ),
  ];
}

/** Publishes on the way in; deliveries over HTTP on the way out (to queues and functions they are free). */
function topicOfComponent(scope: Scope, hosted: Hosted, component: Component, priceId: string): Draft[] {
  const fifo = priceId.includes('fifo');
  const buyer = hosted.deployable;
  const out = flowsOutOf(scope, hosted, component).filter(
    ({ link, to }) => fifo || link.billed?.['notifications'] !== undefined || to?.kind === 'process',
  );
  return [
    ...flowsInto(scope, hosted, component).map((flow) =>
      linkDraft(scope, flow, {
        suffix: 'publish',
        what: 'publish requests',
        priceId,
        perCall: putPerMessage(flow),
        unit: 'requests',
        buyer,
      }),
    ),
    ...out.map((flow) =>
      linkDraft(scope, flow, {
        suffix: 'notifications',
        what: 'notifications',
        priceId: fifo ? 'aws.sns.fifo.delivery' : 'aws.sns.http',
        perCall: flow.link.billed?.['notifications'] ?? chunks(bytesOf(flow.link).request),
        unit: 'notifications',
        buyer,
      }),
    ),
  ];
}

function eventBusOfComponent(scope: Scope, hosted: Hosted, component: Component, priceId: string): Draft[] {
  return flowsInto(scope, hosted, component).map((flow) =>
    linkDraft(scope, flow, {
      suffix: 'events',
      what: 'events',
      priceId,
      perCall: flow.link.billed?.['events'] ?? chunks(bytesOf(flow.link).request),
      unit: 'events',
      buyer: hosted.deployable,
    }),
  );
}

/** A stream on demand: its hours, and GB in and out. */
function streamOfComponent(scope: Scope, hosted: Hosted, component: Component, priceId: string): Draft[] {
  const { hoursPerMonth } = scope.input;
  const buyer = hosted.deployable;
  const gigabytes = (flow: LinkFlow) => bytesOf(flow.link).request / GB;
  return [
    deployableDraft(scope, buyer, {
      suffix: 'hours',
      what: 'stream hours',
      priceId,
      items: hoursPerMonth,
      formula: `1 stream x ${words(hoursPerMonth)} h`,
    }),
    ...flowsInto(scope, hosted, component).map((flow) =>
      linkDraft(scope, flow, {
        suffix: 'in',
        what: 'data in',
        priceId: 'aws.kinesis.ondemand.in',
        perCall: gigabytes(flow),
        unit: 'GB',
        buyer,
      }),
    ),
    ...flowsOutOf(scope, hosted, component).map((flow) =>
      linkDraft(scope, flow, {
        suffix: 'out',
        what: 'data out',
        priceId: 'aws.kinesis.ondemand.out',
        perCall: gigabytes(flow),
        unit: 'GB',
        buyer,
      }),
    ),
  ];
}

/** A provisioned stream: one shard per partition all month, and put units. */
function shardOfComponent(scope: Scope, hosted: Hosted, component: Component, priceId: string): Draft[] {
  const { hoursPerMonth } = scope.input;
  const shards = component.facts?.partitions ?? 1;
  return [
    deployableDraft(scope, hosted.deployable, {
      suffix: 'shards',
      what: 'shard hours',
      priceId,
      items: shards * hoursPerMonth,
      formula: `${count(shards, 'shard')} x ${words(hoursPerMonth)} h`,
    }),
    ...flowsInto(scope, hosted, component).map((flow) =>
      linkDraft(scope, flow, {
        suffix: 'put',
        what: 'put units',
        priceId: 'aws.kinesis.put',
        perCall: flow.link.billed?.['put'] ?? Math.max(1, Math.ceil(bytesOf(flow.link).request / PUT_UNIT_BYTES)),
        unit: 'units',
        buyer: hosted.deployable,
      }),
    ),
  ];
}

type ComponentBuilder = (scope: Scope, hosted: Hosted, component: Component, priceId: string) => Draft[];

/** A builder for all components of the deployable. */
function eachComponent(build: ComponentBuilder) {
  return (scope: Scope, hosted: Hosted, { priceId }: ServiceFamily): Draft[] =>
    hosted.components.flatMap((component) => build(scope, hosted, component, priceId));
}

export const queueDrafts = eachComponent(queueOfComponent);
export const topicDrafts = eachComponent(topicOfComponent);
export const eventBusDrafts = eachComponent(eventBusOfComponent);
export const streamDrafts = eachComponent(streamOfComponent);
export const shardDrafts = eachComponent(shardOfComponent);
