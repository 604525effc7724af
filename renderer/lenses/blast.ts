// Blast lens: what one fault does to every part and link, and how far from the hit each stands.
import type { FaultResult, VariantAnswer } from '../../shared/engine/types.ts';
import type { Drawing, DrawnNode } from '../../shared/format/drawing.ts';
import { BROKER_KINDS, type Project } from '../../shared/model/types.ts';
import type { Fault } from '../state/store.ts';
import { PART_WORD, type Mark } from '../../shared/explain/words.ts';
import { NOTHING, type EdgeLook, type LensView, type Look } from './types.ts';

/** The engine's answer for a fault, once it is there; a component that has no fault of its own stands for its deployable. */
export function faultResult(result: VariantAnswer, fault: Fault): FaultResult | undefined {
  return result.faults?.find((one) => one.kind === fault.kind && one.target === fault.target);
}

/** A component fault hits its copies, any other everything that stands in its target. */
function isHit(node: DrawnNode, fault: Fault): boolean {
  return fault.kind.startsWith('component-') ? node.component === fault.target : node.deployable === fault.target;
}

const isSlow = (fault: Fault): boolean => fault.kind.endsWith('-slow');
const isDown = (node: DrawnNode, fault: Fault): boolean => isHit(node, fault) && !isSlow(fault);

function wordOf(project: Project, component: string, mark: Mark): string {
  const kind = project.components.find((one) => one.id === component)?.kind;
  return mark === 'delayed' && kind !== undefined && BROKER_KINDS.includes(kind) ? 'Held back' : PART_WORD[mark];
}

export function blastLens(project: Project, result: VariantAnswer, drawing: Drawing, fault: Fault | null): LensView {
  const answer = fault ? faultResult(result, fault) : undefined;
  if (!fault || !answer) return NOTHING;
  const marks = new Map<string, Mark>();
  const hops = hopsFrom(drawing, fault);
  const unreached = notReached(drawing, fault, answer);
  for (const node of drawing.nodes) {
    const hit = isDown(node, fault);
    const own =
      answer.parts[node.component] ??
      (drawing.boxes.find((box) => box.key === node.box)?.holds === 1 && node.deployable
        ? answer.parts[node.deployable]
        : undefined);
    const quiet = isHit(node, fault) ? 'delayed' : unreached.has(node.key) ? 'idle' : 'ok';
    marks.set(node.key, hit ? 'down' : (own ?? quiet));
  }
  const components = new Map<string, Look>();
  for (const node of drawing.nodes) {
    const mark = marks.get(node.key) ?? 'ok';
    components.set(node.component, {
      mark,
      words: isHit(node, fault) && mark === 'delayed' ? 'Slow' : wordOf(project, node.component, mark),
      hops: hops.get(node.key) ?? 0,
    });
  }
  const deployables = new Map<string, Look>();
  for (const box of drawing.boxes) {
    const inside = drawing.nodes.filter((node) => node.box === box.key);
    const only = inside.length === 1 ? marks.get(inside[0]!.key) : undefined;
    const own =
      !fault.kind.startsWith('component-') && !isSlow(fault) && box.deployable === fault.target
        ? 'down'
        : (answer.parts[box.deployable] ?? only);
    deployables.set(box.deployable, {
      mark: own ?? 'ok',
      hops: Math.min(...inside.map((node) => hops.get(node.key) ?? 0), 9),
    });
  }
  const links = new Map<string, EdgeLook>();
  for (const edge of drawing.edges) {
    const look = edgeLook(
      edge.interaction,
      marks.get(edge.from) ?? 'ok',
      marks.get(edge.to) ?? 'ok',
      fault.target === edge.link,
    );
    if (look) links.set(edge.link, look);
  }
  return { components, deployables, links, top: null, quiet: true };
}

function edgeLook(interaction: string, from: Mark, to: Mark, cut: boolean): EdgeLook | undefined {
  if (cut) return { tone: 'failed' };
  if (to === 'idle' || from === 'idle' || from === 'down') return { tone: 'faded' };
  if (interaction === 'async') {
    if (to === 'delayed') return { tone: 'delayed' };
    // A message for a consumer that is down waits in its broker, where that one stands.
    if (to === 'failed' || to === 'down') return { tone: from === 'delayed' ? 'delayed' : 'failed' };
    return undefined;
  }
  return to === 'failed' || to === 'down' ? { tone: 'failed' } : undefined;
}

/** Parts that are only called by what is down: no call comes through to them. */
function notReached(drawing: Drawing, fault: Fault, answer: FaultResult): Set<string> {
  const stopped = new Set(
    drawing.nodes
      .filter((node) => isDown(node, fault) || answer.parts[node.component] === 'failed')
      .map((node) => node.key),
  );
  const unreached = new Set<string>();
  for (let round = 0; round < drawing.nodes.length; round++) {
    const before = unreached.size;
    for (const node of drawing.nodes) {
      if (stopped.has(node.key) || unreached.has(node.key) || answer.parts[node.component] !== undefined) continue;
      const callers = drawing.edges.filter((edge) => edge.to === node.key && edge.from !== node.key);
      const hit = (key: string): boolean =>
        unreached.has(key) || drawing.nodes.some((one) => one.key === key && isDown(one, fault));
      if (callers.length > 0 && callers.every((edge) => hit(edge.from))) unreached.add(node.key);
    }
    if (unreached.size === before) break;
  }
  return unreached;
}

function hopsFrom(drawing: Drawing, fault: Fault): Map<string, number> {
  const hops = new Map<string, number>();
  const queue: string[] = [];
  for (const node of drawing.nodes) {
    if (!isHit(node, fault)) continue;
    hops.set(node.key, 0);
    queue.push(node.key);
  }
  for (const key of queue) {
    for (const edge of drawing.edges) {
      const next = edge.from === key ? edge.to : edge.to === key ? edge.from : undefined;
      if (next === undefined || hops.has(next)) continue;
      hops.set(next, (hops.get(key) ?? 0) + 1);
      queue.push(next);
    }
  }
  return hops;
}
