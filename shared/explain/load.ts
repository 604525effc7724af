// Figures of one deployable: how busy, how many, how long one waits there.
import { ASSUMPTIONS } from '../model/defaults.ts';
import {
  coresInput,
  disciplineInput,
  operationInputs,
  type Place,
  replicasInput,
  sharesOfWork,
} from './deployables.ts';
import { amount, deployable, fact, workedOut } from './facts.ts';
import { flowAccuracy, rateInput } from './rates.ts';
import { hostIndex, type Scene } from './scene.ts';
import type { Explanation, LoadFigure } from './types.ts';
import { explainPool, explainThreads, explainThreadWait } from './threads.ts';
import { explainBusy, explainJobs, explainQueue, explainRefused, explainWait } from './waits.ts';
import { LOAD_WORD } from './figureNames.ts';

export function explainLoad(scene: Scene, id: string, of: LoadFigure): Explanation | null {
  const h = hostIndex(scene, id);
  const d = scene.network.hosts[h]?.deployable;
  const answer = scene.answer.deployables[id];
  if (!d || !answer) return null;
  return EXPLAIN[of]({ scene, d, h, answer, path: `deployables/${id}` });
}

const EXPLAIN: Readonly<Record<LoadFigure, (place: Place) => Explanation | null>> = {
  utilisation: explainUtilisation,
  cores: explainSize,
  coresBusy: explainCores,
  replicas: explainReplicas,
  visits: explainVisits,
  waitMs: explainWait,
  queueLength: explainQueue,
  jobs: explainJobs,
  waitingShare: explainBusy,
  threads: explainPool,
  threadsHeld: explainThreads,
  threadWaitMs: explainThreadWait,
  shedShare: explainRefused,
};

function explainUtilisation(place: Place): Explanation {
  const { scene, d, h, answer, path } = place;
  const station = scene.state.stations[h]!;
  const host = scene.network.hosts[h]!;
  const base = {
    title: `${d.name}, ${LOAD_WORD.utilisation}`,
    value: amount(answer.utilisation, 'share'),
    accuracy: answer.accuracy,
  };
  if (station.quota > 0 && station.quota >= answer.utilisation - 1e-12) {
    const granted = d.quota!.perSecond!;
    return {
      ...base,
      words: [
        'What is asked for over what the quota grants. A quota is a capacity like any other, and here it is the nearest.',
      ],
      inputs: [
        workedOut('Asked for', amount(station.quota * granted, 'perSecond'), { more: d.quota?.counts ?? 'visits' }),
        fact(scene, {
          label: `${d.name}: quota`,
          path: `${path}/quota/perSecond`,
          value: amount(granted, 'perSecond'),
          source: '',
          part: deployable(d.id),
        }),
      ],
    };
  }
  if (!Number.isFinite(host.servers))
    return {
      ...base,
      words: ['It scales by itself: no core is shared and nothing queues, so nothing is kept busy here.'],
      inputs: [disciplineInput(place)],
    };
  const refused = station.refused > 0 ? ', less what is refused' : '';
  return {
    ...base,
    words: [
      `Work offered / (${host.threadsServe ? 'threads' : 'cores'} × replicas)${refused}. The work is the sum over its operations of visits × work of a visit, serialising of calls at this end included.`,
    ],
    shares: sharesOfWork(place, (host.servers / host.slowness) * answer.replicas, 'share'),
    inputs: [
      workedOut('Work offered, in cores kept busy', amount(answer.coresBusy, 'number')),
      coresInput(place),
      replicasInput(place),
      ...(station.refused > 0 ? [workedOut('Refused when full', amount(station.refused, 'share'))] : []),
      ...operationInputs(place),
    ],
  };
}

function explainSize(place: Place): Explanation {
  const { d, answer, scene, h } = place;
  const without = !Number.isFinite(scene.network.hosts[h]!.servers);
  return {
    title: `${d.name}, ${LOAD_WORD.cores}`,
    value: amount(answer.cores, 'number'),
    accuracy: 'exact',
    words: [without ? 'It scales by itself, so no cores are counted.' : 'Cores of a replica × replicas.'],
    inputs: without ? [disciplineInput(place)] : [coresInput(place), replicasInput(place)],
  };
}

function explainCores(place: Place): Explanation {
  const { d, scene, answer } = place;
  return {
    title: `${d.name}, ${LOAD_WORD.coresBusy}`,
    value: amount(answer.coresBusy, 'number'),
    accuracy: flowAccuracy(scene),
    words: [
      'The sum over its operations of visits a second × work of a visit: one core does 1,000 ms of work in a second.',
    ],
    shares: sharesOfWork(place, 1, 'number'),
    inputs: [...operationInputs(place), coresInput(place), replicasInput(place)],
  };
}

function explainReplicas(place: Place): Explanation {
  const { scene, d, answer, path } = place;
  const base = { title: `${d.name}, ${LOAD_WORD.replicas}`, value: amount(answer.replicas, 'number') };
  const rule = d.replicas;
  if (!rule || 'fixed' in rule)
    return { ...base, accuracy: 'exact', words: ['As many as the design says.'], inputs: [replicasInput(place)] };
  const target = rule.target ?? d.utilisationTarget ?? scene.project.assumptions?.utilisationTarget;
  const at =
    rule.target !== undefined
      ? `${path}/replicas/target`
      : d.utilisationTarget !== undefined
        ? `${path}/utilisationTarget`
        : 'assumptions/utilisationTarget';
  const part = deployable(d.id);
  return {
    ...base,
    accuracy: flowAccuracy(scene),
    words: [
      'The fewest that keep work offered / (cores × replicas) at or under the target, between the least and the most. Always decided at peak rates.',
    ],
    inputs: [
      workedOut('Work offered at the peak, in cores kept busy', amount(busyAtPeak(place), 'number')),
      coresInput(place),
      fact(scene, {
        label: 'Kept busy at most',
        path: at,
        value: amount(target ?? ASSUMPTIONS.utilisationTarget.value, 'share'),
        source: ASSUMPTIONS.utilisationTarget.source,
        part,
      }),
      fact(scene, {
        label: 'At least',
        path: `${path}/replicas/min`,
        value: amount(rule.min, 'number'),
        source: '',
        part,
      }),
      fact(scene, {
        label: 'At most',
        path: `${path}/replicas/max`,
        value: amount(rule.max, 'number'),
        source: '',
        part,
      }),
      ...operationInputs(place),
    ],
  };
}

function busyAtPeak({ scene, h }: Place): number {
  const { servers, slowness } = scene.network.hosts[h]!;
  return Number.isFinite(servers) ? scene.peak.stations[h]!.offered / slowness : 0;
}

function explainVisits({ scene, d, h, answer }: Place): Explanation {
  const { network, state } = scene;
  const byJourney = network.journeys.map((entry, i) => {
    const each = network.activities
      .filter((one) => one.host === h)
      .reduce((sum, one) => sum + state.traffic.visits[i]![one.index]!, 0);
    return { entry, each, rate: each * state.traffic.requests[i]! * 1000 };
  });
  const parts = byJourney.filter(({ rate }) => rate > 0).toSorted((a, b) => b.rate - a.rate);
  return {
    title: `${d.name}, ${LOAD_WORD.visits}`,
    value: amount(answer.visits, 'perSecond'),
    accuracy: flowAccuracy(scene),
    words: [
      'Requests × visits a request, summed over the journeys. Visits follow the calls down: callers’ visits × calls a visit × attempts, events included.',
    ],
    shares: {
      title: 'Whose visits they are',
      parts: parts.map(({ entry, rate }) => ({ name: entry.journey.name, value: amount(rate, 'perSecond') })),
    },
    inputs: (parts.length > 0 ? parts : byJourney).flatMap(({ entry, each }) => [
      rateInput(scene, entry),
      workedOut(`${entry.journey.name}: visits a request`, amount(each, 'number')),
    ]),
  };
}
