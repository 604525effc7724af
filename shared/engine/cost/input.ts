/** What a bill is made from: the quantities of one variant. */
import type { Component, Deployable, Link, Project, Variant } from '../../model/types.ts';

export interface CostInput {
  /** Overrides already applied. */
  readonly project: Project;
  readonly variant: Variant;
  readonly hoursPerMonth: number;
  /** False: the design cannot carry this load; the bill is given all the same. */
  readonly servable: boolean;
  /** Average, all journeys. */
  readonly requestsPerSecond: number;
  /** Replicas sized at peak; visits at average. */
  readonly deployables: readonly {
    deployable: Deployable;
    replicas: number;
    visitsPerSecond: number;
    components: readonly Component[];
  }[];
  /** Of what is billed by its visits: average rates; billedMs = the typed one or the computed duration of a visit. */
  readonly operations: readonly {
    component: Component;
    operationId: string;
    deployable: Deployable;
    visitsPerSecond: number;
    billedMs: number;
  }[];
  /** Average rates, one entry per pair of placements; from and to are null for what is placed nowhere. Within one process only calls of what is billed by its visits. */
  readonly links: readonly {
    link: Link;
    from: Deployable | null;
    to: Deployable | null;
    callsPerSecond: number;
    network: boolean;
    /** Share of the calls whose ends stand in different zones, 0 to 1. */
    crossZoneShare: number;
  }[];
}
