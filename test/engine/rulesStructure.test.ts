/** Checks the rules about how the design is cut: schemas, releases, changes, circles, chains. */
import { describe, expect, it } from 'vitest';
import { cyclesOf } from '../../shared/engine/rules/cycles.ts';
import { merged } from '../../shared/engine/rules/deep-sync-chain.ts';
import { RULES, runRules } from '../../shared/engine/rules/index.ts';
import type { RuleContext } from '../../shared/engine/rules/index.ts';
import type { Finding } from '../../shared/engine/types.ts';
import type { Component } from '../../shared/model/types.ts';
import { contextOf, journey, journeyResult, module, process, sync } from './rulesDesign.ts';

const of = (context: RuleContext, rule: string): Finding[] => runRules(context).filter((each) => each.rule === rule);
const store = (id: string, more: Partial<Component> = {}): Component => ({ id, kind: 'relational', name: id, ...more });
const reads = (from: string, to: string) => sync(from, to, { interaction: 'data' });

describe('shared schema', () => {
  const components = [module('a'), module('b'), store('s', { owner: 'a' })];
  const links = [reads('a', 's'), reads('b', 's')];

  it('points at the store, the deployables and the links of those who do not own it', () => {
    const [found] = of(contextOf({ components, links, placed: { x: ['a'], y: ['b'], db: ['s'] } }), 'shared-schema');
    expect(found).toMatchObject({ severity: 'error', targets: ['s', 'x', 'y', 'b-s'] });
  });

  it('is silent inside one deployable, for an absent user, and for a link that nobody uses', () => {
    const together = contextOf({ components, links, placed: { x: ['a', 'b'], db: ['s'] } });
    const placed = { x: ['a'], y: ['b'], db: ['s'] };
    const absent = contextOf({ components, links, placed, absent: { components: ['b'] } });
    const idle = module('b', { operations: [{ id: 'o', name: 'o', steps: [] }] });
    const unused = contextOf({ components: [components[0]!, idle, components[2]!], links, placed });
    expect([together, absent, unused].flatMap((each) => of(each, 'shared-schema'))).toEqual([]);
  });

  it('does not mistake a hand-over through an object store for a schema', () => {
    const frames = store('s', { kind: 'object-store' });
    const context = contextOf({
      components: [module('a'), module('b'), frames],
      links,
      placed: { x: ['a'], y: ['b'], s3: ['s'] },
    });
    expect(of(context, 'shared-schema')).toEqual([]);
  });
});

describe('distributed monolith', () => {
  const components = [module('a'), module('b'), module('c'), store('s', { owner: 'a' })];
  const links = [reads('a', 's'), reads('b', 's')];
  const placed = { x: ['a'], y: ['b'], z: ['c'], db: ['s'] };
  const train = (id: string) => process(id, { releaseGroup: 'train' });
  const coChanges = [{ components: ['a', 'b'], perMonth: 6 }];
  const project = { assumptions: { delivery: { releasesPerMonth: 8, coChanges } } };

  it('names the deployables that three signs tie, and only those', () => {
    const context = contextOf({ components, links, placed, deployables: [train('x'), train('y')], project });
    expect(of(context, 'distributed-monolith')).toMatchObject([{ severity: 'error', targets: ['x', 'y'] }]);
    expect(of(context, 'release-group')).toMatchObject([{ targets: ['x', 'y'] }]);
    expect(of(context, 'co-change')[0]?.message).toBe(
      '6 of 8 releases a month (75 %) touch a and b together, across 2 deployables.',
    );
  });

  it('warns at two signs and is silent at one', () => {
    const two = contextOf({ components, links, placed, project });
    expect(of(two, 'distributed-monolith')).toMatchObject([{ severity: 'warning' }]);
    expect(of(contextOf({ components, links, placed }), 'distributed-monolith')).toEqual([]);
  });

  it('keeps co-changes of one deployable to itself', () => {
    expect(of(contextOf({ components, placed: { x: ['a', 'b', 'c'], db: ['s'] }, project }), 'co-change')).toEqual([]);
  });
});

describe('circles', () => {
  const components = [module('a'), module('b'), module('c')];
  const links = [sync('a', 'b'), sync('b', 'a'), sync('a', 'c')];

  it('are an error over the network and a note inside a process', () => {
    const apart = contextOf({ components, links, placed: { x: ['a'], y: ['b'], z: ['c'] } });
    expect(of(apart, 'sync-cycle')).toMatchObject([{ severity: 'error', targets: ['a', 'b', 'a-b', 'b-a'] }]);
    expect(of(apart, 'in-process-cycle')).toEqual([]);
    const together = contextOf({ components, links, placed: { x: ['a', 'b'], z: ['c'] } });
    expect(of(together, 'sync-cycle')).toEqual([]);
    expect(of(together, 'in-process-cycle')).toMatchObject([{ severity: 'info' }]);
  });

  it('of deployables alone are a warning', () => {
    const context = contextOf({
      components: [...components, module('d')],
      links: [sync('a', 'b'), sync('c', 'd')],
      placed: { x: ['a', 'd'], y: ['b', 'c'] },
    });
    expect(of(context, 'sync-cycle')).toMatchObject([{ severity: 'warning', targets: ['x', 'y', 'a-b', 'c-d'] }]);
  });

  it('are found by size and by self-reference', () => {
    const edges = new Map([
      ['1', ['2']],
      ['2', ['3']],
      ['3', ['1', '4']],
      ['4', ['5']],
      ['6', ['6']],
    ]);
    expect(cyclesOf(['1', '2', '3', '4', '5', '6'], edges)).toEqual([['1', '2', '3'], ['6']]);
  });
});

describe('chatty links and deep chains', () => {
  const caller = (repeat: number, more: object = {}) =>
    module('a', { operations: [{ id: 'o', name: 'o', steps: [{ link: 'a-b', repeat, ...more }] }] });
  const links = [sync('a', 'b', { cpu: { from: 0.1, to: 0.2 } })];
  const journeys = [journey('j', 'a')];
  const placed = { x: ['a'], y: ['b'] };

  it('prices the calls beyond the first', () => {
    const context = contextOf({ components: [caller(11), module('b')], links, placed, journeys });
    const [found] = of(context, 'chatty-link');
    expect(found?.price?.ms).toBeCloseTo(10 * 0.8, 9);
    expect(found).toMatchObject({ targets: ['a-b'], price: { journey: 'j' }, noPriceReason: null });
  });

  it('is silent under ten calls, side by side, and inside a process', () => {
    const parallel = { group: { id: 'g', kind: 'parallel' } };
    const few = contextOf({ components: [caller(9), module('b')], links, placed, journeys });
    const side = contextOf({ components: [caller(40, parallel), module('b')], links, placed, journeys });
    const inside = contextOf({ components: [caller(40), module('b')], links, placed: { x: ['a', 'b'] }, journeys });
    expect([few, side, inside].flatMap((each) => of(each, 'chatty-link'))).toEqual([]);
  });

  const ids = ['a', 'b', 'c', 'd', 'e'];
  const chain = ids.slice(1).map((id, at) => sync(ids[at]!, id));
  const each = Object.fromEntries(ids.map((id) => [id, [id]]));

  it('prices a chain of four against one process behind the first call', () => {
    const components = ids.map((id) => module(id));
    const better = {
      journeys: { j: journeyResult('j', { availability: { full: 0.995, served: 0.995, downtimeMinutesPerMonth: 0 } }) },
    };
    const context = contextOf({ components, links: chain, placed: each, journeys }, {}, better);
    const [found] = of(context, 'deep-sync-chain');
    expect(found).toMatchObject({ targets: ['a-b', 'b-c', 'c-d', 'd-e'], price: { journey: 'j' } });
    expect(found?.price?.availability).toBeCloseTo(0.005, 12);
    const changed = merged(context.variant, ['b', 'c', 'd', 'e']);
    expect(changed.deployables.map(({ id, cores }) => [id, cores])).toEqual([
      ['a', undefined],
      ['b', 4],
    ]);
    expect(changed.placements.map(({ deployable }) => deployable)).toEqual(['a', 'b', 'b', 'b', 'b']);
  });

  it('is silent where a soft call breaks the chain', () => {
    const links = chain.map((link) => (link.id === 'c-d' ? { ...link, hard: false } : link));
    const context = contextOf({ components: ids.map((id) => module(id)), links, placed: each, journeys });
    expect(of(context, 'deep-sync-chain')).toEqual([]);
  });
});

describe('all rules', () => {
  it('have ids of their own and run in a fixed order over an empty design', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
    expect(runRules(contextOf({ components: [], placed: {} }))).toEqual([]);
  });
});
