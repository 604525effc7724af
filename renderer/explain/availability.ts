// The chance that everything a journey needs is up: the parts it needs, and where their figures are from.
import { standingOf } from '../../shared/engine/availability.ts';
import { failureModel, type Cause } from '../../shared/engine/failure.ts';
import type { Formula } from '../../shared/engine/logic.ts';
import { hoursPerMonth } from '../../shared/engine/network.ts';
import { ASSUMPTIONS, AVAILABILITY, DEPLOYABLE } from '../../shared/model/defaults.ts';
import type { Deployable } from '../../shared/model/types.ts';
import { nameOf } from '../lenses/blastWords.ts';
import { amount, deployable, distinct, fact, workedOut } from './facts.ts';
import { journeyScene, type Scene } from './scene.ts';
import type { Explanation, Input } from './types.ts';

export function explainAvailability(scene: Scene, id: string): Explanation | null {
  const found = journeyScene(scene, id);
  const answer = scene.answer.journeys[id];
  if (!found || !answer?.availability || !answer.cutSets) return null;
  const { full, served, downtimeMinutesPerMonth } = answer.availability;
  const model = failureModel(
    scene.network,
    scene.network.hosts.map((host, h) => standingOf(host.deployable, scene.state.stations[h]!.replicas)),
  );
  const needed = causesOf(model.journeys[found.index]!.full).map((n) => model.causes[n]!);
  const alone = new Set(answer.cutSets.filter((set) => set.length === 1).map(([name]) => name));
  const hours = hoursPerMonth(scene.project);
  const mayFail = needed.filter(({ works }) => works < 1).toSorted((a, b) => a.works - b.works);
  return {
    title: `${answer.name}, availability`,
    value: amount(full, 'uptime'),
    accuracy: answer.availabilityAccuracy ?? 'invalid',
    words: [
      'The chance that everything this journey needs is up at once, of independent causes. One that is needed twice counts once, so it is exact, not a product.',
      'A hard call needs its callee with its deployable and its zone, a soft one only for the full answer; consumers of events are not needed. Minutes down = (1 − answered at all) × hours × 60.',
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

function causeInputs(scene: Scene, { kind, id, works }: Cause): Input[] {
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
