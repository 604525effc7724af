/**
 * Project + variant + scenario -> a flat network with integer ids (network.ts). Here links part into in-process and network
 * calls.
 */
import { COLD_START } from '../model/defaults.ts';
import { byId } from '../model/kept.ts';
import { faultTargets } from '../model/references.ts';
import { workByKind } from '../model/protocols.ts';
import { findOperation, outgoingLinks, stepsOf } from '../model/operations.ts';
import type {
  Component,
  Deployable,
  LatencyClasses,
  Link,
  Operation,
  Project,
  Scenario,
  Variant,
} from '../model/types.ts';
import { Again, lastVisits, sameActivity, targetOf, type Visit, visitIn } from './again.ts';
import { NO_POLICY, passage, policyOf } from './calls.ts';
import { isChosen, setGroupChances } from './choices.ts';
import { constant, type Law, lawOf, slowed, sometimes } from './distribution.ts';
import { type Disturbance, disturbances, withErrors } from './disturbance.ts';
import { hostsOf, OUTSIDE, type Place, placesIn } from './hosts.ts';
import { notComputed } from './notComputed.ts';
import {
  type Activity,
  type Call,
  EngineError,
  type Host,
  type Network,
  type NetworkJourney,
  type Target,
} from './network.ts';

const NO_CLASSES: LatencyClasses = {};
const NO_LINKS: readonly Link[] = [];
const NO_CALLS: readonly Call[] = [];
const NO_TARGETS: readonly Target[] = [];

/** Calls inside calls; beyond it the machine's own stack would end first. */
const MOST_DEPTH = 500;

/**
 * `project` and `variant` with overrides already applied (see model/effective.ts). Throws EngineError when operations call
 * each other without end, which a checked project cannot contain.
 */
export function compile(project: Project, variant: Variant, scenario: Scenario | null): Network {
  const absentComponents = new Set(variant.absent?.components ?? []);
  const absentLinks = new Set(variant.absent?.links ?? []);
  const components = byId(project.components);
  const links = byId(project.links);
  const outgoing = outgoingLinks(project.links);
  const notes: string[] = [];
  const classes = project.assumptions?.latencyClasses ?? NO_CLASSES;
  const faults = disturbances(scenario?.faults ?? []);

  const hosts = [...hostsOf(variant.deployables)];
  const places = placesIn(variant.deployables)(variant.placements);
  const outside = new Map<Component, readonly Place[]>();

  const faultOfHost = (host: Host): Disturbance | undefined =>
    host.deployable ? faults.get(host.deployable.id) : undefined;

  /** A component's hosts as seen from `from`: a copy beside the caller wins. */
  const placesOf = (component: Component, from: number | null): readonly Place[] => {
    const list = places.get(component.id) ?? outside.get(component);
    if (!list) {
      const alone = [{ host: hosts.length, share: 1 }];
      hosts.push({ ...OUTSIDE });
      outside.set(component, alone);
      return alone;
    }
    const beside = list.find((p) => p.host === from);
    if (beside) return beside.share === 1 && list.length === 1 ? list : [{ host: beside.host, share: 1 }];
    if (faults.size === 0) return list;
    // Copies that are down get no calls as long as there are others.
    const up = list.filter((p) => !faultOfHost(hosts[p.host]!)?.down);
    if (up.length === 0 || up.length === list.length) return list;
    const left = up.reduce((sum, p) => sum + p.share, 0);
    return up.map((p) => ({ host: p.host, share: left > 0 ? p.share / left : 1 / up.length }));
  };

  const last = lastVisits.get(variant.placements) ?? new Map<Component, Visit>();
  const visits = new Map<Component, Visit>();
  const activities: Activity[] = [];
  let depth = 0;

  const activity = (component: Component, operation: Operation, host: number): number => {
    const known = visitIn(visits, component, operation, host);
    if (known) return known.activity?.index ?? endless(component, operation, host);
    if (depth >= MOST_DEPTH) throw new EngineError(`Calls go deeper than ${MOST_DEPTH}, at "${component.name}".`);
    const visit: Visit = { operation, host, activity: null, earlier: visits.get(component) };
    visits.set(component, visit);
    const before = visitIn(last, component, operation, host)?.activity;
    depth++;
    const calls = callsOf(component, operation, host, before?.calls ?? NO_CALLS);
    depth--;
    if (calls !== before?.calls) setGroupChances(calls, activities);
    const own = faults.get(component.id);
    const { deployable, slowness } = hosts[host]!;
    const where = faultOfHost(hosts[host]!);
    const factor = (own?.factor ?? 1) * (where?.factor ?? 1);
    const addMs = (own?.addMs ?? 0) + (where?.addMs ?? 0);
    const made: Activity = {
      index: activities.length,
      component,
      operation: own || where ? withErrors(operation, own, where) : operation,
      host,
      demand: slowed(demandOf(component, operation), factor * slowness),
      pause: addMs > 0 ? constant(addMs) : deployable && coldStart(deployable),
      calls,
    };
    visit.activity = before && sameActivity(before, made) ? before : made;
    activities.push(visit.activity);
    return made.index;
  };

  /** `before`: the calls of the last answer, which are given again where nothing changed. */
  function callsOf(component: Component, operation: Operation, host: number, before: readonly Call[]): readonly Call[] {
    const calls = new Again(before);
    const misses = component.kind === 'cache' ? 1 - (component.facts?.hitRatio ?? 0) : 1;
    for (const step of stepsOf(operation, outgoing.get(component.id) ?? NO_LINKS)) {
      const link = links.get(step.link);
      const callee = link && components.get(link.to);
      if (!link || !callee || absentLinks.has(link.id) || absentComponents.has(callee.id)) continue;
      const called = findOperation(callee, step.operation);
      if (!called) continue;
      const earlier = calls.next;
      const targets = targetsOf(link, component, callee, called, host, earlier?.targets ?? NO_TARGETS);
      const probability = (step.probability ?? 1) * misses;
      const fate = fateOf(link, targets);
      if (
        earlier?.step === step &&
        earlier.link === link &&
        earlier.probability === probability &&
        earlier.fate === fate &&
        earlier.targets === targets &&
        !isChosen(step)
      ) {
        calls.add(earlier);
        continue;
      }
      const { retry, breaker, bulkhead } = targets.some((t) => t.network) ? policyOf(link) : NO_POLICY;
      calls.add({
        step,
        link,
        count: step.repeat ?? 1,
        probability,
        hard: step.hard ?? link.hard ?? true,
        waits: link.interaction !== 'async' || link.needsAnswer === true,
        targets,
        retry,
        breaker,
        bulkhead,
        fate,
      });
    }
    return calls.list();
  }

  function targetsOf(
    link: Link,
    caller: Component,
    callee: Component,
    called: Operation,
    from: number,
    before: readonly Target[],
  ): readonly Target[] {
    const fault = faults.get(link.id);
    const targets = new Again(before);
    for (const { host, share } of placesOf(callee, from)) {
      const way = passage(link, caller, callee, hosts[from]!, hosts[host]!, classes, scenario, fault);
      targets.add(targetOf(activity(callee, called, host), share, way, targets.next));
    }
    return targets.list();
  }

  function fateOf(link: Link, targets: readonly Target[]): Call['fate'] {
    if (targets.some((t) => rounds.has(t.activity))) return 'hangs';
    if (faults.size === 0) return 'ok';
    const beyond = [
      faults.get(link.id),
      faults.get(link.to),
      ...targets.map((t) => faultOfHost(hosts[activities[t.activity]!.host]!)),
    ];
    return beyond.some((f) => f?.hangs) ? 'hangs' : beyond.some((f) => f?.down) ? 'down' : 'ok';
  }

  /** Calls that come back to where they began go round without end: whoever makes them gets no answer. */
  const rounds = new Set<number>();
  function endless(component: Component, operation: Operation, host: number): number {
    const index = activities.length;
    activities.push({ index, component, operation, host, demand: constant(0), pause: null, calls: [] });
    rounds.add(index);
    return index;
  }

  const journeys: NetworkJourney[] = [];
  for (const journey of project.journeys) {
    const entry = components.get(journey.entry.component);
    const operation = entry && findOperation(entry, journey.entry.operation);
    if (!entry || !operation || absentComponents.has(entry.id)) {
      notes.push(`Journey "${journey.name}" is not part of this variant: its entry is absent.`);
      continue;
    }
    const entries = placesOf(entry, null).map((p) => ({
      activity: activity(entry, operation, p.host),
      share: p.share,
    }));
    journeys.push({ journey, entries, factor: trafficFactor(scenario, journey.id) });
  }

  lastVisits.set(variant.placements, visits);

  const faulted = scenario?.faults ?? [];
  const known = faulted.length > 0 ? faultTargets({ ...project, variants: [variant] }) : null;
  const isPart = (id: string): boolean =>
    components.has(id) || links.has(id) || variant.deployables.some((d) => d.id === id);
  for (const { target, kind } of faulted)
    if (!known?.has(target) || absentComponents.has(target) || absentLinks.has(target))
      notes.push(`Scenario "${scenario?.name}": "${target}" is absent here, so its fault is ignored.`);
    else if (kind !== 'down' && !isPart(target))
      notes.push(`Scenario "${scenario?.name}": "${target}" is a place, which can only be down; "${kind}" is ignored.`);

  notes.push(...notComputed(project, variant));
  return {
    project,
    variant,
    scenario,
    hosts,
    activities,
    journeys,
    notes,
    absent: new Set([...absentComponents, ...absentLinks]),
  };
}

export function demandOf(component: Component, operation: Operation): Law {
  if (operation.demand) return lawOf(operation.demand);
  return lawOf(workByKind(component).value);
}

/** A law for each activity, also on one host: equal laws that are the same object are summed in another order. */
function coldStart({ kind, coldStart: given }: Deployable): Law | null {
  if (kind !== 'function') return null;
  const { share, duration } = given ?? COLD_START.value;
  return share > 0 ? sometimes(share, lawOf(duration)) : null;
}

function trafficFactor(scenario: Scenario | null, journey: string): number {
  const traffic = scenario?.traffic;
  return typeof traffic === 'number' ? traffic : (traffic?.[journey] ?? 1);
}
