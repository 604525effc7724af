/** Every single fault and what it does: parts that die by the formulas of failure.ts, slow ones by the times of slowFaults.ts. */
import { SLOW_PART_MS } from '../model/defaults.ts';
import { limitsOf } from './capacity.ts';
import { Cases, isSet } from './cases.ts';
import { type Cause, type FailureModel, type Outcome, stateOf } from './failure.ts';
import { hurtParts, type Promised } from './hurtParts.ts';
import { SATURATED } from './load.ts';
import { evaluator } from './logic.ts';
import type { Activity, Network } from './network.ts';
import { slowness, type Visit } from './slowFaults.ts';
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
  const look = deaths(network, model);
  const tried = [...singleDeaths(network, state, model)];
  for (let from = 0; from < tried.length; from += AT_ONCE) {
    const some = tried.slice(from, from + AT_ONCE);
    const found = look(some.map(({ cause }) => cause));
    for (const [i, { kind, target, left }] of some.entries()) {
      const { states, lost, parts } = found[i]!;
      const capacityLeft = capacityOf(network, state, left);
      yield {
        kind,
        target,
        ...sharesOf(network, states, weights),
        lostEvents: network.journeys.flatMap(({ journey }, j) => (lost[j] ? [journey.id] : [])),
        parts,
        survivorsCarryLoad: capacityLeft === null || capacityLeft * SATURATED > 1,
        capacityLeft,
        exhausted: [],
      };
    }
  }
  yield* slowFaults(network, state, model, weights);
}

/** Faults that are worked out side by side. */
const WORDS = 8;
const AT_ONCE = 32 * WORDS;

interface Death {
  readonly kind: FaultKind;
  readonly target: string;
  /** Number of the cause that is down; null = of several replicas one that has none of its own. */
  readonly cause: number | null;
  readonly left: Left;
}

function* singleDeaths(network: Network, state: SteadyState, model: FailureModel): Generator<Death> {
  const regions = model.causes.filter((c) => c.kind === 'region').length;
  const firstReplica = new Map<string, number>();
  for (const [n, { kind, id }] of model.causes.entries()) {
    if (kind === 'replica' && !firstReplica.has(id)) firstReplica.set(id, n);
    if (kind === 'replica' || (kind === 'region' && regions < 2)) continue;
    yield { kind: FAULT_OF[kind], target: id, cause: n, left: kind === 'zone' ? outside(network, state, id) : NO_LOSS };
  }
  // One replica of several: alike, so one stands for all.
  for (const [h, { deployable }] of network.hosts.entries()) {
    const { replicas } = state.stations[h]!;
    if (!deployable || replicas < 2) continue;
    const { id } = deployable;
    yield { kind: 'replica-down', target: id, cause: firstReplica.get(id) ?? null, left: new Map([[h, replicas - 1]]) };
  }
}

/** How journeys stand, which of them lose events, and the parts that are hurt. */
interface Verdict {
  readonly states: readonly JourneyState[];
  readonly lost: readonly boolean[];
  readonly parts: FaultResult['parts'];
}

/** What happens when one cause is down: up to AT_ONCE of them at once. */
function deaths(network: Network, model: FailureModel): (down: readonly (number | null)[]) => readonly Verdict[] {
  const cases = new Cases([...model.causes.keys()]);
  const rowsOf = (o: Outcome): Promised => [cases.row(o.served), cases.row(o.full), cases.row(o.prompt)];
  const hurt = hurtParts(network, model.outcomes.map(rowsOf), WORDS);
  const journeys = model.journeys.map((j) => ({ rows: rowsOf(j), kept: cases.row(j.kept) }));
  return (down) => {
    const bits = cases.oneDown(WORDS, down);
    const parts = hurt(bits, down.length);
    return down.map((_, c): Verdict => {
      const states = journeys.map(({ rows }) => STATES[rows.findIndex((row) => !isSet(bits, WORDS, row, c))] ?? 'ok');
      const lost = journeys.map(({ kept }, j) => states[j] !== 'failed' && !isSet(bits, WORDS, kept, c));
      return { states, lost, parts: parts[c]! };
    });
  };
}

/** By the first promise that is not kept: it answers, nothing is missing, nothing is late. */
const STATES = ['failed', 'degraded', 'delayed'] as const;

/** Replicas that are left of hosts that are hit but not gone. */
type Left = ReadonlyMap<number, number>;
const NO_LOSS: Left = new Map();

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
  const stations = [...state.stations];
  const pools = [...state.pools];
  for (const [h, replicas] of left) {
    stations[h] = { ...stations[h]!, replicas };
    const share = replicas / state.stations[h]!.replicas;
    // Threads of a replica go with it; a quota stays.
    if (pools[h] && network.hosts[h]!.threads !== null) pools[h] = { ...pools[h], factor: pools[h].factor * share };
  }
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
  const { usual, slowed } = slowness(network, state);
  const idOf = (h: number): string => hosts[h]!.deployable?.id ?? '';
  const group = (by: (a: Activity) => string): Map<string, Set<number>> => {
    const groups = new Map<string, Set<number>>();
    for (const a of activities) {
      const known = groups.get(by(a));
      if (known) known.add(a.index);
      else groups.set(by(a), new Set([a.index]));
    }
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
  const hurt = hurtParts(
    network,
    activities.map((_, a): Promised => [3 * a, 3 * a + 1, 3 * a + 2]),
    WORDS,
  );
  const rows = new Int32Array(3 * activities.length * WORDS);
  const holds = evaluator(new Set());
  const today = model.journeys.map((outcome) => stateOf(holds, outcome));
  for (let from = 0; from < tried.length; from += AT_ONCE) {
    const found = tried.slice(from, from + AT_ONCE).flatMap(([kind, target, of]) => {
      const verdict = slowed(of, SLOW_PART_MS.value);
      return verdict ? [{ kind, target, ...verdict }] : [];
    });
    for (const [a, visit] of usual.entries())
      promisesOf(visit).forEach((kept, p) => rows.fill(kept ? -1 : 0, (3 * a + p) * WORDS, (3 * a + p + 1) * WORDS));
    for (const [c, { changed }] of found.entries())
      for (const [a, visit] of changed)
        promisesOf(visit).forEach((kept, p) => {
          const at = (3 * a + p) * WORDS + (c >> 5);
          if (kept) rows[at]! |= 1 << (c & 31);
          else rows[at]! &= ~(1 << (c & 31));
        });
    const parts = hurt(rows, found.length);
    for (const [c, { kind, target, changed, exhausted }] of found.entries()) {
      const states = network.journeys.map(({ entries }, j): JourneyState => {
        const ends = entries.map(
          (e) => STATES[promisesOf(changed.get(e.activity) ?? usual[e.activity]!).indexOf(false)],
        );
        const slow: JourneyState = ends.every((end) => end === 'failed')
          ? 'failed'
          : ends.some((end) => end === 'failed' || end === 'degraded')
            ? 'degraded'
            : ends.includes('delayed')
              ? 'delayed'
              : 'ok';
        return worse(slow, today[j]!) ? slow : today[j]!;
      });
      yield {
        kind,
        target,
        ...sharesOf(network, states, weights),
        lostEvents: [],
        parts: parts[c]!,
        survivorsCarryLoad: true,
        capacityLeft: null,
        exhausted: exhausted.map(idOf).sort(),
      };
    }
  }
}

/** What the states of a journey stand for: see STATES. */
const promisesOf = ({ fails, lacks, late }: Visit): readonly boolean[] => [!fails, !lacks, !late];

/** From worst to best. */
const RANKS: readonly JourneyState[] = ['failed', 'degraded', 'delayed', 'ok'];
const worse = (a: JourneyState, b: JourneyState): boolean => RANKS.indexOf(a) < RANKS.indexOf(b);

const FAULT_ORDER: readonly FaultKind[] = [...Object.values(FAULT_OF), 'component-slow', 'deployable-slow'];

/** By kind, then by target. */
export const faultOrder = (a: FaultResult, b: FaultResult): number =>
  FAULT_ORDER.indexOf(a.kind) - FAULT_ORDER.indexOf(b.kind) || (a.target < b.target ? -1 : a.target > b.target ? 1 : 0);
