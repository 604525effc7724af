/** What a network has in common with the last one of its variant is the same object, so that what is worked out of it can be kept. */
import type { Component, Operation, Placement } from '../model/types.ts';
import type { Passage } from './calls.ts';
import type { Activity, Target } from './network.ts';

/** An operation of one component that calls have reached. */
export interface Visit {
  readonly operation: Operation;
  readonly host: number;
  /** Null while its own calls are followed. */
  activity: Activity | null;
  /** Another operation of the component, or the same one in another host. */
  readonly earlier: Visit | undefined;
}

type Visits = ReadonlyMap<Component, Visit>;

/** What each variant came to last: an edit leaves most of it as it was. */
export const lastVisits = new WeakMap<readonly Placement[], Visits>();

export function visitIn(visits: Visits, component: Component, operation: Operation, host: number): Visit | undefined {
  let visit = visits.get(component);
  while (visit && (visit.operation !== operation || visit.host !== host)) visit = visit.earlier;
  return visit;
}

/** A list that is the one before as long as it holds the same. */
export class Again<T> {
  private length = 0;
  private fresh: T[] | null = null;
  private readonly before: readonly T[];
  constructor(before: readonly T[]) {
    this.before = before;
  }
  get next(): T | undefined {
    return this.before[this.length];
  }
  add(item: T): void {
    if (this.fresh === null && item !== this.next) this.fresh = this.before.slice(0, this.length);
    this.fresh?.push(item);
    this.length++;
  }
  list(): readonly T[] {
    return this.fresh ?? (this.length === this.before.length ? this.before : this.before.slice(0, this.length));
  }
}

export const sameActivity = (a: Activity, b: Activity): boolean =>
  a.index === b.index &&
  a.operation === b.operation &&
  a.demand === b.demand &&
  a.pause === b.pause &&
  a.calls === b.calls;

/** `before`, when it says the same. */
export function targetOf(activity: number, share: number, way: Passage, before: Target | undefined): Target {
  const { network, latency, cpuFrom, cpuTo, crossZone } = way;
  return before?.activity === activity &&
    before.share === share &&
    before.network === network &&
    before.latency === latency &&
    before.cpuFrom === cpuFrom &&
    before.cpuTo === cpuTo &&
    before.crossZone === crossZone
    ? before
    : { activity, share, network, latency, cpuFrom, cpuTo, crossZone };
}
