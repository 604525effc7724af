/** What must be up for whom: one set of formulas for every fault (faults.ts), and for availability. */
import { branchesOf, type Activity, type Call, groupsOf, type Network } from './network.ts';
import { ALWAYS, all, any, atLeast, evaluator, type Formula, NEVER, orSame, up } from './logic.ts';
import type { JourneyState } from './types.ts';
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
  /** `works` is not exact beside the zones that the replicas stand in. */
  readonly rough?: boolean;
}

export interface FailureModel {
  readonly causes: readonly Cause[];
  readonly outcomes: readonly Outcome[];
  readonly journeys: readonly Outcome[];
  readonly deployableUp: readonly Formula[];
}

/** How a deployable stands: its own availability, how many replicas must be up, and where they are. Made by availability.ts. */
export interface Standing {
  readonly whole: number;
  readonly replica: number;
  readonly replicas: number;
  readonly need: number;
  readonly zones: readonly string[];
  /** See Cause. */
  readonly rough?: boolean;
}

export function failureModel(network: Network, standings: readonly Standing[]): FailureModel {
  const causes: Cause[] = [];
  const numbers = new Map<string, number>();
  const cause = (kind: Cause['kind'], id: string, name: string, works: number, rough = false): Formula => {
    const key = `${kind}\n${name}`;
    let n = numbers.get(key);
    if (n === undefined) {
      n = causes.length;
      numbers.set(key, n);
      causes.push({ kind, id, name, works, rough });
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
    const own = cause('deployable', d.id, d.id, s.whole, s.rough);
    // Replicas that are alike and fail alone need a cause of their own only where they have an availability or are counted.
    const copies =
      s.replica === 1 && s.need === 1
        ? s.zones.map(zone)
        : Array.from({ length: s.need === 1 ? Math.min(s.replicas, MOST_REPLICAS) : s.replicas }, (_, i) =>
            all(
              cause('replica', d.id, `${d.id}-${i + 1}`, s.replica),
              s.zones.length > 0 ? zone(s.zones[i % s.zones.length]!) : ALWAYS,
            ),
          );
    return all(inRegion, own, atLeast(Math.min(s.need, copies.length), copies));
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
        const answer = promises(combined);
        if (calls.some((c) => c.hard)) served.push(answer.served);
        full.push(answer.full);
        prompt.push(answer.prompt);
        continue;
      }
      for (const call of calls) {
        const answer = answerOf(call);
        if (call.waits) {
          const fallback = (call.link.policy?.fallback ?? 'none') !== 'none';
          // A bulkhead refuses the calls beyond those that hang in it.
          const blocks = call.fate === 'hangs' && !call.retry?.timeoutMs && !call.bulkhead;
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
    const wanted = { served, full: [...full, ...served], prompt: [...prompt, ...full, ...served] };
    return { ...promises<readonly Formula[]>((pick) => all(...pick(wanted))), kept: all(...kept) };
  }

  function answerOf(call: Call): Outcome {
    const wire = call.targets.some((t) => t.network) ? cause('link', call.link.id, call.link.id, 1) : ALWAYS;
    const dead = call.fate === 'ok' ? ALWAYS : NEVER;
    const over = (pick: (o: Outcome) => Formula): Formula =>
      all(dead, wire, any(...call.targets.map((t) => pick(outcomes[t.activity]!))));
    return { ...promises(over), kept: any(...call.targets.map((t) => outcomes[t.activity]!.kept)) };
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
    return { ...promises(over), kept: over((o) => o.kept) };
  });
  return { causes, outcomes, journeys, deployableUp };
}

type Promises<T> = Readonly<Record<'served' | 'full' | 'prompt', T>>;

/** Mostly nothing is soft and nothing late: then the three are one formula. */
function promises<T>(of: (pick: (each: Promises<T>) => T) => Formula): Promises<Formula> {
  const served = of((each) => each.served);
  const full = orSame(
    of((each) => each.full),
    served,
  );
  return {
    served,
    full,
    prompt: orSame(
      of((each) => each.prompt),
      full,
    ),
  };
}

/** Beyond this many, more replicas change no availability that a double can tell. */
const MOST_REPLICAS = 16;

export function stateOf(holds: (f: Formula) => boolean, outcome: Outcome): JourneyState {
  if (!holds(outcome.served)) return 'failed';
  if (!holds(outcome.full)) return 'degraded';
  return holds(outcome.prompt) ? 'ok' : 'delayed';
}

/** How each journey stands by what the scenario breaks alone: nothing else is down. */
export function scriptedStates(network: Network, model: () => FailureModel): readonly JourneyState[] {
  const broken = network.scenario?.faults?.some((f) => f.kind === 'down' || f.kind === 'hang') ?? false;
  const round = network.activities.some((a) => a.calls.some((c) => c.fate !== 'ok'));
  if (!broken && !round) return network.journeys.map(() => 'ok');
  const holds = evaluator(new Set());
  return model().journeys.map((outcome) => stateOf(holds, outcome));
}
