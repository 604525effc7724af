/** Checks the rules about running the design: policies, events, replicas, load, ownership. */
import { describe, expect, it } from 'vitest';
import type { RuleContext } from '../../shared/engine/rules/index.ts';
import { runRules } from '../../shared/engine/rules/index.ts';
import type { Finding } from '../../shared/engine/types.ts';
import type { Component, Link } from '../../shared/model/types.ts';
import { contextOf, deployableResult, journey, journeyResult, lost, module, process, sync } from './rulesDesign.ts';

const of = (context: RuleContext, rule: string): Finding[] => runRules(context).filter((each) => each.rule === rule);
const components = [module('a'), module('b'), module('c')];
const placed = { x: ['a'], y: ['b'], z: ['c'] };
const journeys = [journey('j', 'a')];

/** The design a -> b with one policy. */
const withLink = (more: Partial<Link>) => contextOf({ components, placed, journeys, links: [sync('a', 'b', more)] });

describe('policies', () => {
  it('ask for a time limit, by caller, only over the network', () => {
    const links = [sync('a', 'b', { policy: {} }), sync('a', 'c', { policy: { retries: 0 } })];
    const [found, ...more] = of(contextOf({ components, placed, links }), 'missing-timeout');
    expect(more).toEqual([]);
    expect(found).toMatchObject({ severity: 'warning', targets: ['a-b', 'a-c'], price: null });
    expect(found?.message).toBe('a calls b and c without a time limit: when one of them hangs, a hangs with it.');
    expect(of(withLink({ policy: {}, hard: false }), 'missing-timeout')).toMatchObject([{ severity: 'info' }]);
    expect(of(withLink({}), 'missing-timeout')).toEqual([]);
    expect(of(contextOf({ components, links, placed: { x: ['a', 'b', 'c'] } }), 'missing-timeout')).toEqual([]);
  });

  it('ask a breaker for its time limit and a retry for a harmless repeat', () => {
    const breaker = { errorThresholdPercentage: 50 };
    expect(of(withLink({ policy: { breaker } }), 'breaker-without-timeout')).toHaveLength(1);
    expect(of(withLink({ policy: { breaker, timeoutMs: 500 } }), 'breaker-without-timeout')).toEqual([]);
    const policy = { timeoutMs: 500, retries: 2 };
    expect(of(withLink({ policy }), 'retry-without-idempotence')).toHaveLength(1);
    expect(of(withLink({ policy, idempotent: true }), 'retry-without-idempotence')).toEqual([]);
  });

  it('multiply attempts over the layers of a path', () => {
    const policy = { timeoutMs: 500, retries: 2 };
    const links = [sync('a', 'b', { policy }), sync('b', 'c', { policy })];
    const [found] = of(contextOf({ components, placed, journeys, links }), 'retry-amplification');
    expect(found).toMatchObject({ targets: ['a-b', 'b-c'] });
    expect(found?.message).toContain('up to 9 calls');
    const single = contextOf({ components, placed, journeys, links: [links[0]!, sync('b', 'c')] });
    expect(of(single, 'retry-amplification')).toEqual([]);
  });
});

describe('events', () => {
  const topic: Component = { id: 't', kind: 'topic', name: 't' };
  const publish = (more: Partial<Link>): Link => ({ id: 'pub', from: 'a', to: 't', interaction: 'async', ...more });
  const design = (link: Link, placed: Record<string, string[]>) =>
    of(contextOf({ components: [...components, topic], links: [link], placed }), 'lost-events');

  it('are lost without an acknowledgement or an outbox, and in the memory of a process', () => {
    const apart = { x: ['a'], broker: ['t'] };
    expect(design(publish({}), apart)).toMatchObject([{ severity: 'warning', targets: ['pub'] }]);
    expect(design(publish({ needsAnswer: true }), apart)).toEqual([]);
    expect(design(publish({ delivery: { outbox: { pollMs: 1000 } } }), apart)).toEqual([]);
    expect(design(publish({ needsAnswer: true }), { x: ['a', 't'] })).toMatchObject([{ severity: 'info' }]);
  });
});

describe('replicas', () => {
  const deployables = [
    process('x', { availability: { value: 0.99 } }),
    process('y', { availability: { mtbfHours: 99, mttrMinutes: 60 } }),
    process('z', { standby: { kind: 'hot' } }),
  ];
  const faults = [lost('x', 0.8), lost('y', 0.25), lost('z', 1)];
  const context = contextOf({ components, placed, deployables }, { faults });

  it('name the single point of failure with what it costs, and the rest in one note', () => {
    const [severe] = of(context, 'single-point-of-failure');
    expect(severe?.targets).toEqual(['x']);
    expect(severe?.price?.availability).toBeCloseTo(0.008, 12);
    const [other] = of(context, 'single-replica');
    expect(other?.targets).toEqual(['y']);
    expect(other?.price?.availability).toBeCloseTo(0.0025, 12);
  });

  it('are silent at two replicas', () => {
    const two = { deployables: { x: deployableResult('x', { replicas: 2 }) }, faults: [lost('x', 1)] };
    expect(of(contextOf({ components, placed }, two), 'single-point-of-failure')).toEqual([]);
  });
});

describe('load', () => {
  it('names what saturates and the journeys it stops', () => {
    const context = contextOf(
      { components, placed, journeys },
      {
        deployables: { x: deployableResult('x', { saturated: true, utilisation: 20 }) },
        journeys: { j: journeyResult('j', { state: 'saturated', saturatedAt: ['x'], latencyMs: null }) },
      },
    );
    expect(of(context, 'saturated')[0]?.message).toBe('x is asked for 2,000 % of what it can do; j cannot be served.');
  });

  it('measures the distance to an objective', () => {
    const strict = [journey('j', 'a', { objective: { p99Ms: 30, availability: 0.999 } })];
    const found = of(contextOf({ components, placed, journeys: strict }), 'objective-missed');
    expect(found.map(({ message }) => message)).toEqual([
      'j is available 99 % of the time and misses the objective of 99.9 %.',
      'j takes 40 ms at p99 and misses the objective of 30 ms at p99.',
    ]);
    expect(found[1]?.price).toEqual({ journey: 'j', ms: 10 });
    const loose = [journey('j', 'a', { objective: { p99Ms: 40, availability: 0.99 } })];
    expect(of(contextOf({ components, placed, journeys: loose }), 'objective-missed')).toEqual([]);
  });
});

describe('ownership', () => {
  it('notes schemas of several owners on one server', () => {
    const stores: Component[] = ['a', 'b'].map((owner) => ({
      id: `s${owner}`,
      kind: 'relational',
      name: `s${owner}`,
      owner,
    }));
    const deployables = [process('db', { kind: 'data-server' })];
    const design = { components: [...components, ...stores], deployables };
    const apart = contextOf({ ...design, placed: { ...placed, db: ['sa', 'sb'] } });
    expect(of(apart, 'shared-server')).toMatchObject([{ severity: 'info', targets: ['db', 'sa', 'sb'] }]);
    const together = contextOf({ ...design, placed: { x: ['a', 'b'], db: ['sa', 'sb'] } });
    expect(of(together, 'shared-server')).toEqual([]);
  });

  it('counts engineers for each deployable', () => {
    const team = (engineers: number) =>
      of(contextOf({ components, placed, project: { teams: [{ id: 't', name: 't', engineers }] } }), 'team-size');
    expect(team(6)).toEqual([]);
    expect(team(5)).toMatchObject([{ severity: 'info' }]);
    expect(team(2)).toMatchObject([{ severity: 'warning' }]);
  });
});
