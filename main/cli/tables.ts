/** Aligned tables, headings and colours for a terminal. */
import { terminalLine } from '../../shared/format/escape.ts';

/** What a command's output is made for. */
export interface Screen {
  readonly colour: boolean;
  /** Columns; null = as wide as need be. */
  readonly width: number | null;
}

export interface Column<T> {
  readonly head: string;
  readonly align?: 'left' | 'right';
  readonly cell: (row: T) => string;
  /** Left out first on a narrow screen: higher goes earlier; none = always there. */
  readonly drop?: number;
}

export type Paint = 'strong' | 'good' | 'bad' | 'warn' | 'dim';

const CODES: Readonly<Record<Paint, readonly [number, number]>> = {
  strong: [1, 22],
  dim: [2, 22],
  good: [32, 39],
  bad: [31, 39],
  warn: [33, 39],
};

const GAP = '  ';
const NARROWEST = 24;

export function painted(text: string, paint: Paint, { colour }: Screen): string {
  const [on, off] = CODES[paint];
  return colour && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text;
}

/** How wide a text stands, near enough: marks that combine have no width, East Asian signs two columns. */
export function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) {
    if (/\p{M}/u.test(sign)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u.test(
        sign,
      )
        ? 2
        : 1;
  }
  return width;
}

function shortened(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  for (const sign of text) {
    if (widthOf(kept + sign) > width - 1) break;
    kept += sign;
  }
  return `${kept}…`;
}

function padded(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'right' ? space + text : text + space;
}

const STATE_PAINT: Readonly<Record<string, Paint>> = {
  saturated: 'bad',
  failed: 'bad',
  error: 'bad',
  'cannot serve': 'bad',
  degraded: 'warn',
  delayed: 'warn',
  warning: 'warn',
};

/** One line a row, the first column cut with an ellipsis and droppable columns left out until it fits the screen. */
export function table<T>(columns: readonly Column<T>[], rows: readonly T[], screen: Screen): string {
  const shown = columns.map((column) => ({ column, cells: rows.map((row) => terminalLine(column.cell(row))) }));
  const widths = (): number[] => shown.map(({ column, cells }) => Math.max(...[column.head, ...cells].map(widthOf)));
  const total = (): number => widths().reduce((sum, width) => sum + width + GAP.length, -GAP.length);
  const limit = screen.width ?? Infinity;
  while (total() > limit) {
    const droppable = shown.filter(({ column }) => column.drop !== undefined);
    const next = droppable.toSorted((a, b) => (b.column.drop ?? 0) - (a.column.drop ?? 0))[0];
    if (next === undefined) break;
    shown.splice(shown.indexOf(next), 1);
  }
  const fitting = widths();
  const over = total() - limit;
  if (over > 0) fitting[0] = Math.max(NARROWEST, (fitting[0] ?? 0) - over);
  const line = (cells: readonly string[], paint: (cell: string, padded: string) => string): string =>
    cells
      .map((cell, index) => {
        const width = fitting[index] ?? 0;
        const text = shortened(cell, width);
        return paint(text, padded(text, width, shown[index]?.column.align ?? 'left'));
      })
      .join(GAP)
      .trimEnd();
  const head = line(
    shown.map(({ column }) => column.head),
    (_, text) => painted(text, 'dim', screen),
  );
  const body = rows.map((_, index) =>
    line(
      shown.map(({ cells }) => cells[index] ?? ''),
      (cell, text) => {
        const paint = STATE_PAINT[cell];
        return paint ? painted(text, paint, screen) : text;
      },
    ),
  );
  return `${[head, ...body].join('\n')}\n`;
}

export const heading = (text: string, screen: Screen): string => `${painted(terminalLine(text), 'strong', screen)}\n`;

/** A paragraph broken at the screen's width; later lines stand under the first word. */
export function paragraph(text: string, screen: Screen, indent = ''): string {
  const limit = Math.max(40, screen.width ?? 120);
  const lines: string[] = [];
  let line = '';
  for (const word of terminalLine(text).split(' ')) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > limit) {
      lines.push(line);
      line = indent + word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return `${[...lines, line].join('\n')}\n`;
}
