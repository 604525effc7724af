// What else is said of a journey: calls over a network, and how much more traffic it holds.
import { callsPerVisit } from '../../shared/engine/load.ts';
import { nameOf } from '../lenses/blastWords.ts';
import { coresInput, operationInputs, replicasInput } from './deployables.ts';
import { amount, deployable, fact, link, workedOut } from './facts.ts';
import { flowAccuracy, rateInput } from './rates.ts';
import { hostIndex, journeyScene, type Scene } from './scene.ts';
import type { Explanation, Input } from './types.ts';

export function explainNetworkCalls(scene: Scene, id: string): Explanation | null {
  const found = journeyScene(scene, id);
  const answer = scene.answer.journeys[id];
  if (!found || !answer) return null;
  const { network, state } = scene;
  const byLink = new Map<string, number>();
  for (const activity of network.activities) {
    const visits = found.waited[activity.index]!;
    for (const call of activity.calls) {
      if (visits === 0 || !call.waits) continue;
      const crossing = call.targets.reduce((share, t) => share + (t.network ? t.share : 0), 0);
      const calls = visits * callsPerVisit(call, state.attempts) * crossing;
      byLink.set(call.link.id, (byLink.get(call.link.id) ?? 0) + calls);
    }
  }
  const parts = [...byLink].toSorted(([, a], [, b]) => b - a);
  const crossing = parts.filter(([, calls]) => calls > 0);
  return {
    title: `${answer.name}, calls over a network a request`,
    value: amount(answer.networkCalls, 'number'),
    accuracy: flowAccuracy(scene),
    words: [
      'Visits of the caller × calls a visit × attempts, summed over the links that a request waits for and that leave a deployable in this variant.',
      ...(parts.length === 0 ? ['No link is waited for here.'] : []),
    ],
    shares: {
      title: 'Over which links',
      parts: crossing.map(([part, calls]) => ({ name: nameOf(scene.project, part), value: amount(calls, 'number') })),
    },
    inputs: [
      rateInput(scene, found.journey),
      ...parts.map(([part, calls]) =>
        workedOut(nameOf(scene.project, part), amount(calls, 'number'), {
          part: link(part),
          more: calls === 0 ? 'inside a process' : undefined,
        }),
      ),
    ],
  };
}

export function explainCapacity(scene: Scene, id: string): Explanation | null {
  const found = journeyScene(scene, id);
  const answer = scene.answer.journeys[id];
  if (!found || !answer || answer.capacityFactor === null) return null;
  const { capacityFactor: factor, givesWayFirst } = answer;
  const { network, state } = scene;
  const h = hostIndex(scene, givesWayFirst ?? '');
  const d = network.hosts[h]?.deployable;
  const base = {
    title: `${answer.name}, holds up to`,
    value: amount(factor, 'times'),
    // With retries more traffic means more attempts, which are not in it.
    accuracy: flowAccuracy(scene) === 'exact' ? ('exact' as const) : ('rough' as const),
  };
  const together =
    'Journeys that meet where work can queue grow together; of all their places the one that gives the least gives way first.';
  const grows = network.journeys.map((entry) => rateInput(scene, entry));
  if (!d) return { ...base, words: [together], inputs: grows };
  const place = { scene, d, h, path: `deployables/${d.id}` };
  const { servers } = network.hosts[h]!;
  const station = state.stations[h]!;
  const near = (limit: number): boolean => Math.abs(limit / factor - 1) < 1e-6;
  const first = workedOut('Gives way first', d.name, { part: deployable(d.id) });
  if (Number.isFinite(servers) && station.offered > 0 && near((servers * station.replicas) / station.offered))
    return {
      ...base,
      words: [`Cores × replicas of what gives way first / work offered to it today.`, together],
      inputs: [
        first,
        coresInput(place),
        replicasInput(place),
        workedOut(
          `${d.name}: work offered, in cores kept busy`,
          amount(scene.answer.deployables[d.id]!.coresBusy, 'number'),
        ),
        ...operationInputs(place),
        ...grows,
      ],
    };
  if (station.quota > 0 && near(1 / station.quota))
    return {
      ...base,
      words: ['The quota of what gives way first / what is asked of it today.', together],
      inputs: [first, ...quotaInputs(scene, d.id, station.quota * d.quota!.perSecond!), ...grows],
    };
  return {
    ...base,
    accuracy: base.accuracy === 'exact' ? 'good' : 'rough',
    words: [
      'What the threads of the part that gives way first let through / its requests today. The threads are users in a closed loop between its cores and the calls they wait for.',
      together,
    ],
    inputs: [first, ...threadInputs(scene, h), coresInput(place), replicasInput(place), ...grows],
  };
}

function quotaInputs(scene: Scene, id: string, asked: number): Input[] {
  const d = scene.variant.deployables.find((one) => one.id === id)!;
  return [
    fact(scene, {
      label: `${d.name}: quota`,
      path: `deployables/${id}/quota/perSecond`,
      value: amount(d.quota!.perSecond!, 'perSecond'),
      source: '',
      part: deployable(id),
    }),
    workedOut('Asked for', amount(asked, 'perSecond'), { more: d.quota!.counts ?? 'visits' }),
  ];
}

function threadInputs(scene: Scene, h: number): Input[] {
  const { hosts } = scene.network;
  const { threads, deployable: d } = hosts[h]!;
  const part = deployable(d!.id);
  const path = `deployables/${d!.id}`;
  const concurrent = d!.quota?.concurrent;
  const held = scene.state.pools[h]!.held;
  const inputs: Input[] = [];
  if (threads !== null)
    inputs.push(
      fact(scene, {
        label: `${d!.name}: threads a replica`,
        path: `${path}/threads`,
        value: amount(threads, 'number'),
        source: '',
        part,
      }),
    );
  if (concurrent !== undefined)
    inputs.push(
      fact(scene, {
        label: `${d!.name}: quota at a time`,
        path: `${path}/quota/concurrent`,
        value: amount(concurrent, 'number'),
        source: '',
        part,
      }),
    );
  if (Number.isFinite(held)) inputs.push(workedOut(`${d!.name}: threads held today`, amount(held, 'number'), { part }));
  return inputs;
}
