// The chance that everything a journey needs is up: the parts it needs, and where their figures are from.
import { failuresOf as modelOf } from '../engine/availability.ts';
import type { Cause, FailureModel } from '../engine/failure.ts';
import type { Formula } from '../engine/logic.ts';
import { hoursPerMonth } from '../engine/network.ts';
import { ASSUMPTIONS, AVAILABILITY, DEPLOYABLE } from '../model/defaults.ts';
import type { Deployable } from '../model/types.ts';
import { nameOf } from './names.ts';
import { availability as availabilityFigure, plain } from './numbers.ts';
import { amount, deployable, distinct, fact, workedOut } from './facts.ts';
import { UPTIME_WORD } from './figureNames.ts';
import { journeyScene, type Scene } from './scene.ts';
import type { Explanation, Input, UptimeFigure } from './types.ts';

const WORDS: Readonly<Record<UptimeFigure, string>> = {
  full: 'The chance that everything this journey needs for its full answer is up at once, of independent causes. One that is needed twice counts once, so it is exact, not a product.',
  served:
    'The chance that everything this journey needs for any answer is up at once, of independent causes. One that is needed twice counts once, so it is exact, not a product.',
  downtimeMinutesPerMonth: 'Minutes down = (1 − answered at all) × hours × 60.',
  low: 'The lower end of where the share of time answered lies.',
  high: 'The upper end of where the share of time answered lies.',
};

export function explainAvailability(scene: Scene, id: string, of: UptimeFigure): Explanation | null {
  const found = journeyScene(scene, id);
  const answer = scene.answer.journeys[id];
  if (!found || !answer?.availability || !answer.cutSets) return null;
  const between = answer.availabilityInterval;
  const value = { ...answer.availability, ...between }[of];
  if (value === undefined) return null;
  const { full, served, downtimeMinutesPerMonth } = answer.availability;
  const model = failuresOf(scene);
  const outcome = model.journeys[found.index]!;
  const needed = causesOf(of === 'full' ? outcome.full : outcome.served).map((n) => model.causes[n]!);
  const alone = new Set(answer.cutSets.filter((set) => set.length === 1).map(([name]) => name));
  const hours = hoursPerMonth(scene.project);
  const mayFail = needed.filter(({ works }) => works < 1).toSorted((a, b) => a.works - b.works);
  const accuracy = answer.availabilityAccuracy ?? 'invalid';
  return {
    title: `${answer.name}, ${UPTIME_WORD[of]}`,
    value: amount(value, of === 'downtimeMinutesPerMonth' ? 'minutes' : 'uptime'),
    accuracy,
    words: [
      WORDS[of],
      'A hard call needs its callee with its deployable and its zone, a soft one only for the full answer; consumers of events are not needed.',
      ...(between
        ? [
            `The diagram of what it needs grew too large, so the shares are those of random trials: with 95 % confidence it is answered between ${plain(availabilityFigure(between.low))} and ${plain(availabilityFigure(between.high))} of the time.`,
          ]
        : []),
    ],
    shares: {
      title: 'Minutes down a month by what alone takes it down',
      parts: mayFail
        .filter(({ name }) => alone.has(name))
        .map(({ name, works }) => ({
          name: nameOf(scene.project, name),
          value: amount((1 - works) * hours * 60, 'minutes'),
        })),
    },
    cutSets: answer.cutSets.map((set) => set.map((name) => nameOf(scene.project, name)).join(' + ')),
    inputs: [
      workedOut('With nothing missing', amount(full, 'uptime')),
      workedOut('Answered at all', amount(served, 'uptime')),
      workedOut('Down a month', amount(downtimeMinutesPerMonth, 'minutes')),
      ...distinct(mayFail.flatMap((cause) => causeInputs(scene, cause))),
      hoursInput(scene),
    ],
  };
}

/** What can fail, with the machines that are bought. */
export const failuresOf = ({ network, peak }: Scene): FailureModel =>
  modelOf(
    network,
    peak.stations.map((s) => s.replicas),
  );

export const hoursInput = (scene: Scene): Input =>
  fact(scene, {
    label: 'Hours a month',
    path: 'assumptions/hoursPerMonth',
    value: amount(hoursPerMonth(scene.project), 'hours'),
    source: ASSUMPTIONS.hoursPerMonth.source,
  });

/** Numbers of the causes that a formula speaks of; formulas share their parts, so each is looked at once. */
function causesOf(whole: Formula): number[] {
  const seen = new Set<Formula>();
  const causes = new Set<number>();
  const look = (f: Formula): void => {
    if (seen.has(f)) return;
    seen.add(f);
    if (f.kind === 'up') causes.add(f.cause);
    else if ('of' in f) f.of.forEach(look);
  };
  look(whole);
  return [...causes];
}

export function causeInputs(scene: Scene, { kind, id, works }: Cause): Input[] {
  if (kind === 'zone' || kind === 'region') {
    const label = `${kind === 'zone' ? 'Zone' : 'Region'} ${id}: up`;
    return [
      fact(scene, {
        label,
        path: `assumptions/${kind}s/${id}/availability`,
        value: amount(works, 'uptime'),
        source: '',
      }),
    ];
  }
  const d = scene.variant.deployables.find((one) => one.id === id);
  if (!d) return [];
  const path = `deployables/${id}/availability`;
  const part = deployable(id);
  const standby = (d.standby?.kind ?? 'none') !== 'none';
  const which = kind === 'replica' ? `${d.name}: each replica up` : `${d.name}: up`;
  const given = d.availability;
  if (given && 'mtbfHours' in given)
    return [
      workedOut(standby ? `${d.name}, with stand-by: up` : which, amount(works, 'uptime'), {
        part,
        more: standby ? undefined : 'MTBF / (MTBF + MTTR)',
      }),
      fact(scene, {
        label: `${d.name}: fails every`,
        path: `${path}/mtbfHours`,
        value: amount(given.mtbfHours, 'hours'),
        source: '',
        part,
      }),
      fact(scene, {
        label: `${d.name}: mended in`,
        path: `${path}/mttrMinutes`,
        value: amount(given.mttrMinutes, 'minutes'),
        source: '',
        part,
      }),
      ...(standby ? standbyInputs(scene, d) : []),
    ];
  const said = fact(scene, {
    label: standby ? `${d.name}: one of the pair up` : which,
    path,
    value: amount(given?.value ?? AVAILABILITY[d.kind].value, 'uptime'),
    source: AVAILABILITY[d.kind].source,
    part,
  });
  if (!standby) return [said];
  return [
    workedOut(`${d.name}, with stand-by: up`, amount(works, 'uptime'), { part }),
    said,
    mendedInput(d),
    ...standbyInputs(scene, d),
  ];
}

const mendedInput = (d: Deployable): Input => ({
  label: `${d.name}: mended in`,
  value: amount(DEPLOYABLE.mttrMinutes.value, 'minutes'),
  origin: 'default',
  source: DEPLOYABLE.mttrMinutes.source,
  part: deployable(d.id),
});

function standbyInputs(scene: Scene, { id, name, standby }: Deployable): Input[] {
  const path = `deployables/${id}/standby`;
  const part = deployable(id);
  return [
    fact(scene, { label: `${name}: stand-by`, path: `${path}/kind`, value: standby?.kind ?? 'none', source: '', part }),
    fact(scene, {
      label: `${name}: takes over in`,
      path: `${path}/failoverSeconds`,
      value: amount((standby?.failoverSeconds ?? DEPLOYABLE.failoverSeconds.value) * 1000, 'ms'),
      source: DEPLOYABLE.failoverSeconds.source,
      part,
    }),
    fact(scene, {
      label: `${name}: failures noticed`,
      path: `${path}/coverage`,
      value: amount(standby?.coverage ?? DEPLOYABLE.coverage.value, 'share'),
      source: DEPLOYABLE.coverage.source,
      part,
    }),
  ];
}
