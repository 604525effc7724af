// What a finding costs: the difference that it is the price of.
import type { Accuracy, Finding } from '../engine/types.ts';
import { AVAILABILITY } from '../model/defaults.ts';
import { nameOf } from './names.ts';
import { serialisingInputs } from './calls.ts';
import { amount, deployable, fact, link, workedOut } from './facts.ts';
import { journeyScene, type Scene } from './scene.ts';
import type { Amount, Explanation, Input, PriceFigure } from './types.ts';

export function explainPrice(scene: Scene, message: string, of: PriceFigure): Explanation | null {
  const finding = scene.answer.findings?.find((one) => one.message === message);
  if (finding?.price?.[of] === undefined) return null;
  const { rule, targets, price } = finding;
  const base = { title: message, ...valueOf(scene, price, of) };
  switch (rule) {
    case 'objective-missed':
      return { ...base, ...missed(scene, price) };
    case 'single-point-of-failure':
    case 'single-replica':
      return { ...base, ...lone(scene, targets) };
    case 'chatty-link':
      return { ...base, ...chatty(scene, finding) };
    case 'deep-sync-chain':
      return { ...base, ...chain(scene, price) };
    default:
      return null;
  }
}

type Price = NonNullable<Finding['price']>;

function valueOf(scene: Scene, price: Price, of: PriceFigure): { value: Amount; accuracy: Accuracy } {
  const unit = ({ ms: 'ms', availability: 'points', monthlyUsd: 'usd' } as const)[of];
  const journey = price.journey === undefined ? undefined : scene.answer.journeys[price.journey];
  return {
    value: amount(price[of] ?? 0, unit),
    accuracy: of === 'ms' ? (journey?.latencyAccuracy ?? 'good') : 'exact',
  };
}

function missed(scene: Scene, { journey: id = '', ms }: Price): Pick<Explanation, 'words' | 'inputs'> {
  const answer = scene.answer.journeys[id];
  const objective = journeyScene(scene, id)?.journey.journey.objective;
  const path = `journeys/${id}/objective`;
  if (ms !== undefined)
    return {
      words: ['How far its p99 is over the objective.'],
      inputs: [
        workedOut('p99', amount(answer?.latencyMs?.p99 ?? 0, 'ms')),
        fact(scene, {
          label: 'Objective',
          path: `${path}/p99Ms`,
          value: amount(objective?.p99Ms ?? 0, 'ms'),
          source: '',
        }),
      ],
    };
  return {
    words: ['How far the share of time that it is answered is short of the objective.'],
    inputs: [
      workedOut('Answered at all', amount(answer?.availability?.served ?? 0, 'uptime')),
      fact(scene, {
        label: 'Objective',
        path: `${path}/availability`,
        value: amount(objective?.availability ?? 0, 'uptime'),
        source: '',
      }),
    ],
  };
}

function lone(scene: Scene, targets: readonly string[]): Pick<Explanation, 'words' | 'inputs'> {
  return {
    words: ['Share of time that it is down × share of the traffic that fails without it, summed over the parts named.'],
    inputs: targets.flatMap((id): Input[] => {
      const d = scene.variant.deployables.find((one) => one.id === id);
      const fault = scene.answer.faults?.find((one) => one.kind === 'deployable-down' && one.target === id);
      if (!d) return [];
      const given = d.availability;
      const up =
        given && 'mtbfHours' in given ? given.mtbfHours / (given.mtbfHours + given.mttrMinutes / 60) : given?.value;
      return [
        fact(scene, {
          label: `${d.name}: up`,
          path: `deployables/${id}/availability`,
          value: amount(up ?? AVAILABILITY[d.kind].value, 'uptime'),
          source: AVAILABILITY[d.kind].source,
          more: given && 'mtbfHours' in given ? 'MTBF / (MTBF + MTTR)' : undefined,
          part: deployable(id),
        }),
        workedOut(`${d.name} down: traffic that fails`, amount(fault?.failedShare ?? 0, 'share')),
      ];
    }),
  };
}

function chatty(scene: Scene, { targets, price }: Finding): Pick<Explanation, 'words' | 'inputs'> {
  const [id = ''] = targets;
  const lines = scene.answer.cost.lines.filter(({ owner }) => owner.kind === 'link' && owner.id === id);
  const over = scene.network.activities.flatMap((one) =>
    one.calls
      .filter((call) => call.link.id === id)
      .map((call) => ({ call, from: scene.network.hosts[one.host]!, target: call.targets[0]! })),
  );
  const worst = over.toSorted((a, b) => b.call.count - a.call.count)[0];
  return {
    words: [
      'Against one call that does the same work: (calls in a row − 1) × time of a call, which is its way and the work of both ends, × how often a request makes them.',
      ...(price?.monthlyUsd === undefined ? [] : ['In money, the same share of what the link is billed.']),
    ],
    inputs: [
      workedOut(`${nameOf(scene.project, id)}: calls in a row`, amount(worst?.call.count ?? 1, 'number'), {
        part: link(id),
      }),
      workedOut('On the wire, a call', amount(scene.answer.links[id]?.networkMs ?? 0, 'ms'), { part: link(id) }),
      ...(worst ? serialisingInputs(scene, worst) : []),
      ...lines.map((line) => workedOut(line.label, amount(line.monthlyUsd, 'usd'), { part: link(id) })),
    ],
  };
}

function chain(scene: Scene, { journey = '', availability = 0 }: Price): Pick<Explanation, 'words' | 'inputs'> {
  const served = scene.answer.journeys[journey]?.availability?.served ?? 0;
  return {
    words: [
      'Against the same design with one process for everything behind the first call: how much more often the journey would be answered.',
    ],
    inputs: [
      workedOut('Answered at all, now', amount(served, 'uptime')),
      workedOut('With one process behind the first call', amount(served + availability, 'uptime')),
    ],
  };
}
