/** Checks of what changes a project for one look: overrides of variants, and scenarios. */
import { HOURS_A_DAY, hoursOf } from './day.ts';
import { quote, type Inspection } from './inspection.ts';
import type { JsonPath } from './paths.ts';
import { faultTargets, overrideProblem, variantsOf } from './references.ts';
import type { Override, Scenario, Variant } from './types.ts';

export function checkScenarios(inspection: Inspection): void {
  const { project } = inspection;
  project.variants.forEach((variant, index) =>
    checkOverrides(inspection, ['variants', index, 'overrides'], variant.overrides, [variant]),
  );
  if (project.scenarios === undefined) return;
  const known: Known = {
    variants: new Set(project.variants.map(({ id }) => id)),
    journeys: new Set(project.journeys.map(({ id }) => id)),
    targets: faultTargets(project),
  };
  project.scenarios.forEach((scenario, index) => checkScenario(inspection, scenario, ['scenarios', index], known));
}

/** Ids that scenarios may name. */
type Known = Readonly<Record<'variants' | 'journeys' | 'targets', ReadonlySet<string>>>;

function checkScenario(inspection: Inspection, scenario: Scenario, at: JsonPath, known: Known): void {
  const { project, report } = inspection;
  scenario.variants?.forEach((id, place) => {
    if (!known.variants.has(id)) report([...at, 'variants', place], `there is no variant ${quote(id)}`);
  });
  for (const id of typeof scenario.traffic === 'object' ? Object.keys(scenario.traffic) : []) {
    if (!known.journeys.has(id)) report([...at, 'traffic', id], `there is no journey ${quote(id)}`);
  }
  const hours = hoursOf(scenario.day ?? []);
  if (hours > HOURS_A_DAY + 1e-6) report([...at, 'day'], `the hours add up to ${hours}, more than a day`);
  scenario.faults?.forEach(({ target }, place) => {
    if (known.targets.has(target)) return;
    report(
      [...at, 'faults', place, 'target'],
      `there is no component, deployable, link, zone or region ${quote(target)}`,
    );
  });
  checkOverrides(inspection, [...at, 'overrides'], scenario.overrides, variantsOf(project, scenario.variants));
}

function checkOverrides(
  { project, report }: Inspection,
  at: JsonPath,
  overrides: readonly Override[] | undefined,
  variants: readonly Variant[],
): void {
  overrides?.forEach(({ path }, index) => {
    const problem = overrideProblem(project, variants, path);
    if (problem !== null) report([...at, index, 'path'], problem);
  });
}
