/**
 * Project + variant + scenario -> a flat network with integer ids (network.ts). Here links part into in-process and network
 * calls.
 */
import { COLD_START } from '../model/defaults.ts';
import { faultTargets } from '../model/references.ts';
import { workByKind } from '../model/protocols.ts';
import { findOperation, outgoingLinks, stepsOf } from '../model/operations.ts';
import type { Component, LatencyClasses, Operation, Project, Scenario, Variant } from '../model/types.ts';
import { NO_POLICY, passage, policyOf } from './calls.ts';
import { constant, type Law, lawOf, slowed, sometimes } from './distribution.ts';
import { type Disturbance, disturbances, withErrors } from './disturbance.ts';
import { hostOf, OUTSIDE } from './hosts.ts';
import { notComputed } from './notComputed.ts';
import {
  type Activity,
  branchesOf,
  type Call,
  EngineError,
  type Host,
  type Network,
  type NetworkJourney,
} from './network.ts';

const NO_CLASSES: LatencyClasses = {};

/** Calls inside calls; beyond it the machine's own stack would end first. */
const MOST_DEPTH = 500;

/**
 * `project` and `variant` with overrides already applied (see model/effective.ts). Throws EngineError when operations call
 * each other without end, which a checked project cannot contain.
 */
export function compile(project: Project, variant: Variant, scenario: Scenario | null): Network {
  const absentComponents = new Set(variant.absent?.components ?? []);
  const absentLinks = new Set(variant.absent?.links ?? []);
  const components = new Map(project.components.map((c) => [c.id, c]));
  const outgoing = outgoingLinks(project.links);
  const links = new Map(project.links.map((l) => [l.id, l]));
  const notes: string[] = [];
  const classes = project.assumptions?.latencyClasses ?? NO_CLASSES;
  const faults = disturbances(scenario?.faults ?? []);

  const hosts: Host[] = variant.deployables.map(hostOf);
  const hostIndex = new Map(variant.deployables.map((d, i) => [d.id, i]));
  const places = new Map<string, { host: number; share: number }[]>();
  for (const p of variant.placements) {
    const host = hostIndex.get(p.deployable);
    if (host === undefined || absentComponents.has(p.component)) continue;
    const list = places.get(p.component) ?? [];
    list.push({ host, share: p.share ?? Number.NaN });
    places.set(p.component, list);
  }
  for (const list of places.values()) shareOut(list);

  const faultOfHost = (host: Host): Disturbance | undefined =>
    host.deployable ? faults.get(host.deployable.id) : undefined;

  /** A component's hosts as seen from `from`: a copy beside the caller wins. */
  const placesOf = (component: Component, from: number | null): readonly { host: number; share: number }[] => {
    let list = places.get(component.id);
    if (!list) {
      list = [{ host: hosts.length, share: 1 }];
      hosts.push({ ...OUTSIDE });
      places.set(component.id, list);
    }
    const beside = list.find((p) => p.host === from);
    if (beside) return [{ host: beside.host, share: 1 }];
    // Copies that are down get no calls as long as there are others.
    const up = list.filter((p) => !faultOfHost(hosts[p.host]!)?.down);
    if (up.length === 0 || up.length === list.length) return list;
    const left = up.reduce((sum, p) => sum + p.share, 0);
    return up.map((p) => ({ host: p.host, share: left > 0 ? p.share / left : 1 / up.length }));
  };

  const activities: Activity[] = [];
  const known = new Map<string, number>();
  const open = new Set<string>();

  const activity = (component: Component, operation: Operation, host: number): number => {
    const key = `${component.id}\n${operation.id}\n${host}`;
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    if (open.has(key)) return endless(component, operation, host);
    if (open.size >= MOST_DEPTH) throw new EngineError(`Calls go deeper than ${MOST_DEPTH}, at "${component.name}".`);
    open.add(key);
    const calls: Call[] = [];
    const misses = component.kind === 'cache' ? 1 - (component.facts?.hitRatio ?? 0) : 1;
    for (const step of stepsOf(operation, outgoing.get(component.id) ?? [])) {
      const link = links.get(step.link);
      const callee = link && components.get(link.to);
      if (!link || !callee || absentLinks.has(link.id) || absentComponents.has(callee.id)) continue;
      const operationOfCallee = findOperation(callee, step.operation);
      if (!operationOfCallee) continue;
      const targets = placesOf(callee, host).map(({ host: to, share }) => ({
        activity: activity(callee, operationOfCallee, to),
        share,
        ...passage(link, component, callee, hosts[host]!, hosts[to]!, classes, scenario, faults.get(link.id)),
      }));
      const beyond = [
        faults.get(link.id),
        faults.get(callee.id),
        ...targets.map((t) => faultOfHost(hosts[activities[t.activity]!.host]!)),
      ];
      calls.push({
        step,
        link,
        count: step.repeat ?? 1,
        probability: (step.probability ?? 1) * misses,
        hard: step.hard ?? link.hard ?? true,
        waits: link.interaction !== 'async' || link.needsAnswer === true,
        targets,
        ...(targets.some((t) => t.network) ? policyOf(link) : NO_POLICY),
        fate:
          beyond.some((f) => f?.hangs) || targets.some((t) => rounds.has(t.activity))
            ? 'hangs'
            : beyond.some((f) => f?.down)
              ? 'down'
              : 'ok',
      });
    }
    open.delete(key);
    setGroupChances(calls, activities);
    const own = faults.get(component.id);
    const where = faultOfHost(hosts[host]!);
    const factor = (own?.factor ?? 1) * (where?.factor ?? 1);
    const addMs = (own?.addMs ?? 0) + (where?.addMs ?? 0);
    const index = activities.length;
    activities.push({
      index,
      component,
      operation: withErrors(operation, own, where),
      host,
      demand: slowed(demandOf(component, operation), factor * hosts[host]!.slowness),
      pause: addMs > 0 ? constant(addMs) : coldStart(hosts[host]!),
      calls,
    });
    known.set(key, index);
    return index;
  };

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

  const targets = faultTargets({ ...project, variants: [variant] });
  for (const { target, kind } of scenario?.faults ?? [])
    if (!targets.has(target) || absentComponents.has(target) || absentLinks.has(target))
      notes.push(`Scenario "${scenario?.name}": "${target}" is absent here, so its fault is ignored.`);
    else if (kind !== 'down' && !components.has(target) && !links.has(target) && !hostIndex.has(target))
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

/** Where a group says which of its calls are made, their probabilities follow from it. */
function setGroupChances(calls: readonly Call[], activities: readonly Activity[]): void {
  const groups = new Map<string, Call[]>();
  for (const call of calls) {
    const group = call.step.group;
    if (group?.kind !== 'choice' && group?.kind !== 'alternative') continue;
    groups.set(group.id, [...(groups.get(group.id) ?? []), call]);
  }
  for (const group of groups.values()) {
    const branches = branchesOf(group);
    if (group[0]!.step.group!.kind === 'choice') {
      // Branches without a probability share what the others leave.
      const given = branches.reduce((sum, [first]) => sum + (first!.step.probability ?? 0), 0);
      const silent = branches.filter(([first]) => first!.step.probability === undefined).length;
      for (const branch of branches) {
        const own = branch[0]!.step.probability ?? Math.max(0, 1 - given) / silent;
        for (const call of branch) call.probability *= own / (call.step.probability ?? 1);
      }
      continue;
    }
    let tried = 1;
    for (const branch of branches) {
      let fine = 1;
      for (const call of branch) {
        call.probability *= tried;
        const errors = activities[call.targets[0]!.activity]!.operation.errorRate ?? 0;
        fine *= call.fate === 'ok' ? 1 - errors : 0;
      }
      tried *= 1 - fine;
    }
  }
}

function shareOut(list: { host: number; share: number }[]): void {
  const given = list.filter((p) => !Number.isNaN(p.share)).reduce((sum, p) => sum + p.share, 0);
  const silent = list.filter((p) => Number.isNaN(p.share)).length;
  for (const p of list) if (Number.isNaN(p.share)) p.share = Math.max(0, 1 - given) / silent;
}

export function demandOf(component: Component, operation: Operation): Law {
  if (operation.demand) return lawOf(operation.demand);
  return lawOf(workByKind(component).value);
}

function coldStart(host: Host): Law | null {
  const d = host.deployable;
  if (!d || d.kind !== 'function') return null;
  const cold = d.coldStart ?? COLD_START.value;
  return cold.share > 0 ? sometimes(cold.share, lawOf(cold.duration)) : null;
}

function trafficFactor(scenario: Scenario | null, journey: string): number {
  const traffic = scenario?.traffic;
  return typeof traffic === 'number' ? traffic : (traffic?.[journey] ?? 1);
}
