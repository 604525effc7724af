/** Rules about policies on links: time limits, retries and breakers. */
import { BREAKER } from '../../model/defaults.ts';
import type { Link } from '../../model/types.ts';
import type { Finding } from '../types.ts';
import { figure, listWords, plural, type Rule, type RuleContext, unique, unpriced } from './rule.ts';
import { type Call, type Place, sceneOf } from './scene.ts';

/** Sync calls of this many attempts in the worst case are called amplified. */
const AMPLIFIED_ATTEMPTS = 4;

/** Used links that leave their process. */
function networkLinks(context: RuleContext): Link[] {
  const scene = sceneOf(context);
  return scene.links.filter((link) => scene.crosses(link));
}

/** One finding for each caller, apart for calls it needs and calls it can do without. */
function withoutTimeout(context: RuleContext): Finding[] {
  const scene = sceneOf(context);
  const open = networkLinks(context)
    .filter(({ interaction, from }) => interaction === 'sync' && scene.components.get(from)?.kind !== 'client')
    .filter(({ policy }) => policy?.timeoutMs === undefined && policy?.breaker === undefined);
  const groups = new Map<string, Link[]>();
  for (const link of open) {
    const key = `${link.from}\n${link.hard ?? true}`;
    groups.set(key, [...(groups.get(key) ?? []), link]);
  }
  return [...groups.values()].map((links) => {
    const from = scene.name(links[0]!.from);
    const when = links.length === 1 ? 'when it hangs' : 'when one of them hangs';
    const callees = listWords(unique(links.map(({ to }) => to)).map(scene.name));
    return {
      rule: 'missing-timeout',
      severity: (links[0]!.hard ?? true) ? 'warning' : 'info',
      targets: links.map(({ id }) => id),
      message: `${from} calls ${callees} without a time limit: ${when}, ${from} hangs with it.`,
      ...unpriced('It costs nothing until a callee hangs; a scenario with that fault shows how far it spreads.'),
    };
  });
}

function breakerWithoutTimeout(context: RuleContext): Finding[] {
  const scene = sceneOf(context);
  return networkLinks(context)
    .filter(({ policy }) => policy?.breaker !== undefined)
    .filter(({ policy }) => policy?.timeoutMs === undefined && policy?.breaker?.timeoutMs === undefined)
    .map((link) => ({
      rule: 'breaker-without-timeout',
      severity: 'warning',
      targets: [link.id],
      message: `The breaker on ${scene.name(link.id)} has no time limit of its own, so a slow call counts as failed only after ${figure(BREAKER.timeoutMs.value)} ms.`,
      ...unpriced('It costs nothing until the callee is slow; a scenario with that fault shows the pile-up.'),
    }));
}

function retryWithoutIdempotence(context: RuleContext): Finding[] {
  const scene = sceneOf(context);
  return networkLinks(context)
    .filter(({ policy, idempotent }) => (policy?.retries ?? 0) > 0 && idempotent !== true)
    .map((link) => ({
      rule: 'retry-without-idempotence',
      severity: 'warning',
      targets: [link.id],
      message: `Calls from ${scene.name(link.id)} are tried again up to ${plural(link.policy?.retries ?? 0, 'time')}, but nothing says that a second one does no harm.`,
      ...unpriced('It costs wrong data, not time: a repeated call may charge or store twice.'),
    }));
}

interface Amplified {
  readonly attempts: number;
  readonly layers: readonly Link[];
}

/** The path below a place with the largest product of attempts. */
function worstPath(place: Place, known: Map<string, Amplified>, name: (id: string) => string): Amplified {
  const cached = known.get(place.key);
  if (cached !== undefined) return cached;
  let worst: Amplified = { attempts: 1, layers: [] };
  const wayOf = (layers: readonly Link[]): string =>
    `${layers.length} ${layers.map((l) => `${name(l.from)} ${name(l.to)}`).join()}`;
  for (const call of place.calls) {
    if (!call.waits) continue;
    const below = worstPath(call.to, known, name);
    const tries = attemptsOf(call);
    const attempts = tries * below.attempts;
    const layers = tries > 1 ? [call.link, ...below.layers] : below.layers;
    // Of equals the one with fewer layers, then the first by name: not by the order of the records.
    const equal = attempts === worst.attempts && attempts > 1 && wayOf(layers) < wayOf(worst.layers);
    if (attempts > worst.attempts || equal) worst = { attempts, layers };
  }
  known.set(place.key, worst);
  return worst;
}

function attemptsOf({ network, link }: Call): number {
  return network ? (link.policy?.retries ?? 0) + 1 : 1;
}

function amplification(context: RuleContext): Finding[] {
  const scene = sceneOf(context);
  const known = new Map<string, Amplified>();
  const found = new Map<string, Finding>();
  const byName = scene.journeys.toSorted((a, b) => (a.journey.name < b.journey.name ? -1 : 1));
  for (const { journey, entries } of byName) {
    for (const { attempts, layers } of entries.map((entry) => worstPath(entry, known, scene.name))) {
      const last = layers.at(-1);
      if (last === undefined || layers.length < 2 || attempts < AMPLIFIED_ATTEMPTS) continue;
      const targets = layers.map(({ id }) => id);
      const key = targets.join('\n');
      if (found.has(key)) continue;
      found.set(key, {
        rule: 'retry-amplification',
        severity: 'warning',
        targets,
        message: `${layers.length} layers try again on the way of ${journey.name}: when ${scene.name(last.to)} fails, one request becomes up to ${plural(attempts, 'call')}.`,
        ...unpriced(
          'It costs nothing while calls succeed; under a fault it multiplies the load on the part that is down.',
        ),
      });
    }
  }
  return [...found.values()];
}

export const missingTimeout: Rule = { id: 'missing-timeout', title: 'No time limit', check: withoutTimeout };
export const breakerTimeout: Rule = {
  id: 'breaker-without-timeout',
  title: 'Breaker without a time limit',
  check: breakerWithoutTimeout,
};
export const retryIdempotence: Rule = {
  id: 'retry-without-idempotence',
  title: 'Retry of a call that may do harm',
  check: retryWithoutIdempotence,
};
export const retryAmplification: Rule = {
  id: 'retry-amplification',
  title: 'Retries multiply',
  check: amplification,
};
