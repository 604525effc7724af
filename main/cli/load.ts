/** Opens a project for a command: reads the file, checks it, and looks up the ids that were asked for. */
import type { Analysis } from '../../shared/engine/types.ts';
import { analyse } from '../../shared/engine/analyse.ts';
import { terminalLine } from '../../shared/format/escape.ts';
import { readProject } from '../../shared/format/projectFile.ts';
import type { Problem, Project } from '../../shared/model/types.ts';
import { ServiceError } from '../services/errors.ts';
import { readProjectFile } from '../services/files.ts';
import type { At } from './args.ts';
import { BadInput } from './exit.ts';

const MOST_PROBLEMS = 20;

function problemLines(problems: readonly Problem[]): string[] {
  const lines = problems
    .slice(0, MOST_PROBLEMS)
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  const left = problems.length - lines.length;
  return left > 0 ? [...lines, `and ${left} more`] : lines;
}

/** Throws BadInput with the file's name and the places in it. */
export async function loadProject(file: string): Promise<Project> {
  let text: string;
  try {
    text = (await readProjectFile(file)).text;
  } catch (error) {
    if (error instanceof ServiceError) throw new BadInput(terminalLine(error.message));
    throw error;
  }
  const read = readProject(text);
  if (read.ok) return read.project;
  const count = read.problems.length;
  if (count <= 1) throw new BadInput(terminalLine(`${file}: ${read.message}`));
  throw new BadInput(terminalLine(`${file} has ${count} problems:`), problemLines(read.problems).map(terminalLine));
}

const listed = (ids: readonly string[]): string => (ids.length === 0 ? 'none' : ids.join(', '));

/** The variants asked for, or all of the project. Throws BadInput on an id that is not there. */
export function variantIds(project: Project, asked: readonly string[]): readonly string[] {
  const known = project.variants.map((variant) => variant.id);
  for (const id of asked) {
    if (!known.includes(id)) throw new BadInput(`There is no variant "${id}". The file has: ${listed(known)}.`);
  }
  return asked.length > 0 ? [...new Set(asked)] : known;
}

export interface Question {
  readonly variants: readonly string[];
  readonly scenario: string | null;
  readonly at: At;
  readonly exceedsMs?: number | null;
}

/** Analyses the asked variants. Throws BadInput on unknown ids and where nothing is left to analyse. */
export function analyseProject(project: Project, question: Question): Analysis {
  const variants = variantIds(project, question.variants);
  if (variants.length === 0) throw new BadInput('The project has no variant, so there is nothing to analyse.');
  const scenarios = (project.scenarios ?? []).map((scenario) => scenario.id);
  const { scenario, at, exceedsMs } = question;
  if (scenario !== null && !scenarios.includes(scenario)) {
    throw new BadInput(`There is no scenario "${scenario}". The file has: ${listed(scenarios)}.`);
  }
  return analyse(project, { variants, scenario, at, ...(typeof exceedsMs === 'number' && { exceedsMs }) });
}
