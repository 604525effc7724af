/** Bills functions by duration and requests, and workflows by transitions or by runs. */
import { DEPLOYABLE } from '../../model/defaults.ts';
import type { Component, Deployable } from '../../model/types.ts';
import type { CostInput } from './input.ts';
import { familyOf, type FunctionFamily, type WorkflowFamily } from '../prices/families.ts';
import { deployableDraft, type Draft, type Hosted, type LinkFlow, type Scope, words } from './draft.ts';

/** Express workflows count memory in steps of 64 MB and time in steps of 100 ms. */
const EXPRESS_STEP_GIB = 0.0625;
const EXPRESS_STEP_MS = 100;

/** What runs only while it is asked: its visits, and the calls inside it, decide what it costs. */
export function billedByVisits({ platform }: Deployable): boolean {
  const kind = platform === undefined ? undefined : familyOf(platform)?.kind;
  return kind === 'function' || kind === 'workflow';
}

/** Share of a component's visits that start an invocation; the rest are calls inside the same function. */
function entryShare(scope: Scope, hosted: Hosted, component: Component): number {
  const id = hosted.deployable.id;
  const visits = operationsOf(scope, hosted, component).reduce((sum, { visitsPerSecond }) => sum + visitsPerSecond, 0);
  if (visits <= 0) return 0;
  const inside = scope.input.links
    .filter(({ link, from, to, network }) => !network && link.to === component.id && from?.id === id && to?.id === id)
    .reduce((sum, { callsPerSecond }) => sum + callsPerSecond, 0);
  return Math.max(0, 1 - inside / visits);
}

function operationsOf(scope: Scope, hosted: Hosted, component: Component): CostInput['operations'][number][] {
  return scope.input.operations.filter(
    (operation) => operation.component.id === component.id && operation.deployable.id === hosted.deployable.id,
  );
}

/** GB-seconds and requests of one function deployable. An invocation bills its whole duration, calls inside included. */
export function functionDrafts(scope: Scope, hosted: Hosted, family: FunctionFamily): Draft[] {
  const { deployable, components } = hosted;
  const { hoursPerMonth } = scope.input;
  const memoryGiB = deployable.memoryGiB ?? DEPLOYABLE.functionMemoryGiB.value;
  let invocations = 0;
  let busy = 0;
  for (const component of components) {
    const share = entryShare(scope, hosted, component);
    for (const { visitsPerSecond, billedMs } of operationsOf(scope, hosted, component)) {
      invocations += visitsPerSecond * share;
      busy += (visitsPerSecond * share * billedMs) / 1000;
    }
  }
  const month = `${words(hoursPerMonth)} h x 3,600 s`;
  const meanMs = invocations > 0 ? (busy / invocations) * 1000 : 0;
  const assumed = deployable.memoryGiB === undefined ? ' (smallest size assumed)' : '';
  return [
    deployableDraft(scope, deployable, {
      suffix: 'duration',
      what: 'function duration',
      priceId: family.durationId,
      items: busy * memoryGiB * scope.secondsPerMonth,
      formula: `${words(invocations)} requests/s x ${words(meanMs)} ms x ${words(memoryGiB)} GB${assumed} x ${month}`,
    }),
    deployableDraft(scope, deployable, {
      suffix: 'requests',
      what: 'function requests',
      priceId: family.requestsId,
      items: invocations * scope.secondsPerMonth,
      formula: `${words(invocations)} requests/s x ${month}`,
    }),
  ];
}

/** Transitions a second of a workflow: what its links name, else one for each call out of it. */
function transitionsPerSecond(scope: Scope, hosted: Hosted, component: Component): number {
  const touches = scope.input.links.filter(
    ({ link, from, to }) =>
      (link.from === component.id && from?.id === hosted.deployable.id) ||
      (link.to === component.id && to?.id === hosted.deployable.id),
  );
  const named = touches.filter(({ link }) => link.billed?.['transitions'] !== undefined);
  const perSecond = ({ link, callsPerSecond }: LinkFlow) => callsPerSecond * (link.billed?.['transitions'] ?? 1);
  const counted = named.length > 0 ? named : touches.filter(({ link }) => link.from === component.id);
  return counted.reduce((sum, flow) => sum + perSecond(flow), 0);
}

/** State transitions of a standard workflow; runs and their duration of an express one. */
export function workflowDrafts(scope: Scope, hosted: Hosted, family: WorkflowFamily): Draft[] {
  const { deployable, components } = hosted;
  const month = `${words(scope.input.hoursPerMonth)} h x 3,600 s`;
  if (!family.express) {
    const perSecond = components.reduce((sum, each) => sum + transitionsPerSecond(scope, hosted, each), 0);
    return [
      deployableDraft(scope, deployable, {
        suffix: 'transitions',
        what: 'state transitions',
        priceId: 'aws.sfn.standard',
        items: perSecond * scope.secondsPerMonth,
        formula: `${words(perSecond)} transitions/s x ${month}`,
      }),
    ];
  }
  const memoryGiB = Math.ceil((deployable.memoryGiB ?? EXPRESS_STEP_GIB) / EXPRESS_STEP_GIB) * EXPRESS_STEP_GIB;
  let runs = 0;
  let busy = 0;
  for (const { visitsPerSecond, billedMs } of components.flatMap((each) => operationsOf(scope, hosted, each))) {
    runs += visitsPerSecond;
    busy += (visitsPerSecond * Math.ceil(billedMs / EXPRESS_STEP_MS) * EXPRESS_STEP_MS) / 1000;
  }
  return [
    deployableDraft(scope, deployable, {
      suffix: 'requests',
      what: 'workflow runs',
      priceId: 'aws.sfn.express.requests',
      items: runs * scope.secondsPerMonth,
      formula: `${words(runs)} runs/s x ${month}`,
    }),
    deployableDraft(scope, deployable, {
      suffix: 'duration',
      what: 'workflow duration',
      priceId: 'aws.sfn.express.duration',
      items: (busy * memoryGiB * scope.secondsPerMonth) / 3600,
      formula: `${words(busy)} runs at a time x ${words(memoryGiB)} GB x ${words(scope.input.hoursPerMonth)} h`,
    }),
  ];
}
