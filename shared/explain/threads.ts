// Threads that requests hold at a deployable while they wait for others, and the wait for a free one.
import { DEPLOYABLE } from '../model/defaults.ts';
import { threadInputs } from './capacity.ts';
import { operationInputs, type Place, replicasInput } from './deployables.ts';
import { amount, deployable, fact, workedOut } from './facts.ts';
import { LOAD_WORD } from './figureNames.ts';
import type { Explanation } from './types.ts';

export function explainThreads(place: Place): Explanation {
  const { scene, d, h, answer, path } = place;
  const { network, state } = scene;
  const here = network.activities.filter((one) => one.host === h);
  const rate = here.reduce((sum, one) => sum + state.traffic.waited[one.index]!, 0);
  const part = deployable(d.id);
  const concurrent = d.quota?.concurrent;
  const held = state.pools[h]?.held ?? 0;
  return {
    title: `${d.name}, ${LOAD_WORD.threadsHeld}`,
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

/** Threads that there are. */
export function explainPool(place: Place): Explanation | null {
  const { scene, d, h, answer } = place;
  if (answer.threads === null) return null;
  return {
    title: `${d.name}, ${LOAD_WORD.threads}`,
    value: amount(answer.threads, 'number'),
    accuracy: 'exact',
    words: ['Threads of a replica × replicas, or the calls at a time that its quota grants, whichever is less.'],
    inputs: [...threadInputs(scene, h), replicasInput(place)],
  };
}

export function explainThreadWait(place: Place): Explanation | null {
  const { scene, d, h, answer } = place;
  if (answer.threadWaitMs === null) return null;
  const limited = threadInputs(scene, h);
  return {
    title: `${d.name}, ${LOAD_WORD.threadWaitMs}`,
    value: amount(answer.threadWaitMs, 'ms'),
    accuracy: answer.accuracy === 'exact' ? 'good' : answer.accuracy,
    words: !scene.state.pools[h]?.wait
      ? ['Threads are never short here, so nobody waits for one.']
      : [
          'The pool is one server, left by n requests inside as fast as n users go round between the cores and the calls they wait for; a birth-death process gives how many wait for a thread, Little’s law how long.',
        ],
    inputs: [...limited, replicasInput(place), ...operationInputs(place)],
  };
}
