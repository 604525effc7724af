// How far behind a consumer is: the way of an event, its clocks, waits and work.
import { outboxPollMs } from '../../shared/engine/calls.ts';
import type { Activity } from '../../shared/engine/network.ts';
import { slowestWays, wayOfMeasure, type Path, type Way } from '../../shared/engine/staleness.ts';
import { DELIVERY } from '../../shared/model/defaults.ts';
import { BROKER_KINDS } from '../../shared/model/types.ts';
import { nameOf } from '../lenses/blastWords.ts';
import { wireInputs } from './calls.ts';
import { amount, component, demandInput, fact, link as linkPart, workedOut } from './facts.ts';
import { operationName, type Scene } from './scene.ts';
import type { Explanation, Input, LateFigure } from './types.ts';
import { LATE_WORD } from './words.ts';

export function explainStaleness(
  scene: Scene,
  kind: 'staleness' | 'measure',
  id: string,
  of: LateFigure,
): Explanation | null {
  const { network, state, project, answer } = scene;
  const result = kind === 'measure' ? answer.measures?.[id] : answer.staleness?.[id];
  const measure = project.measures?.find((one) => one.id === id);
  const way: Way | null | undefined =
    kind === 'staleness'
      ? slowestWays(network, state.traffic, state.stations, state.latency).get(id)
      : measure && wayOfMeasure(network, measure, state.stations, state.latency);
  if (!result || !way) return null;
  const value = { mean: result.meanMs, p50: result.p50, p99: result.p99, worst: result.worstMs }[of];
  if (value === null) return null;
  const name = kind === 'measure' ? (measure?.name ?? id) : `${nameOf(project, id)} is behind`;
  const first = way.path[0]!.from;
  const ways =
    kind === 'measure'
      ? `From the commit of ${operationName(first)} to the end of ${operationName(way.path.at(-1)!.to)}, along the way with the fewest calls.`
      : `From the commit of ${operationName(first)} to the end of the consumer’s work, along the slowest way.`;
  return {
    title: `${name}, ${LATE_WORD[of]}`,
    value: amount(value, 'ms'),
    accuracy: result.accuracy,
    words:
      of === 'worst'
        ? [
            ways,
            'The whole periods of all clocks and the constant waits of the links are added; work and waits at shared parts have no upper bound and are left out.',
          ]
        : [
            ways,
            `A clock of period D is met at random, so it adds 0 to D, D / 2 on average; waits, one-way latencies and work are added${of === 'mean' ? '' : ' as whole distributions'}. Backlog after an outage is not in it.`,
          ],
    shares: {
      title: of === 'mean' ? 'Where it goes' : 'Where the mean goes',
      parts: [...way.delay.places]
        .filter(([, ms]) => ms > 0)
        .toSorted(([, a], [, b]) => b - a)
        .map(([place, ms]) => ({ name: nameOf(project, place.slice(2)), value: amount(ms, 'ms') })),
    },
    inputs: way.path.flatMap((hop) => hopInputs(scene, hop)),
  };
}

function hopInputs(scene: Scene, { from, call, to }: Path[number]): Input[] {
  const { link } = call;
  const { hosts } = scene.network;
  const target = call.targets.find(({ activity }) => activity === to.index)!;
  const name = nameOf(scene.project, link.id);
  const part = linkPart(link.id);
  const path = `links/${link.id}/delivery`;
  const { delivery } = link;
  const inputs: Input[] = [];
  const clock = (label: string, field: string, ms: number, source: string): void => {
    inputs.push(
      fact(scene, { label: `${name}: ${label}`, path: `${path}/${field}`, value: amount(ms, 'ms'), source, part }),
    );
  };
  const outbox = target.network ? outboxPollMs(link) : null;
  if (outbox) clock('outbox looks every', 'outbox/pollMs', outbox, DELIVERY.outboxPollMs.source);
  const period = delivery?.mode === 'poll' ? (delivery.periodMs ?? 0) : 0;
  if (period > 0 && (target.network || !BROKER_KINDS.includes(from.component.kind)))
    clock('looks every', 'periodMs', period, '');
  if (target.network && delivery?.captureLagMs)
    clock('change capture lags', 'captureLagMs', delivery.captureLagMs, DELIVERY.captureLagMs.source);
  inputs.push(...wireInputs(scene, { call, from: hosts[from.host]!, target }));
  return [...inputs, ...workInputs(scene, to)];
}

function workInputs(scene: Scene, to: Activity): Input[] {
  if (to.demand.mean === 0) return [];
  const station = scene.state.stations[to.host]!;
  const busy = workedOut(`${operationName(to)}: utilisation where it runs`, amount(station.utilisation, 'share'), {
    part: component(to.component.id),
  });
  return [demandInput(scene, to), ...(Number.isFinite(scene.network.hosts[to.host]!.servers) ? [busy] : [])];
}
