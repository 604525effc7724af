/** Rules about parts that exist once: those whose loss stops most of the traffic, and the rest as a note. */
import { AVAILABILITY } from '../../model/defaults.ts';
import type { Deployable } from '../../model/types.ts';
import type { FaultResult, Finding } from '../types.ts';
import { listWords, percent, priced, type Rule, type RuleContext, unpriced } from './rule.ts';
import { sceneOf } from './scene.ts';

/** From this share of failed traffic a part alone is a single point of failure. */
export const SEVERE_SHARE = 0.5;
/** Shares are sums of weights; this much is rounding. */
const ROUNDING = 1e-9;
const severe = ({ failedShare }: FaultResult): boolean => failedShare >= SEVERE_SHARE - ROUNDING;

/** Share of time up of a part that stands alone. */
function upShare({ availability, kind }: Deployable): number {
  if (availability === undefined) return AVAILABILITY[kind].value;
  if ('value' in availability) return availability.value;
  const { mtbfHours, mttrMinutes } = availability;
  return mtbfHours / (mtbfHours + mttrMinutes / 60);
}

interface Lone {
  readonly deployable: Deployable;
  readonly fault: FaultResult;
}

/** Servers of our own with one replica and no stand-by, whose loss fails some traffic. */
function loners(context: RuleContext): Lone[] {
  const scene = sceneOf(context);
  return context.result.faults.flatMap((fault): Lone[] => {
    const deployable = fault.kind === 'deployable-down' ? scene.deployables.get(fault.target) : undefined;
    if (deployable === undefined || fault.failedShare <= 0) return [];
    const server = deployable.kind === 'process' || deployable.kind === 'data-server' || deployable.kind === 'broker';
    const alone = context.result.deployables[deployable.id]?.replicas === 1;
    const standby =
      (deployable.standby?.kind ?? 'none') !== 'none' || deployable.platform?.includes('.multi.') === true;
    return server && alone && !standby ? [{ deployable, fault }] : [];
  });
}

function findSevere(context: RuleContext): Finding[] {
  return loners(context)
    .filter(({ fault }) => severe(fault))
    .map(({ deployable, fault }) => {
      const availability = (1 - upShare(deployable)) * fault.failedShare;
      return {
        rule: 'single-point-of-failure',
        severity: 'warning',
        targets: [deployable.id],
        message: `${deployable.name} runs once, and without it ${percent(fault.failedShare)} of the traffic fails.`,
        ...(availability > 0
          ? priced({ availability })
          : unpriced('The part is assumed to be always up, so its loss costs nothing on average.')),
      };
    });
}

function findOthers(context: RuleContext): Finding[] {
  const lone = loners(context).filter(({ fault }) => !severe(fault));
  if (lone.length === 0) return [];
  const names = listWords(lone.map(({ deployable }) => deployable.name));
  const availability = lone.reduce(
    (sum, { deployable, fault }) => sum + (1 - upShare(deployable)) * fault.failedShare,
    0,
  );
  return [
    {
      rule: 'single-replica',
      severity: 'info',
      targets: lone.map(({ deployable }) => deployable.id),
      message: `${names} ${lone.length === 1 ? 'runs' : 'run'} once, so a restart is an outage for part of the traffic.`,
      ...(availability > 0
        ? priced({ availability })
        : unpriced('The parts are assumed to be always up, so their loss costs nothing on average.')),
    },
  ];
}

export const singlePoint: Rule = {
  id: 'single-point-of-failure',
  title: 'Single point of failure',
  check: findSevere,
};
export const singleReplica: Rule = { id: 'single-replica', title: 'One replica', check: findOthers };
