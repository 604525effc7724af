// A percentile of a journey: the parts on its way, what they take, and how they add up.
import { COLD_START } from '../model/defaults.ts';
import type { JourneyAnswer } from '../engine/types.ts';
import { nameOf } from './names.ts';
import { duration, perSecond, plain } from './numbers.ts';
import { callsPerVisit } from '../engine/load.ts';
import { policyInputs, serialisingInputs, wireInputs, type Passage } from './calls.ts';
import { amount, component, deployable, demandInput, distinct, fact, workedOut } from './facts.ts';
import { coresInput, replicasInput } from './deployables.ts';
import { hostIndex, journeyScene, operationName, type JourneyScene, type Scene } from './scene.ts';
import type { Explanation, Input, Percentile } from './types.ts';
import { PERCENTILE_WORD } from './figureNames.ts';

/** The share of answers that take longer than the time asked about. */
export function explainExceeds(scene: Scene, id: string): Explanation | null {
  const found = journeyScene(scene, id);
  const answer = scene.answer.journeys[id];
  const asked = answer?.exceeds;
  if (!found || !answer || !asked || asked.share === null) return null;
  const { journey } = found.journey;
  const [, ...more] = wordsOf(scene, found, answer, 'mean');
  return {
    title: `${journey.name}, takes longer than ${plain(duration(asked.ms))}`,
    value: amount(asked.share, 'share'),
    accuracy: answer.latencyAccuracy,
    words: [
      'All that a request waits for is added as whole distributions; of the sum, the share beyond this time: 1 − the curve at it.',
      ...more,
    ],
    curve: { answer, objective: journey.objective?.p99Ms },
    inputs: [
      { label: 'Time asked about', value: amount(asked.ms, 'ms'), origin: 'typed' },
      ...inputsOf(scene, found, answer),
    ],
  };
}

/** What one deployable or link adds to the mean. */
export function explainContribution(scene: Scene, id: string, place: string): Explanation | null {
  const found = journeyScene(scene, id);
  const answer = scene.answer.journeys[id];
  const part = answer?.contributions.find((one) => one.id === place);
  if (!found || !answer?.latencyMs || !part) return null;
  const h = hostIndex(scene, place);
  return {
    title: `${answer.name}, mean time at ${nameOf(scene.project, place)}`,
    value: amount(part.ms, 'ms'),
    accuracy: answer.latencyAccuracy,
    words: [
      part.kind === 'deployable'
        ? 'Own work and waits of all visits that a request waits for there, by their means.'
        : 'The way of all calls that a request waits for over it, and what its policy adds: time until calls are given up, and pauses.',
      'The parts of a mean add up to it; calls side by side share the time of the one that decides.',
    ],
    shares: {
      title: `Of the mean of ${plain(duration(answer.latencyMs.mean))}`,
      parts: answer.contributions.map((one) => ({ name: nameOf(scene.project, one.id), value: amount(one.ms, 'ms') })),
    },
    inputs: distinct(
      h < 0 || part.kind === 'link'
        ? (linkInputs(scene, found).get(place) ?? [])
        : hostInputs(scene, found, h, part.ms),
    ),
  };
}

export function explainLatency(scene: Scene, id: string, of: Percentile): Explanation | null {
  const found = journeyScene(scene, id);
  const answer = scene.answer.journeys[id];
  if (!found || !answer?.latencyMs) return null;
  const { journey } = found.journey;
  const { latencyMs, contributions, latencyAccuracy } = answer;
  return {
    title: `${journey.name}, ${PERCENTILE_WORD[of]}`,
    value: amount(latencyMs[of], 'ms'),
    accuracy: latencyAccuracy,
    words: wordsOf(scene, found, answer, of),
    shares: {
      title: of === 'mean' ? 'Where it goes' : `Where the mean of ${plain(duration(latencyMs.mean))} goes`,
      parts: contributions.map((one) => ({ name: nameOf(scene.project, one.id), value: amount(one.ms, 'ms') })),
    },
    curve: { answer, objective: journey.objective?.p99Ms },
    inputs: inputsOf(scene, found, answer),
  };
}

function wordsOf(scene: Scene, { waited }: JourneyScene, answer: JourneyAnswer, of: Percentile): string[] {
  const { hosts, activities } = scene.network;
  const ways = new Set(activities.filter((one) => waited[one.index]! > 0).map((one) => hosts[one.host]!.discipline));
  const groups = new Set(
    activities.filter((one) => waited[one.index]! > 0).flatMap((one) => one.calls.map((call) => call.step.group?.kind)),
  );
  const added =
    of === 'mean'
      ? 'The means of all that a request waits for are added.'
      : `All that a request waits for is added as whole distributions, not as percentiles; the ${PERCENTILE_WORD[of]} is read from the sum.`;
  const single = [
    ways.has('sharing') ? 'at shared cores it is work × (1 + C / (c − a)), C from Erlang’s formula' : '',
    ways.has('fifo') ? 'at a queue it is wait + work' : '',
    ways.has('delay') ? 'where nothing queues it is the work alone' : '',
  ].filter((words) => words !== '');
  const sides =
    groups.has('parallel') || groups.has('quorum') ? ' Calls side by side count with the one that decides.' : '';
  const asked = `Answered at ${plain(perSecond(answer.throughputPerSecond))}. Consumers of events are not waited for; refused and cut requests do not count.`;
  return [`${added}${sides}`, `Time at a part: ${single.join('; ')}.`, asked];
}

/** Facts of every part on the way, the part that takes most of the mean first. */
function inputsOf(scene: Scene, found: JourneyScene, answer: JourneyAnswer): Input[] {
  const { network } = scene;
  const ms = new Map(answer.contributions.map((one) => [one.id, one.ms]));
  const groups: { readonly ms: number; readonly inputs: readonly Input[] }[] = [];
  network.hosts.forEach((host, h) => {
    const time = ms.get(host.deployable?.id ?? '') ?? 0;
    groups.push({ ms: time, inputs: hostInputs(scene, found, h, time) });
  });
  for (const [id, inputs] of linkInputs(scene, found)) groups.push({ ms: ms.get(id) ?? 0, inputs });
  return [
    ...groups.toSorted((a, b) => b.ms - a.ms).flatMap(({ inputs }) => inputs),
    ...(answer.errorShare > 0 ? [workedOut('End in an error or are cut', amount(answer.errorShare, 'share'))] : []),
    ...(answer.shedShare > 0 ? [workedOut('Refused when full', amount(answer.shedShare, 'share'))] : []),
  ];
}

function hostInputs(scene: Scene, { waited }: JourneyScene, h: number, time: number): Input[] {
  const { network, state } = scene;
  const host = network.hosts[h]!;
  const d = host.deployable;
  const on = network.activities.filter((one) => one.host === h);
  const visited = on.filter((one) => waited[one.index]! > 0);
  // An alternative that only follows a call which was cut has time, but no load of its own.
  const here = visited.length === 0 && time > 0 ? on : visited;
  if (here.length === 0) return [];
  const inputs = here.flatMap((one) => [
    demandInput(scene, one),
    ...timesInput(`${operationName(one)}: visits a request`, waited[one.index]!),
    ...errorInput(scene, one),
  ]);
  if (!d) return inputs.filter(({ value }) => typeof value === 'string' || value.amount !== 0);
  const place = { scene, d, h, path: `deployables/${d.id}` };
  if (Number.isFinite(host.servers))
    inputs.push(
      workedOut(`${d.name}: utilisation`, amount(state.stations[h]!.utilisation, 'share'), { part: deployable(d.id) }),
      coresInput(place),
      replicasInput(place),
    );
  const wait = state.pools[h]?.wait;
  if (wait)
    inputs.push(workedOut(`${d.name}: wait for a free thread`, amount(wait.mean, 'ms'), { part: deployable(d.id) }));
  const pause = here[0]!.pause;
  if (pause)
    inputs.push(
      d.kind === 'function'
        ? fact(scene, {
            label: `${d.name}: cold starts, over all visits`,
            path: `deployables/${d.id}/coldStart`,
            value: amount(pause.mean, 'ms'),
            source: COLD_START.source,
            part: deployable(d.id),
          })
        : workedOut(`${d.name}: delay by the scenario`, amount(pause.mean, 'ms')),
    );
  return inputs;
}

/** Once a request goes without saying. */
const timesInput = (label: string, times: number): Input[] =>
  Math.abs(times - 1) < 1e-9 ? [] : [workedOut(label, amount(times, 'number'))];

export function errorInput(
  scene: Scene,
  { component: owner, operation }: Scene['network']['activities'][number],
): Input[] {
  if (!operation.errorRate) return [];
  const label = `${owner.name}, ${operation.name}: answers in error`;
  const value = amount(operation.errorRate, 'share');
  if (scene.scenario?.faults?.some(({ kind }) => kind === 'errors'))
    return [workedOut(label, value, { more: `with the scenario ${scene.scenario.name}` })];
  return [
    fact(scene, {
      label,
      path: `components/${owner.id}/operations/${operation.id}/errorRate`,
      value,
      source: '',
      part: component(owner.id),
    }),
  ];
}

function linkInputs(scene: Scene, { waited }: JourneyScene): Map<string, Input[]> {
  const { network, state } = scene;
  const byLink = new Map<string, Input[]>();
  for (const activity of network.activities) {
    const visits = waited[activity.index]!;
    if (visits === 0) continue;
    for (const call of activity.calls) {
      if (!call.waits) continue;
      const made = visits * callsPerVisit(call, state.attempts);
      const known = byLink.get(call.link.id) ?? [];
      const passages = call.targets.map((target): Passage => ({ call, from: network.hosts[activity.host]!, target }));
      const fresh = [
        ...passages.flatMap((one) => [...wireInputs(scene, one), ...serialisingInputs(scene, one)]),
        ...timesInput(`${nameOf(scene.project, call.link.id)}: calls a request`, made),
        ...policyInputs(scene, call),
      ];
      byLink.set(call.link.id, distinct([...known, ...fresh]));
    }
  }
  return byLink;
}
