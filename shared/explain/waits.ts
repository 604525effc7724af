// How long one waits at a deployable, and who is refused.
import { erlangC } from '../engine/queueing.ts';
import {
  balancingInput,
  coresInput,
  disciplineInput,
  operationInputs,
  type Place,
  replicasInput,
  roomInput,
} from './deployables.ts';
import { amount, workedOut } from './facts.ts';
import type { Explanation } from './types.ts';
import { LOAD_WORD } from './figureNames.ts';

export function explainWait(place: Place): Explanation | null {
  const { scene, d, h, answer } = place;
  if (answer.waitMs === null) return null;
  const station = scene.state.stations[h]!;
  const host = scene.network.hosts[h]!;
  const base = {
    title: `${d.name}, ${LOAD_WORD.waitMs}`,
    value: amount(answer.waitMs, 'ms'),
    accuracy: answer.accuracy,
  };
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
  const withRoom = host.room !== null;
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
  if (discipline === 'sharing' && room !== null)
    return [
      'All jobs inside share the cores, and there is room for so many: the chances of 0, 1, 2 … jobs inside follow from a birth-death process, the response from Little’s law, and who finds it full is refused.',
    ];
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
    title: `${d.name}, ${LOAD_WORD.queueLength}`,
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

export function explainJobs(place: Place): Explanation | null {
  const { scene, d, h, answer } = place;
  if (answer.jobs === null || answer.queueLength === null) return null;
  const { refused, offered } = scene.state.stations[h]!;
  return {
    title: `${d.name}, ${LOAD_WORD.jobs}`,
    value: amount(answer.jobs, 'number'),
    accuracy: answer.accuracy,
    words: ['Mean visits in the queue and in service. Those that only wait for their own calls are not counted.'],
    inputs: [
      workedOut('In the queue', amount(answer.queueLength, 'number')),
      workedOut('In service', amount(offered * (1 - refused), 'number')),
      ...operationInputs(place),
    ],
  };
}

export function explainBusy(place: Place): Explanation | null {
  const { scene, d, h, answer } = place;
  if (answer.waitingShare === null) return null;
  const { discipline, servers, room } = scene.network.hosts[h]!;
  return {
    title: `${d.name}, ${LOAD_WORD.waitingShare}`,
    value: amount(answer.waitingShare, 'share'),
    accuracy: answer.accuracy,
    words: [
      discipline === 'delay' || !Number.isFinite(servers)
        ? 'There is a server for everybody.'
        : room === null
          ? 'Erlang’s formula C: B / (1 − u (1 − B)), with B(0) = 1 and B(k) = a B(k−1) / (k + a B(k−1)).'
          : 'Of the visits that are let in, the share that finds as many inside as there are servers, or more.',
    ],
    inputs: [coresInput(place), balancingInput(place), replicasInput(place), ...operationInputs(place)],
  };
}

export function explainRefused(place: Place): Explanation {
  const { d, answer, h, scene } = place;
  const host = scene.network.hosts[h]!;
  const { room } = host;
  return {
    title: `${d.name}, ${LOAD_WORD.shedShare}`,
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
