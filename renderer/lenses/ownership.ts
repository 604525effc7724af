// Ownership lens: which team each part belongs to, by hue and letter.
import type { Project, Variant } from '../../shared/model/types.ts';
import { listed } from '../../shared/explain/words.ts';
import type { LensView, Look } from './types.ts';

export function categoryOf(project: Project, team: string): { hue: number; letter: string } {
  const index = (project.teams ?? []).findIndex((one) => one.id === team);
  const name = project.teams?.[index]?.name ?? team;
  return { hue: (Math.max(0, index) % 6) + 1, letter: name.slice(0, 1).toUpperCase() };
}

export function ownershipLens(project: Project, variant: Variant): LensView {
  const name = (team: string): string => project.teams?.find((one) => one.id === team)?.name ?? team;
  const teamOf = new Map<string, string>();
  for (const component of project.components) {
    const owner = component.team ?? project.components.find((one) => one.id === component.owner)?.team;
    if (owner !== undefined) teamOf.set(component.id, owner);
  }
  const components = new Map<string, Look>();
  for (const component of project.components) {
    const team = teamOf.get(component.id);
    components.set(
      component.id,
      team === undefined ? { words: 'No team' } : { words: name(team), category: categoryOf(project, team) },
    );
  }
  const deployables = new Map<string, Look>();
  for (const deployable of variant.deployables) {
    const held = variant.placements.filter((placement) => placement.deployable === deployable.id);
    const teams = [
      ...new Set(held.map((placement) => teamOf.get(placement.component)).filter((team) => team !== undefined)),
    ];
    if (teams.length > 1) deployables.set(deployable.id, { words: `shared by ${listed(teams.map(name))}` });
  }
  return { components, deployables, links: new Map(), top: null, quiet: false };
}
