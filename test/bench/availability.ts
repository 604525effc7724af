/**
 * Exact availability beside a limit program for the same graph, in one run: `node test/bench/availability.ts`. Each round times
 * both, in turns; the ratio is what counts. Ours starts from the compiled design, the limit from the bare graph.
 */
import { failuresOf, servedShare, standings } from '../../shared/engine/availability.ts';
import { compile } from '../../shared/engine/compile.ts';
import type { Network } from '../../shared/engine/network.ts';
import type { Component, Link, Project } from '../../shared/model/types.ts';
import { seeded } from '../support/randomProject.ts';
import { type Graph, limitOfDiagram } from './limit/diagram.ts';

const ROUNDS = 21;
const SEED = 1;

/** Each component needs itself and two one-of-two groups among the next eight. */
function graphOf(size: number): Graph {
  const next = seeded(SEED);
  return Array.from({ length: size }, (_, i) => {
    const near = Array.from({ length: Math.min(8, size - 1 - i) }, (_, k) => i + 1 + k);
    return Array.from({ length: 4 }, () => near.splice(Math.floor(next() * near.length), 1)[0] ?? -1);
  });
}

const worksOf = (graph: Graph): number[] => graph.map((_, i) => 0.99 + 0.0001 * (i % 97));

/** The graph as a design: a group is an alternative of two hard calls. */
export function projectOf(graph: Graph): Project {
  const links: Link[] = [];
  const components = graph.map((calls, i): Component => {
    const steps = calls.flatMap((to, n) => {
      if (to < 0) return [];
      links.push({ id: `${i}-${to}`, from: `c${i}`, to: `c${to}`, interaction: 'sync' });
      return [{ link: `${i}-${to}`, group: { id: n < 2 ? 'a' : 'b', kind: 'alternative' as const } }];
    });
    return { id: `c${i}`, kind: 'module', name: `c${i}`, operations: [{ id: 'do', name: 'do', steps }] };
  });
  const works = worksOf(graph);
  return {
    format: 'topolith',
    formatVersion: 1,
    minReaderVersion: 1,
    app: 'test',
    id: 'graph',
    name: 'graph',
    components,
    links,
    journeys: [{ id: 'j', name: 'j', entry: { component: 'c0' }, rate: { average: 1, peak: 1 } }],
    variants: [
      {
        id: 'v',
        name: 'v',
        deployables: graph.map((_, i) => ({
          id: `h${i}`,
          name: `h${i}`,
          kind: 'process',
          availability: { value: works[i]! },
        })),
        placements: graph.map((_, i) => ({ component: `c${i}`, deployable: `h${i}` })),
      },
    ],
  };
}

/** Time of the processor, which others on the machine do not take part in. */
function timed<T>(run: () => T): readonly [ms: number, value: T] {
  const start = process.cpuUsage();
  const value = run();
  const { user, system } = process.cpuUsage(start);
  return [(user + system) / 1000, value];
}

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]): number => sorted(values)[(values.length - 1) / 2]!;

function measure(size: number): void {
  const graph = graphOf(size);
  const works = worksOf(graph);
  const project = projectOf(graph);
  const network: Network = compile(project, project.variants[0]!, null);
  const replicas = network.hosts.map(() => 1);
  const ours = (): number => servedShare(failuresOf(network, replicas), 0)!;
  const limit = (): number => limitOfDiagram(graph, works);
  const whole = (): number => standings(network, failuresOf(network, replicas), [0.001])(0).availability.served;
  for (let i = 0; i < 20; i++) [ours, limit, whole].forEach((run) => run());
  const times = { ours: [] as number[], limit: [] as number[], ratio: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    const inOrder = round % 2 === 0 ? ([ours, limit] as const) : ([limit, ours] as const);
    const [a, b] = inOrder.map(timed) as [readonly [number, number], readonly [number, number]];
    const [mine, least] = round % 2 === 0 ? [a, b] : [b, a];
    if (!(Math.abs(mine[1] - least[1]) <= 1e-12)) throw new Error(`${mine[1]} against ${least[1]}`);
    times.ours.push(mine[0]);
    times.limit.push(least[0]);
    times.ratio.push(mine[0] / least[0]);
  }
  const wholes = Array.from({ length: ROUNDS }, () => timed(whole)[0]);
  const figures = [
    median(times.ours),
    median(times.limit),
    median(times.ratio),
    Math.min(...times.ratio),
    Math.max(...times.ratio),
    median(wholes),
  ];
  console.log(
    String(size).padEnd(11),
    figures.map((f) => f.toFixed(2).padStart(9)).join(' '),
    limit().toFixed(10).padStart(14),
  );
}

/** Prints a row for each size; throws where the two do not agree to 1e-12. */
export function availabilityBench(): void {
  console.log(
    `exact availability, ${ROUNDS} rounds, seed ${SEED}: ours against the limit program; "all" adds cut sets and losses`,
  );
  console.log(
    'components ',
    ['ours, ms', 'limit, ms', 'ratio', 'least', 'most', 'all, ms'].map((h) => h.padStart(9)).join(' '),
    'answered'.padStart(14),
  );
  for (const size of [20, 40, 100]) measure(size);
}

if (import.meta.main) availabilityBench();
