/** A bill before prices: what is bought, how much of it, and for whom. */
import { byId } from '../../model/kept.ts';
import type { Component, Deployable, Link } from '../../model/types.ts';
import type { CostLine } from '../types.ts';
import type { CostInput } from './input.ts';

export type Hosted = CostInput['deployables'][number];
export type LinkFlow = CostInput['links'][number];

/** One purchase; drafts with one id and price are one line of the bill. */
export interface Draft {
  readonly id: string;
  readonly label: string;
  readonly owner: CostLine['owner'];
  readonly priceId: string;
  /** Region of the buyer; tiers run over one price in one region. */
  readonly region: string;
  /** In single items of the price: requests, hours, GB ... a month. */
  readonly items: number;
  /** Words: how `items` came about. */
  readonly formula: string;
}

/** 2^30 bytes, the cloud vendors' GB. */
export const GB = 2 ** 30;
/** Queues, topics and event buses count one request per started chunk of this size. */
export const CHUNK_BYTES = 64 * 1024;

/** What every builder reads: the input, and names for labels. */
export interface Scope {
  readonly input: CostInput;
  readonly secondsPerMonth: number;
  readonly components: ReadonlyMap<string, Component>;
}

export function scopeOf(input: CostInput): Scope {
  return {
    input: { ...input, links: flowsByLink(input.links) },
    secondsPerMonth: input.hoursPerMonth * 3600,
    components: byId(input.project.components),
  };
}

/** Flows of one link between the same two deployables are one flow, however many operations use it. */
function flowsByLink(flows: readonly LinkFlow[]): LinkFlow[] {
  const merged: LinkFlow[] = [];
  /** Where the last flow of a link stands, and for each flow where the one before it over the same link does. */
  const last = new Map<Link, number>();
  const before: number[] = [];
  for (const flow of flows) {
    if (flow.callsPerSecond <= 0) continue;
    const latest = last.get(flow.link) ?? NONE;
    let at = latest;
    while (at !== NONE && !sameEnds(merged[at]!, flow)) at = before[at]!;
    if (at === NONE) {
      last.set(flow.link, merged.length);
      before.push(latest);
      merged.push(flow);
      continue;
    }
    const earlier = merged[at]!;
    const callsPerSecond = earlier.callsPerSecond + flow.callsPerSecond;
    const crossing = earlier.crossZoneShare * earlier.callsPerSecond + flow.crossZoneShare * flow.callsPerSecond;
    merged[at] = { ...flow, callsPerSecond, crossZoneShare: crossing / callsPerSecond };
  }
  return merged;
}

const NONE = -1;

const sameEnds = (a: LinkFlow, b: LinkFlow): boolean => a.from === b.from && a.to === b.to && a.network === b.network;

/** Where a deployable is bought; empty when neither it nor the project says. */
export function regionOf(scope: Scope, deployable: Deployable | null): string {
  return deployable?.region ?? scope.input.project.assumptions?.region ?? '';
}

/** "Shop to Catalogue", for labels. */
export function linkName(scope: Scope, link: Link): string {
  const name = (id: string) => scope.components.get(id)?.name ?? id;
  return `${name(link.from)} to ${name(link.to)}`;
}

/** A number as people write it: grouped, at most 4 significant digits after the whole part is short. */
export function words(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1000) return `${value}`;
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 2 : 6;
  const [whole = '0', fraction = ''] = Math.abs(value).toFixed(digits).split('.');
  const grouped = whole.length > 3 ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  const tail = fraction.endsWith('0') ? fraction.replace(/0+$/, '') : fraction;
  return `${value < 0 ? '-' : ''}${grouped}${tail === '' ? '' : `.${tail}`}`;
}

/** "3 machines", "1 machine". */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${words(value)} ${value === 1 ? one : many}`;
}

/** A line of a deployable. */
export function deployableDraft(
  scope: Scope,
  deployable: Deployable,
  line: { suffix: string; what: string; priceId: string; items: number; formula: string },
): Draft {
  return {
    id: `${deployable.id}-${line.suffix}`,
    label: `${deployable.name}: ${line.what}`,
    owner: { kind: 'deployable', id: deployable.id },
    priceId: line.priceId,
    region: regionOf(scope, deployable),
    items: line.items,
    formula: line.formula,
  };
}

/** A line of a component that stands on a deployable (storage, mostly). */
export function componentDraft(
  scope: Scope,
  component: Component,
  host: Deployable,
  line: { suffix: string; what: string; priceId: string; items: number; formula: string },
): Draft {
  return {
    id: `${component.id}-${line.suffix}`,
    label: `${component.name}: ${line.what}`,
    owner: { kind: 'component', id: component.id },
    priceId: line.priceId,
    region: regionOf(scope, host),
    items: line.items,
    formula: line.formula,
  };
}

/** A line of a link: `perCall` items for each of its calls. */
export function linkDraft(
  scope: Scope,
  flow: LinkFlow,
  line: { suffix: string; what: string; priceId: string; perCall: number; unit: string; buyer: Deployable | null },
): Draft {
  const { link, callsPerSecond } = flow;
  const { hoursPerMonth } = scope.input;
  return {
    id: `${link.id}-${line.suffix}`,
    label: `${linkName(scope, link)}: ${line.what}`,
    owner: { kind: 'link', id: link.id },
    priceId: line.priceId,
    region: regionOf(scope, line.buyer),
    items: callsPerSecond * line.perCall * scope.secondsPerMonth,
    formula: `${words(callsPerSecond)} calls/s x ${words(line.perCall)} ${line.unit} x ${words(hoursPerMonth)} h x 3,600 s`,
  };
}

/** Links that arrive at a component on this deployable. */
export function flowsInto(scope: Scope, hosted: Hosted, component: Component): LinkFlow[] {
  return scope.input.links.filter(
    ({ link, to, network }) => network && link.to === component.id && to?.id === hosted.deployable.id,
  );
}

/** Links that leave a component on this deployable. */
export function flowsOutOf(scope: Scope, hosted: Hosted, component: Component): LinkFlow[] {
  return scope.input.links.filter(
    ({ link, from, network }) => network && link.from === component.id && from?.id === hosted.deployable.id,
  );
}

/** Bytes of one call: what goes and what comes back. */
export function bytesOf(link: Link): { request: number; response: number } {
  return { request: link.payload?.request ?? 0, response: link.payload?.response ?? 0 };
}

/** Started 64 KiB chunks, at least one. */
export function chunks(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / CHUNK_BYTES));
}
