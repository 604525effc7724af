// What is written for each format that is text.
import type { Analysis } from '../../shared/engine/types.ts';
import type { Drawing } from '../../shared/format/drawing.ts';
import type { Theme } from '../../shared/format/drawingColours.ts';
import { exportCsv } from '../../shared/format/exportCsv.ts';
import { exportMarkdown } from '../../shared/format/exportMarkdown.ts';
import { exportSvg } from '../../shared/format/exportSvg.ts';
import { writeProject } from '../../shared/format/projectFile.ts';
import type { Project } from '../../shared/model/types.ts';
import type { Format } from './formats.ts';

export interface Source {
  readonly project: Project;
  readonly variant: string;
  /** Null until it is laid out. */
  readonly drawing: Drawing | null;
  /** Of all variants; null until the engine has answered for each. */
  readonly analysis: Analysis | null;
  readonly figures: boolean;
  readonly theme: Theme;
}

/** The text of the file (for a PNG, of the drawing behind it); null while something of it is worked out. */
export function contentsOf(format: Format, source: Source): string | null {
  const { project, variant, drawing, analysis, figures, theme } = source;
  switch (format) {
    case 'project':
      return writeProject(project);
    case 'report':
      return analysis && exportMarkdown(project, analysis);
    case 'table':
      return analysis && exportCsv(analysis);
    case 'png':
    case 'svg':
      if (!drawing || (figures && !analysis)) return null;
      return exportSvg(drawing, project, variant, figures ? analysis : null, { theme });
  }
}
