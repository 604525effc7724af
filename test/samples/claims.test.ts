/** What the shipped designs are there to show, asked of the public command line. */
import { describe, expect, it, vi } from 'vitest';
import type { Analysis, JourneyState, VariantAnalysis } from '../../shared/engine/types.ts';
import { sample, topolith } from '../cli/cli.ts';

// Each test starts processes; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

const asked = new Map<string, Promise<Analysis>>();

/** Each question once: the answers are the same bytes anyway. */
function analysis(name: string, scenario: string | null = null): Promise<Analysis> {
  const key = `${name}/${scenario ?? ''}`;
  const known = asked.get(key);
  if (known) return known;
  const extra = scenario === null ? [] : ['--scenario', scenario];
  const answer = topolith('analyse', sample(name), '--json', ...extra).then(({ code, out, err }) => {
    if (code !== 0) throw new Error(err);
    return JSON.parse(out) as Analysis;
  });
  asked.set(key, answer);
  return answer;
}

async function variant(name: string, id: string, scenario: string | null = null): Promise<VariantAnalysis> {
  const found = (await analysis(name, scenario)).variants[id];
  if (!found) throw new Error(`${name} has no answer for ${id}`);
  return found;
}

const mean = (of: VariantAnalysis, journey: string): number => of.journeys[journey]?.latencyMs?.mean ?? NaN;

function states(of: VariantAnalysis, kind: string, target: string): Readonly<Record<string, JourneyState>> {
  return of.faults.find((fault) => fault.kind === kind && fault.target === target)?.journeys ?? {};
}

describe('prime-video', () => {
  it('loses nine tenths of the bill, from list prices', async () => {
    const before = (await variant('prime-video', 'serverless')).cost;
    const after = (await variant('prime-video', 'one-process')).cost;
    expect(before.monthlyUsd).toBeCloseTo(2_880_449.26, 1);
    expect(after.monthlyUsd).toBeCloseTo(233_804.4, 1);
    expect(1 - after.monthlyUsd / before.monthlyUsd).toBeCloseTo(0.9188, 4);
  });

  it('saves less where fewer steps and frames are billed', async () => {
    const before = (await variant('prime-video', 'serverless', 'few-steps')).cost;
    const after = (await variant('prime-video', 'one-process', 'few-steps')).cost;
    expect(1 - after.monthlyUsd / before.monthlyUsd).toBeCloseTo(0.7374, 4);
  });

  it('stops at five per cent of the load in the old design only', async () => {
    const before = await variant('prime-video', 'serverless');
    const after = await variant('prime-video', 'one-process');
    expect(before.journeys['second']).toMatchObject({ state: 'saturated', saturatedAt: ['workflow-service'] });
    expect(Math.abs((before.journeys['second']?.capacityFactor ?? 0) - 0.05)).toBeLessThanOrEqual(0.001);
    expect(before.cost.servable).toBe(false);
    expect(after.journeys['second']?.capacityFactor).toBeGreaterThan(1);
    expect(after.cost.servable).toBe(true);
  });
});

describe('order', () => {
  it.each(['monolith', 'microservices', 'outbox'])(
    '%s: 100 ms more in payment are 100 ms more for the order',
    async (id) => {
      const more =
        mean(await variant('order', id, 'payment-slower'), 'place') - mean(await variant('order', id), 'place');
      expect(Math.abs(more - 100)).toBeLessThanOrEqual(1);
    },
  );

  it('does not wait for e-mail, which drowns alone', async () => {
    const calm = await variant('order', 'microservices');
    const slow = await variant('order', 'microservices', 'email-slow');
    expect(slow.journeys['place']?.latencyMs).toEqual(calm.journeys['place']?.latencyMs);
    expect(slow.staleness['email']?.state).toBe('saturated');
    expect(slow.staleness['inventory']?.meanMs).toBe(calm.staleness['inventory']?.meanMs);
  });

  it('is late without e-mail, and fails without payment', async () => {
    for (const id of ['microservices', 'outbox']) {
      const of = await variant('order', id);
      expect(states(of, 'component-down', 'email')).toEqual({ place: 'delayed', view: 'ok' });
      expect(states(of, 'component-down', 'payment')).toEqual({ place: 'failed', view: 'ok' });
    }
  });

  it('fails without the broker, and is late where an outbox keeps the event', async () => {
    expect(states(await variant('order', 'microservices'), 'deployable-down', 'kafka')['place']).toBe('failed');
    expect(states(await variant('order', 'outbox'), 'deployable-down', 'kafka')['place']).toBe('delayed');
  });

  it('monolith: a crash takes everything, a module that only errs takes nothing down', async () => {
    const of = await variant('order', 'monolith');
    expect(states(of, 'deployable-down', 'app')).toEqual({ place: 'failed', view: 'failed' });
    expect(Object.values(states(of, 'component-down', 'email'))).not.toContain('failed');
  });
});

describe('online-boutique', () => {
  it('is faster in one process, on every page, with fewer busy cores', async () => {
    const services = await variant('online-boutique', 'services');
    const one = await variant('online-boutique', 'one-process');
    const slower = Object.keys(services.journeys).filter((id) => mean(one, id) >= mean(services, id));
    expect(slower).toEqual([]);
    const busy = (of: VariantAnalysis): number =>
      Object.values(of.deployables).reduce((sum, { coresBusy }) => sum + coresBusy, 0);
    expect(busy(one)).toBeLessThan(busy(services));
    expect(one.cost.monthlyUsd).toBeLessThan(services.cost.monthlyUsd);
  });
});

describe('image-shop', () => {
  it('is cheaper as services: only rendering needs the machines made for memory', async () => {
    const monolith = await variant('image-shop', 'monolith');
    const services = await variant('image-shop', 'services');
    expect(services.cost.monthlyUsd).toBeLessThan(monolith.cost.monthlyUsd * 0.9);
    expect(Object.values(services.journeys).map(({ state }) => state)).toEqual(['ok', 'ok']);
    expect(services.cost.unpriced).toEqual([]);
  });
});

describe('eshop', () => {
  it('waits for its clocks: a minute of grace, half a poll, a few hops', async () => {
    for (const id of ['services', 'one-process']) {
      const paid = (await variant('eshop', id)).measures['submitted-paid'];
      expect(paid?.meanMs).toBeGreaterThan(75_000);
      expect(paid?.meanMs).toBeLessThan(75_100);
      expect(paid?.worstMs).toBeCloseTo(90_000, -3);
    }
  });
});
