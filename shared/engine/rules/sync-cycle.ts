/** Rules: parts that call each other in a circle, over the network or inside one process. */
import type { Link } from '../../model/types.ts';
import type { Finding } from '../types.ts';
import { cyclesOf } from './cycles.ts';
import { listWords, type Rule, type RuleContext, unique, unpriced } from './rule.ts';
import { type Scene, sceneOf } from './scene.ts';

interface Cycle {
  readonly members: readonly string[];
  readonly links: readonly Link[];
}

function edgesOf(pairs: readonly (readonly [from: string, to: string])[]): Map<string, string[]> {
  const edges = new Map<string, string[]>();
  for (const [from, to] of pairs) edges.set(from, [...(edges.get(from) ?? []), to]);
  return edges;
}

/** Components that reach each other over used sync links. */
function componentCycles(scene: Scene): Cycle[] {
  const links = scene.links.filter(({ interaction }) => interaction === 'sync');
  const edges = edgesOf(links.map(({ from, to }) => [from, to]));
  return cyclesOf([...scene.components.keys()], edges).map((members) => ({
    members,
    links: links.filter(({ from, to }) => members.includes(from) && members.includes(to)),
  }));
}

/** Deployables that reach each other although no component does: each needs the other to be up. */
function deployableCycles(scene: Scene, covered: ReadonlySet<string>): Cycle[] {
  const pairs = scene.links
    .filter(({ interaction }) => interaction === 'sync')
    .flatMap((link) =>
      scene
        .hostsOf(link.from)
        .flatMap((from) =>
          scene.hostsOf(link.to).includes(from) ? [] : scene.hostsOf(link.to).map((to) => ({ link, from, to })),
        ),
    );
  const edges = edgesOf(pairs.map(({ from, to }) => [from, to]));
  return cyclesOf([...scene.deployables.keys()], edges).flatMap((members) => {
    const inside = pairs.filter(({ from, to }) => members.includes(from) && members.includes(to));
    const links = unique(inside.map(({ link }) => link));
    return links.some(({ id }) => covered.has(id)) ? [] : [{ members, links }];
  });
}

function findNetwork(context: RuleContext): Finding[] {
  const scene = sceneOf(context);
  const names = (ids: readonly string[]) => listWords(ids.map(scene.name));
  const calls = componentCycles(scene).filter(({ links }) => links.some(scene.crosses));
  const covered = new Set(calls.flatMap(({ links }) => links.map(({ id }) => id)));
  const reason = unpriced(
    'It costs the order of start and release, and lets an overload feed itself: no figure at rest.',
  );
  return [
    ...calls.map(({ members, links }): Finding => ({
      rule: 'sync-cycle',
      severity: 'error',
      targets: [...members, ...links.map(({ id }) => id)],
      message: `${names(members)} call each other in a circle, over ${links.filter(scene.crosses).length} network links.`,
      ...reason,
    })),
    ...deployableCycles(scene, covered).map(({ members, links }): Finding => ({
      rule: 'sync-cycle',
      severity: 'warning',
      targets: [...members, ...links.map(({ id }) => id)],
      message: `${names(members)} each need the other to be up, although no single request goes in a circle.`,
      ...reason,
    })),
  ];
}

function findInProcess(context: RuleContext): Finding[] {
  const scene = sceneOf(context);
  return componentCycles(scene)
    .filter(({ links }) => !links.some(scene.crosses))
    .map(({ members, links }) => ({
      rule: 'in-process-cycle',
      severity: 'info',
      targets: [...members, ...links.map(({ id }) => id)],
      message: `${listWords(members.map(scene.name))} call each other in a circle inside one process: they can only be cut apart together.`,
      ...unpriced('Inside one process a circle costs nothing at run time.'),
    }));
}

export const syncCycle: Rule = { id: 'sync-cycle', title: 'Calls in a circle', check: findNetwork };
export const inProcessCycle: Rule = { id: 'in-process-cycle', title: 'Circle inside a process', check: findInProcess };
