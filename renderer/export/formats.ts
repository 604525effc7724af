// The formats that leave the window, and what each is called.

export const FORMATS = [
  { id: 'png', word: 'PNG', what: 'A picture of one variant', extension: 'png', type: 'image/png' },
  { id: 'svg', word: 'SVG', what: 'A drawing of one variant that scales', extension: 'svg', type: 'image/svg+xml' },
  {
    id: 'project',
    word: 'Project file',
    what: 'The whole design, to open again or keep in git',
    extension: 'topolith',
    type: 'application/json',
  },
  {
    id: 'report',
    word: 'Report',
    what: 'All results in Markdown, the comparison first',
    extension: 'md',
    type: 'text/markdown',
  },
  {
    id: 'table',
    word: 'Table',
    what: 'Every figure, one a line, for a spreadsheet',
    extension: 'csv',
    type: 'text/csv',
  },
] as const;

export type Format = (typeof FORMATS)[number]['id'];

export const formatOf = (id: Format): (typeof FORMATS)[number] => FORMATS.find((one) => one.id === id) ?? FORMATS[0];
export const isPicture = (id: Format): boolean => id === 'png' || id === 'svg';
