// Load of one link and the way of one call over it.
import { callsPerVisit } from '../../shared/engine/load.ts';
import { nameOf } from '../lenses/blastWords.ts';
import { chanceInput, countInput, payloadInputs, policyInputs, wireInputs, type Passage } from './calls.ts';
import { amount, distinct, workedOut } from './facts.ts';
import { flowAccuracy } from './rates.ts';
import { operationName, type Scene } from './scene.ts';
import type { Explanation, Input, LinkFigure } from './types.ts';

/** Every call over the link, with the visits a second of the operation that makes it. */
function callsOver({ network, state }: Scene, id: string) {
  return network.activities.flatMap((activity) => {
    const visits = state.traffic.rate[activity.index]! * 1000;
    return activity.calls
      .filter(({ link }) => link.id === id)
      .map((call) => ({ activity, call, visits, calls: visits * callsPerVisit(call, state.attempts) }));
  });
}

export function explainLink(scene: Scene, id: string, of: LinkFigure): Explanation | null {
  const answer = scene.answer.links[id];
  const link = scene.project.links.find((one) => one.id === id);
  if (!answer || !link || answer.nature === 'absent') return null;
  const name = nameOf(scene.project, id);
  const over = callsOver(scene, id);
  const made: Input[] = over.flatMap(({ activity, call, visits }) => [
    workedOut(`${operationName(activity)}: visits`, amount(visits, 'perSecond')),
    countInput(scene, activity, call),
    ...chanceInput(activity, call),
  ]);
  const tried = over.flatMap(({ call }) => policyInputs(scene, call));
  if (of === 'calls')
    return {
      title: `${name}, calls`,
      value: amount(answer.callsPerSecond, 'perSecond'),
      accuracy: flowAccuracy(scene),
      words: [
        'Visits of the caller × calls a visit × the chance that they are made × attempts, summed over the caller’s operations, at the peak.',
      ],
      inputs: distinct([...made, ...tried]),
    };
  if (of === 'data') {
    const onWire = over.reduce(
      (sum, { call, calls }) => sum + calls * call.targets.reduce((share, t) => share + (t.network ? t.share : 0), 0),
      0,
    );
    return {
      title: `${name}, data`,
      value: amount(answer.bytesPerSecond, 'bytesPerSecond'),
      accuracy: flowAccuracy(scene),
      words: ['Calls over a network × bytes there and back. What stays inside a process moves no bytes.'],
      inputs: distinct([
        workedOut('Calls over a network', amount(onWire, 'perSecond')),
        ...payloadInputs(scene, link),
        ...made,
        ...tried,
      ]),
    };
  }
  const passages = over.flatMap(({ activity, call }) =>
    call.targets.map((target): Passage => ({ call, from: scene.network.hosts[activity.host]!, target })),
  );
  return {
    title: `${name}, on the wire a call`,
    value: amount(answer.networkMs, 'ms'),
    accuracy: 'exact',
    words: [
      link.interaction === 'async'
        ? 'One way from the producer to the broker or the consumer: the mean that an event takes.'
        : 'There and back by where both ends stand; the work of the callee is not in it.',
      'What is added on the way (a mesh, a wait, a scenario) counts on top. Several copies count by their share of the calls.',
    ],
    inputs: distinct(passages.flatMap((one) => wireInputs(scene, one))),
  };
}
