/** Finds operations that call themselves without end, directly or through others, by calls or by events. */
import { quote, type Inspection } from './inspection.ts';
import { findOperation, operationsOf, outgoingLinks, stepsOf } from './operations.ts';
import type { JsonPath } from './paths.ts';
import type { Link, Variant } from './types.ts';

interface Call {
  readonly link: Link;
  /** Key of the operation that is called. */
  readonly to: string;
  /** Where the call is written. */
  readonly path: JsonPath;
}
/** Calls by the operation that makes them; operations are named `component.operation`. */
type Calls = ReadonlyMap<string, readonly Call[]>;

/** Looks at each variant as it is cut, so that a link which is absent there closes no circle; reports each circle once. */
export function findCycles(inspection: Inspection): void {
  const { project, report } = inspection;
  const calls = callsOf(inspection);
  const told = new Set<string>();
  const cuts: readonly (Variant | undefined)[] = project.variants.length === 0 ? [undefined] : project.variants;
  for (const variant of cuts) {
    for (const circle of circles(calls, absentLinks(inspection, variant))) {
      const last = circle.at(-1)!;
      const names = [last.to, ...circle.map((call) => call.to)].map(quote).join(' -> ');
      const kind = circle.some((call) => call.link.interaction === 'async') ? 'events go round' : 'calls go round';
      const path = JSON.stringify(last.path);
      if (!told.has(path)) report(last.path, `${kind} without end: ${names}`);
      told.add(path);
    }
  }
}

function callsOf({ project, components, links }: Inspection): Calls {
  const outgoing = outgoingLinks(project.links);
  const linkIndex = new Map(project.links.map((link, index) => [link.id, index]));
  const calls = new Map<string, Call[]>();
  project.components.forEach((component, index) => {
    operationsOf(component).forEach((operation, place) => {
      const made = stepsOf(operation, outgoing.get(component.id) ?? []).map((step, number): Call => {
        const link = links.get(step.link)!;
        const callee = components.get(link.to)!;
        const written = ['components', index, 'operations', place, 'steps', number];
        return {
          link,
          to: key(callee.id, findOperation(callee, step.operation)!.id),
          path: operation.steps === undefined ? ['links', linkIndex.get(link.id)!] : written,
        };
      });
      calls.set(key(component.id, operation.id), made);
    });
  });
  return calls;
}

const key = (component: string, operation: string): string => `${component}/${operation}`;

function absentLinks({ project }: Inspection, variant: Variant | undefined): ReadonlySet<Link> {
  const components = new Set(variant?.absent?.components);
  const links = new Set(variant?.absent?.links);
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
