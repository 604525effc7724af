/** What a schema cannot see: ids that clash, references that lead nowhere, placements that do not add up. Lists every problem. */
import { checkUnique, quote, type Inspection } from './inspection.ts';
import { checkOperations } from './integritySteps.ts';
import { checkScenarios } from './integrityScenarios.ts';
import { byId } from './kept.ts';
import { findOperation } from './operations.ts';
import { jsonPath, type JsonPath } from './paths.ts';
import { STORE_KINDS, type OperationRef, type Problem, type Project, type Variant } from './types.ts';

/**
 * Every problem of a project whose shape is already known to be right (`checkShape`), in file order of the checks,
 * each at its JSON path. An empty list means the engine can take the project as it is.
 */
export function checkIntegrity(project: Project): readonly Problem[] {
  const problems: Problem[] = [];
  const inspection: Inspection = {
    project,
    components: byId(project.components),
    links: byId(project.links),
    report: (path, message) => problems.push({ path: jsonPath(path), message }),
  };
  checkDuplicates(inspection);
  checkComponents(inspection);
  checkLinks(inspection);
  checkOperations(inspection);
  checkEntries(inspection);
  project.variants.forEach((variant, index) => checkVariant(inspection, variant, index));
  checkScenarios(inspection);
  checkCoChanges(inspection);
  checkLayout(inspection);
  // Cycles are walked along references, so they make sense only when all of these lead somewhere.
  return problems;
}

/** Components, links and deployables share one space of ids, since faults, findings and the canvas name them by id alone. */
function checkDuplicates(inspection: Inspection): void {
  const { project, components, links } = inspection;
  for (const key of ['teams', 'components', 'journeys', 'measures', 'variants', 'scenarios'] as const) {
    checkUnique(inspection, [key], project[key]);
  }
  const component = (id: string) => (components.has(id) ? 'component' : undefined);
  const drawn = (id: string) => component(id) ?? (links.has(id) ? 'link' : undefined);
  checkUnique(inspection, ['links'], project.links, component);
  project.variants.forEach((variant, index) =>
    checkUnique(inspection, ['variants', index, 'deployables'], variant.deployables, drawn),
  );
  checkUnique(inspection, ['assumptions', 'zones'], project.assumptions?.zones);
  checkUnique(inspection, ['assumptions', 'regions'], project.assumptions?.regions);
}

function checkComponents({ project, components, report }: Inspection): void {
  const teams = new Set(project.teams?.map((team) => team.id));
  project.components.forEach((component, index) => {
    const { team, owner, facts } = component;
    for (const key of ['readQuorum', 'writeQuorum'] as const) {
      const [asked, copies] = [facts?.[key], facts?.replication ?? Infinity];
      if (asked !== undefined && asked > copies)
        report(['components', index, 'facts', key], `there are only ${copies} copies`);
    }
    if (team !== undefined && !teams.has(team))
      report(['components', index, 'team'], `there is no team ${quote(team)}`);
    if (owner === undefined) return;
    if (!STORE_KINDS.includes(component.kind)) report(['components', index, 'owner'], 'only a store has an owner');
    if (!components.has(owner)) report(['components', index, 'owner'], `there is no component ${quote(owner)}`);
  });
}

function checkLinks({ project, components, report }: Inspection): void {
  project.links.forEach((link, index) => {
    for (const end of ['from', 'to'] as const) {
      if (!components.has(link[end])) report(['links', index, end], `there is no component ${quote(link[end])}`);
    }
  });
}

function checkEntries(inspection: Inspection): void {
  const { project } = inspection;
  project.journeys.forEach((journey, index) => checkRef(inspection, ['journeys', index, 'entry'], journey.entry));
  project.measures?.forEach((measure, index) => {
    checkRef(inspection, ['measures', index, 'from'], measure.from);
    checkRef(inspection, ['measures', index, 'to'], measure.to);
  });
}

function checkRef({ components, report }: Inspection, path: JsonPath, ref: OperationRef): void {
  const component = components.get(ref.component);
  if (component === undefined) report([...path, 'component'], `there is no component ${quote(ref.component)}`);
  else if (findOperation(component, ref.operation) === undefined) {
    report([...path, 'operation'], `${quote(ref.component)} has no operation ${quote(ref.operation ?? '')}`);
  }
}

function checkVariant(inspection: Inspection, variant: Variant, index: number): void {
  const { project, components, links, report } = inspection;
  const at = ['variants', index] as const;
  variant.absent?.components?.forEach((id, place) => {
    if (!components.has(id)) report([...at, 'absent', 'components', place], `there is no component ${quote(id)}`);
  });
  variant.absent?.links?.forEach((id, place) => {
    if (!links.has(id)) report([...at, 'absent', 'links', place], `there is no link ${quote(id)}`);
  });
  checkPlacements(inspection, variant, index);
  const placed = new Set(variant.placements.map((placement) => placement.component));
  const absent = new Set(variant.absent?.components);
  for (const { id, kind } of project.components) {
    if (kind === 'client' || absent.has(id) || placed.has(id)) continue;
    report([...at, 'placements'], `${quote(id)} is placed nowhere and not listed as absent`);
  }
}

function checkPlacements({ components, report }: Inspection, variant: Variant, index: number): void {
  const at = ['variants', index, 'placements'] as const;
  const deployables = new Set(variant.deployables.map((deployable) => deployable.id));
  // No id holds a slash.
  const pairs = new Set<string>();
  const byComponent = new Map<string, { readonly first: number; places: number; shares: number; sum: number }>();
  variant.placements.forEach(({ component, deployable, share }, place) => {
    if (!components.has(component)) report([...at, place, 'component'], `there is no component ${quote(component)}`);
    if (!deployables.has(deployable))
      report([...at, place, 'deployable'], `there is no deployable ${quote(deployable)}`);
    const pair = `${component}/${deployable}`;
    if (pairs.has(pair)) report([...at, place], `${quote(component)} is placed in ${quote(deployable)} twice`);
    pairs.add(pair);
    const found = byComponent.get(component) ?? { first: place, places: 0, shares: 0, sum: 0 };
    found.places++;
    if (share !== undefined) {
      found.shares++;
      found.sum += share;
    }
    byComponent.set(component, found);
  });
  for (const [component, { first, places, shares, sum }] of byComponent) {
    if (shares === 0) continue;
    if (shares < places) report([...at, first], `${quote(component)} gives a share in some places only`);
    else if (Math.abs(sum - 1) > 1e-6)
      report([...at, first, 'share'], `the shares of ${quote(component)} add up to ${sum}, not 1`);
  }
}

function checkCoChanges({ project, components, report }: Inspection): void {
  const at = ['assumptions', 'delivery', 'coChanges'] as const;
  project.assumptions?.delivery?.coChanges?.forEach((change, index) =>
    change.components.forEach((id, place) => {
      if (!components.has(id)) report([...at, index, 'components', place], `there is no component ${quote(id)}`);
    }),
  );
}

function checkLayout(inspection: Inspection): void {
  const { project, components, report } = inspection;
  for (const [id, layout] of Object.entries(project.layout?.variants ?? {})) {
    const at = ['layout', 'variants', id] as const;
    const variant = project.variants.find((candidate) => candidate.id === id);
    if (variant === undefined) report(at, `there is no variant ${quote(id)}`);
    const deployables = new Set(variant?.deployables.map((deployable) => deployable.id));
    for (const node of Object.keys(layout.nodes ?? {})) {
      if (components.has(node) || deployables.has(node) || variant === undefined) continue;
      report([...at, 'nodes', node], `there is no component or deployable ${quote(node)} in this variant`);
    }
    checkUnique(inspection, [...at, 'notes'], layout.notes);
  }
}
