/** `topolith export`: a drawing, a report, a table of figures or the analysis, to the terminal or to a file. */
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Project } from '../../shared/model/types.ts';
import { terminalLine } from '../../shared/format/escape.ts';
import { exportCsv } from '../../shared/format/exportCsv.ts';
import { exportJson } from '../../shared/format/exportJson.ts';
import { exportMarkdown } from '../../shared/format/exportMarkdown.ts';
import { ServiceError } from '../services/errors.ts';
import { writeWhole } from '../services/writeWhole.ts';
import type { At, Format } from './args.ts';
import { BadInput } from './exit.ts';
import { analyseProject, loadProject, variantIds } from './load.ts';

export interface ExportCommand {
  readonly file: string;
  readonly variants: readonly string[];
  readonly scenario: string | null;
  readonly at: At;
  readonly format: Format;
  readonly out: string | null;
}

async function drawing(project: Project, command: ExportCommand): Promise<string> {
  const [id, ...more] = variantIds(project, command.variants);
  if (id === undefined) throw new BadInput('The project has no variant to draw.');
  if (command.variants.length > 0 && more.length > 0) throw new BadInput('export --format svg draws one variant.');
  // ELK is large; only a drawing waits for it.
  const [{ drawn }, { exportSvg }] = await Promise.all([
    import('./layout.ts'),
    import('../../shared/format/exportSvg.ts'),
  ]);
  const analysis = analyseProject(project, { ...command, variants: [id] });
  return exportSvg(await drawn(project, id), project, id, analysis, { theme: 'light' });
}

async function exported(project: Project, command: ExportCommand): Promise<string> {
  if (command.format === 'svg') return drawing(project, command);
  const analysis = analyseProject(project, command);
  if (command.format === 'md') return exportMarkdown(project, analysis);
  return command.format === 'csv' ? exportCsv(analysis) : exportJson(analysis);
}

/** Resolved as far as the file system knows it; a file that is not there yet keeps its name. */
async function realName(file: string): Promise<string> {
  const full = path.resolve(file);
  try {
    return await realpath(full);
  } catch {
    const folder = path.dirname(full);
    return path.join(await realpath(folder).catch(() => folder), path.basename(full));
  }
}

/** Hard links and letter case give one file several names, so the inode counts too. */
async function sameFile(a: string, b: string): Promise<boolean> {
  if ((await realName(a)) === (await realName(b))) return true;
  const [first, second] = await Promise.all([a, b].map((file) => stat(file, { bigint: true }).catch(() => null)));
  return Boolean(first && second && first.ino !== 0n && first.ino === second.ino && first.dev === second.dev);
}

/** What is to be printed: the export, or one line about the file that was written. Throws BadInput. */
export async function exportCommand(command: ExportCommand): Promise<string> {
  const { file, out } = command;
  if (out !== null && (await sameFile(out, file))) {
    throw new BadInput(`--out is the input file ${file} itself, so nothing was written.`);
  }
  const project = await loadProject(file);
  const text = await exported(project, command);
  if (out === null) return text;
  await writeWhole(out, text).catch((error: unknown) => {
    throw error instanceof ServiceError ? new BadInput(terminalLine(error.message)) : error;
  });
  return `${out} written.\n`;
}
