/** What fails, degrades or waits when a part dies: one set of formulas for every fault, and for availability. */
import { branchesOf, type Activity, type Call, groupsOf, type Network } from './network.ts';
import { ALWAYS, all, any, atLeast, evaluator, type Evaluator, evaluators, type Formula, NEVER, up } from './logic.ts';
import type { FaultKind, FaultResult, JourneyState } from './types.ts';
import { BROKER_KINDS } from '../model/types.ts';
import { outboxPollMs } from './calls.ts';

/** Four promises, each weaker than the next: it answers; nothing is missing; nothing is late; no event is lost. */
export interface Outcome {
  readonly served: Formula;
  readonly full: Formula;
  readonly prompt: Formula;
  readonly kept: Formula;
}

/** A thing that can fail by itself. `works` = probability that it is up. */
export interface Cause {
  readonly kind: 'component' | 'deployable' | 'replica' | 'zone' | 'region' | 'link';
  readonly id: string;
  /** How it is named in cut sets. */
  readonly name: string;
  readonly works: number;
}

export interface FailureModel {
  readonly causes: readonly Cause[];
  readonly outcomes: readonly Outcome[];
  readonly journeys: readonly Outcome[];
  readonly deployableUp: readonly Formula[];
}

/** How a deployable stands: its own availability and where its replicas are. Made by availability.ts. */
export interface Standing {
  readonly whole: number;
  readonly replica: number;
  readonly replicas: number;
  readonly zones: readonly string[];
}

export function failureModel(network: Network, standings: readonly Standing[]): FailureModel {
  const causes: Cause[] = [];
  const numbers = new Map<string, number>();
  const cause = (kind: Cause['kind'], id: string, name: string, works: number): Formula => {
    const key = `${kind}\n${name}`;
    let n = numbers.get(key);
    if (n === undefined) {
      n = causes.length;
      numbers.set(key, n);
      causes.push({ kind, id, name, works });
    }
    return up(n);
  };
  const { project } = network;
  const zoneWorks = new Map((project.assumptions?.zones ?? []).map((z) => [z.id, z.availability]));
  const regionWorks = new Map((project.assumptions?.regions ?? []).map((r) => [r.id, r.availability]));

  const deployableUp = network.hosts.map((host, h): Formula => {
    const d = host.deployable;
    if (!d) return ALWAYS;
    const s = standings[h]!;
    const region = d.region ?? project.assumptions?.region;
    const inRegion = region !== undefined ? cause('region', region, region, regionWorks.get(region) ?? 1) : ALWAYS;
    const zone = (z: string): Formula => cause('zone', z, `zone-${z}`, zoneWorks.get(z) ?? 1);
    const own = cause('deployable', d.id, d.id, s.whole);
    // Replicas that are alike and fail alone need a cause of their own only where they have an availability or a zone.
    const single = s.replica === 1;
    const copies = single
      ? s.zones.map(zone)
      : Array.from({ length: Math.min(s.replicas, MOST_REPLICAS) }, (_, i) =>
          all(
            cause('replica', d.id, `${d.id}-${i + 1}`, s.replica),
            s.zones.length > 0 ? zone(s.zones[i % s.zones.length]!) : ALWAYS,
          ),
        );
    return all(inRegion, own, copies.length > 0 ? any(...copies) : ALWAYS);
  });

  const outcomes: Outcome[] = [];
  for (const activity of network.activities) outcomes.push(outcomeOf(activity));

  function outcomeOf(activity: Activity): Outcome {
    const own = all(deployableUp[activity.host]!, cause('component', activity.component.id, activity.component.id, 1));
    const served: Formula[] = [own];
    const full: Formula[] = [own];
    const prompt: Formula[] = [own];
    const kept: Formula[] = [ALWAYS];
    for (const calls of groupsOf(activity.calls)) {
      const kind = calls[0]!.step.group?.kind;
      if (kind === 'alternative' || kind === 'quorum') {
        const branches = branchesOf(calls).map((b) => b.map(answerOf));
        const need = kind === 'alternative' ? 1 : (calls[0]!.step.group!.need ?? branches.length);
        const combined = (pick: (o: Outcome) => Formula): Formula =>
          atLeast(
            need,
            branches.map((b) => all(...b.map(pick))),
          );
        const hard = calls.some((c) => c.hard);
        if (hard) served.push(combined((o) => o.served));
        full.push(combined((o) => o.full));
        prompt.push(combined((o) => o.prompt));
        continue;
      }
      for (const call of calls) {
        const answer = answerOf(call);
        if (call.waits) {
          const fallback = (call.link.policy?.fallback ?? 'none') !== 'none';
          const blocks = call.fate === 'hangs' && !call.retry?.timeoutMs;
          if ((call.hard && !fallback) || blocks) served.push(answer.served);
          full.push(answer.full);
          prompt.push(answer.prompt);
          kept.push(answer.kept);
          // An awaited publish that is refused loses its event unless the caller fails with it.
          if (call.link.interaction === 'async' && !call.hard) kept.push(answer.served);
          continue;
        }
        prompt.push(answer.prompt);
        kept.push(answer.kept);
        const fromBroker = BROKER_KINDS.includes(activity.component.kind);
        // Stored with the commit: by an outbox, or because the consumer looks at the producer's data on its own clock.
        const stored = outboxPollMs(call.link) !== null || (call.link.delivery?.mode === 'poll' && !fromBroker);
        const inMemory = call.targets.every((t) => !t.network);
        if (fromBroker || stored) {
          // The broker or the store keeps the event until the consumer is back; memory does not.
          if (inMemory && !stored) kept.push(answer.served);
        } else if (inMemory) kept.push(answer.served);
        else {
          full.push(answer.served);
          kept.push(answer.served);
        }
      }
    }
    return {
      served: all(...served),
      full: all(...full, ...served),
      prompt: all(...prompt, ...full, ...served),
      kept: all(...kept),
    };
  }

  function answerOf(call: Call): Outcome {
    const wire = call.targets.some((t) => t.network) ? cause('link', call.link.id, call.link.id, 1) : ALWAYS;
    const dead = call.fate === 'ok' ? ALWAYS : NEVER;
    const over = (pick: (o: Outcome) => Formula): Formula =>
      all(dead, wire, any(...call.targets.map((t) => pick(outcomes[t.activity]!))));
    return {
      served: over((o) => o.served),
      full: over((o) => o.full),
      prompt: over((o) => o.prompt),
      kept: any(...call.targets.map((t) => outcomes[t.activity]!.kept)),
    };
  }

  const faults = new Set(
    (network.scenario?.faults ?? []).filter((f) => f.kind === 'down' || f.kind === 'hang').map((f) => f.target),
  );
  const journeys = network.journeys.map((j): Outcome => {
    const over = (pick: (o: Outcome) => Formula): Formula => {
      const ways = j.entries.map((e) => pick(outcomes[e.activity]!));
      const first = network.activities[j.entries[0]!.activity]!;
      const hit = faults.has(first.component.id) || faults.has(network.hosts[first.host]!.deployable?.id ?? '');
      return hit ? NEVER : any(...ways);
    };
    return {
      served: over((o) => o.served),
      full: over((o) => o.full),
      prompt: over((o) => o.prompt),
      kept: over((o) => o.kept),
    };
  });
  return { causes, outcomes, journeys, deployableUp };
}

/** Beyond this many, more replicas change no availability that a double can tell. */
const MOST_REPLICAS = 16;

export function stateOf(holds: (f: Formula) => boolean, outcome: Outcome): JourneyState {
  if (!holds(outcome.served)) return 'failed';
  if (!holds(outcome.full)) return 'degraded';
  return holds(outcome.prompt) ? 'ok' : 'delayed';
}

const FAULT_OF: Readonly<Record<Cause['kind'], FaultKind>> = {
  component: 'component-down',
  deployable: 'deployable-down',
  replica: 'replica-down',
  zone: 'zone-down',
  region: 'region-down',
  link: 'link-down',
};

/** How each journey stands by what the scenario breaks alone: nothing else is down. */
export function scriptedStates(network: Network, model: () => FailureModel): readonly JourneyState[] {
  const broken = network.scenario?.faults?.some((f) => f.kind === 'down' || f.kind === 'hang') ?? false;
  if (!broken) return network.journeys.map(() => 'ok');
  const holds = evaluator(new Set());
  return model().journeys.map((outcome) => stateOf(holds, outcome));
}

/** Every single fault and what it does, one after another. `weights` = share of traffic by journey; `carries` = do the others take the load. */
export function* faultsOf(
  network: Network,
  model: FailureModel,
  weights: readonly number[],
  replicas: readonly number[],
  carries: (host: number, left: number) => boolean,
): Generator<FaultResult> {
  const under = evaluators(model.causes.length);
  const hostOf = new Map(network.hosts.map((h, i) => [h.deployable?.id ?? '', i]));
  const regions = model.causes.filter((c) => c.kind === 'region').length;
  const partsHurt = partsHurtOf(network, model, under(new Set()));
  const fault = (kind: FaultKind, target: string, down: ReadonlySet<number>, survivors: boolean): FaultResult => {
    const evaluated = under(down);
    const { holds } = evaluated;
    const journeys: Record<string, JourneyState> = {};
    const lost: string[] = [];
    const shares = { failed: 0, degraded: 0, delayed: 0, ok: 0, saturated: 0 };
    model.journeys.forEach((outcome, i) => {
      const id = network.journeys[i]!.journey.id;
      const state = stateOf(holds, outcome);
      journeys[id] = state;
      shares[state] += weights[i]!;
      if (state !== 'failed' && !holds(outcome.kept)) lost.push(id);
    });
    return {
      kind,
      target,
      failedShare: shares.failed,
      degradedShare: shares.degraded,
      delayedShare: shares.delayed,
      journeys,
      lostEvents: lost,
      parts: partsHurt(evaluated),
      survivorsCarryLoad: survivors,
      capacityLeft: null,
      exhausted: [],
    };
  };
  for (const [n, cause] of model.causes.entries()) {
    if (cause.kind === 'replica' || (cause.kind === 'region' && regions < 2)) continue;
    let survivors = true;
    if (cause.kind === 'zone')
      network.hosts.forEach((host, h) => {
        const zones = host.deployable?.zones;
        if (!Array.isArray(zones) || !zones.includes(cause.id)) return;
        const left = Array.from({ length: replicas[h]! }, (_, i) => zones[i % zones.length]).filter(
          (z) => z !== cause.id,
        ).length;
        if (left > 0 && !carries(h, left)) survivors = false;
      });
    yield fault(FAULT_OF[cause.kind], cause.id, new Set([n]), survivors);
  }
  // One replica of several: alike, so one stands for all.
  for (const [h, { deployable }] of network.hosts.entries()) {
    if (!deployable || replicas[h]! < 2) continue;
    const n = model.causes.findIndex((c) => c.kind === 'replica' && c.id === deployable.id);
    const down = n < 0 ? new Set<number>() : new Set([n]);
    yield fault('replica-down', deployable.id, down, carries(hostOf.get(deployable.id)!, replicas[h]! - 1));
  }
}

const FAULT_ORDER = Object.values(FAULT_OF);

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

/** Components and deployables that do not do all their work; a component is failed when none of its operations answers. */
function partsHurtOf(
  network: Network,
  model: FailureModel,
  usual: Evaluator,
): (under: Evaluator) => FaultResult['parts'] {
  const parts = new Map<string, Part>();
  const part = (id: string): Part => {
    const known = parts.get(id) ?? { id, states: 0 };
    parts.set(id, known);
    return known;
  };
  const places = network.activities.map((activity) => {
    const d = network.hosts[activity.host]!.deployable;
    const outcome = model.outcomes[activity.index]!;
    const alive = model.deployableUp[activity.host]!;
    const state = BIT[stateOf(usual.holds, outcome)];
    return {
      outcome,
      alive,
      component: part(activity.component.id),
      deployable: d && part(d.id),
      state,
      deployableState: usual.holds(alive) ? state : FAILED,
    };
  });
  const inOrder = [...parts.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return ({ holds, touches }) => {
    for (const each of inOrder) each.states = 0;
    for (const place of places) {
      const { outcome, alive } = place;
      let { state, deployableState } = place;
      if (touches(alive) || touches(outcome.served) || touches(outcome.full) || touches(outcome.prompt)) {
        state = BIT[stateOf(holds, outcome)];
        deployableState = holds(alive) ? state : FAILED;
      }
      place.component.states |= state;
      if (place.deployable) place.deployable.states |= deployableState;
    }
    const hurt: Record<string, 'failed' | 'degraded' | 'delayed'> = {};
    for (const { id, states } of inOrder) {
      if (states === FAILED) hurt[id] = 'failed';
      else if (states & (FAILED | DEGRADED)) hurt[id] = 'degraded';
      else if (states & DELAYED) hurt[id] = 'delayed';
    }
    return hurt;
  };
}
