/** Rules about who shares and who runs: several owners on one server, and more units than engineers can run. */
import { STORE_KINDS } from '../../model/types.ts';
import type { Finding } from '../types.ts';
import { listWords, plural, type Rule, type RuleContext, unique, unpriced } from './rule.ts';
import { ownDeployables, sceneOf } from './scene.ts';

/** Engineers a unit needs to be built, watched and carried through a night. */
export const ENGINEERS_PER_UNIT = 2;

function findShared(context: RuleContext): Finding[] {
  const scene = sceneOf(context);
  return [...scene.deployables.values()].flatMap((server): Finding[] => {
    if (server.kind !== 'data-server') return [];
    const stores = scene.componentsOn(server.id).filter(({ kind }) => STORE_KINDS.includes(kind));
    const usersOf = (storeId: string) =>
      scene.links.filter(({ to }) => to === storeId).flatMap(({ from }) => scene.hostsOf(from));
    const homes = unique(stores.flatMap(({ id, owner }) => (owner === undefined ? usersOf(id) : scene.hostsOf(owner))));
    if (stores.length < 2 || homes.length < 2) return [];
    return [
      {
        rule: 'shared-server',
        severity: 'info',
        targets: [server.id, ...stores.map(({ id }) => id)],
        message: `${listWords(stores.map(({ name }) => name))} stand on ${server.name}: separate schemas, but ${homes.length} deployables fail and slow down with one server.`,
        ...unpriced('What the server costs in availability and latency is in those figures already.'),
      },
    ];
  });
}

function findSmallTeam(context: RuleContext): Finding[] {
  const engineers = (context.project.teams ?? []).reduce((sum, team) => sum + team.engineers, 0);
  const units = ownDeployables(sceneOf(context));
  if (engineers <= 0 || units.length < 2 || units.length * ENGINEERS_PER_UNIT <= engineers) return [];
  return [
    {
      rule: 'team-size',
      severity: units.length > engineers ? 'warning' : 'info',
      targets: units.map(({ id }) => id),
      message: `${plural(engineers, 'engineer')} run ${plural(units.length, 'deployable')}: fewer than ${ENGINEERS_PER_UNIT} for each.`,
      ...unpriced('It costs attention; what an engineer costs does not say how much.'),
    },
  ];
}

export const sharedServer: Rule = { id: 'shared-server', title: 'Shared server', check: findShared };
export const teamSize: Rule = { id: 'team-size', title: 'More units than people', check: findSmallTeam };
