/** Bills what runs all month: whole machines with their disks, and containers by cores and memory. */
import { DEPLOYABLE, MESH } from '../../model/defaults.ts';
import { BROKER_KINDS, type Component, type Deployable, STORE_KINDS } from '../../model/types.ts';
import type { ContainerFamily, HoursFamily } from '../prices/families.ts';
import { priceOf } from '../prices.ts';
import {
  componentDraft,
  count,
  deployableDraft,
  type Draft,
  type Hosted,
  regionOf,
  type Scope,
  words,
} from './draft.ts';

/** Machines that run: the replicas, and as many again when a hot stand-by is kept and the price does not hold it. */
function machines(hosted: Hosted, standbyIncluded: boolean): number {
  const hot = hosted.deployable.standby?.kind === 'hot' && !standbyIncluded;
  return hot ? 2 * hosted.replicas : hosted.replicas;
}

function machineWords(hosted: Hosted, running: number): string {
  return `${count(running, 'machine')}${running > hosted.replicas ? ' (half of them hot stand-by)' : ''}`;
}

/** Keeps data of a size that is given; a cache keeps its own in memory. */
function needsDisk({ kind, facts }: Component): boolean {
  return (
    facts?.sizeGiB !== undefined && kind !== 'cache' && (STORE_KINDS.includes(kind) || BROKER_KINDS.includes(kind))
  );
}

interface Bought {
  readonly replicas: number;
  readonly hoursPerMonth: number;
  readonly region: string;
  readonly drafts: readonly Draft[];
}

/** What each deployable's machines were last: after an edit most of them are bought again. */
const lastBought = new WeakMap<Deployable, Bought>();

/** `make`: drafts that follow from the deployable, its replicas, the hours of a month and the region. */
function asBefore<F>(
  scope: Scope,
  hosted: Hosted,
  family: F,
  make: (scope: Scope, hosted: Hosted, family: F) => readonly Draft[],
): readonly Draft[] {
  const { deployable, replicas } = hosted;
  const { hoursPerMonth } = scope.input;
  const region = regionOf(scope, deployable);
  let bought = lastBought.get(deployable);
  if (bought?.replicas !== replicas || bought.hoursPerMonth !== hoursPerMonth || bought.region !== region) {
    bought = { replicas, hoursPerMonth, region, drafts: make(scope, hosted, family) };
    lastBought.set(deployable, bought);
  }
  return bought.drafts;
}

/** Machine hours, and GB-months for every store or broker on it that gives a size. */
export function hoursDrafts(scope: Scope, hosted: Hosted, family: HoursFamily): readonly Draft[] {
  const machine = asBefore(scope, hosted, family, machineHours);
  return family.storageId !== null && hosted.components.some(needsDisk)
    ? [...machine, ...disks(scope, hosted, family, family.storageId)]
    : machine;
}

function machineHours(scope: Scope, hosted: Hosted, family: HoursFamily): readonly Draft[] {
  const { hoursPerMonth } = scope.input;
  const running = machines(hosted, family.standbyIncluded);
  const item = priceOf(family.hoursId)?.item ?? family.hoursId;
  return [
    deployableDraft(scope, hosted.deployable, {
      suffix: 'hours',
      what: item.endsWith('hours') ? item : `${item} hours`,
      priceId: family.hoursId,
      items: running * hoursPerMonth,
      formula: `${machineWords(hosted, running)} x ${words(hoursPerMonth)} h`,
    }),
  ];
}

function disks(scope: Scope, hosted: Hosted, family: HoursFamily, priceId: string): readonly Draft[] {
  const copies = family.sharedStorage ? 1 : machines(hosted, family.standbyIncluded);
  return hosted.components.filter(needsDisk).map((component) => {
    const sizeGiB = component.facts?.sizeGiB ?? 0;
    return componentDraft(scope, component, hosted.deployable, {
      suffix: 'storage',
      what: priceOf(priceId)?.item ?? 'storage',
      priceId,
      items: sizeGiB * copies,
      formula: `${words(sizeGiB)} GB x ${count(copies, 'copy', 'copies')}`,
    });
  });
}

/** vCPU-hours and GB-hours of containers; the usual defaults where the deployable does not say. */
export function containerDrafts(scope: Scope, hosted: Hosted, family: ContainerFamily): readonly Draft[] {
  return asBefore(scope, hosted, family, shares);
}

function shares(scope: Scope, hosted: Hosted, family: ContainerFamily): readonly Draft[] {
  const { deployable } = hosted;
  const { hoursPerMonth } = scope.input;
  const running = machines(hosted, false);
  const cores = deployable.cores ?? DEPLOYABLE.cores.value;
  const proxyGiB = MESH[deployable.mesh ?? 'none'].value.memoryGiB;
  const memoryGiB = (deployable.memoryGiB ?? DEPLOYABLE.memoryGiB.value * cores) + proxyGiB;
  const assumed = deployable.memoryGiB === undefined ? ' (assumed by the core)' : '';
  const proxied = proxyGiB > 0 ? ` with ${words(proxyGiB)} for the mesh` : '';
  const tasks = count(running, 'task');
  return [
    deployableDraft(scope, deployable, {
      suffix: 'vcpu',
      what: 'vCPU hours',
      priceId: family.coresId,
      items: running * cores * hoursPerMonth,
      formula: `${tasks} x ${words(cores)} vCPU x ${words(hoursPerMonth)} h`,
    }),
    deployableDraft(scope, deployable, {
      suffix: 'memory',
      what: 'memory hours',
      priceId: family.memoryId,
      items: running * memoryGiB * hoursPerMonth,
      formula: `${tasks} x ${words(memoryGiB)} GB${assumed}${proxied} x ${words(hoursPerMonth)} h`,
    }),
  ];
}
