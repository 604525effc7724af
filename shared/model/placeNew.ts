/** Where a component that was just drawn runs, in a variant nobody has cut for it yet. */
import { newId } from './newId.ts';
import type { Component, ComponentKind, Deployable, Project, Variant } from './types.ts';

/** What a component runs on when it stands alone: a small machine or service that a first design can be priced on. */
export const NEW_HOST: Readonly<Record<ComponentKind, Pick<Deployable, 'kind' | 'platform' | 'cores'>>> = {
  client: { kind: 'external' },
  external: { kind: 'external' },
  module: { kind: 'process', platform: 'aws.ec2.c6i.large', cores: 2 },
  function: { kind: 'function', platform: 'aws.lambda.gbs.x86' },
  workflow: { kind: 'managed', platform: 'aws.sfn.standard' },
  gateway: { kind: 'managed', platform: 'aws.apigw.http' },
  'load-balancer': { kind: 'managed', platform: 'aws.alb' },
  cdn: { kind: 'managed', platform: 'aws.cloudfront' },
  relational: { kind: 'data-server', platform: 'aws.rds.postgres.single.db.t4g.medium', cores: 2 },
  document: { kind: 'managed', platform: 'aws.dynamodb' },
  'key-value': { kind: 'managed', platform: 'aws.dynamodb' },
  cache: { kind: 'data-server', platform: 'aws.elasticache.redis.cache.t4g.small', cores: 2 },
  search: { kind: 'data-server', platform: 'aws.opensearch.t3.medium', cores: 2 },
  'object-store': { kind: 'managed', platform: 'aws.s3.standard.storage' },
  queue: { kind: 'broker', platform: 'aws.sqs.standard' },
  topic: { kind: 'broker', platform: 'aws.sns' },
  scheduler: { kind: 'managed' },
};

/**
 * The variant with the component in it. `host` is the id of a deployable, null for absent. Without one: clients need no
 * place; a module of a monolith joins its first process; anything else gets a deployable of its own.
 */
export function placeNew(
  project: Project,
  variant: Variant,
  component: Component,
  host: string | null | undefined,
): Variant {
  if (host === null) {
    return {
      ...variant,
      absent: { ...variant.absent, components: [...(variant.absent?.components ?? []), component.id] },
    };
  }
  if (host !== undefined) return placed(variant, component, host);
  if (component.kind === 'client') return variant;
  const oneProcess = variant.style === 'monolith' || variant.style === 'modular-monolith';
  const process = variant.deployables.find(({ kind }) => kind === 'process');
  if (oneProcess && component.kind === 'module' && process !== undefined) return placed(variant, component, process.id);
  // The one process of a monolith is not named after the first module that comes into it.
  const first = oneProcess && component.kind === 'module';
  const own: Deployable = {
    id: newId(project, first ? 'application' : `${component.id}-host`, { variant }),
    name: first ? 'Application' : component.name,
    ...NEW_HOST[component.kind],
  };
  return placed({ ...variant, deployables: [...variant.deployables, own] }, component, own.id);
}

const placed = (variant: Variant, component: Component, deployable: string): Variant => ({
  ...variant,
  placements: [...variant.placements, { component: component.id, deployable }],
});
