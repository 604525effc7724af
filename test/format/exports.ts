/** A shipped design and its analysis, for the tests of the written exports. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { analyse, type AnalyseOptions } from '../../shared/engine/analyse.ts';
import type { Analysis } from '../../shared/engine/types.ts';
import { readProject } from '../../shared/format/projectFile.ts';
import type { Project } from '../../shared/model/types.ts';

export function analysed(
  name: string,
  change: (project: Project) => Project = (project) => project,
  options: AnalyseOptions = {},
) {
  return analysedFile(`../../samples/${name}.topolith`, change, options);
}

/** Two parts, a call that is tried again, and three steady states. */
export const tipping = () => analysedFile('../reference/19-tipping/project.topolith');

function analysedFile(
  file: string,
  change: (project: Project) => Project = (project) => project,
  options: AnalyseOptions = {},
) {
  const read = readProject(readFileSync(path.join(import.meta.dirname, file), 'utf8'));
  if (!read.ok) throw new Error(read.message);
  const project = change(read.project);
  const analysis: Analysis = analyse(project, options);
  return { project, analysis };
}

/** Names that break out of a cell, a line, a tag or a spreadsheet where they are not escaped. */
export const HOSTILE = '=cmd()|<b>"x"</b>, `y`';

export const hostile = (project: Project): Project => ({
  ...project,
  name: HOSTILE,
  journeys: project.journeys.map((journey) => ({ ...journey, name: HOSTILE })),
  variants: project.variants.map((variant) => ({
    ...variant,
    name: HOSTILE,
    deployables: variant.deployables.map((deployable) => ({ ...deployable, name: HOSTILE })),
  })),
});
