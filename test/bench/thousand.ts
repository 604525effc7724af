/** A design of 1,000 processes that says every number itself, so that a program without defaults can read it. */
import { writeProject } from '../../shared/format/projectFile.ts';
import type { Project } from '../../shared/model/types.ts';
import { largeProject } from '../support/largeProject.ts';

export function thousand(seed: number): string {
  const { variants, ...project } = largeProject(1000, seed, 7);
  const spelled: Project = {
    ...project,
    assumptions: { utilisationTarget: 0.6, hoursPerMonth: 730 },
    links: project.links.map((link) => ({
      ...link,
      cpu: { from: 0.05, to: 0.08 },
      latency: { mean: 0.25, shape: 'constant' },
      ...(link.policy && { policy: { timeoutMs: 20_000 } }),
    })),
    variants: variants.filter(({ id }) => id === 'services'),
  };
  return writeProject(spelled);
}
