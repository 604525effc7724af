/** A big but ordinary design: layers of modules with their stores and topics, every module its own service or all in one. */
import type { Component, Deployable, Journey, Link, Project, Step } from '../../shared/model/types.ts';
import { seeded } from './randomProject.ts';

/** About `size` components: a sixth stores, a twelfth topics, the rest modules that call two or three of the next layer. */
export function largeProject(size: number, seed = 1, layers = Math.max(3, Math.round(Math.sqrt(size) / 2.5))): Project {
  const next = seeded(seed);
  const perLayer = Math.ceil(size / layers);
  const components: Component[] = [];
  const links: Link[] = [];
  const names: string[][] = [];
  for (let layer = layers - 1; layer >= 0; layer--) {
    names[layer] = [];
    for (let i = 0; i < perLayer && components.length < size; i++) {
      const id = `m${layer}-${i}`;
      const last = layer === layers - 1;
      const kind = last ? 'relational' : i % 12 === 11 && layer > 0 ? 'topic' : 'module';
      const steps: Step[] = [];
      const below = names[layer + 1] ?? [];
      const calls = last ? 0 : 2 + (i % 2);
      for (let c = 0; c < calls; c++) {
        const to = below[Math.floor(next() * below.length)]!;
        const link = `${id}>${to}`;
        const topic = kind === 'topic' || components.find((x) => x.id === to)?.kind === 'topic';
        if (!links.some((l) => l.id === link))
          links.push({
            id: link,
            from: id,
            to,
            interaction: topic ? 'async' : layer === layers - 2 ? 'data' : 'sync',
            ...(!topic && { policy: { timeoutMs: 1000 } }),
          });
        steps.push({ link, ...(c === 2 && { group: { id: 'g', kind: 'parallel' as const } }) });
      }
      components.push({
        id,
        kind,
        name: `Part ${layer}.${i}`,
        operations: [{ id: 'do', name: 'do', demand: { mean: 0.2 + next() }, steps }],
      });
      names[layer]?.push(id);
    }
  }
  const entries = names[0]!.slice(0, 10);
  const journeys: Journey[] = entries.map((component, i) => ({
    id: `j${i}`,
    name: `Journey ${i}`,
    entry: { component, operation: 'do' },
    rate: { average: 1, peak: 2 + i },
  }));
  const service = (id: string, cores: number): Deployable => ({
    id,
    name: id,
    kind: 'process',
    cores,
    platform: 'aws.ec2.c6i.large',
    replicas: { min: 1, max: 1000 },
  });
  return {
    format: 'topolith',
    formatVersion: 1,
    minReaderVersion: 1,
    app: 'test',
    id: `large-${size}`,
    name: `${size} components`,
    components,
    links,
    journeys,
    variants: [
      {
        id: 'services',
        name: 'Services',
        style: 'microservices',
        deployables: components.map((c) => service(`d-${c.id}`, 2)),
        placements: components.map((c) => ({ component: c.id, deployable: `d-${c.id}` })),
      },
      {
        id: 'one',
        name: 'One process',
        style: 'monolith',
        deployables: [service('app', 16)],
        placements: components.map((c) => ({ component: c.id, deployable: 'app' })),
      },
    ],
  };
}
