// Figures of one deployable: how busy, how many, how long one waits there.
import type { Activity } from '../../shared/engine/network.ts';
import { callsPerVisit, sendingWork } from '../../shared/engine/load.ts';
import { erlangC } from '../../shared/engine/queueing.ts';
import type { DeployableResult } from '../../shared/engine/types.ts';
import { ASSUMPTIONS, DEPLOYABLE } from '../../shared/model/defaults.ts';
import type { Deployable } from '../../shared/model/types.ts';
import { amount, deployable, demandInput, fact, workedOut } from './facts.ts';
import { flowAccuracy, rateInput } from './rates.ts';
import { hostIndex, operationName, type Scene } from './scene.ts';
import type { Amount, Explanation, Input, LoadFigure } from './types.ts';

interface Place {
  readonly scene: Scene;
  readonly d: Deployable;
  readonly h: number;
  readonly answer: DeployableResult;
  readonly path: string;
}

export function explainLoad(scene: Scene, id: string, of: LoadFigure): Explanation | null {
  const h = hostIndex(scene, id);
  const d = scene.network.hosts[h]?.deployable;
  const answer = scene.answer.deployables[id];
  if (!d || !answer) return null;
  return EXPLAIN[of]({ scene, d, h, answer, path: `deployables/${id}` });
}

const EXPLAIN: Readonly<Record<LoadFigure, (place: Place) => Explanation | null>> = {
  utilisation: explainUtilisation,
  cores: explainCores,
  replicas: explainReplicas,
  visits: explainVisits,
  wait: explainWait,
  queue: explainQueue,
  threads: explainThreads,
  refused: explainRefused,
};

/** Ms of work that calls add to a visit: sending at the caller, receiving at the callee. */
export function callWork({ network, state }: Scene, activity: Activity): number {
  const rate = state.traffic.rate[activity.index]!;
  let receiving = 0;
  for (const caller of network.activities)
    for (const call of caller.calls)
      for (const t of call.targets)
        if (t.activity === activity.index && call.fate !== 'down')
          receiving += state.traffic.rate[caller.index]! * callsPerVisit(call, state.attempts) * t.share * t.cpuTo;
  return sendingWork(activity, state.attempts) + (rate > 0 ? receiving / rate : 0);
}

export function coresInput({ scene, d, h, path }: Pick<Place, 'scene' | 'd' | 'h' | 'path'>): Input {
  const { threadsServe, servers } = scene.network.hosts[h]!;
  return threadsServe
    ? fact(scene, {
        label: `${d.name}: threads, which serve`,
        path: `${path}/threads`,
        value: amount(servers, 'number'),
        source: DEPLOYABLE.threads.source,
        part: deployable(d.id),
      })
    : fact(scene, {
        label: `${d.name}: cores a replica`,
        path: `${path}/cores`,
        value: amount(d.cores ?? DEPLOYABLE.cores.value, 'number'),
        source: DEPLOYABLE.cores.source,
        part: deployable(d.id),
      });
}

export function replicasInput({ scene, d, h, path }: Pick<Place, 'scene' | 'd' | 'h' | 'path'>): Input {
  const label = `${d.name}: replicas`;
  const value = amount(scene.state.stations[h]!.replicas, 'number');
  if (d.replicas && 'min' in d.replicas)
    return workedOut(label, value, { more: 'as many as the peak needs', part: deployable(d.id) });
  return fact(scene, {
    label,
    path: `${path}/replicas/fixed`,
    value,
    source: DEPLOYABLE.replicas.source,
    part: deployable(d.id),
  });
}

/** Operations that run here, the one that gives most work first. */
function operationsHere({ scene, h }: Place) {
  const { network, state } = scene;
  return network.activities
    .filter((one) => one.host === h && state.traffic.rate[one.index]! > 0)
    .map((activity) => {
      const visits = state.traffic.rate[activity.index]! * 1000;
      const calls = callWork(scene, activity);
      const own = activity.demand.mean / network.hosts[h]!.slowness;
      return { activity, visits, calls, busy: (visits / 1000) * (own + calls) };
    })
    .toSorted((a, b) => b.busy - a.busy);
}

function operationInputs(place: Place): Input[] {
  const { scene } = place;
  return operationsHere(place).flatMap(({ activity, visits, calls }) => [
    workedOut(`${operationName(activity)}: visits`, amount(visits, 'perSecond')),
    demandInput(scene, activity),
    ...(calls > 0 ? [workedOut(`${operationName(activity)}: sending and receiving`, amount(calls, 'ms'))] : []),
  ]);
}

function sharesOfWork(place: Place, whole: number, unit: Amount['unit']): Explanation['shares'] {
  const parts = operationsHere(place)
    .filter(({ busy }) => busy > 0)
    .map(({ activity, busy }) => ({ name: operationName(activity), value: amount(busy / whole, unit) }));
  return parts.length > 1 ? { title: 'What keeps it busy', parts } : undefined;
}

function explainUtilisation(place: Place): Explanation {
  const { scene, d, h, answer, path } = place;
  const station = scene.state.stations[h]!;
  const host = scene.network.hosts[h]!;
  const base = { title: `${d.name}, utilisation`, value: amount(answer.utilisation, 'share'), accuracy: answer.accuracy };
  if (station.quota > 0 && station.quota >= answer.utilisation - 1e-12) {
    const granted = d.quota!.perSecond!;
    return {
      ...base,
      words: ['What is asked for over what the quota grants. A quota is a capacity like any other, and here it is the nearest.'],
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

function explainCores(place: Place): Explanation {
  const { d, scene, answer } = place;
  return {
    title: `${d.name}, cores busy`,
    value: amount(answer.coresBusy, 'number'),
    accuracy: flowAccuracy(scene),
    words: ['The sum over its operations of visits a second × work of a visit: one core does 1,000 ms of work in a second.'],
    shares: sharesOfWork(place, 1, 'number'),
    inputs: [...operationInputs(place), coresInput(place), replicasInput(place)],
  };
}

function explainReplicas(place: Place): Explanation {
  const { scene, d, answer, path } = place;
  const base = { title: `${d.name}, replicas`, value: amount(answer.replicas, 'number') };
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
      workedOut('Work offered at the peak, in cores kept busy', amount(answer.coresBusy, 'number')),
      coresInput(place),
      fact(scene, {
        label: 'Kept busy at most',
        path: at,
        value: amount(target ?? ASSUMPTIONS.utilisationTarget.value, 'share'),
        source: ASSUMPTIONS.utilisationTarget.source,
        part,
      }),
      fact(scene, { label: 'At least', path: `${path}/replicas/min`, value: amount(rule.min, 'number'), source: '', part }),
      fact(scene, { label: 'At most', path: `${path}/replicas/max`, value: amount(rule.max, 'number'), source: '', part }),
      ...operationInputs(place),
    ],
  };
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
    title: `${d.name}, visits`,
    value: amount(answer.visits, 'perSecond'),
    accuracy: flowAccuracy(scene),
    words: [
      'Requests × visits a request, summed over the journeys. Visits follow the calls down: callers’ visits × calls a visit × attempts, events included.',
    ],
    shares: {
      title: 'Whose visits they are',
      parts: parts.map(({ entry, rate }) => ({ name: entry.journey.name, value: amount(rate, 'perSecond') })),
    },
    inputs: parts.flatMap(({ entry, each }) => [
      rateInput(scene, entry),
      workedOut(`${entry.journey.name}: visits a request`, amount(each, 'number')),
    ]),
  };
}

function disciplineInput({ scene, d, path }: Place): Input {
  const byKind = DEPLOYABLE.discipline(d.kind);
  const words = { sharing: 'all share the cores', fifo: 'one after another', delay: 'no waiting' };
  return fact(scene, {
    label: `${d.name}: how work waits`,
    path: `${path}/discipline`,
    value: words[d.discipline ?? byKind.value],
    source: byKind.source,
    part: deployable(d.id),
  });
}

function balancingInput({ scene, d, path }: Place): Input {
  const words = {
    random: 'at random',
    'round-robin': 'in turn',
    'least-busy': 'to the least busy',
    'shared-queue': 'one queue for all',
  };
  return fact(scene, {
    label: `${d.name}: calls go to replicas`,
    path: `${path}/balancing`,
    value: words[d.balancing ?? DEPLOYABLE.balancing.value],
    source: DEPLOYABLE.balancing.source,
    part: deployable(d.id),
  });
}

function explainWait(place: Place): Explanation | null {
  const { scene, d, h, answer } = place;
  if (answer.waitMs === null) return null;
  const station = scene.state.stations[h]!;
  const host = scene.network.hosts[h]!;
  const base = { title: `${d.name}, wait of a visit`, value: amount(answer.waitMs, 'ms'), accuracy: answer.accuracy };
  if (!Number.isFinite(host.servers))
    return {
      ...base,
      words: ['Nothing waits here: it scales by itself, and only its quota is a limit.'],
      inputs: [disciplineInput(place)],
    };
  const servers = host.pooled ? host.servers * station.replicas : host.servers;
  const offered = host.pooled ? station.offered : station.offered / station.replicas;
  const s = station.arrivals > 0 ? station.offered / station.arrivals : 0;
  const waiting = erlangC(servers, offered);
  const withRoom = host.room !== null && host.discipline === 'fifo';
  const closed = scene.network.journeys.some(({ journey }) => journey.closed);
  return {
    ...base,
    words: closed ? [...waitWords(place), 'Users of closed journeys wait in a loop of their own, which is solved with it.'] : waitWords(place),
    inputs: [
      workedOut('Mean work of a visit, s', amount(s, 'ms'), host.slowness > 1 ? { more: 'on part of a core' } : {}),
      workedOut('Servers of one queue, c', amount(servers, 'number')),
      workedOut('Work offered to one queue, a', amount(offered, 'number')),
      ...(withRoom ? [roomInput(place)] : [workedOut('Share that waits, C', amount(waiting, 'share'))]),
      ...(host.discipline === 'fifo' && !station.response
        ? [workedOut('Variation of the work squared, cv²', amount(station.cv2, 'number'))]
        : []),
      disciplineInput(place),
      balancingInput(place),
      coresInput(place),
      replicasInput(place),
      ...operationInputs(place),
    ],
  };
}

function waitWords({ scene, h }: Place): string[] {
  const { discipline, room } = scene.network.hosts[h]!;
  const station = scene.state.stations[h]!;
  if (discipline === 'sharing')
    return [
      'Processor sharing: all jobs inside get equal parts of the cores, so work takes 1 + C / (c − a) times as long, C from Erlang’s formula. The wait is s × C / (c − a).',
    ];
  if (room !== null)
    return ['One after another with room for so many: the chances of 0, 1, 2 … jobs inside follow from a birth-death process, and who finds it full is refused.'];
  if (station.response) return ['One after another, exponential work: the mean wait is C × s / (c − a), C from Erlang’s formula.'];
  return [
    'One after another, any work: the mean wait is C × s / (c − a) × (1 + cv²) / 2 (Allen, Cunneen), C from Erlang’s formula.',
  ];
}

function roomInput({ scene, d, h, path }: Place): Input {
  const room = scene.network.hosts[h]!.room;
  return fact(scene, {
    label: `${d.name}: waiting places`,
    path: `${path}/room`,
    value: room === null ? 'no limit' : amount(room, 'number'),
    source: 'no limit unless one is said',
    part: deployable(d.id),
  });
}

function explainQueue(place: Place): Explanation | null {
  const { scene, d, h, answer } = place;
  if (answer.queueLength === null || answer.waitMs === null) return null;
  const { refused } = scene.state.stations[h]!;
  return {
    title: `${d.name}, in the queue`,
    value: amount(answer.queueLength, 'number'),
    accuracy: answer.accuracy,
    words: ['Little’s law: visits that are let in a second × mean wait of a visit.', ...waitWords(place).slice(0, 1)],
    inputs: [
      workedOut('Visits', amount(answer.visits, 'perSecond')),
      workedOut('Wait of a visit', amount(answer.waitMs, 'ms')),
      ...(refused > 0 ? [workedOut('Refused when full', amount(refused, 'share'))] : []),
      coresInput(place),
      replicasInput(place),
      ...operationInputs(place),
    ],
  };
}

function explainThreads(place: Place): Explanation {
  const { scene, d, h, answer, path } = place;
  const { network, state } = scene;
  const here = network.activities.filter((one) => one.host === h);
  const rate = here.reduce((sum, one) => sum + state.traffic.waited[one.index]!, 0);
  const part = deployable(d.id);
  const concurrent = d.quota?.concurrent;
  const held = state.pools[h]?.held ?? 0;
  return {
    title: `${d.name}, threads held`,
    value: amount(answer.threadsHeld, 'number'),
    accuracy: answer.saturated ? 'invalid' : answer.accuracy === 'exact' ? 'good' : answer.accuracy,
    words: [
      'Little’s law: requests that somebody waits for × mean time inside. A request holds its thread for its own work, the wait for a core, and every call it waits for.',
      ...(held === Infinity ? ['Some calls never come back, so every thread is held.'] : []),
    ],
    inputs: [
      workedOut('Requests that hold a thread', amount(rate * 1000, 'perSecond')),
      ...(rate > 0 && Number.isFinite(held) ? [workedOut('Mean time inside', amount(held / rate, 'ms'))] : []),
      fact(scene, {
        label: `${d.name}: threads a replica`,
        path: `${path}/threads`,
        value: typeof d.threads === 'number' ? amount(d.threads, 'number') : DEPLOYABLE.threads.value,
        source: DEPLOYABLE.threads.source,
        part,
      }),
      ...(concurrent === undefined
        ? []
        : [
            fact(scene, {
              label: `${d.name}: quota at a time`,
              path: `${path}/quota/concurrent`,
              value: amount(concurrent, 'number'),
              source: '',
              part,
            }),
          ]),
      replicasInput(place),
      ...operationInputs(place),
    ],
  };
}

function explainRefused(place: Place): Explanation {
  const { d, answer, h, scene } = place;
  const { room } = scene.network.hosts[h]!;
  return {
    title: `${d.name}, refused when full`,
    value: amount(answer.shedShare, 'share'),
    accuracy: answer.accuracy,
    words: [
      room === null
        ? 'Its queue has no bound, so nobody is refused.'
        : 'The chance to find every server busy and every waiting place taken, from a birth-death process.',
    ],
    inputs: [
      roomInput(place),
      ...(room === null ? [] : [workedOut('Work offered, in cores kept busy', amount(answer.coresBusy, 'number')), coresInput(place), replicasInput(place)]),
    ],
  };
}
