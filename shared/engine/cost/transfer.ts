/** Bills bytes on the move: between zones, between regions and out to the internet, on the link that causes them. */
import type { Deployable } from '../../model/types.ts';
import { callBytes } from '../calls.ts';
import { familyOf } from '../prices/families.ts';
import { bytesOf, type Draft, GB, linkDraft, type LinkFlow, regionOf, type Scope } from './draft.ts';

/** Where the vendor charges bytes that cross a zone: machines and containers, not managed endpoints. */
function zonal(deployable: Deployable | null): boolean {
  const family = deployable?.platform === undefined ? null : familyOf(deployable.platform);
  return family !== null && (family.kind === 'container' || (family.kind === 'hours' && family.zonal));
}

function onAws(deployable: Deployable | null): boolean {
  return deployable?.platform?.startsWith('aws.') ?? false;
}

function outside(scope: Scope, componentId: string, deployable: Deployable | null): boolean {
  const kind = scope.components.get(componentId)?.kind;
  return kind === 'client' || kind === 'external' || deployable?.kind === 'external';
}

function regionPrice(from: string, to: string): string {
  const east = new Set(['us-east-1', 'us-east-2']);
  return east.has(from) && east.has(to) ? 'aws.dt.region.useast' : 'aws.dt.region.other';
}

/** Between zones both sides pay: 1 GB that crosses is billed as 2 GB. */
function acrossZones(scope: Scope, flow: LinkFlow): Draft | null {
  const { link, from, to, crossZoneShare } = flow;
  if (crossZoneShare <= 0 || !zonal(from) || !zonal(to)) return null;
  const perCall = (2 * callBytes(link) * crossZoneShare) / GB;
  return linkDraft(scope, flow, {
    suffix: 'cross-zone',
    what: 'data between zones, both ways billed',
    priceId: 'aws.dt.crossaz',
    perCall,
    unit: 'GB',
    buyer: from,
  });
}

function acrossRegions(scope: Scope, flow: LinkFlow, from: string, to: string): Draft {
  const perCall = callBytes(flow.link) / GB;
  const priceId = regionPrice(from, to);
  return linkDraft(scope, flow, {
    suffix: 'cross-region',
    what: 'data between regions',
    priceId,
    perCall,
    unit: 'GB',
    buyer: flow.from,
  });
}

/** Typed bytes that leave for a client or an outside system (none are assumed); content delivery bills its own. */
function toInternet(scope: Scope, flow: LinkFlow): Draft | null {
  const { link, from, to } = flow;
  const { request, response } = bytesOf(link);
  const line = { suffix: 'internet', what: 'data to the internet', priceId: 'aws.dt.internet', unit: 'GB' };
  if (outside(scope, link.from, from) && onAws(to) && !to?.platform?.startsWith('aws.cloudfront')) {
    return linkDraft(scope, flow, { ...line, perCall: response / GB, buyer: to });
  }
  if (outside(scope, link.to, to) && onAws(from)) {
    return linkDraft(scope, flow, { ...line, perCall: request / GB, buyer: from });
  }
  return null;
}

/** All data transfer of the design. Only platforms of AWS have transfer prices in the book. */
export function transferDrafts(scope: Scope): Draft[] {
  const drafts: Draft[] = [];
  for (const flow of scope.input.links) {
    if (!flow.network) continue;
    const draft = transferOf(scope, flow);
    if (draft) drafts.push(draft);
  }
  return drafts;
}

function transferOf(scope: Scope, flow: LinkFlow): Draft | null {
  const { from, to } = flow;
  const [leaves, arrives] = [onAws(from), onAws(to)];
  if (!leaves && !arrives) return null;
  if (!leaves || !arrives) return toInternet(scope, flow);
  const here = regionOf(scope, from);
  const there = regionOf(scope, to);
  return here === there ? acrossZones(scope, flow) : acrossRegions(scope, flow, here, there);
}
