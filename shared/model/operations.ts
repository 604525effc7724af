/** What the drawing leaves unsaid: the default operation of a component and the default steps of an operation. */
import { keptBy } from './kept.ts';
import type { Component, Link, Operation, Step } from './types.ts';

/** A component that lists no operations has this one. */
export const DEFAULT_OPERATION: Operation = { id: 'default', name: 'default' };

type Operations = readonly [Operation, ...Operation[]];

const DEFAULT_OPERATIONS: Operations = [DEFAULT_OPERATION];

/** Never empty. The first is the one that a step or a journey without an operation means. */
export function operationsOf({ operations }: Component): Operations {
  return operations && operations.length > 0 ? (operations as Operations) : DEFAULT_OPERATIONS;
}

/** The operation with this id, or the first one when no id is given; undefined when there is none of that id. */
export function findOperation(component: Component, id: string | undefined): Operation | undefined {
  const operations = operationsOf(component);
  return id === undefined ? operations[0] : operations.find((operation) => operation.id === id);
}

/** Steps as written, or every outgoing link once, in link order. `outgoing` are the links that leave the component. */
export function stepsOf(operation: Operation, outgoing: readonly Link[]): readonly Step[] {
  return operation.steps ?? onceEach(outgoing);
}

const onceEach = keptBy((links: readonly Link[]): readonly Step[] => links.map(({ id }) => ({ link: id })));

/** Links by the component they leave, in link order. */
export const outgoingLinks = keptBy((links: readonly Link[]): ReadonlyMap<string, readonly Link[]> => {
  const byComponent = new Map<string, Link[]>();
  for (const link of links) {
    const list = byComponent.get(link.from);
    if (list === undefined) byComponent.set(link.from, [link]);
    else list.push(link);
  }
  return byComponent;
});

/** Ways that the steps of one group run side by side: each branch is one, and outside a branch each repeat. */
export function countBranches(steps: readonly Step[]): number {
  const named = new Set(steps.flatMap(({ group }) => group?.branch ?? []));
  const single = steps.filter(({ group }) => group?.branch === undefined);
  return named.size + single.reduce((sum, { repeat = 1 }) => sum + Math.max(1, Math.ceil(repeat)), 0);
}
