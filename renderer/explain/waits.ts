// How long one waits at a deployable, and who waits there.
import { erlangC } from '../../shared/engine/queueing.ts';
import { DEPLOYABLE } from '../../shared/model/defaults.ts';
import {
  balancingInput,
  coresInput,
  disciplineInput,
  operationInputs,
  type Place,
  replicasInput,
  roomInput,
} from './deployables.ts';
import { amount, deployable, fact, workedOut } from './facts.ts';
import type { Explanation } from './types.ts';
import { LOAD_WORD } from './words.ts';

export function explainWait(place: Place): Explanation | null {
  const { scene, d, h, answer } = place;
  if (answer.waitMs === null) return null;
  const station = scene.state.stations[h]!;
  const host = scene.network.hosts[h]!;
  const base = { title: `${d.name}, ${LOAD_WORD.wait}`, value: amount(answer.waitMs, 'ms'), accuracy: answer.accuracy };
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
    words: closed
      ? [...waitWords(place), 'Users of closed journeys wait in a loop of their own, which is solved with it.']
      : waitWords(place),
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
    return [
      'One after another with room for so many: the chances of 0, 1, 2 … jobs inside follow from a birth-death process, and who finds it full is refused.',
    ];
  if (station.response)
    return ['One after another, exponential work: the mean wait is C × s / (c − a), C from Erlang’s formula.'];
  return [
    'One after another, any work: the mean wait is C × s / (c − a) × (1 + cv²) / 2 (Allen, Cunneen), C from Erlang’s formula.',
  ];
}

export function explainQueue(place: Place): Explanation | null {
  const { scene, d, h, answer } = place;
  if (answer.queueLength === null || answer.waitMs === null) return null;
  const { refused } = scene.state.stations[h]!;
  return {
    title: `${d.name}, ${LOAD_WORD.queue}`,
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

export function explainThreads(place: Place): Explanation {
  const { scene, d, h, answer, path } = place;
  const { network, state } = scene;
  const here = network.activities.filter((one) => one.host === h);
  const rate = here.reduce((sum, one) => sum + state.traffic.waited[one.index]!, 0);
  const part = deployable(d.id);
  const concurrent = d.quota?.concurrent;
  const held = state.pools[h]?.held ?? 0;
  return {
    title: `${d.name}, ${LOAD_WORD.threads}`,
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

export function explainRefused(place: Place): Explanation {
  const { d, answer, h, scene } = place;
  const host = scene.network.hosts[h]!;
  const room = host.discipline === 'fifo' ? host.room : null;
  return {
    title: `${d.name}, ${LOAD_WORD.refused}`,
    value: amount(answer.shedShare, 'share'),
    accuracy: answer.accuracy,
    words: [
      room === null
        ? 'Its queue has no bound, so nobody is refused.'
        : 'The chance to find every server busy and every waiting place taken, from a birth-death process.',
    ],
    inputs: [
      roomInput(place),
      ...(room === null
        ? []
        : [
            workedOut('Work offered, in cores kept busy', amount(answer.coresBusy, 'number')),
            coresInput(place),
            replicasInput(place),
          ]),
    ],
  };
}
