/** Rule: a request waits for a long chain of network calls that all have to succeed. */
import type { Deployable, Journey, Placement, Project, Variant } from '../../model/types.ts';
import { DEPLOYABLE } from '../../model/defaults.ts';
import type { Finding } from '../types.ts';
import { priced, type Priced, type Rule, type RuleContext, unique, unpriced } from './rule.ts';
import { type Call, type Place, rateOf, type Scene, sceneOf } from './scene.ts';

/** From this many calls deep a chain is called deep. */
export const DEEP_CALLS = 4;

function counts(call: Call): boolean {
  return call.network && call.from.component.kind !== 'client';
}

/** The chain of hard sync calls below a place with the most network calls. */
function deepest(place: Place, known: Map<string, readonly Call[]>): readonly Call[] {
  const cached = known.get(place.key);
  if (cached !== undefined) return cached;
  let best: readonly Call[] = [];
  let depth = 0;
  for (const call of place.calls) {
    if (!call.hard || call.link.interaction !== 'sync' || call.repeat * call.probability <= 0) continue;
    const chain = [call, ...deepest(call.to, known)];
    const calls = chain.filter(counts).length;
    if (calls > depth) {
      best = chain;
      depth = calls;
    }
  }
  known.set(place.key, best);
  return best;
}

/** Everything that `hosts` run moves into the first of them, which gets the cores and memory of all. */
export function merged(variant: Variant, hosts: readonly string[]): Variant {
  const [keep, ...rest] = hosts;
  const gone = new Set(rest);
  const sumOf = (pick: (deployable: Deployable) => number) =>
    variant.deployables.filter(({ id }) => hosts.includes(id)).reduce((sum, each) => sum + pick(each), 0);
  const cores = sumOf((each) => each.cores ?? DEPLOYABLE.cores.value);
  const memoryGiB = sumOf((each) => each.memoryGiB ?? 0);
  const placements = new Map<string, Placement>();
  for (const placement of variant.placements) {
    const deployable = gone.has(placement.deployable) ? keep! : placement.deployable;
    const key = `${placement.component}\n${deployable}`;
    const earlier = placements.get(key);
    const share =
      earlier?.share !== undefined && placement.share !== undefined ? earlier.share + placement.share : null;
    placements.set(key, { ...placement, deployable, ...(share === null ? {} : { share }) });
  }
  return {
    ...variant,
    placements: [...placements.values()],
    deployables: variant.deployables
      .filter(({ id }) => !gone.has(id))
      .map((each) => (each.id === keep ? { ...each, cores, ...(memoryGiB > 0 ? { memoryGiB } : {}) } : each)),
  };
}

/** What the chain costs in availability, against one process for everything behind the first call. */
function priceOf(context: RuleContext, scene: Scene, journey: Journey, chain: readonly Call[]): Priced {
  const behind = unique(chain.filter(counts).flatMap(({ to }) => to.host ?? [])).filter((id) => {
    const kind = scene.deployables.get(id)?.kind;
    return kind === 'process' || kind === 'function';
  });
  if (behind.length < 2) return unpriced('Nothing behind the first call could share a process.');
  const standing = context.result.journeys[journey.id];
  const change = (project: Project, variant: Variant) => ({ project, variant: merged(variant, behind) });
  const after = standing?.availabilityAccuracy === 'exact' ? context.servedIn(change, journey.id) : null;
  if (standing === undefined || after === null) return unpriced('The journey has no availability here.');
  const availability = after - standing.availability.served;
  if (availability <= 0) return unpriced('One process behind the first call would not be more available.');
  return priced({ journey: journey.id, availability });
}

function find(context: RuleContext): Finding[] {
  const scene = sceneOf(context);
  const chains = new Map<string, { journey: Journey; chain: readonly Call[]; links: string[] }>();
  const byRate = scene.journeys.toSorted((a, b) => rateOf(context, b.journey) - rateOf(context, a.journey));
  const known = new Map<string, readonly Call[]>();
  for (const { journey, entries } of byRate) {
    for (const entry of entries) {
      const chain = deepest(entry, known);
      const links = chain.filter(counts).map(({ link }) => link.id);
      const key = links.join('\n');
      const covered = [...chains.keys()].some((other) => `\n${other}\n`.includes(`\n${key}\n`));
      if (links.length >= DEEP_CALLS && !covered) chains.set(key, { journey, chain, links });
    }
  }
  return [...chains.values()].map(({ journey, chain, links }): Finding => ({
    rule: 'deep-sync-chain',
    severity: 'warning',
    targets: unique(links),
    message: `${journey.name} waits for ${links.length} network calls one inside the other, and each has to succeed.`,
    ...priceOf(context, scene, journey, chain),
  }));
}

export const deepSyncChain: Rule = { id: 'deep-sync-chain', title: 'Deep chain of calls', check: find };
