// A shipped sample as a project.
import { readFileSync } from 'node:fs';
import { readProject } from '../../shared/format/projectFile.ts';
import type { Project } from '../../shared/model/types.ts';

export function sample(name: string): Project {
  const read = readProject(readFileSync(new URL(`../../samples/${name}.topolith`, import.meta.url), 'utf8'));
  if (!read.ok) throw new Error(read.message);
  return read.project;
}
