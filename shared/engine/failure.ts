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
  const known = new Map<Cause['kind'], Map<string, Formula>>();
  const cause = (kind: Cause['kind'], id: string, name: string, works: number, rough = false): Formula => {
    let named = known.get(kind);
    if (!named) known.set(kind, (named = new Map<string, Formula>()));
    let formula = named.get(name);
    if (!formula) {
      named.set(name, (formula = up(causes.length)));
      causes.push({ kind, id, name, works, rough });
    }
    return formula;
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
        const answer = promises(
          (pick) =>
            atLeast(
              need,
              branches.map((b) => all(...b.map(pick))),
            ),
          branches.flat(),
        );
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
    const whole = all(...served);
    const complete = alike(full, served) ? whole : orSame(all(...full, ...served), whole);
    const early = complete === whole && alike(prompt, full) ? whole : all(...prompt, ...full, ...served);
    return { served: whole, full: complete, prompt: orSame(early, complete), kept: all(...kept) };
  }

  function answerOf(call: Call): Outcome {
    const wire = call.targets.some((t) => t.network) ? cause('link', call.link.id, call.link.id, 1) : ALWAYS;
    const dead = call.fate === 'ok' ? ALWAYS : NEVER;
    const callees = call.targets.map((t) => outcomes[t.activity]!);
    const answer = promises((pick) => all(dead, wire, any(...callees.map(pick))), callees);
    return { ...answer, kept: any(...callees.map(KEPT)) };
  }

  const faults = new Set(
    (network.scenario?.faults ?? []).filter((f) => f.kind === 'down' || f.kind === 'hang').map((f) => f.target),
  );
  const journeys = network.journeys.map((j): Outcome => {
    const entries = j.entries.map((e) => outcomes[e.activity]!);
    const first = network.activities[j.entries[0]!.activity]!;
    const hit = faults.has(first.component.id) || faults.has(network.hosts[first.host]!.deployable?.id ?? '');
    const over = (pick: (o: Outcome) => Formula): Formula => (hit ? NEVER : any(...entries.map(pick)));
    return { ...promises(over, entries), kept: over(KEPT) };
  });
  return { causes, outcomes, journeys };
}

const SERVED = (o: Outcome): Formula => o.served;
const FULL = (o: Outcome): Formula => o.full;
const PROMPT = (o: Outcome): Formula => o.prompt;
const KEPT = (o: Outcome): Formula => o.kept;

/** A formula for each promise out of `parts`. Mostly nothing is soft and nothing late: then the three are one. */
function promises(
  of: (pick: (part: Outcome) => Formula) => Formula,
  parts: readonly Outcome[],
): Pick<Outcome, 'served' | 'full' | 'prompt'> {
  const served = of(SERVED);
  const full = parts.every((p) => p.full === p.served) ? served : orSame(of(FULL), served);
  const prompt = parts.every((p) => p.prompt === p.full) ? full : orSame(of(PROMPT), full);
  return { served, full, prompt };
}

const alike = (a: readonly Formula[], b: readonly Formula[]): boolean =>
  a.length === b.length && a.every((f, i) => f === b[i]);

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
