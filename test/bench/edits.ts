/** Single edits as a hand makes them while it drags a number: one demand, rate, limit of time or number of cores becomes another. */
import type { Project } from '../../shared/model/types.ts';

export const EDITS = 200;
/** Edits before the clock runs. */
export const WARM_UP = 50;

/** The project with one number of one part changed. */
export function edited(project: Project, variantId: string, next: () => number): Project {
  const nth = (list: readonly unknown[]): number => Math.floor(next() * list.length);
  const factor = 0.7 + 0.6 * next();
  switch (Math.floor(next() * 4)) {
    case 0: {
      const i = nth(project.components);
      const component = project.components[i]!;
      const operations = component.operations!.map((o) => ({ ...o, demand: { mean: (0.2 + next()) * factor } }));
      return { ...project, components: project.components.with(i, { ...component, operations }) };
    }
    case 1: {
      const i = nth(project.journeys);
      const rate = { average: factor, peak: (2 + i) * factor };
      return { ...project, journeys: project.journeys.with(i, { ...project.journeys[i]!, rate }) };
    }
    case 2: {
      const limited = project.links.flatMap((l, i) => (l.policy ? [i] : []));
      const i = limited[nth(limited)]!;
      const policy = { timeoutMs: Math.round(1000 * factor) };
      return { ...project, links: project.links.with(i, { ...project.links[i]!, policy }) };
    }
    default: {
      const v = project.variants.findIndex(({ id }) => id === variantId);
      const variant = project.variants[v]!;
      const i = nth(variant.deployables);
      const deployable = variant.deployables[i]!;
      const cores = 1 + Math.floor(next() * (variant.deployables.length > 1 ? 4 : 32));
      const deployables = variant.deployables.with(i, { ...deployable, cores });
      return { ...project, variants: project.variants.with(v, { ...variant, deployables }) };
    }
  }
}
