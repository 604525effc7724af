// Where a formula is a closed form, the inputs that are shown give the figure that is shown.
import { describe, expect, test } from 'vitest';
import { explain } from '../../shared/explain/explain.ts';
import type { Scene } from '../../shared/explain/scene.ts';
import type { Explanation, What } from '../../shared/explain/types.ts';
import type { Project } from '../../shared/model/types.ts';
import { smallSystem } from '../engine/published.ts';
import { sample } from '../inspector/sample.ts';
import { amountOf, amounts, opened, sceneFor } from './figures.ts';

const order = sceneFor(sample('order'), 'microservices');
const monolith = sceneFor(sample('order'), 'monolith');
const boutique = sceneFor(sample('online-boutique'), 'services');

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
/** a1 b1 + a2 b2 + ... */
const paired = (a: readonly number[], b: readonly number[]): number => sum(a.map((one, n) => one * b[n]!));
const value = (scene: Scene, what: What): number => opened(scene, what).value.amount;
/** The record with these facts unsaid. */
const without = <T extends object, K extends keyof T>(record: T, ...keys: K[]): Omit<T, K> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !(keys as PropertyKey[]).includes(key))) as Omit<T, K>;
const deployables = (scene: Scene): string[] => Object.keys(scene.answer.deployables);

/** Ms of work that the operations of a deployable do in a second. */
function workOf(explanation: Explanation): number {
  const visits = amounts(explanation, /: visits$/);
  const calls = explanation.inputs.flatMap(({ label }, n) =>
    label.endsWith(': visits')
      ? [explanation.inputs[n + 2]?.label.endsWith(': sending and receiving') ? explanation.inputs[n + 2]!.value : null]
      : [],
  );
  const extra = calls.map((one) => (one === null || typeof one === 'string' ? 0 : one.amount));
  const own = amounts(explanation, /: work a visit$/);
  return paired(
    visits,
    own.map((one, n) => one + extra[n]!),
  );
}

describe('load', () => {
  test.each([order, monolith, boutique])('utilisation and cores busy are work / (cores × replicas)', (scene) => {
    for (const deployable of deployables(scene)) {
      const station = scene.answer.deployables[deployable]!;
      if (station.cores === 0) continue;
      const shown = opened(scene, { kind: 'load', deployable, of: 'utilisation' });
      const cores = amountOf(shown, /: cores a replica$/) * amountOf(shown, /: replicas$/);
      expect(workOf(shown) / 1000 / cores).toBeCloseTo(station.utilisation, 9);
      expect(amountOf(shown, /^Work offered/) / cores).toBeCloseTo(station.utilisation, 9);
      expect(workOf(opened(scene, { kind: 'load', deployable, of: 'coresBusy' })) / 1000).toBeCloseTo(
        station.coresBusy,
        9,
      );
    }
  });

  test('visits are requests × visits a request', () => {
    for (const deployable of deployables(boutique)) {
      const shown = opened(boutique, { kind: 'load', deployable, of: 'visits' });
      expect(paired(amounts(shown, /: requests at the peak$/), amounts(shown, /: visits a request$/))).toBeCloseTo(
        shown.value.amount,
        9,
      );
    }
  });

  test('the wait at shared cores is s × C / (c − a), the queue its Little’s law', () => {
    for (const deployable of deployables(boutique)) {
      if (boutique.answer.deployables[deployable]!.cores === 0) continue;
      const shown = opened(boutique, { kind: 'load', deployable, of: 'waitMs' });
      const [s, c, a] = [/, s$/, /, c$/, /, a$/].map((label) => amountOf(shown, label)) as [number, number, number];
      expect((s * amountOf(shown, /, C$/)) / (c - a)).toBeCloseTo(shown.value.amount, 9);
      const queue = opened(boutique, { kind: 'load', deployable, of: 'queueLength' });
      expect((amountOf(queue, /^Visits$/) / 1000) * amountOf(queue, /^Wait of a visit$/)).toBeCloseTo(
        queue.value.amount,
        9,
      );
    }
  });

  test('the wait of M/M/3 and of M/G/1', () => {
    const fifo = (demand: { mean: number; cv?: number }, cores: number): Explanation =>
      opened(sceneFor(smallSystem({ a: { demand, host: { discipline: 'fifo', cores } } }, 25), 'v'), {
        kind: 'load',
        deployable: 'h-a',
        of: 'waitMs',
      });
    const many = fifo({ mean: 90 }, 3);
    const [s, c, a, waiting] = [/, s$/, /, c$/, /, a$/, /, C$/].map((label) => amountOf(many, label));
    expect(many.value.amount).toBeCloseTo((waiting! * s!) / (c! - a!), 9);
    expect([s, c, a]).toEqual([90, 3, 2.25]);
    const general = fifo({ mean: 20, cv: 2 }, 1);
    // Pollaczek and Khinchine: u s (1 + cv²) / (2 (1 - u)).
    expect(general.value.amount).toBeCloseTo((0.5 * 20 * 5) / (2 * 0.5), 6);
    expect(amountOf(general, /cv²$/)).toBeCloseTo(4, 6);
  });

  test('threads held are requests × time inside', () => {
    const shown = opened(order, { kind: 'load', deployable: 'order-svc', of: 'threadsHeld' });
    expect((amountOf(shown, /^Requests that hold/) * amountOf(shown, /^Mean time inside/)) / 1000).toBeCloseTo(
      shown.value.amount,
      9,
    );
  });

  test('replicas are the fewest that keep the target', () => {
    const scene = sceneFor(
      smallSystem({ a: { demand: { mean: 90 }, host: { cores: 2, replicas: { min: 1, max: 9 } } } }, 40),
      'v',
    );
    const shown = opened(scene, { kind: 'load', deployable: 'h-a', of: 'replicas' });
    const cores = amountOf(shown, /: cores a replica$/);
    const target = shown.inputs.find(({ label }) => label === 'Kept busy at most')!;
    expect(target).toMatchObject({ origin: 'default', value: { amount: 0.6 } });
    expect(Math.ceil(amountOf(shown, /^Work offered/) / (cores * 0.6))).toBe(shown.value.amount);
    expect(shown.value.amount).toBe(3);
  });
});

describe('journeys', () => {
  test('calls over a network are the sum of its links', () => {
    for (const journey of Object.keys(boutique.answer.journeys)) {
      const shown = opened(boutique, { kind: 'journey', journey, of: 'networkCalls' });
      expect(sum(amounts(shown, /^(?!.*requests).* to /))).toBeCloseTo(shown.value.amount, 9);
    }
  });

  test('the parts of a mean add up to it', () => {
    for (const journey of ['place', 'view']) {
      const { shares, value: mean } = opened(order, { kind: 'latency', journey, of: 'mean' });
      expect(sum(shares!.parts.map((one) => one.value.amount))).toBeCloseTo(mean.amount, 9);
    }
  });

  test('a journey holds up to cores × replicas / work of what gives way first', () => {
    const scene = sceneFor(sample('distributed-monolith'), 'bad');
    const shown = opened(scene, { kind: 'journey', journey: 'buy', of: 'capacityFactor' });
    const cores = amountOf(shown, /: cores a replica$/) * amountOf(shown, /: replicas$/);
    expect(cores / amountOf(shown, /: work offered/)).toBeCloseTo(shown.value.amount, 9);
  });

  test('availability is the product of what is needed, where each is needed alone', () => {
    const shown = opened(order, { kind: 'availability', journey: 'place', of: 'full' });
    expect(amounts(shown, /: up$/).reduce((a, b) => a * b, 1)).toBeCloseTo(shown.value.amount, 12);
    const minutes = (1 - amountOf(shown, /^Answered at all$/)) * amountOf(shown, /^Hours a month$/) * 60;
    expect(minutes).toBeCloseTo(amountOf(shown, /^Down a month$/), 9);
    expect(amountOf(shown, /^Hours a month$/) * 60).toBe(43_800);
  });

  test('a closed journey has users / (think time + answer) requests', () => {
    const { journeys, ...rest } = smallSystem({ a: { demand: { mean: 20 }, host: { discipline: 'fifo' } } }, 10);
    const { rate: _, ...journey } = journeys[0]!;
    const scene = sceneFor({ ...rest, journeys: [{ ...journey, closed: { users: 30, thinkMs: 500 } }] }, 'v');
    const shown = opened(scene, { kind: 'journey', journey: journey.id, of: 'throughputPerSecond' });
    const time = amountOf(shown, /^Think time$/) + amountOf(shown, /^Mean answer$/);
    expect((amountOf(shown, /^Users$/) / time) * 1000).toBeCloseTo(shown.value.amount, 6);
  });
});

describe('links', () => {
  test('calls are visits × calls a visit, data calls × bytes', () => {
    for (const { id: link } of order.project.links) {
      const shown = opened(order, { kind: 'link', link, of: 'callsPerSecond' });
      expect(paired(amounts(shown, /: visits$/), amounts(shown, /: calls a visit$/))).toBeCloseTo(
        shown.value.amount,
        9,
      );
      const data = opened(order, { kind: 'link', link, of: 'bytesPerSecond' });
      const each = amountOf(data, /^Bytes there$/) + amountOf(data, /^Bytes back$/);
      expect(amountOf(data, /^Calls over a network$/) * each).toBeCloseTo(data.value.amount, 9);
    }
  });

  test('the way of a call is what its inputs say, whatever lies on it', () => {
    const host = { region: 'eu-west-1', zones: 2 } as const;
    const far = { region: 'us-east-1', zones: 2, mesh: 'sidecar' } as const;
    const project: Project = {
      ...smallSystem({ a: { demand: { mean: 1 }, host, steps: ['b', 'c'] }, b: { host }, c: { host: far } }, 5),
      scenarios: [{ id: 'slow', name: 'Slow network', network: { latencyFactor: 3, addMs: 2 } }],
    };
    const bare: Project = { ...project, links: project.links.map((link) => without(link, 'latency', 'cpu')) };
    for (const scenario of [null, 'slow']) {
      const scene = sceneFor(bare, 'v', scenario);
      for (const { id: link } of bare.links) {
        const shown = opened(scene, { kind: 'link', link, of: 'networkMs' });
        const crossing = amounts(shown, /: cross a zone$/)[0] ?? 1;
        const [near = 0] = amounts(shown, /: round trip in a zone$/);
        const [away = 0] = amounts(shown, /: round trip between/);
        const slower = amounts(shown, /: slower by$/)[0] ?? 1;
        const added = sum(amounts(shown, /: (mesh|added)$/));
        expect(((1 - crossing) * near + crossing * away) * slower + added).toBeCloseTo(shown.value.amount, 9);
        expect(shown.value.amount).toBeGreaterThan(0);
      }
    }
  });
});

describe('staleness', () => {
  test('the parts of a mean add up to it, the worst is the sum of its clocks and constant ways', () => {
    const mean = opened(order, { kind: 'staleness', id: 'analytics', of: 'meanMs' });
    expect(sum(mean.shares!.parts.map((one) => one.value.amount))).toBeCloseTo(mean.value.amount, 6);
    const worst = opened(order, { kind: 'staleness', id: 'analytics', of: 'worstMs' });
    const constant = worst.inputs.filter(({ more, label }) => more === 'constant' && label.endsWith('one way'));
    const ways = sum(constant.map((one) => (typeof one.value === 'string' ? 0 : one.value.amount)));
    expect(sum(amounts(worst, /: looks every$/)) + ways).toBeCloseTo(worst.value.amount, 9);
  });
});

describe('faults', () => {
  test('a share is the sum of the journeys that it befalls', () => {
    for (const { kind: fault, target } of boutique.answer.faults!)
      for (const of of ['failed', 'degraded', 'delayed', 'ok'] as const) {
        const shown = opened(boutique, { kind: 'fault', fault, target, of });
        expect(sum(shown.shares!.parts.map((one) => one.value.amount))).toBeCloseTo(shown.value.amount, 9);
        expect(sum(amounts(shown, /: share of requests$/))).toBeCloseTo(1, 9);
      }
  });
});

describe('the bill', () => {
  const scenes = ['order', 'prime-video', 'online-boutique', 'image-shop'].flatMap((name) => {
    const project = sample(name);
    return project.variants.map(({ id }) => sceneFor(project, id));
  });
  test.each(scenes)('is the sum of lines, each quantity × unit price', (scene) => {
    const { lines } = scene.answer.cost;
    for (const { id, unitPriceUsd } of lines) {
      const shown = opened(scene, { kind: 'line', line: id, of: 'monthlyUsd' });
      const price = shown.inputs.find(({ label }) => label === 'Unit price')!;
      expect(price.origin).toBe('price book');
      if (unitPriceUsd === 'graduated') continue;
      expect(amountOf(shown, /^Quantity$/) * amountOf(shown, /^Unit price$/)).toBeCloseTo(shown.value.amount, 6);
    }
    const bill = opened(scene, { kind: 'bill' });
    const labels = new Set(lines.map(({ label }) => label));
    const parts = bill.inputs.filter(({ label }) => labels.has(label));
    expect(parts).toHaveLength(lines.length);
    expect(sum(parts.map((one) => (typeof one.value === 'string' ? 0 : one.value.amount)))).toBeCloseTo(
      bill.value.amount,
      6,
    );
  });

  test('for a million requests is that of a month over its requests', () => {
    const shown = opened(order, { kind: 'million' });
    const requests = sum(amounts(shown, /: requests on average$/)) * amountOf(shown, /^Hours a month$/) * 3600;
    expect(requests).toBeCloseTo(amountOf(shown, /^Requests a month$/), 3);
    expect((amountOf(shown, /^Bill of a month$/) / requests) * 1e6).toBeCloseTo(shown.value.amount, 9);
  });
});

describe('the price of a finding', () => {
  test('that misses its objective is the difference', () => {
    const scene = sceneFor(sample('distributed-monolith'), 'bad');
    const { message } = scene.answer.findings!.find(({ rule }) => rule === 'objective-missed')!;
    const shown = opened(scene, { kind: 'price', message, of: 'availability' });
    expect(amountOf(shown, /^Objective$/) - amountOf(shown, /^Answered at all$/)).toBeCloseTo(shown.value.amount, 12);
  });

  test('that stands alone is time down × traffic that fails', () => {
    const scene = sceneFor(sample('distributed-monolith'), 'bad');
    for (const { message, rule } of scene.answer.findings!.filter((one) => one.rule.startsWith('single-'))) {
      const shown = opened(scene, { kind: 'price', message, of: 'availability' });
      const down = amounts(shown, /: up$/).map((up) => 1 - up);
      expect([rule, paired(down, amounts(shown, /traffic that fails$/))]).toEqual([
        rule,
        expect.closeTo(shown.value.amount, 12),
      ]);
    }
  });
});

describe('an origin', () => {
  const path = 'links/order-payment/policy/timeoutMs';
  const limit = (scene: Scene): unknown =>
    opened(scene, { kind: 'latency', journey: 'place', of: 'p99' }).inputs.find(({ label }) => /given up/.test(label));
  test('says when a value was typed for one variant or one scenario', () => {
    const project = sample('order');
    const own: Project = {
      ...project,
      variants: project.variants.map((one) => ({ ...one, overrides: [{ path, value: 2000 }] })),
      scenarios: [{ id: 's', name: 'Short limit', overrides: [{ path, value: 1500 }] }],
    };
    expect(limit(order)).toMatchObject({ origin: 'typed', value: { amount: 3000 }, source: undefined });
    expect(limit(sceneFor(own, 'microservices'))).toMatchObject({
      value: { amount: 2000 },
      source: 'for this variant only',
    });
    expect(limit(sceneFor(own, 'microservices', 's'))).toMatchObject({
      value: { amount: 1500 },
      source: 'in the scenario Short limit',
    });
  });

  test('of what nobody typed is the default with its source', () => {
    const project = sample('order');
    const bare: Project = {
      ...project,
      components: project.components.map((one) => without(one, 'operations')),
      links: project.links.map((one) => without(one, 'latency', 'cpu')),
      journeys: project.journeys.map((one) => ({ ...one, entry: { component: 'order' } })),
    };
    const shown = opened(sceneFor(bare, 'microservices'), { kind: 'latency', journey: 'place', of: 'p99' });
    const defaults = shown.inputs
      .filter(({ origin }) => origin === 'default')
      .map(({ label, source }) => [label, source]);
    expect(defaults).toContainEqual(['Order: work a visit', 'assumption of Topolith']);
    expect(defaults).toContainEqual([
      'Orders schema: work a visit',
      'assumption of Topolith: indexed read in PostgreSQL',
    ]);
    expect(defaults.find(([label]) => /Order to Orders schema: round trip in a zone/.test(label!))?.[1]).toMatch(
      /napkin-math/,
    );
  });

  test('is not asked of what is gone', () => {
    expect(explain(order, { kind: 'latency', journey: 'gone', of: 'p99' })).toBeNull();
    expect(value(order, { kind: 'bill' })).toBeGreaterThan(0);
  });
});
