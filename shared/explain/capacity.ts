// How much more traffic a journey holds: the places that saturate as traffic grows, and the first of them.
import type { JourneyAnswer, Limit } from '../engine/types.ts';
import { coresInput, operationInputs, replicasInput } from './deployables.ts';
import { amount, deployable, fact, workedOut } from './facts.ts';
import type { Body } from './journeys.ts';
import { flowAccuracy, rateInput } from './rates.ts';
import { hostIndex, journeyScene, type JourneyScene, type Scene } from './scene.ts';
import type { Explanation, Input } from './types.ts';

const TOGETHER =
  'Journeys that meet where work can queue grow together; of all their places the one that gives the least gives way first.';

const BY_WORD: Readonly<Record<Limit['by'], string>> = { cores: 'cores', threads: 'threads', quota: 'quota' };

export function explainCapacity(scene: Scene, _: JourneyScene, answer: JourneyAnswer): Body | null {
  const { capacityFactor: factor, givesWayFirst, limits } = answer;
  const first = limits.find(({ id }) => id === givesWayFirst);
  if (!first || factor === null) return null;
  const { words, ...rest } = limitBody(scene, 'Gives way first', first);
  const alone = Math.abs(first.factor / factor - 1) < 1e-9;
  return {
    ...rest,
    words: alone
      ? [...words, TOGETHER]
      : [
          'The largest multiple of the traffic with which everything still comes to rest. More traffic changes how many calls fail, are refused or are tried again, and those are traffic too: so it is searched step by step.',
          TOGETHER,
        ],
  };
}

export function explainLimit(scene: Scene, journey: string, id: string, by: string): Explanation | null {
  const limit = scene.answer.journeys[journey]?.limits.find((one) => one.id === id && one.by === by);
  if (!limit || !journeyScene(scene, journey)) return null;
  const name = scene.variant.deployables.find((one) => one.id === id)?.name ?? id;
  return {
    title: `${name}, its ${BY_WORD[limit.by]} hold up to`,
    value: amount(limit.factor, 'times'),
    ...limitBody(scene, 'Gives way', limit),
  };
}

/** What the figure is made of at one place. */
function limitBody(scene: Scene, label: string, { id, by }: Limit): Body {
  const { network, state } = scene;
  const grows = network.journeys.map((entry) => rateInput(scene, entry));
  const h = hostIndex(scene, id);
  const d = network.hosts[h]?.deployable;
  // With retries more traffic means more attempts, which no formula of today's load has in it.
  const flow = flowAccuracy(scene) === 'exact' ? 'exact' : 'rough';
  if (!d) return { accuracy: flow, words: [], inputs: grows };
  const place = { scene, d, h, path: `deployables/${id}` };
  const station = state.stations[h]!;
  const where = workedOut(label, d.name, { part: deployable(id) });
  if (by === 'quota')
    return {
      accuracy: flow,
      words: ['What the quota grants / what is asked of it today.'],
      inputs: [where, ...quotaInputs(scene, id, station.quota * (d.quota?.perSecond ?? 0)), ...grows],
    };
  if (by === 'threads')
    return {
      accuracy: flow === 'exact' ? 'good' : flow,
      words: [
        'What its threads let through / its requests today. The threads are users in a closed loop between its cores and the calls they wait for.',
      ],
      inputs: [where, ...threadInputs(scene, h), coresInput(place), replicasInput(place), ...grows],
    };
  return {
    accuracy: flow,
    words: ['Cores × replicas / work offered to them today.'],
    inputs: [
      where,
      coresInput(place),
      replicasInput(place),
      workedOut(
        `${d.name}: work offered, in cores kept busy`,
        amount(scene.answer.deployables[id]!.coresBusy, 'number'),
      ),
      ...operationInputs(place),
      ...grows,
    ],
  };
}

function quotaInputs(scene: Scene, id: string, asked: number): Input[] {
  const d = scene.variant.deployables.find((one) => one.id === id)!;
  return [
    fact(scene, {
      label: `${d.name}: quota`,
      path: `deployables/${id}/quota/perSecond`,
      value: amount(d.quota?.perSecond ?? 0, 'perSecond'),
      source: '',
      part: deployable(id),
    }),
    workedOut('Asked for', amount(asked, 'perSecond'), { more: d.quota?.counts ?? 'visits' }),
  ];
}

/** Threads of one replica and calls at a time, as far as they are said. */
export function threadInputs(scene: Scene, h: number): Input[] {
  const { threads, deployable: d } = scene.network.hosts[h]!;
  const { id, name, quota } = d!;
  const path = `deployables/${id}`;
  const part = deployable(id);
  const inputs: Input[] = [];
  if (threads !== null)
    inputs.push(
      fact(scene, {
        label: `${name}: threads a replica`,
        path: `${path}/threads`,
        value: amount(threads, 'number'),
        source: '',
        part,
      }),
    );
  if (quota?.concurrent !== undefined)
    inputs.push(
      fact(scene, {
        label: `${name}: quota at a time`,
        path: `${path}/quota/concurrent`,
        value: amount(quota.concurrent, 'number'),
        source: '',
        part,
      }),
    );
  const held = scene.state.pools[h]!.held;
  if (Number.isFinite(held)) inputs.push(workedOut(`${name}: threads held today`, amount(held, 'number'), { part }));
  return inputs;
}
