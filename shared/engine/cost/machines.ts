/** Bills what runs all month: whole machines with their disks, and containers by cores and memory. */
import { DEPLOYABLE, MESH } from '../../model/defaults.ts';
import { BROKER_KINDS, type Component, STORE_KINDS } from '../../model/types.ts';
import type { ContainerFamily, HoursFamily } from '../prices/families.ts';
import { priceOf } from '../prices.ts';
import { componentDraft, count, deployableDraft, type Draft, type Hosted, type Scope, words } from './draft.ts';

/** Machines that run: the replicas, and as many again when a hot stand-by is kept and the price does not hold it. */
function machines(hosted: Hosted, standbyIncluded: boolean): number {
  const hot = hosted.deployable.standby?.kind === 'hot' && !standbyIncluded;
  return hot ? 2 * hosted.replicas : hosted.replicas;
}

function machineWords(hosted: Hosted, running: number): string {
  return `${count(running, 'machine')}${running > hosted.replicas ? ' (half of them hot stand-by)' : ''}`;
}

/** Needs a disk: a cache lives in memory. */
function keepsData({ kind }: Component): boolean {
  return kind !== 'cache' && (STORE_KINDS.includes(kind) || BROKER_KINDS.includes(kind));
}

/** Machine hours, and GB-months for every store or broker on it that gives a size. */
export function hoursDrafts(scope: Scope, hosted: Hosted, family: HoursFamily): Draft[] {
  const { deployable, components } = hosted;
  const { hoursPerMonth } = scope.input;
  const running = machines(hosted, family.standbyIncluded);
  const item = priceOf(family.hoursId)?.item ?? family.hoursId;
  const drafts = [
    deployableDraft(scope, deployable, {
      suffix: 'hours',
      what: item.endsWith('hours') ? item : `${item} hours`,
      priceId: family.hoursId,
      items: running * hoursPerMonth,
      formula: `${machineWords(hosted, running)} x ${words(hoursPerMonth)} h`,
    }),
  ];
  if (family.storageId === null) return drafts;
  const disk = priceOf(family.storageId)?.item ?? 'storage';
  const copies = family.sharedStorage ? 1 : running;
  for (const component of components) {
    const sizeGiB = component.facts?.sizeGiB;
    if (sizeGiB === undefined || !keepsData(component)) continue;
    drafts.push(
      componentDraft(scope, component, deployable, {
        suffix: 'storage',
        what: disk,
        priceId: family.storageId,
        items: sizeGiB * copies,
        formula: `${words(sizeGiB)} GB x ${count(copies, 'copy', 'copies')}`,
      }),
    );
  }
  return drafts;
}

/** vCPU-hours and GB-hours of containers; the usual defaults where the deployable does not say. */
export function containerDrafts(scope: Scope, hosted: Hosted, family: ContainerFamily): Draft[] {
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
