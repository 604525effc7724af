/** Shapes that ruin a naive engine: ways that double at every step, and calls that lead back to where they came from. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../shared/engine/analyse.ts';
import type { Analysis } from '../../shared/engine/types.ts';
import { checkIntegrity } from '../../shared/model/integrity.ts';
import { checkShape } from '../../shared/model/schema.ts';
import type { Component, Deployable, Link, Project, Step } from '../../shared/model/types.ts';
import { topolith } from '../cli/cli.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'ladder-'));

function fileOf(project: Project): string {
  const file = path.join(folder, `${project.id}.topolith`);
  writeFileSync(file, JSON.stringify(project));
  return file;
}

const link = (from: string, to: string): Link => ({
  id: `${from}-${to}`,
  from,
  to,
  interaction: 'sync',
  protocol: 'custom',
  latency: { mean: 0 },
  cpu: { from: 0, to: 0 },
});

function project(
  id: string,
  components: readonly Component[],
  links: readonly Link[],
  host: Partial<Deployable>,
): Project {
  return {
    format: 'topolith',
    formatVersion: 1,
    minReaderVersion: 1,
    app: 'test',
    id,
    name: id,
    components,
    links,
    journeys: [
      {
        id: 'j',
        name: 'Down',
        entry: { component: components[0]!.id, operation: 'ask' },
        rate: { average: 1, peak: 2 },
      },
    ],
    variants: [
      {
        id: 'v',
        name: 'All apart',
        deployables: components.map((c) => ({ id: `h-${c.id}`, name: `Host of ${c.id}`, kind: 'process', ...host })),
        placements: components.map((c) => ({ component: c.id, deployable: `h-${c.id}` })),
      },
    ],
  };
}

/** Work of a knot and of the left and the right way, ms. */
const [KNOT, LEFT, RIGHT] = [1, 3, 5];

/** Knots in a row; from each to the next a left and a right way, each called half a time, so every part is met once or half a time. */
function ladder(diamonds: number, host: Partial<Deployable>): Project {
  const components: Component[] = [];
  const links: Link[] = [];
  const part = (id: string, mean: number, steps: readonly Step[]): number =>
    components.push({
      id,
      kind: 'module',
      name: id,
      operations: [{ id: 'ask', name: 'ask', demand: { mean }, steps }],
    });
  for (let i = 0; i <= diamonds; i++) {
    const [left, right] = [`left${i}`, `right${i}`];
    const last = i === diamonds;
    part(`knot${i}`, KNOT, last ? [] : [left, right].map((to) => ({ link: `knot${i}-${to}`, repeat: 0.5 })));
    if (last) break;
    part(left, LEFT, [{ link: `${left}-knot${i + 1}` }]);
    part(right, RIGHT, [{ link: `${right}-knot${i + 1}` }]);
    for (const way of [left, right]) links.push(link(`knot${i}`, way), link(way, `knot${i + 1}`));
  }
  return project(`ladder-${diamonds}`, components, links, host);
}

describe('a ladder of 40 diamonds, 2^40 ways down', () => {
  const diamonds = 40;
  const idle = (diamonds + 1) * KNOT + (diamonds * (LEFT + RIGHT)) / 2;
  /** One core each, work shared: at 2 requests a second a knot is busy by 0.002, a way by half its work. */
  const stretched = (work: number, visits: number): number => (visits * work) / (1 - (2 * visits * work) / 1000);
  const busy = (diamonds + 1) * stretched(KNOT, 1) + diamonds * (stretched(LEFT, 0.5) + stretched(RIGHT, 0.5));

  test.each([
    ['pure delays', { discipline: 'delay' }, idle],
    ['shared cores', { discipline: 'sharing', cores: 1 }, busy],
  ] as const)('of %s takes the sum of what each part takes, and next to no time', (_, host, mean) => {
    const started = performance.now();
    const answer = analyse(ladder(diamonds, host)).variants['v']!;
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(answer.journeys['j']!.latencyMs?.mean).toBeCloseTo(mean, 6);
    expect(answer.journeys['j']!.visits[`knot${diamonds}`]).toBeCloseTo(1, 12);
    expect(answer.faults).toHaveLength(
      ladder(diamonds, host).components.length * 2 + ladder(diamonds, host).links.length,
    );
  });

  test('takes twice the work for twice the length, not its square', () => {
    const seconds = (length: number): number => {
      const design = ladder(length, { discipline: 'delay' });
      const started = performance.now();
      analyse(design);
      return performance.now() - started;
    };
    seconds(20);
    expect(seconds(80)).toBeLessThan(40 * Math.max(seconds(20), 5));
  });

  test('answers on the command line', { timeout: 60_000 }, async () => {
    const { code, out } = await topolith('analyse', fileOf(ladder(diamonds, { discipline: 'delay' })), '--json');
    expect(code).toBe(0);
    const answer = JSON.parse(out) as Analysis;
    expect(answer.variants['v']!.journeys['j']!.latencyMs?.mean).toBeCloseTo(idle, 6);
  });
});

/** Two parts that call each other; the second one's call leads to `last`. */
function circle(last: 'ask' | 'look'): Project {
  const operation = (id: string, steps: readonly Step[]): NonNullable<Component['operations']>[number] => ({
    id,
    name: id,
    demand: { mean: 1 },
    steps,
  });
  const components: Component[] = [
    {
      id: 'orders',
      kind: 'module',
      name: 'Orders',
      operations: [operation('ask', [{ link: 'orders-stock', operation: 'ask' }]), operation('look', [])],
    },
    {
      id: 'stock',
      kind: 'module',
      name: 'Stock',
      operations: [operation('ask', [{ link: 'stock-orders', operation: last }])],
    },
  ];
  return project(`circle-${last}`, components, [link('orders', 'stock'), link('stock', 'orders')], {});
}

describe('calls in a circle', () => {
  test('that end at another operation are answered, with a finding', { timeout: 60_000 }, async () => {
    const design = circle('look');
    expect(checkShape(design).problems.concat(checkIntegrity(design))).toEqual([]);
    const { code, out } = await topolith('analyse', fileOf(design), '--json');
    expect(code).toBe(0);
    const answer = (JSON.parse(out) as Analysis).variants['v']!;
    expect(answer.journeys['j']!.visits).toEqual({ orders: 2, stock: 1 });
    const found = answer.findings.filter(({ rule }) => rule === 'sync-cycle');
    expect(found).toHaveLength(1);
    expect(found[0]!.targets).toEqual(expect.arrayContaining(['orders', 'stock']));
  });

  test('that never end get no answer, and a finding says where they go round', { timeout: 60_000 }, async () => {
    const design = circle('ask');
    expect(checkShape(design).problems.concat(checkIntegrity(design))).toEqual([]);
    const { code, out } = await topolith('analyse', fileOf(design), '--json');
    expect(code).toBe(0);
    const answer = (JSON.parse(out) as Analysis).variants['v']!;
    expect(answer.journeys['j']).toMatchObject({ state: 'failed', errorShare: 1, latencyMs: null });
    const found = answer.findings.filter(({ rule }) => rule === 'endless-calls');
    expect(found).toHaveLength(1);
    expect(found[0]!.severity).toBe('error');
    expect(found[0]!.targets).toEqual(expect.arrayContaining(['orders', 'stock', 'orders-stock', 'stock-orders']));
    expect(found[0]!.message).toContain('Orders to Stock to Orders');
  });
});
