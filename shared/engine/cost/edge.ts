/** Bills what stands at the edge: API gateways, load balancers, content delivery and NAT. */
import type { ServiceFamily } from '../prices/families.ts';
import {
  bytesOf,
  count,
  deployableDraft,
  type Draft,
  flowsInto,
  flowsOutOf,
  GB,
  type Hosted,
  type Scope,
  words,
} from './draft.ts';

/** API Gateway counts an HTTP call once per started piece of this size. */
const HTTP_PIECE_BYTES = 512 * 1024;

const perMonth = (scope: Scope) => `${words(scope.input.hoursPerMonth)} h x 3,600 s`;

/** GB an hour that enter and leave over the links into a deployable's components. */
function gigabytesPerHour(scope: Scope, hosted: Hosted, side: 'both' | 'response' | 'request'): number {
  const flows = hosted.components.flatMap((component) => flowsInto(scope, hosted, component));
  return flows.reduce((sum, { link, callsPerSecond }) => {
    const { request, response } = bytesOf(link);
    const bytes = side === 'both' ? request + response : side === 'request' ? request : response;
    return sum + (bytes * callsPerSecond * 3600) / GB;
  }, 0);
}

/** Requests by the gateway's own visits; larger HTTP answers count more than once. */
export function gatewayDrafts(scope: Scope, hosted: Hosted, { priceId }: ServiceFamily): Draft[] {
  const { deployable, components } = hosted;
  const pieces = (bytes: number) => (priceId.endsWith('.http') ? Math.max(1, Math.ceil(bytes / HTTP_PIECE_BYTES)) : 1);
  const flows = components.flatMap((component) => flowsInto(scope, hosted, component));
  const arriving = flows.reduce((sum, { callsPerSecond }) => sum + callsPerSecond, 0);
  const extra = flows.reduce((sum, { link, callsPerSecond }) => {
    const { request, response } = bytesOf(link);
    return sum + callsPerSecond * (pieces(request + response) - 1);
  }, 0);
  const requests = Math.max(hosted.visitsPerSecond, arriving) + extra;
  return [
    deployableDraft(scope, deployable, {
      suffix: 'requests',
      what: 'gateway requests',
      priceId,
      items: requests * scope.secondsPerMonth,
      formula: `${words(requests)} requests/s x ${perMonth(scope)}`,
    }),
  ];
}

/** Balancer hours, and capacity units by the larger of bytes (1 GB an hour each) and new connections, where billed. */
export function balancerDrafts(scope: Scope, hosted: Hosted, { priceId }: ServiceFamily): Draft[] {
  const { deployable, components } = hosted;
  const { hoursPerMonth } = scope.input;
  const network = priceId.startsWith('aws.nlb');
  const connectionsPerUnit = network ? 800 : 25;
  const connections = components
    .flatMap((component) => flowsInto(scope, hosted, component))
    .reduce((sum, { link, callsPerSecond }) => sum + callsPerSecond * (link.billed?.['connections'] ?? 0), 0);
  const byBytes = gigabytesPerHour(scope, hosted, 'both');
  const units = Math.max(byBytes, connections / connectionsPerUnit);
  return [
    deployableDraft(scope, deployable, {
      suffix: 'hours',
      what: 'balancer hours',
      priceId,
      items: hosted.replicas * hoursPerMonth,
      formula: `${count(hosted.replicas, 'balancer')} x ${words(hoursPerMonth)} h`,
    }),
    deployableDraft(scope, deployable, {
      suffix: 'capacity',
      what: 'balancer capacity units',
      priceId: network ? 'aws.nlb.lcu' : 'aws.alb.lcu',
      items: units * hoursPerMonth,
      formula: `larger of ${words(byBytes)} GB/h and ${words(connections)} connections/s / ${connectionsPerUnit}, x ${words(hoursPerMonth)} h`,
    }),
  ];
}

/** Data to viewers, data to the origin, and HTTPS requests. */
export function cdnDrafts(scope: Scope, hosted: Hosted, { priceId }: ServiceFamily): Draft[] {
  const { deployable, components } = hosted;
  const { hoursPerMonth } = scope.input;
  const outPerHour = gigabytesPerHour(scope, hosted, 'response');
  const originBytes = components
    .flatMap((component) => flowsOutOf(scope, hosted, component))
    .reduce((sum, { link, callsPerSecond }) => sum + bytesOf(link).request * callsPerSecond, 0);
  const requests = hosted.visitsPerSecond;
  return [
    deployableDraft(scope, deployable, {
      suffix: 'egress',
      what: 'data to viewers',
      priceId,
      items: outPerHour * hoursPerMonth,
      formula: `${words(outPerHour)} GB/h x ${words(hoursPerMonth)} h`,
    }),
    deployableDraft(scope, deployable, {
      suffix: 'origin',
      what: 'data to the origin',
      priceId: 'aws.cloudfront.origin',
      items: (originBytes / GB) * scope.secondsPerMonth,
      formula: `${words(originBytes)} bytes/s x ${perMonth(scope)}, in GB of 2^30 bytes`,
    }),
    deployableDraft(scope, deployable, {
      suffix: 'requests',
      what: 'HTTPS requests',
      priceId: 'aws.cloudfront.https.us',
      items: requests * scope.secondsPerMonth,
      formula: `${words(requests)} requests/s x ${perMonth(scope)}`,
    }),
  ];
}

/** Gateway hours and every GB that passes. */
export function natDrafts(scope: Scope, hosted: Hosted, { priceId }: ServiceFamily): Draft[] {
  const { deployable } = hosted;
  const { hoursPerMonth } = scope.input;
  const perHour = gigabytesPerHour(scope, hosted, 'both');
  return [
    deployableDraft(scope, deployable, {
      suffix: 'hours',
      what: 'NAT gateway hours',
      priceId,
      items: hosted.replicas * hoursPerMonth,
      formula: `${count(hosted.replicas, 'gateway')} x ${words(hoursPerMonth)} h`,
    }),
    deployableDraft(scope, deployable, {
      suffix: 'data',
      what: 'NAT gateway data',
      priceId: 'aws.nat.gb',
      items: perHour * hoursPerMonth,
      formula: `${words(perHour)} GB/h x ${words(hoursPerMonth)} h`,
    }),
  ];
}
