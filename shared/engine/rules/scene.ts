/** The design as rules see it: what is present, where it stands, which links are used and what a request calls. */
import { findOperation, operationsOf, outgoingLinks, stepsOf } from '../../model/operations.ts';
import type { Component, Deployable, Journey, Link, Operation, Step } from '../../model/types.ts';
import type { RuleContext } from './rule.ts';
import { unique } from './rule.ts';

/** One operation as it runs in one deployable (null: placed nowhere). */
export interface Place {
  readonly key: string;
  readonly component: Component;
  readonly operation: Operation;
  readonly host: string | null;
  readonly calls: Call[];
}

export interface Call {
  readonly link: Link;
  readonly step: Step;
  readonly from: Place;
  readonly to: Place;
  /** Mean calls a visit of `from`, without the probability of the step. */
  readonly repeat: number;
  /** Chance that they are made and go to this copy. */
  readonly probability: number;
  readonly network: boolean;
  readonly hard: boolean;
  /** The caller goes on only when it is done. */
  readonly waits: boolean;
}

export interface Scene {
  readonly components: ReadonlyMap<string, Component>;
  readonly deployables: ReadonlyMap<string, Deployable>;
  /** Present links that some operation of their caller uses. */
  readonly links: readonly Link[];
  readonly hostsOf: (componentId: string) => readonly string[];
  readonly componentsOn: (deployableId: string) => readonly Component[];
  /** Some call over it leaves its deployable. */
  readonly crosses: (link: Link) => boolean;
  /** The entry places of every journey that is part of the variant. */
  readonly journeys: readonly { readonly journey: Journey; readonly entries: readonly Place[] }[];
  /** Name of a component, deployable or link ("Shop to Billing"), for sentences. */
  readonly name: (id: string) => string;
}

const scenes = new WeakMap<RuleContext, Scene>();

/** Built once for a context. */
export function sceneOf(context: RuleContext): Scene {
  const known = scenes.get(context);
  if (known !== undefined) return known;
  const scene = buildScene(context);
  scenes.set(context, scene);
  return scene;
}

function buildScene({ project, variant }: Pick<RuleContext, 'project' | 'variant'>): Scene {
  const absentComponents = new Set(variant.absent?.components);
  const absentLinks = new Set(variant.absent?.links);
  const components = new Map(project.components.filter(({ id }) => !absentComponents.has(id)).map((c) => [c.id, c]));
  const deployables = new Map(variant.deployables.map((deployable) => [deployable.id, deployable]));
  const present = project.links.filter(
    ({ id, from, to }) => !absentLinks.has(id) && components.has(from) && components.has(to),
  );
  const outgoing = outgoingLinks(present);
  const used = new Set(
    [...components.values()].flatMap((component) =>
      operationsOf(component).flatMap((operation) =>
        stepsOf(operation, outgoing.get(component.id) ?? [])
          .filter(({ repeat, probability }) => (repeat ?? 1) > 0 && (probability ?? 1) > 0)
          .map(({ link }) => link),
      ),
    ),
  );
  const hosts = new Map<string, string[]>();
  for (const { component, deployable } of variant.placements) {
    if (!components.has(component) || !deployables.has(deployable)) continue;
    hosts.set(component, unique([...(hosts.get(component) ?? []), deployable]));
  }
  const hostsOf = (id: string): readonly string[] => hosts.get(id) ?? [];
  const linksById = new Map(present.map((link) => [link.id, link]));
  const crosses = ({ from, to }: Link): boolean => {
    const callers = hostsOf(from);
    const callees = hostsOf(to);
    return callers.length === 0 || callees.length === 0 || callers.some((caller) => !callees.includes(caller));
  };

  const places = new Map<string, Place>();
  const open = new Set<string>();
  const copiesOf = (component: Component, from: string | null): readonly (string | null)[] => {
    const all = hostsOf(component.id);
    if (all.length === 0) return [null];
    return from !== null && all.includes(from) ? [from] : all;
  };
  const place = (component: Component, operation: Operation, host: string | null): Place | null => {
    const key = `${component.id}\n${operation.id}\n${host ?? ''}`;
    if (open.has(key)) return null;
    const known = places.get(key);
    if (known !== undefined) return known;
    const self: Place = { key, component, operation, host, calls: [] };
    open.add(key);
    for (const step of stepsOf(operation, outgoing.get(component.id) ?? [])) {
      const link = linksById.get(step.link);
      const callee = link && components.get(link.to);
      const target = callee && findOperation(callee, step.operation);
      if (link === undefined || callee === undefined || target === undefined) continue;
      const copies = copiesOf(callee, host);
      for (const copy of copies) {
        const to = place(callee, target, copy);
        if (to === null) continue;
        self.calls.push({
          link,
          step,
          from: self,
          to,
          repeat: step.repeat ?? 1,
          probability: (step.probability ?? 1) / copies.length,
          network: host === null || host !== copy,
          hard: step.hard ?? link.hard ?? true,
          waits: link.interaction !== 'async' || link.needsAnswer === true,
        });
      }
    }
    open.delete(key);
    places.set(key, self);
    return self;
  };

  const journeys = project.journeys.flatMap((journey) => {
    const entry = components.get(journey.entry.component);
    const operation = entry && findOperation(entry, journey.entry.operation);
    if (entry === undefined || operation === undefined) return [];
    const entries = copiesOf(entry, null).flatMap((host) => place(entry, operation, host) ?? []);
    return [{ journey, entries }];
  });

  const name = (id: string): string => {
    const link = linksById.get(id);
    const end = (component: string) => components.get(component)?.name ?? component;
    if (link !== undefined) return `${end(link.from)} to ${end(link.to)}`;
    return components.get(id)?.name ?? deployables.get(id)?.name ?? id;
  };
  const standing = new Map<string, Component[]>();
  for (const component of components.values())
    for (const host of hostsOf(component.id)) {
      const here = standing.get(host);
      if (here) here.push(component);
      else standing.set(host, [component]);
    }
  const componentsOn = (deployableId: string): readonly Component[] => standing.get(deployableId) ?? [];
  return {
    components,
    deployables,
    links: present.filter(({ id }) => used.has(id)),
    hostsOf,
    componentsOn,
    crosses,
    journeys,
    name,
  };
}

/** Visits a request by place, and every call on the way with how often a request comes to its caller. */
export function visitsOf(entries: readonly Place[]): { call: Call; visits: number }[] {
  const order: Place[] = [];
  const seen = new Set<string>();
  const walk = (place: Place): void => {
    if (seen.has(place.key)) return;
    seen.add(place.key);
    for (const { to } of place.calls) walk(to);
    order.push(place);
  };
  for (const entry of entries) walk(entry);
  const visits = new Map<string, number>();
  for (const { key } of entries) visits.set(key, 1 / entries.length);
  const calls: { call: Call; visits: number }[] = [];
  // Callers before callees.
  for (const place of order.toReversed()) {
    const here = visits.get(place.key) ?? 0;
    for (const call of place.calls) {
      calls.push({ call, visits: here });
      visits.set(call.to.key, (visits.get(call.to.key) ?? 0) + here * call.repeat * call.probability);
    }
  }
  return calls;
}

/** Rate of a journey for weighing: requests per second at peak, or what a closed one reaches. */
export function rateOf(context: RuleContext, journey: Journey): number {
  return journey.rate?.peak ?? context.result.journeys[journey.id]?.throughputPerSecond ?? 0;
}

/** Deployables that the team builds and releases: processes and functions. */
export function ownDeployables(scene: Scene): Deployable[] {
  return [...scene.deployables.values()].filter(
    ({ id, kind }) => (kind === 'process' || kind === 'function') && scene.componentsOn(id).length > 0,
  );
}
