/** Rule: one request makes many calls in a row over one network link. */
import { workOf } from '../../model/protocols.ts';
import type { Journey, Link } from '../../model/types.ts';
import { sharingStretch } from '../queueing.ts';
import type { Finding } from '../types.ts';
import { figure, priced, type Priced, type Rule, type RuleContext, unpriced } from './rule.ts';
import { type Call, rateOf, sceneOf, visitsOf } from './scene.ts';

/** From this many calls in a row a link is called chatty. */
export const CHATTY_CALLS = 10;

interface Chatty {
  readonly call: Call;
  readonly journey: Journey;
  /** How often a request comes to the caller and makes the calls. */
  readonly times: number;
}

/** Calls of one step stand in a row unless its group runs them side by side. */
function inARow({ step, waits, network, repeat }: Call): boolean {
  const parallel = step.group?.kind === 'parallel' || step.group?.kind === 'quorum';
  return waits && network && !parallel && repeat >= CHATTY_CALLS;
}

/** How much longer work takes on a deployable than alone on a core; null when it is saturated. */
function stretchOf(context: RuleContext, host: string | null): number | null {
  const station = host === null ? undefined : context.result.deployables[host];
  const deployable = host === null ? undefined : sceneOf(context).deployables.get(host);
  if (station === undefined || deployable === undefined || station.replicas <= 0) return 1;
  if (station.saturated) return null;
  if (deployable.discipline === 'delay' || deployable.discipline === 'fifo' || station.cores <= 0) return 1;
  const pooled = deployable.balancing === 'shared-queue' || deployable.balancing === 'least-busy';
  const parts = pooled ? 1 : station.replicas;
  return sharingStretch(station.cores / parts, station.coresBusy / parts);
}

/** Wire time and the work of both ends of one call, ms; null when an end is saturated. */
function callMs(context: RuleContext, link: Link, call: Call): number | null {
  const from = stretchOf(context, call.from.host);
  const to = stretchOf(context, call.to.host);
  const networkMs = context.result.links[link.id]?.networkMs;
  if (from === null || to === null || networkMs === undefined) return null;
  const cpu = workOf(link, call.from.component, call.to.component).value;
  return networkMs + cpu.from * from + cpu.to * to;
}

/** Time and money of the calls beyond the first, against one call that does the same work. */
function priceOf(context: RuleContext, { call, journey, times }: Chatty): Priced {
  const { link, repeat } = call;
  const finite = (context.result.journeys[journey.id]?.latencyMs ?? null) !== null;
  const each = finite ? callMs(context, link, call) : null;
  const billed = context.result.cost.lines.filter(({ owner }) => owner.kind === 'link' && owner.id === link.id);
  const usd = billed.reduce((sum, { monthlyUsd }) => sum + monthlyUsd, 0) * ((repeat - 1) / repeat);
  if (each === null && usd <= 0) return unpriced('A part on the way is saturated, so a call has no finite time.');
  return priced({
    journey: journey.id,
    ...(each === null ? {} : { ms: (repeat - 1) * each * times }),
    ...(usd > 0 ? { monthlyUsd: usd } : {}),
  });
}

function find(context: RuleContext): Finding[] {
  const scene = sceneOf(context);
  const worst = new Map<string, Chatty>();
  for (const { journey, entries } of scene.journeys) {
    for (const { call, visits } of visitsOf(entries)) {
      const times = visits * call.probability;
      if (!inARow(call) || times <= 0) continue;
      const known = worst.get(call.link.id);
      const load = (each: Chatty) => each.call.repeat * each.times * rateOf(context, each.journey);
      const next = { call, journey, times };
      if (known === undefined || load(next) > load(known)) worst.set(call.link.id, next);
    }
  }
  return [...worst.values()].map(({ call, journey, times }): Finding => {
    const { link, repeat } = call;
    return {
      rule: 'chatty-link',
      severity: 'warning',
      targets: [link.id],
      message: `One request of ${journey.name} makes ${figure(repeat)} calls in a row from ${scene.name(link.id)} over the network.`,
      ...priceOf(context, { call, journey, times }),
    };
  });
}

export const chattyLink: Rule = { id: 'chatty-link', title: 'Chatty link', check: find };
