// Figures of the scorecard: what each counts, and in what.
import type { ScorecardFigure } from '../engine/types.ts';
import { STORE_KINDS } from '../model/types.ts';
import { amount, fact, workedOut } from './facts.ts';
import { rateInput } from './rates.ts';
import type { Scene } from './scene.ts';
import type { Explanation, Input, Unit } from './types.ts';

export function explainAspect(scene: Scene, aspect: string, label: string): Explanation | null {
  const figure = scene.answer.scorecard?.[aspect]?.find((one) => one.label === label);
  if (typeof figure?.value !== 'number') return null;
  const { words, inputs } = HOW[label] ?? { words: label, inputs: units };
  const counted = inputs(scene);
  const unit = unitOf(figure);
  return {
    title: `${aspect.charAt(0).toUpperCase()}${aspect.slice(1)}: ${label.charAt(0).toLowerCase()}${label.slice(1)}`,
    value: unit === 'number' ? amount(figure.value, unit, figure.unit) : amount(figure.value, unit),
    accuracy: figure.accuracy,
    words: [words],
    inputs: counted.length > 0 ? counted : [workedOut('To be counted', 'none')],
  };
}

function unitOf({ unit }: ScorecardFigure): Unit {
  if (unit === 'ms') return 'ms';
  if (unit === "times today's") return 'times';
  if (unit === 'USD a month') return 'usd';
  if (unit === 'share of time served') return 'uptime';
  return unit.startsWith('share') ? 'share' : 'number';
}

interface How {
  readonly words: string;
  readonly inputs: (scene: Scene) => Input[];
}

/** Processes and functions, with how much code runs on each. */
function units({ variant, project }: Scene): Input[] {
  const code = new Set(
    project.components.filter(({ kind }) => kind === 'module' || kind === 'function').map(({ id }) => id),
  );
  return variant.deployables
    .filter(({ kind }) => kind === 'process' || kind === 'function')
    .map(({ id, name }) => {
      const here = variant.placements.filter((one) => one.deployable === id && code.has(one.component)).length;
      return workedOut(`${name}: modules`, amount(here, 'number'), { part: { kind: 'deployable', id } });
    });
}

const perDeployable =
  (label: string, of: 'cores' | 'replicas') =>
  ({ answer }: Scene): Input[] =>
    Object.entries(answer.deployables).map(([id, one]) =>
      workedOut(`${one.name}: ${label}`, amount(one[of], 'number'), {
        more: one.kind.replaceAll('-', ' '),
        part: { kind: 'deployable', id },
      }),
    );

const perJourney =
  (label: string, unit: Unit, read: (journey: Scene['answer']['journeys'][string]) => number | null | undefined) =>
  (scene: Scene): Input[] =>
    scene.network.journeys.flatMap((entry) => {
      const answer = scene.answer.journeys[entry.journey.id];
      const value = answer && read(answer);
      return value === null || value === undefined
        ? []
        : [workedOut(`${entry.journey.name}: ${label}`, amount(value, unit)), rateInput(scene, entry)];
    });

/** Links that are there, by what their calls are in this variant. */
function links({ answer }: Scene): Input[] {
  const count = new Map<string, number>();
  for (const { nature } of Object.values(answer.links)) count.set(nature, (count.get(nature) ?? 0) + 1);
  return [...count].map(([nature, many]) => workedOut(`Links: ${nature}`, amount(many, 'number')));
}

const stores = ({ project }: Scene): Input[] =>
  project.components
    .filter(({ kind }) => STORE_KINDS.includes(kind))
    .map(({ id, name, owner }) =>
      workedOut(name, owner === undefined ? 'owned by who calls it' : `owned by ${owner}`, {
        part: { kind: 'component', id },
      }),
    );

const teams = (scene: Scene): Input[] => [
  ...(scene.project.teams ?? []).map(({ id, name, engineers }) =>
    fact(scene, {
      label: `${name}: engineers`,
      path: `teams/${id}/engineers`,
      value: amount(engineers, 'number'),
      source: '',
    }),
  ),
  ...units(scene),
];

const losses = ({ answer }: Scene): Input[] =>
  (answer.faults ?? [])
    .filter(({ kind }) => kind === 'deployable-down')
    .map(({ target, failedShare }) =>
      workedOut(
        `${answer.deployables[target]?.name ?? target} down: traffic that fails`,
        amount(failedShare, 'share'),
        {
          part: { kind: 'deployable', id: target },
        },
      ),
    );

const modules = ({ project }: Scene): Input[] =>
  project.components
    .filter(({ kind }) => kind === 'module' || kind === 'function')
    .map(({ id, name, kind }) => workedOut(name, kind, { part: { kind: 'component', id } }));

const HOW: Readonly<Record<string, How>> = {
  Deployables: { words: 'Processes and functions with something of the design on them.', inputs: units },
  'Released alone': {
    words: 'Units that no release group, no shared schema and no change made together ties to another.',
    inputs: units,
  },
  'Modules in the largest unit': { words: 'Modules on the unit with most of them / all modules.', inputs: units },
  Releases: {
    words: 'As the design says.',
    inputs: (scene) => [
      fact(scene, {
        label: 'Releases a month',
        path: 'assumptions/delivery/releasesPerMonth',
        value: amount(scene.project.assumptions?.delivery?.releasesPerMonth ?? 0, 'number'),
        source: '',
      }),
    ],
  },
  'Scales by itself': { words: 'Functions, and units with a least and a most number of replicas.', inputs: units },
  'Traffic it can take': {
    words: 'The least of what its journeys hold.',
    inputs: perJourney('holds up to', 'times', (one) => one.capacityFactor),
  },
  'Cores running': {
    words: 'Cores of all replicas of processes and functions.',
    inputs: perDeployable('cores', 'cores'),
  },
  Modules: { words: 'Modules and functions of the design that are part of this variant.', inputs: modules },
  'Contracts over the network': {
    words: 'Links that leave a deployable, other than those to stores.',
    inputs: links,
  },
  'Calls inside a process': { words: 'Sync links with both ends in one deployable.', inputs: links },
  'Network calls': {
    words: 'Calls over a network a request, the mean over journeys by their rates.',
    inputs: perJourney('calls over a network', 'number', (one) => one.networkCalls),
  },
  'Stores with one owner': { words: 'Stores whose schema only one unit reads or writes.', inputs: stores },
  'Pairs of stores that no unit can join': {
    words: 'Pairs of stores that no unit owns both of: a join over them has to be made by calls.',
    inputs: stores,
  },
  'Links into a foreign schema': {
    words: 'Links to a store from another unit than the one that owns it.',
    inputs: stores,
  },
  'Oldest copy, mean': {
    words: 'The mean delay of the consumer that is furthest behind.',
    inputs: ({ answer, project }) =>
      Object.entries(answer.staleness ?? {}).flatMap(([id, { meanMs }]) => {
        const name = project.components.find((one) => one.id === id)?.name ?? id;
        return meanMs === null ? [] : [workedOut(`${name}: behind`, amount(meanMs, 'ms'))];
      }),
  },
  'Parts to watch': {
    words: 'Deployables with something on them that are not somebody else’s system.',
    inputs: perDeployable('replicas', 'replicas'),
  },
  'Instances running': {
    words: 'Replicas of processes and functions.',
    inputs: perDeployable('replicas', 'replicas'),
  },
  'Links over the network': { words: 'Links that leave a deployable.', inputs: links },
  Bill: {
    words: 'The sum of the lines of the bill.',
    inputs: ({ answer }) =>
      answer.cost.lines.map(({ label, monthlyUsd }) => workedOut(label, amount(monthlyUsd, 'usd'))),
  },
  Engineers: { words: 'Engineers of all teams.', inputs: teams },
  'Engineers a unit': { words: 'Engineers of all teams / processes and functions.', inputs: teams },
  'Units of several teams': { words: 'Units with components of more than one team.', inputs: teams },
  'Worst loss of one part': {
    words: 'The largest share of the traffic that fails when one deployable is down.',
    inputs: losses,
  },
  'Mean loss of one part': {
    words: 'The share of the traffic that fails when one deployable is down, the mean over all of them.',
    inputs: losses,
  },
  Availability: {
    words: 'Share of time answered at all, the mean over journeys by their rates.',
    inputs: perJourney('answered at all', 'uptime', (one) => one.availability?.served),
  },
};
