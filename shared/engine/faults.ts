/** Every single fault and what it does: parts that die by the formulas of failure.ts, slow ones by the times of slowFaults.ts. */
import { SLOW_PART_MS } from '../model/defaults.ts';
import { limitsOf } from './capacity.ts';
import { type Cause, type FailureModel, stateOf } from './failure.ts';
import { SATURATED } from './load.ts';
import { type Evaluator, evaluators } from './logic.ts';
import type { Network } from './network.ts';
import { slowness } from './slowFaults.ts';
import type { SteadyState } from './steady.ts';
import type { FaultKind, FaultResult, JourneyState } from './types.ts';

const FAULT_OF: Readonly<Record<Cause['kind'], FaultKind>> = {
  component: 'component-down',
  deployable: 'deployable-down',
  replica: 'replica-down',
  zone: 'zone-down',
  region: 'region-down',
  link: 'link-down',
};

/** One after another. `weights`: share of the traffic by journey. */
export function* faultsOf(
  network: Network,
  state: SteadyState,
  model: FailureModel,
  weights: readonly number[],
): Generator<FaultResult> {
  const under = evaluators(model.causes.length);
  const regions = model.causes.filter((c) => c.kind === 'region').length;
  const partsHurt = partsHurtOf(network, model, under(new Set()));
  const fault = (kind: FaultKind, target: string, down: ReadonlySet<number>, left: Left = new Map()): FaultResult => {
    const evaluated = under(down);
    const states = model.journeys.map((outcome) => stateOf(evaluated.holds, outcome));
    const lost = model.journeys.map((outcome, i) => states[i] !== 'failed' && !evaluated.holds(outcome.kept));
    const capacityLeft = capacityOf(network, state, left);
    return {
      kind,
      target,
      ...sharesOf(network, states, weights),
      lostEvents: network.journeys.flatMap(({ journey }, i) => (lost[i] ? [journey.id] : [])),
      parts: partsHurt(evaluated),
      survivorsCarryLoad: capacityLeft === null || capacityLeft * SATURATED > 1,
      capacityLeft,
      exhausted: [],
    };
  };
  for (const [n, cause] of model.causes.entries()) {
    if (cause.kind === 'replica' || (cause.kind === 'region' && regions < 2)) continue;
    const left = cause.kind === 'zone' ? outside(network, state, cause.id) : undefined;
    yield fault(FAULT_OF[cause.kind], cause.id, new Set([n]), left);
  }
  // One replica of several: alike, so one stands for all.
  for (const [h, { deployable }] of network.hosts.entries()) {
    const { replicas } = state.stations[h]!;
    if (!deployable || replicas < 2) continue;
    const n = model.causes.findIndex((c) => c.kind === 'replica' && c.id === deployable.id);
    yield fault('replica-down', deployable.id, new Set(n < 0 ? [] : [n]), new Map([[h, replicas - 1]]));
  }
  yield* slowFaults(network, state, model, weights);
}

/** Replicas that are left of hosts that are hit but not gone. */
type Left = ReadonlyMap<number, number>;

function outside(network: Network, state: SteadyState, zone: string): Left {
  const left = new Map<number, number>();
  network.hosts.forEach(({ deployable }, h) => {
    const zones = deployable?.zones;
    if (!Array.isArray(zones) || !zones.includes(zone)) return;
    const standing = Array.from({ length: state.stations[h]!.replicas }, (_, i) => zones[i % zones.length] !== zone);
    const count = standing.filter(Boolean).length;
    if (count > 0) left.set(h, count);
  });
  return left;
}

/** Multiple of the traffic that the hosts that are hit carry with what is left of them; null = no limit. */
function capacityOf(network: Network, state: SteadyState, left: Left): number | null {
  if (left.size === 0) return null;
  const stations = state.stations.map((s, h) => ({ ...s, replicas: left.get(h) ?? s.replicas }));
  // Threads of a replica go with it; a quota stays.
  const pools = state.pools.map((p, h) => {
    const share = network.hosts[h]!.threads === null ? 1 : stations[h]!.replicas / state.stations[h]!.replicas;
    return share === 1 ? p : { ...p, factor: p.factor * share };
  });
  return limitsOf(network, { ...state, stations, pools }, [...left.keys()])[0]?.factor ?? null;
}

function sharesOf(
  network: Network,
  states: readonly JourneyState[],
  weights: readonly number[],
): Pick<FaultResult, 'journeys' | 'failedShare' | 'degradedShare' | 'delayedShare'> {
  const shares = { failed: 0, degraded: 0, delayed: 0, ok: 0, saturated: 0 };
  states.forEach((each, i) => (shares[each] += weights[i]!));
  return {
    failedShare: shares.failed,
    degradedShare: shares.degraded,
    delayedShare: shares.delayed,
    journeys: Object.fromEntries(network.journeys.map(({ journey }, i) => [journey.id, states[i]!])),
  };
}

/** Parts that answer later; those that hurt nobody are left out, and a component that is all its deployable does goes by that. */
function* slowFaults(
  network: Network,
  state: SteadyState,
  model: FailureModel,
  weights: readonly number[],
): Generator<FaultResult> {
  const { activities, hosts } = network;
  const under = slowness(network, state);
  const hurt = partsBy(network);
  const usual = evaluators(model.causes.length)(new Set()).holds;
  const idOf = (h: number): string => hosts[h]!.deployable?.id ?? '';
  const group = (by: (a: (typeof activities)[number]) => string): Map<string, Set<number>> => {
    const groups = new Map<string, Set<number>>();
    for (const a of activities) groups.set(by(a), (groups.get(by(a)) ?? new Set<number>()).add(a.index));
    groups.delete('');
    return groups;
  };
  const deployables = group((a) => idOf(a.host));
  const components = group((a) => a.component.id);
  const wholes = new Set(Array.from(deployables.values(), (of) => [...of].join()));
  const tried = [
    ...Array.from(components, ([id, of]) => ['component-slow', id, of] as const).filter(
      ([, , of]) => !wholes.has([...of].join()),
    ),
    ...Array.from(deployables, ([id, of]) => ['deployable-slow', id, of] as const),
  ];
  for (const [kind, target, of] of tried) {
    const verdict = under(of, SLOW_PART_MS.value);
    if (!verdict) continue;
    const { visits } = verdict;
    const bits = Uint8Array.from(visits, (v) => (v.fails ? FAILED : v.lacks ? DEGRADED : v.late ? DELAYED : BIT.ok));
    const states = network.journeys.map((j, i): JourneyState => {
      const today = stateOf(usual, model.journeys[i]!);
      const entries = j.entries.map((e) => bits[e.activity]!);
      const slow: JourneyState = entries.every((b) => b === FAILED)
        ? 'failed'
        : entries.some((b) => b === FAILED || b === DEGRADED)
          ? 'degraded'
          : entries.includes(DELAYED)
            ? 'delayed'
            : 'ok';
      return BIT[slow] < BIT[today] ? slow : today;
    });
    yield {
      kind,
      target,
      ...sharesOf(network, states, weights),
      lostEvents: [],
      parts: hurt(bits, bits),
      survivorsCarryLoad: true,
      capacityLeft: null,
      exhausted: verdict.exhausted.map(idOf).sort(),
    };
  }
}

const FAULT_ORDER: readonly FaultKind[] = [...Object.values(FAULT_OF), 'component-slow', 'deployable-slow'];

/** By kind, then by target. */
export const faultOrder = (a: FaultResult, b: FaultResult): number =>
  FAULT_ORDER.indexOf(a.kind) - FAULT_ORDER.indexOf(b.kind) || (a.target < b.target ? -1 : a.target > b.target ? 1 : 0);

const FAILED = 1;
const DEGRADED = 2;
const DELAYED = 4;
const BIT: Readonly<Record<JourneyState, number>> = {
  failed: FAILED,
  degraded: DEGRADED,
  delayed: DELAYED,
  ok: 8,
  saturated: 8,
};

/** A component or deployable, and which states its activities are in, as bits. */
interface Part {
  readonly id: string;
  states: number;
}

/**
 * Components and deployables that do not do all their work, by the states of activities: as their component does, and as their
 * deployable does. A part is failed when none of its activities answers.
 */
function partsBy(network: Network): (ofComponent: Uint8Array, ofDeployable: Uint8Array) => FaultResult['parts'] {
  const parts = new Map<string, Part>();
  const part = (id: string): Part => {
    const known = parts.get(id) ?? { id, states: 0 };
    parts.set(id, known);
    return known;
  };
  const places = network.activities.map(({ component, host }) => {
    const id = network.hosts[host]!.deployable?.id;
    return { component: part(component.id), deployable: id === undefined ? null : part(id) };
  });
  const inOrder = [...parts.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return (ofComponent, ofDeployable) => {
    for (const each of inOrder) each.states = 0;
    places.forEach(({ component, deployable }, a) => {
      component.states |= ofComponent[a]!;
      if (deployable) deployable.states |= ofDeployable[a]!;
    });
    const hurt: Record<string, 'failed' | 'degraded' | 'delayed'> = {};
    for (const { id, states } of inOrder) {
      if (states === FAILED) hurt[id] = 'failed';
      else if (states & (FAILED | DEGRADED)) hurt[id] = 'degraded';
      else if (states & DELAYED) hurt[id] = 'delayed';
    }
    return hurt;
  };
}

/** See partsBy; what a fault does not touch stands as usual. */
function partsHurtOf(
  network: Network,
  model: FailureModel,
  usual: Evaluator,
): (under: Evaluator) => FaultResult['parts'] {
  const hurt = partsBy(network);
  const places = network.activities.map((activity) => ({
    outcome: model.outcomes[activity.index]!,
    alive: model.deployableUp[activity.host]!,
  }));
  const usualOf = Uint8Array.from(places, ({ outcome }) => BIT[stateOf(usual.holds, outcome)]);
  const usualThere = usualOf.map((bit, a) => (usual.holds(places[a]!.alive) ? bit : FAILED));
  return ({ holds, touches }) => {
    const of = usualOf.slice();
    const there = usualThere.slice();
    places.forEach(({ outcome, alive }, a) => {
      if (!touches(alive) && !touches(outcome.served) && !touches(outcome.full) && !touches(outcome.prompt)) return;
      of[a] = BIT[stateOf(holds, outcome)];
      there[a] = holds(alive) ? of[a] : FAILED;
    });
    return hurt(of, there);
  };
}
