// What parts and faults are called.
import type { FaultResult } from '../engine/types.ts';
import type { Project } from '../model/types.ts';

/** The name of any record with such an id; a link goes by its ends, what is unknown by its id. */
export function nameOf(project: Project, id: string): string {
  const component = project.components.find((one) => one.id === id);
  if (component) return component.name;
  for (const variant of project.variants) {
    const deployable = variant.deployables.find((one) => one.id === id);
    if (deployable) return deployable.name;
  }
  const journey = project.journeys.find((one) => one.id === id);
  if (journey) return journey.name;
  const link = project.links.find((one) => one.id === id);
  return link ? `${nameOf(project, link.from)} to ${nameOf(project, link.to)}` : id;
}

export function faultTitle(project: Project, fault: Pick<FaultResult, 'kind' | 'target'>): string {
  const name = nameOf(project, fault.target);
  switch (fault.kind) {
    case 'component-down':
      return `${name} fails`;
    case 'deployable-down':
      return `${name} is down`;
    case 'replica-down':
      return `One replica of ${name} is lost`;
    case 'zone-down':
      return `Zone ${fault.target} is lost`;
    case 'region-down':
      return `Region ${fault.target} is lost`;
    case 'link-down':
      return `The link ${name} is cut`;
    case 'component-slow':
    case 'deployable-slow':
      return `${name} is slow`;
  }
}
