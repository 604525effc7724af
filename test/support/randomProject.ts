/** Random but valid projects that use every corner of the model; the same seed gives the same project. */
import type {
  Component,
  ComponentKind,
  Deployable,
  DeployableKind,
  Distribution,
  Journey,
  Link,
  Operation,
  Placement,
  Policy,
  Project,
  Scenario,
  ScenarioFault,
  Step,
  Variant,
} from '../../shared/model/types.ts';
import { BROKER_KINDS, COMPONENT_KINDS, PROTOCOLS, STORE_KINDS } from '../../shared/model/types.ts';

/** Seeded numbers in [0, 1) (mulberry32). */
export function seeded(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export interface RandomOptions {
  /**
   * Fixed replicas, no closed users, and nothing that refuses work or makes it in lumps: no room, breaker or cold start. What
   * one expects of more traffic, more machines and a fault then holds for every design.
   */
  readonly plain?: boolean;
}

export function randomProject(seed: number, options: RandomOptions = {}): Project {
  const project = anyProject(seed);
  if (options.plain === true) return plain(project);
  return seed % 4 === 0 ? withLimits(project, seed) : project;
}

/** What bounds, stops and repeats work, and what depends on it, drawn from numbers of its own. Every fourth has it: it takes long. */
function withLimits(project: Project, seed: number): Project {
  const next = seeded(seed ^ 0x5eed);
  const chance = (p: number): boolean => next() < p;
  const whole = (low: number, high: number): number => low + Math.floor((high - low + 1) * next());
  const limited = (link: Link): Link => ({
    ...link,
    ...(link.policy && {
      policy: {
        ...link.policy,
        ...(chance(0.2) && { retryBudget: next() }),
        ...(chance(0.3) && { cancellable: chance(0.7) }),
        ...(chance(0.2) && { bulkhead: { concurrent: whole(1, 20), ...(chance(0.5) && { queue: whole(0, 10) }) } }),
        ...(link.policy.breaker && chance(0.5) && { breaker: { timeoutMs: 500, capacity: whole(1, 10) } }),
      },
    }),
    ...(link.delivery && {
      delivery: {
        ...link.delivery,
        ...(chance(0.3) && { batch: whole(1, 50) }),
        ...(chance(0.3) && { concurrency: whole(1, 10) }),
      },
    }),
  });
  const repaired = (d: Deployable): Deployable => ({
    ...d,
    ...(d.availability && 'mtbfHours' in d.availability && chance(0.5)
      ? { availability: { ...d.availability, crews: whole(1, 3) } }
      : {}),
    ...(chance(0.1) && { quota: { concurrent: whole(1, 50) } }),
  });
  const day = [
    { hours: 6, factor: 2 * next() },
    { hours: 3, factor: 1 + 3 * next() },
  ];
  return {
    ...project,
    components: project.components.map((c) =>
      STORE_KINDS.includes(c.kind) && chance(0.3)
        ? { ...c, facts: { ...c.facts, replication: 3, readQuorum: whole(1, 3), writesPerKeyPerSecond: next() } }
        : c,
    ),
    links: project.links.map(limited),
    journeys: project.journeys.map((j) => (chance(0.3) ? { ...j, valuePerRequest: next() } : j)),
    variants: project.variants.map((v) => ({ ...v, deployables: v.deployables.map(repaired) })),
    scenarios: (project.scenarios ?? []).map((scenario) => ({
      ...scenario,
      ...(chance(0.3) && { day }),
      ...(chance(0.3) && { network: { latencyFactor: 1 + next(), addMs: 5 * next() } }),
      faults: (scenario.faults ?? []).map((f) => (chance(0.3) ? { ...f, forMinutes: whole(1, 600) } : f)),
    })),
  };
}

function plain(project: Project): Project {
  const calm = (deployable: Deployable): Deployable => {
    const { room: _, replicas, ...rest } = deployable;
    return {
      ...rest,
      ...(replicas && { replicas: 'fixed' in replicas ? replicas : { fixed: replicas.min } }),
      ...(rest.kind === 'function' && { coldStart: { share: 0, duration: { mean: 1 } } }),
    };
  };
  const withoutBreaker = (link: Link): Link => {
    if (!link.policy) return link;
    const { breaker: _, ...policy } = link.policy;
    return { ...link, policy };
  };
  return {
    ...project,
    links: project.links.map(withoutBreaker),
    journeys: project.journeys.map(({ closed, ...journey }) =>
      closed ? { ...journey, rate: { average: closed.users / 10, peak: closed.users / 5 } } : journey,
    ),
    variants: project.variants.map((v) => ({ ...v, deployables: v.deployables.map(calm) })),
  };
}

function anyProject(seed: number): Project {
  const next = seeded(seed);
  const chance = (p: number): boolean => next() < p;
  const between = (low: number, high: number): number => low + (high - low) * next();
  const whole = (low: number, high: number): number => Math.floor(between(low, high + 1));
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  /** Spread over orders of magnitude. */
  const scale = (low: number, high: number): number => Math.exp(between(Math.log(low), Math.log(high)));

  const distribution = (mean: number): Distribution => {
    const kind = whole(0, 5);
    if (kind === 0) return { p50: mean, p99: mean * between(1.5, 12) };
    if (kind === 1) return { mean, cv: between(0.2, 2) };
    if (kind === 2) return { mean, shape: 'constant' };
    if (kind === 3) return { mean, cv: between(0.3, 0.9), shape: 'erlang' };
    if (kind === 4) return { mean, cv: between(1.1, 3), shape: 'hyperexponential' };
    return { mean };
  };

  const count = whole(2, 9);
  const kinds: ComponentKind[] = Array.from({ length: count }, (_, i) =>
    i === 0 ? pick(['client', 'module', 'gateway', 'module']) : pick(COMPONENT_KINDS.filter((k) => k !== 'client')),
  );
  const operationCounts = kinds.map(() => whole(1, 3));
  const links: Link[] = [];
  const components: Component[] = kinds.map((kind, i) => {
    const operations: Operation[] = Array.from({ length: operationCounts[i]! }, (_, o) => {
      const steps: Step[] = [];
      // Calls go to later components only, so no operation calls itself.
      const calls = STORE_KINDS.includes(kind) && kind !== 'cache' ? 0 : i === count - 1 ? 0 : whole(0, 3);
      for (let c = 0; c < calls; c++) {
        const to = whole(i + 1, count - 1);
        const link = linkTo(i, to);
        steps.push({
          link: link.id,
          operation: `op${whole(0, operationCounts[to]! - 1)}`,
          ...(chance(0.2) && { repeat: pick([2, 3, 9, 1.5]) }),
          ...(chance(0.2) && { probability: between(0.05, 1) }),
          ...(chance(0.3) && { hard: chance(0.5) }),
        });
      }
      if (steps.length > 1 && chance(0.4)) {
        const group = pick(['parallel', 'choice', 'quorum', 'alternative'] as const);
        const need = whole(1, steps.length);
        steps.forEach((step, s) => {
          const { probability: _, ...bare } = step;
          steps[s] = { ...bare, group: { id: 'g', kind: group, ...(group === 'quorum' && { need }) } };
        });
      }
      return {
        id: `op${o}`,
        name: `operation ${o}`,
        ...(chance(0.85) && { demand: distribution(scale(0.05, 60)) }),
        steps,
        ...(chance(0.15) && { errorRate: between(0, 0.2) }),
      };
    });
    return {
      id: `c${i}`,
      kind,
      name: `Component ${i}`,
      operations,
      ...(kind === 'cache' && { facts: { hitRatio: next() } }),
      ...(kind === 'object-store' && { facts: { objectBytes: 1000, retentionHours: 24 } }),
      ...(kind === 'relational' && { facts: { sizeGiB: whole(1, 500) } }),
    };
  });

  function linkTo(from: number, to: number): Link {
    const id = `l${from}-${to}`;
    const known = links.find((l) => l.id === id);
    if (known) return known;
    const interaction =
      BROKER_KINDS.includes(kinds[to]!) || BROKER_KINDS.includes(kinds[from]!) || chance(0.15)
        ? 'async'
        : STORE_KINDS.includes(kinds[to]!)
          ? 'data'
          : 'sync';
    const link: Link = {
      id,
      from: `c${from}`,
      to: `c${to}`,
      interaction,
      protocol: pick(PROTOCOLS),
      ...(chance(0.3) && { hard: chance(0.5) }),
      ...(interaction === 'async' && chance(0.4) && { needsAnswer: true }),
      ...(interaction === 'async' &&
        chance(0.5) && {
          delivery: {
            mode: pick(['push', 'poll'] as const),
            periodMs: scale(10, 60_000),
            ...(chance(0.4) && { outbox: { pollMs: scale(1, 5000) } }),
            ...(chance(0.2) && { delayMs: scale(10, 60_000) }),
          },
        }),
      ...(chance(0.5) && { latency: distribution(scale(0.05, 100)) }),
      ...(chance(0.5) && { cpu: { from: between(0, 0.3), to: between(0, 0.3) } }),
      ...(chance(0.3) && { payload: { request: whole(0, 100_000), response: whole(0, 100_000) } }),
      ...(interaction !== 'async' && chance(0.5) && { policy: policy() }),
    };
    links.push(link);
    return link;
  }

  function policy(): Policy {
    return {
      ...(chance(0.7) && { timeoutMs: Math.round(scale(5, 5000)) }),
      ...(chance(0.5) && { retries: whole(0, 3) }),
      ...(chance(0.3) && {
        backoff: {
          baseMs: 20,
          factor: 2,
          capMs: 200,
          jitter: pick(['none', 'full', 'equal', 'decorrelated'] as const),
        },
      }),
      ...(chance(0.3) && { breaker: { timeoutMs: 1000 } }),
      ...(chance(0.2) && { fallback: pick(['none', 'default', 'cached'] as const) }),
    };
  }

  const journeys: Journey[] = Array.from({ length: whole(1, 3) }, (_, j) => {
    const peak = scale(0.01, 400);
    return {
      id: `j${j}`,
      name: `Journey ${j}`,
      entry: { component: `c${whole(0, Math.min(1, count - 1))}`, operation: 'op0' },
      ...(chance(0.12)
        ? { closed: { users: whole(1, 40), thinkMs: scale(1, 5000) } }
        : { rate: { average: peak * between(0.1, 1), peak } }),
      ...(chance(0.4) && { objective: { p99Ms: Math.round(scale(5, 2000)), availability: 0.999 } }),
    };
  });

  const variants: Variant[] = Array.from({ length: whole(1, 2) }, (_, v) => {
    const hosts = whole(1, count);
    const deployables: Deployable[] = Array.from({ length: hosts }, (_u, d) => deployable(`d${d}`));
    const placements: Placement[] = [];
    components.forEach((c, i) => {
      if (c.kind === 'client' && chance(0.5)) return;
      const first = whole(0, hosts - 1);
      placements.push({ component: c.id, deployable: `d${first}` });
      if (hosts > 1 && i > 0 && chance(0.15))
        placements.push({ component: c.id, deployable: `d${(first + 1) % hosts}` });
    });
    const absent = links.length > 2 && chance(0.15) ? { links: [pick(links).id] } : undefined;
    return { id: `v${v}`, name: `Variant ${v}`, deployables, placements, ...(absent && { absent }) };
  });

  function deployable(id: string): Deployable {
    const kind: DeployableKind = pick([
      'process',
      'process',
      'function',
      'data-server',
      'broker',
      'managed',
      'external',
    ]);
    const cores = pick([1, 2, 4, 16]);
    return {
      id,
      name: `Deployable ${id}`,
      kind,
      cores,
      ...(chance(0.3) && {
        platform: pick([
          'aws.ec2.c6i.large',
          'aws.rds.postgres.single.db.t4g.medium',
          'aws.s3.standard.storage',
          'nobody.sells.this',
        ]),
      }),
      ...(chance(0.5) && { discipline: pick(['sharing', 'fifo', 'delay'] as const) }),
      ...(chance(0.3) && { threads: pick([1, 8, 50, 'unbounded'] as const) }),
      ...(chance(0.15) && { room: whole(0, 30) }),
      ...(chance(0.6) && {
        replicas: chance(0.5) ? { fixed: whole(1, 5) } : { min: 1, max: whole(2, 500), target: between(0.3, 0.9) },
      }),
      ...(chance(0.3) && { balancing: pick(['random', 'round-robin', 'least-busy', 'shared-queue'] as const) }),
      ...(chance(0.3) && { zones: chance(0.5) ? whole(1, 3) : pick([['a'], ['b'], ['a', 'b']]) }),
      ...(chance(0.5) && {
        availability: chance(0.5)
          ? { value: between(0.9, 1), of: pick(['whole', 'replica'] as const) }
          : { mtbfHours: scale(10, 10_000), mttrMinutes: scale(1, 600) },
      }),
      ...(chance(0.1) && { standby: { kind: pick(['cold', 'hot'] as const), failoverSeconds: 60, coverage: 0.9 } }),
      ...(chance(0.1) && { quota: { perSecond: scale(1, 1000) } }),
      ...(chance(0.2) && { mesh: pick(['none', 'sidecar', 'ambient'] as const) }),
    };
  }

  const targets = [
    ...components.map((c) => c.id),
    ...links.map((l) => l.id),
    ...variants[0]!.deployables.map((d) => d.id),
  ];
  const fault = (): ScenarioFault => {
    const kind = pick(['down', 'slow', 'hang', 'errors'] as const);
    return {
      target: pick(targets),
      kind,
      ...(kind === 'slow' && (chance(0.5) ? { factor: between(1, 100) } : { addMs: scale(1, 10_000) })),
      ...(kind === 'errors' && { share: next() }),
    };
  };
  const scenarios: Scenario[] = [
    { id: 's0', name: 'Scenario 0', traffic: scale(0.01, 100), faults: [fault(), ...(chance(0.5) ? [fault()] : [])] },
  ];

  return {
    format: 'topolith',
    formatVersion: 1,
    minReaderVersion: 1,
    app: 'test',
    id: `random-${seed}`,
    name: `Random ${seed}`,
    components,
    links,
    journeys,
    variants,
    scenarios,
    assumptions: {
      zones: [
        { id: 'a', availability: 0.999 },
        { id: 'b', availability: 0.998 },
      ],
    },
  };
}
