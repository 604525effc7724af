/** The sentences under `relations` in the expected files: how answers of different variants, rates and designs stand to each other. */
import { describe, expect, it } from 'vitest';
import { analyse } from '../../shared/engine/analyse.ts';
import type { VariantAnalysis } from '../../shared/engine/types.ts';
import type { Component, Project } from '../../shared/model/types.ts';
import { readCase } from './cases.ts';

function answer(project: Project, variant: string, scenario: string | null = null): VariantAnalysis {
  const found = analyse(project, { scenario }).variants[variant];
  if (!found) throw new Error(`no answer for ${variant}`);
  return found;
}

const mean = (of: VariantAnalysis, journey: string): number => of.journeys[journey]?.latencyMs?.mean ?? NaN;

describe('01-v1', () => {
  const { project } = readCase('01-v1');

  it('three services win under load, one process when idle, and 1.5 ms of it is the network', () => {
    expect(mean(answer(project, 'services'), 'op')).toBeLessThan(mean(answer(project, 'monolith'), 'op'));
    expect(mean(answer(project, 'monolith', 'idle'), 'op')).toBeLessThan(
      mean(answer(project, 'services', 'idle'), 'op'),
    );
    const { contributions } = answer(project, 'services').journeys['op']!;
    const network = contributions.filter(({ kind }) => kind === 'link').reduce((sum, { ms }) => sum + ms, 0);
    expect(network).toBeCloseTo(1.5, 9);
  });
});

describe('02-queueing', () => {
  const { project } = readCase('02-queueing');

  it('one machine with c cores is c copies behind one queue, to the last digit', () => {
    expect(answer(project, 'one').journeys).toEqual(answer(project, 'copies').journeys);
  });

  it('random choice is never faster', () => {
    const [copies, random] = [answer(project, 'copies'), answer(project, 'random')];
    const faster = Object.keys(copies.journeys).filter((id) => mean(random, id) < mean(copies, id));
    expect(faster).toEqual([]);
  });

  it('over the limit there is no infinite and no huge number', () => {
    const text = JSON.stringify(answer(project, 'one', 'over'), (_, value: unknown) => {
      if (typeof value === 'number' && !(Math.abs(value) < 1e6)) throw new RangeError(String(value));
      return value;
    });
    expect(text).toContain('saturated');
  });
});

describe('04-order', () => {
  const { project } = readCase('04-order');

  it('does not contain inventory, e-mail or analytics: twice their work leaves the order as it was', () => {
    const doubled = (component: Component): Component =>
      ['inventory', 'email', 'analytics'].includes(component.id)
        ? {
            ...component,
            operations: component.operations?.map((operation) => {
              const demand = operation.demand;
              return demand && 'mean' in demand
                ? { ...operation, demand: { ...demand, mean: demand.mean * 2 } }
                : operation;
            }),
          }
        : component;
    const heavier = { ...project, components: project.components.map(doubled) };
    const [before, after] = [answer(project, 'microservices'), answer(heavier, 'microservices')];
    expect(after.journeys['place']?.latencyMs).toEqual(before.journeys['place']?.latencyMs);
    expect(after.staleness['email']?.meanMs).toBeGreaterThan(before.staleness['email']?.meanMs ?? NaN);
  });

  it('an outbox is 2 ms faster, as available as without a broker, and 500 ms staler', () => {
    const [awaited, outbox] = [answer(project, 'microservices'), answer(project, 'outbox')];
    expect(mean(awaited, 'place') - mean(outbox, 'place')).toBeCloseTo(2, 6);
    const served = (of: VariantAnalysis): number => of.journeys['place']?.availability.served ?? NaN;
    expect(served(outbox) / served(awaited)).toBeCloseTo(1 / 0.999, 9);
    expect((outbox.staleness['email']?.meanMs ?? NaN) - (awaited.staleness['email']?.meanMs ?? NaN)).toBeCloseTo(
      500,
      3,
    );
  });

  it('finds no shared database in a monolith: there is one deployable', () => {
    expect(answer(project, 'monolith').findings.filter(({ rule }) => rule === 'shared-schema')).toEqual([]);
  });
});

describe('06-online-boutique', () => {
  const { project } = readCase('06-online-boutique');
  const [services, one] = [answer(project, 'services'), answer(project, 'one-process')];

  it('every mean is lower in one process', () => {
    expect(Object.keys(services.journeys).filter((id) => mean(one, id) >= mean(services, id))).toEqual([]);
  });

  it('changing the currency fails only with the front end', () => {
    const failing = services.faults.filter(
      ({ kind, journeys }) => kind === 'deployable-down' && journeys['set-currency'] !== 'ok',
    );
    expect(failing.map(({ target }) => target)).toEqual(['frontend-svc']);
  });
});

describe('07-eshop', () => {
  const { project } = readCase('07-eshop');

  it('a poll every 5 s in place of 30 s pays 12.5 s sooner and makes no request faster', () => {
    const links = project.links.map((link) =>
      link.id === 'ordering-grace' ? { ...link, delivery: { ...link.delivery, periodMs: 5000 } } : link,
    );
    const [slow, quick] = [answer(project, 'services'), answer({ ...project, links }, 'services')];
    const paid = (of: VariantAnalysis): number => of.measures['submitted-paid']?.meanMs ?? NaN;
    expect(paid(slow) - paid(quick)).toBeCloseTo(12_500, 3);
    expect(quick.journeys['submit']?.latencyMs).toEqual(slow.journeys['submit']?.latencyMs);
  });
});

describe('08-distributed-monolith', () => {
  const { project } = readCase('08-distributed-monolith');

  it('the better cut is faster and more available in both journeys', () => {
    const [bad, better] = [answer(project, 'bad'), answer(project, 'better')];
    for (const id of ['browse', 'buy']) {
      expect(mean(better, id)).toBeLessThan(mean(bad, id));
      expect(better.journeys[id]?.availability.served).toBeGreaterThan(bad.journeys[id]?.availability.served ?? NaN);
    }
  });
});
