/** Operations that call themselves without end, directly or through others, by calls or by events. */
import { findOperation, operationsOf, outgoingLinks, stepsOf } from './operations.ts';
import type { Link, Project, Variant } from './types.ts';

interface Call {
  readonly link: Link;
  /** Key of the operation that is called. */
  readonly to: string;
}
/** Calls by the operation that makes them; operations are named `component/operation`. */
type Calls = ReadonlyMap<string, readonly Call[]>;

/** The way once round. */
export interface Circle {
  /** Component ids in the order of the calls. */
  readonly components: readonly string[];
  readonly links: readonly Link[];
}

/** Circles of a variant as it is cut: a link that is absent there closes none. One for each call that closes one. */
export function circlesOf(project: Project, variant: Variant): Circle[] {
  return circles(callsOf(project), absentLinks(project, variant)).map((calls) => ({
    components: calls.map(({ link }) => link.from),
    links: calls.map(({ link }) => link),
  }));
}

function callsOf(project: Project): Calls {
  const outgoing = outgoingLinks(project.links);
  const components = new Map(project.components.map((component) => [component.id, component]));
  const links = new Map(project.links.map((link) => [link.id, link]));
  const calls = new Map<string, Call[]>();
  for (const component of project.components)
    for (const operation of operationsOf(component)) {
      const made = stepsOf(operation, outgoing.get(component.id) ?? []).flatMap((step): Call[] => {
        const link = links.get(step.link);
        const callee = link && components.get(link.to);
        const called = callee && findOperation(callee, step.operation);
        return called ? [{ link, to: key(callee.id, called.id) }] : [];
      });
      calls.set(key(component.id, operation.id), made);
    }
  return calls;
}

const key = (component: string, operation: string): string => `${component}/${operation}`;

function absentLinks(project: Project, variant: Variant): ReadonlySet<Link> {
  const components = new Set(variant.absent?.components);
  const links = new Set(variant.absent?.links);
  return new Set(
    project.links.filter(({ id, from, to }) => links.has(id) || components.has(from) || components.has(to)),
  );
}

/** Depth first with a stack of our own, for a chain of calls may be longer than the language's. One circle for each call that closes one. */
function circles(calls: Calls, absent: ReadonlySet<Link>): Call[][] {
  const found: Call[][] = [];
  const finished = new Set<string>();
  for (const start of calls.keys()) {
    if (finished.has(start)) continue;
    const trail: Call[] = [];
    const stack: { readonly operation: string; next: number }[] = [{ operation: start, next: 0 }];
    const depth = new Map([[start, 0]]);
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const call = calls.get(top.operation)![top.next++];
      if (call === undefined) {
        finished.add(top.operation);
        depth.delete(top.operation);
        stack.pop();
        trail.pop();
      } else if (!absent.has(call.link)) {
        const opened = depth.get(call.to);
        if (opened !== undefined) found.push([...trail.slice(opened), call]);
        else if (!finished.has(call.to)) {
          depth.set(call.to, stack.length);
          stack.push({ operation: call.to, next: 0 });
          trail.push(call);
        }
      }
    }
  }
  return found;
}
