// Every number that the window shows is written here, so that one quantity reads the same everywhere.

/** A figure ready to show: the number, its unit, and a sign that stands before it (a currency). */
export interface FigureText {
  readonly text: string;
  readonly unit: string;
  readonly before?: string;
}

const formats = new Map<string, Intl.NumberFormat>();
/** Making a format costs a hundred times what using it does. */
function format(least: number, most: number): Intl.NumberFormat {
  const key = `${least} ${most}`;
  const known = formats.get(key);
  if (known) return known;
  const fresh = new Intl.NumberFormat('en-US', { minimumFractionDigits: least, maximumFractionDigits: most });
  formats.set(key, fresh);
  return fresh;
}

const grouped = (value: number, digits: number): string => format(digits, digits).format(value).replace('-', '−');
const atMost = (value: number, digits: number): string => format(0, digits).format(value).replace('-', '−');

/** A time in ms: no decimals from 10 up, one below, seconds from 1,000, minutes from 120 s. */
export function duration(ms: number): FigureText {
  const size = Math.abs(ms);
  if (size >= 5_400_000) return { text: grouped(ms / 3_600_000, 1), unit: 'h' };
  if (size >= 120_000) return { text: grouped(ms / 60_000, size >= 600_000 ? 0 : 1), unit: 'min' };
  if (size >= 999.5) return { text: grouped(ms / 1000, size >= 9995 ? 1 : 2), unit: 's' };
  if (size >= 9.95) return { text: grouped(ms, 0), unit: 'ms' };
  if (size >= 0.095) return { text: grouped(ms, 1), unit: 'ms' };
  if (size >= 0.01) return { text: grouped(ms, 2), unit: 'ms' };
  if (size === 0) return { text: '0', unit: 'ms' };
  return { text: atMost(ms * 1000, 1), unit: 'µs' };
}

/** A share of time up. Cut, never rounded up, with as many nines as it takes to tell it from 100 %. */
export function availability(share: number): FigureText {
  if (share >= 1) return { text: '100', unit: '%' };
  const percent = share * 100;
  const digits = share >= 0.99999 ? 4 : share >= 0.9999 ? 3 : 2;
  const step = 10 ** digits;
  return { text: grouped(Math.floor(percent * step + 1e-6) / step, digits), unit: '%' };
}

/** Any other share, 0 to 1: one decimal below 10 %. */
export function share(value: number): FigureText {
  const percent = value * 100;
  if (percent === 0) return { text: '0', unit: '%' };
  if (percent > 0 && percent < 0.005) return { text: 'below 0.01', unit: '%' };
  if (percent < 0.95) return { text: atMost(percent, 2), unit: '%' };
  if (percent < 9.95) return { text: grouped(percent, 1), unit: '%' };
  return { text: percent < 99.95 && percent > 99 ? grouped(percent, 1) : grouped(percent, 0), unit: '%' };
}

/** US dollars: cents below 100, none above. */
export function usd(value: number): FigureText {
  return { before: '$', text: grouped(value, Math.abs(value) < 99.995 && value !== 0 ? 2 : 0), unit: '' };
}
/** Whole dollars from 10 up, for places with little room. */
export function usdWhole(value: number): FigureText {
  return { before: '$', text: grouped(value, Math.abs(value) < 9.995 && value !== 0 ? 2 : 0), unit: '' };
}
export function usdExact(value: number): FigureText {
  return { before: '$', text: grouped(value, 2), unit: '' };
}
export function usdAMonth(value: number): FigureText {
  return { ...usd(value), unit: '/mo' };
}
/** A unit price keeps the digits that it is quoted with. */
export function unitPrice(value: number): FigureText {
  return {
    before: '$',
    text:
      value >= 1
        ? grouped(value, 2)
        : value.toLocaleString('en-US', { maximumSignificantDigits: 5, maximumFractionDigits: 12 }),
    unit: '',
  };
}

export function perSecond(value: number): FigureText {
  return { text: value >= 100 ? grouped(value, 0) : atMost(value, value >= 10 ? 1 : 2), unit: '/s' };
}

export function times(factor: number): FigureText {
  return { text: factor >= 100 ? grouped(factor, 0) : atMost(factor, factor >= 10 ? 1 : 2), unit: '×' };
}

/** A load so many times today's as what comes on top: "+45 %" for 1.45. */
export function surge(factor: number): FigureText {
  return { text: `+${grouped((factor - 1) * 100, factor < 1.0995 ? 1 : 0)}`, unit: '%' };
}

/** A plain count or quantity: whole from 1,000 up, else up to two decimals. */
export function quantity(value: number, unit = ''): FigureText {
  if (value >= 1e9) return { text: atMost(value / 1e9, 2), unit: `bn ${unit}`.trim() };
  if (value >= 1e6) return { text: atMost(value / 1e6, 2), unit: `m ${unit}`.trim() };
  return { text: value >= 1000 ? grouped(value, 0) : atMost(value, value >= 100 ? 1 : 2), unit };
}

export function bytes(value: number): FigureText {
  const steps = ['B', 'kB', 'MB', 'GB', 'TB'];
  let step = 0;
  let left = value;
  while (left >= 1000 && step < steps.length - 1) {
    left /= 1000;
    step++;
  }
  return { text: atMost(left, left >= 100 || step === 0 ? 0 : 1), unit: steps[step] ?? 'B' };
}

/** "20 Jul 2026" for 2026-07-20, "Apr 2026" for 2026-04; anything else as it is. */
export function dateWords(iso: string): string {
  const found = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(iso);
  const month = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][
    Number(found?.[2]) - 1
  ];
  if (!found || !month) return iso;
  return `${found[3] ? `${Number(found[3])} ` : ''}${month} ${found[1]}`;
}

/** The figure as one run of plain text, for labels that are read aloud and for SVG. */
export function plain(figure: FigureText): string {
  const gap = figure.unit === '' || figure.unit.startsWith('/') ? '' : ' ';
  return `${figure.before ?? ''}${figure.text}${gap}${figure.unit}`;
}
