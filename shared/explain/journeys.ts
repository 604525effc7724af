// What is said of a journey besides its latency and availability: calls, visits, errors, and how much more traffic it holds.
import { callsPerVisit } from '../engine/load.ts';
import { policyInputs } from './calls.ts';
import { explainCapacity } from './capacity.ts';
import { amount, component, distinct, link, workedOut } from './facts.ts';
import { JOURNEY_WORD } from './figureNames.ts';
import { errorInput } from './latency.ts';
import { nameOf } from './names.ts';
import { flowAccuracy, explainRate, rateInput } from './rates.ts';
import { explainAttempts } from './retries.ts';
import { journeyScene, operationName, type JourneyScene, type Scene } from './scene.ts';
import type { Explanation, Input, JourneyFigure, Unit } from './types.ts';
import type { JourneyAnswer } from '../engine/types.ts';

/** Of a figure whose name and value are known already. */
export type Body = Omit<Explanation, 'title' | 'value'>;

interface How {
  readonly unit: Unit;
  readonly body: (scene: Scene, found: JourneyScene, answer: JourneyAnswer) => Body | null;
}

const HOW: Readonly<Record<JourneyFigure, How>> = {
  throughputPerSecond: { unit: 'perSecond', body: explainRate },
  networkCalls: { unit: 'number', body: networkCalls },
  capacityFactor: { unit: 'times', body: explainCapacity },
  attempts: { unit: 'number', body: explainAttempts },
  errorShare: { unit: 'share', body: errors },
  shedShare: { unit: 'share', body: refused },
};

export function explainJourney(scene: Scene, id: string, of: JourneyFigure): Explanation | null {
  const found = journeyScene(scene, id);
  const answer = scene.answer.journeys[id];
  const value = answer?.[of] ?? null;
  if (!found || !answer || value === null) return null;
  const { unit, body } = HOW[of];
  const how = body(scene, found, answer);
  return how && { title: `${answer.name}, ${JOURNEY_WORD[of]}`, value: amount(value, unit), ...how };
}

function networkCalls(scene: Scene, found: JourneyScene): Body {
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

function errors(scene: Scene, found: JourneyScene, answer: JourneyAnswer): Body {
  const { activities } = scene.network;
  const here = activities.filter(({ index }) => found.waited[index]! > 0);
  const causes = here.flatMap((one) => [
    ...errorInput(scene, one),
    ...one.calls.filter(({ waits }) => waits).flatMap((call) => policyInputs(scene, call)),
  ]);
  const none = answer.state === 'saturated' ? 'Nothing is answered where a queue grows without end.' : undefined;
  return {
    accuracy: answer.state === 'failed' ? 'exact' : answer.latencyAccuracy,
    words: [
      none ??
        'What is left of 1 when the answered and the refused requests are taken away. A request is answered when each operation on its way succeeds and each hard call without a fallback is answered within its limit, at one of its attempts.',
      ...(answer.state === 'failed' ? ['What the journey needs is broken, so no request succeeds.'] : []),
    ],
    inputs: distinct([
      workedOut('Answered', amount(Math.max(0, 1 - answer.errorShare - answer.shedShare), 'share')),
      workedOut('Refused when full', amount(answer.shedShare, 'share')),
      ...causes,
    ]),
  };
}

function refused(scene: Scene, found: JourneyScene, answer: JourneyAnswer): Body {
  const { network, state } = scene;
  const places = network.hosts.flatMap((host, h): Input[] => {
    const visits = network.activities.reduce((sum, one) => sum + (one.host === h ? found.waited[one.index]! : 0), 0);
    const share = state.stations[h]!.refused;
    if (!host.deployable || visits === 0 || share === 0) return [];
    return [
      workedOut(`${host.deployable.name}: refused when full`, amount(share, 'share'), {
        more: `${visits.toLocaleString('en-US', { maximumSignificantDigits: 3 })} visits a request`,
        part: { kind: 'deployable', id: host.deployable.id },
      }),
    ];
  });
  return {
    accuracy: answer.latencyAccuracy,
    words: [
      'The chance that a request meets a place on its way that is full, and has no other way. What an earlier place refused does not reach a later one.',
      ...(places.length === 0 ? ['No queue on its way has a bound, so nobody is refused.'] : []),
    ],
    inputs: places.length > 0 ? places : [rateInput(scene, found.journey)],
  };
}

/** Visits a request to one component, of those that nobody waits for too. */
export function explainVisitsTo(scene: Scene, id: string, to: string): Explanation | null {
  const found = journeyScene(scene, id);
  const answer = scene.answer.journeys[id];
  const value = answer?.visits[to];
  if (!found || !answer || value === undefined) return null;
  const { network, state } = scene;
  const visits = state.traffic.visits[found.index]!;
  const inputs: Input[] = found.journey.entries
    .filter(({ activity }) => network.activities[activity]!.component.id === to)
    .map(({ activity, share }) =>
      workedOut(`${operationName(network.activities[activity]!)}: enters here`, amount(share, 'share')),
    );
  for (const caller of network.activities)
    for (const call of caller.calls) {
      const share = call.targets.reduce(
        (sum, t) => sum + (network.activities[t.activity]!.component.id === to ? t.share : 0),
        0,
      );
      const made = visits[caller.index]! * callsPerVisit(call, state.attempts) * share;
      if (made > 0 && call.fate !== 'down')
        inputs.push(
          workedOut(`By ${operationName(caller)}`, amount(made, 'number'), {
            more: `over ${nameOf(scene.project, call.link.id)}`,
            part: link(call.link.id),
          }),
        );
    }
  return {
    title: `${answer.name}, visits a request to ${nameOf(scene.project, to)}`,
    value: amount(value, 'number'),
    accuracy: flowAccuracy(scene),
    words: [
      'Visits of each caller × calls a visit × the chance that they are made × attempts that reach it, summed over the callers; events count like any other call.',
    ],
    inputs: inputs.length > 0 ? inputs : [workedOut(nameOf(scene.project, to), 'entered', { part: component(to) })],
  };
}
