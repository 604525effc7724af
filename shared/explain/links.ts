// Load of one link and the way of one call over it.
import { callsPerVisit } from '../engine/load.ts';
import { nameOf } from './names.ts';
import { chanceInput, countInput, payloadInputs, policyInputs, wireInputs, type Passage } from './calls.ts';
import { amount, distinct, workedOut } from './facts.ts';
import { LINK_WORD } from './figureNames.ts';
import { flowAccuracy } from './rates.ts';
import { operationName, type Scene } from './scene.ts';
import type { Explanation, Input, LinkFigure, Unit } from './types.ts';

const UNIT: Readonly<Record<LinkFigure, Unit>> = {
  callsPerSecond: 'perSecond',
  bytesPerSecond: 'bytesPerSecond',
  networkMs: 'ms',
  attempts: 'number',
};

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
  if (!answer || !link || typeof answer[of] !== 'number') return null;
  const name = nameOf(scene.project, id);
  const title = `${name}, ${LINK_WORD[of]}`;
  if (answer.nature === 'absent')
    return {
      title,
      value: amount(answer[of], UNIT[of]),
      accuracy: 'exact',
      words: ['Nothing calls over this link in this variant.'],
      inputs: [workedOut(name, 'absent', { part: { kind: 'link', id } })],
    };
  const over = callsOver(scene, id);
  const made: Input[] = over.flatMap(({ activity, call, visits }) => [
    workedOut(`${operationName(activity)}: visits`, amount(visits, 'perSecond')),
    countInput(scene, activity, call),
    ...chanceInput(activity, call),
  ]);
  const tried = over.flatMap(({ call }) => policyInputs(scene, call));
  if (of === 'callsPerSecond')
    return {
      title,
      value: amount(answer.callsPerSecond, 'perSecond'),
      accuracy: flowAccuracy(scene),
      words: [
        'Visits of the caller × calls a visit × the chance that they are made × attempts, summed over the caller’s operations.',
      ],
      inputs: distinct([...made, ...tried]),
    };
  if (of === 'attempts')
    return {
      title,
      value: amount(answer.attempts, 'number'),
      accuracy: flowAccuracy(scene),
      words:
        tried.length === 0
          ? ['Nothing is tried again, so each call is made once.']
          : [
              '1 + f + f² + … up to the last retry, f the share of attempts that fail or pass their limit; the mean over the calls of the link.',
            ],
      inputs: distinct(tried.length === 0 ? made : tried),
    };
  if (of === 'bytesPerSecond') {
    const onWire = over.reduce(
      (sum, { call, calls }) => sum + calls * call.targets.reduce((share, t) => share + (t.network ? t.share : 0), 0),
      0,
    );
    return {
      title,
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
    title,
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
