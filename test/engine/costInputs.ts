/** Builds the input of the bill by hand, so that cost is tested without the rest of the engine. */
import type { CostInput } from '../../shared/engine/cost/input.ts';
import type { Assumptions, Component, Deployable, Link, Project } from '../../shared/model/types.ts';

export type Host = CostInput['deployables'][number];
export type Flow = CostInput['links'][number];
export type Work = CostInput['operations'][number];

export function deployable(id: string, platform: string | undefined, more: Partial<Deployable> = {}): Deployable {
  return { id, name: id, kind: 'process', ...(platform === undefined ? {} : { platform }), ...more };
}

export function component(id: string, kind: Component['kind'], facts?: Component['facts']): Component {
  return { id, kind, name: id, ...(facts ? { facts } : {}) };
}

export function link(id: string, from: string, to: string, more: Partial<Link> = {}): Link {
  return { id, from, to, interaction: 'sync', ...more };
}

export function host(on: Deployable, components: readonly Component[], replicas = 1, visitsPerSecond = 0): Host {
  return { deployable: on, replicas, visitsPerSecond, components };
}

export function flow(of: Link, callsPerSecond: number, from: Deployable | null, to: Deployable | null): Flow {
  return { link: of, from, to, callsPerSecond, network: true, crossZoneShare: 0 };
}

export function input(parts: {
  deployables: readonly Host[];
  links?: readonly Flow[];
  operations?: readonly Work[];
  assumptions?: Assumptions;
  requestsPerSecond?: number;
  servable?: boolean;
}): CostInput {
  const links = parts.links ?? [];
  const known = new Map(parts.deployables.flatMap(({ components }) => components.map((each) => [each.id, each])));
  const project: Project = {
    format: 'topolith',
    formatVersion: 1,
    minReaderVersion: 1,
    app: 'test',
    id: 'p',
    name: 'p',
    components: [...known.values()],
    links: links.map((each) => each.link),
    journeys: [],
    variants: [],
    assumptions: { region: 'us-east-1', ...parts.assumptions },
  };
  return {
    project,
    variant: { id: 'v', name: 'v', deployables: parts.deployables.map((each) => each.deployable), placements: [] },
    hoursPerMonth: 730,
    servable: parts.servable ?? true,
    requestsPerSecond: parts.requestsPerSecond ?? 0,
    deployables: parts.deployables,
    operations: parts.operations ?? [],
    links,
  };
}

/** The old design of the video case at `streams` streams: T transitions and P frames for each second of a stream. */
export function videoInput(streams: number, transitions: number, frames: number): CostInput {
  const workflow = deployable('workflow-service', 'aws.sfn.standard', { kind: 'managed' });
  const s3 = deployable('s3', 'aws.s3.standard.storage', { kind: 'managed' });
  const store = component('frames', 'object-store', { objectBytes: 204_800, retentionHours: 24 });
  const orchestration = component('orchestration', 'workflow', { type: 'standard' });
  const names = ['converter', 'detect-corruption', 'detect-freeze', 'detect-sync'];
  const functions = names.map((name, index) => ({
    module: component(name, 'module'),
    on: deployable(`fn-${name}`, 'aws.lambda.gbs.x86', { kind: 'function', memoryGiB: index === 0 ? 2 : 1 }),
    billedMs: index === 0 ? 300 : 250,
  }));
  return input({
    servable: false,
    requestsPerSecond: streams,
    deployables: [
      host(workflow, [orchestration], 1, streams),
      ...functions.map(({ module, on }) => host(on, [module], 1, streams)),
      host(s3, [store], 1, 4 * streams * frames),
    ],
    operations: functions.map(({ module, on, billedMs }) => ({
      component: module,
      operationId: 'second',
      deployable: on,
      visitsPerSecond: streams,
      billedMs,
    })),
    links: functions.flatMap(({ module, on }, index) => [
      flow(
        link(`flow-${module.id}`, 'orchestration', module.id, { billed: { transitions: transitions / 4 } }),
        streams,
        workflow,
        on,
      ),
      flow(
        link(`${module.id}-frames`, module.id, 'frames', { billed: index === 0 ? { put: 1 } : { get: 1 } }),
        streams * frames,
        on,
        s3,
      ),
    ]),
  });
}
